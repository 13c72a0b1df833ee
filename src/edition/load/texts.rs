//! Walks over the texts of a plain value.

use serde_json::Value;

/// Calls a function with every text of a value and the path of its field.
pub(crate) fn texts(value: &Value, field: &str, found: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => found(field, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{field}[{index}]"), found);
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                let path = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                texts(value, &path, found);
            }
        }
        _ => {}
    }
}
