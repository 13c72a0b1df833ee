//! Counts the keys of a record that have a value.

use serde::Serialize;
use serde_json::Value;

use crate::edition::records::Language;
use crate::edition::records::node::{Node, are_languages};
use crate::edition::records::schema::RecordKind;

/// Keys for the editor that are never printed.
const NOT_PRINTED: [&str; 4] = ["approved", "editorial", "carried_over", "precision"];

/// The number of keys with a value and of all keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Keys with a value in the language.
    pub filled: usize,
    /// All keys.
    pub possible: usize,
}

/// Counts the keys at the top of a record and in its tables. A text counts if it is there in the language; a list of tables
/// counts as one key.
pub(super) fn filled(record: &Value, language: Language) -> Filled {
    let root = Node::root(RecordKind::Cluster.form());
    let mut count = Filled::default();
    for key in root.keys().into_iter().filter(|key| !NOT_PRINTED.contains(key)) {
        let Some(node) = root.key(key) else { continue };
        let value = record.get(key);
        if node.allows("object") && !node.is_per_language() {
            for inner_key in node.keys().into_iter().filter(|key| !NOT_PRINTED.contains(key)) {
                add(&mut count, value.and_then(|value| value.get(inner_key)), language);
            }
        } else {
            add(&mut count, value, language);
        }
    }
    count
}

fn add(count: &mut Filled, value: Option<&Value>, language: Language) {
    count.possible += 1;
    count.filled += usize::from(value.is_some_and(|value| says_something(value, language)));
}

fn says_something(value: &Value, language: Language) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(table) => {
            let keys: Vec<_> = table.keys().map(String::as_str).collect();
            match table.get(language.code()) {
                Some(text) => says_something(text, language),
                None => !are_languages(&keys) && !table.is_empty(),
            }
        }
        _ => true,
    }
}
