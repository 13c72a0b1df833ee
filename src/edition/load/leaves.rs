//! Walks over the single values of a record.

use serde_json::Value;

/// Calls a function with every value that is neither a list nor a table, and the path of its field.
pub(crate) fn leaves(value: &Value, field: &str, found: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, &format!("{field}[{index}]"), found);
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                let path = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                leaves(value, &path, found);
            }
        }
        leaf => found(field, leaf),
    }
}

/// Calls a function with every text and the path of its field.
pub(crate) fn texts(value: &Value, found: &mut impl FnMut(&str, &str)) {
    leaves(value, "", &mut |field, leaf| {
        if let Value::String(text) = leaf {
            found(field, text);
        }
    });
}
