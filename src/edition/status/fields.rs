//! The keys of a record that have a value, and those that have none.

use serde::Serialize;
use serde_json::Value;

use crate::edition::records::Language;
use crate::edition::records::node::{Node, are_languages};
use crate::edition::records::schema::RecordKind;

/// Keys for the editor, other ways to write a key, and keys of which no chapter needs a value.
const NOT_COUNTED: [&str; 7] = ["approved", "editorial", "carried_over", "precision", "manager", "pages", "pull"];

/// The number of keys with a value and of all keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// Keys with a value in the language.
    pub filled: usize,
    /// All keys.
    pub possible: usize,
}

/// A key without a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingField {
    /// Its path, such as `seat.region`.
    pub key: String,
    /// Its meaning, in the words of the schema.
    pub description: String,
}

/// Counts the keys at the top of a record and in its tables. A text counts if it is there in the language; a list of tables
/// counts as one key.
pub(super) fn filled(record: &Value, language: Language) -> Filled {
    let mut count = Filled::default();
    visit(record, &mut |_, _, value| {
        count.possible += 1;
        count.filled += usize::from(value.is_some_and(|value| says_something(value, language)));
    });
    count
}

/// Returns the keys that do not count as filled, in the order of the schema.
pub(super) fn missing(record: &Value, language: Language) -> Vec<MissingField> {
    let mut missing = Vec::new();
    visit(record, &mut |keys, nodes, value| {
        if !value.is_some_and(|value| says_something(value, language)) {
            missing.push(MissingField { key: keys.join("."), description: describe(nodes) });
        }
    });
    missing
}

/// Describes a key in the words of the schema, after the words for its table: "The visit of the tour: where."
fn describe(nodes: &[Node<'_>]) -> String {
    let words = |node: &Node<'_>| node.text("description")?.split("\n\n").next().map(str::to_owned);
    let mut words = nodes.iter().filter_map(words);
    let first = words.next().unwrap_or_default();
    words.fold(first, |table, key| {
        let mut letters = key.chars();
        let small = letters.next().map(char::to_lowercase);
        format!(
            "{}: {}{}",
            table.trim_end_matches('.'),
            small.into_iter().flatten().collect::<String>(),
            letters.as_str()
        )
    })
}

/// Calls a function with each key that counts: the keys that lead to it, their places in the schema, and its value if it is
/// written.
fn visit(record: &Value, found: &mut impl FnMut(&[&str], &[Node<'_>], Option<&Value>)) {
    let root = Node::root(RecordKind::Cluster.form());
    for key in root.keys().into_iter().filter(|key| !NOT_COUNTED.contains(key)) {
        let Some(node) = root.key(key) else { continue };
        // `manager` is another way to write the first of `people`.
        let value = record.get(key).or_else(|| record.get("manager").filter(|_| key == "people"));
        if node.allows("object") && !node.is_per_language() {
            for inner_key in node.keys().into_iter().filter(|key| !NOT_COUNTED.contains(key)) {
                let Some(inner) = node.key(inner_key) else { continue };
                found(&[key, inner_key], &[node.clone(), inner], value.and_then(|value| value.get(inner_key)));
            }
        } else {
            found(&[key], &[node], value);
        }
    }
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
