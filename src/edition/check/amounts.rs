//! Numbers with a point that may separate decimals or, as in German, thousands.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;

/// Reports each number with exactly three decimals, such as 1.200, outside the coordinates of a seat.
pub(super) fn check<T>(document: &Document<T>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    numbers(&document.plain, "", &mut |field| {
        if field.ends_with("latitude") || field.ends_with("longitude") {
            return;
        }
        let written = document.spans.value(field).and_then(|span| document.file.text().get(span));
        let Some((whole, decimals)) = written.and_then(|written| written.split_once('.')) else { return };
        if !(1..=3).contains(&whole.len()) || whole.starts_with(['0', '-']) || !is_group(decimals) {
            return;
        }
        let decimal = format!("{whole}.{decimals}");
        let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
        let message = format!("`{whole}.{decimals}` can be read as {whole}{decimals} or as {decimal}");
        let error = Diagnostic::error(Code::WRONG_VALUE, message).hint(format!("write {whole}{decimals} or {decimal}"));
        diagnostics.push(document.locate(error, field));
    });
    diagnostics
}

fn is_group(digits: &str) -> bool {
    digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Calls a function with the path of every number of a record.
fn numbers(value: &Value, field: &str, found: &mut impl FnMut(&str)) {
    match value {
        Value::Number(_) => found(field),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                numbers(item, &format!("{field}[{index}]"), found);
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                let path = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                numbers(value, &path, found);
            }
        }
        _ => {}
    }
}
