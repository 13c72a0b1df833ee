//! The texts of a record that are there once per language, in the order of the file.

use serde_json::{Map, Value};

use crate::edition::load::Spans;
use crate::edition::records::node::{Node, Step, are_languages, field};
use crate::edition::records::schema::RecordKind;
use crate::edition::records::{Language, limits};

/// Keys with something per language that is no text to translate: words to be hyphenated, and notes of the editors.
const NO_TEXTS: [&str; 2] = ["hyphenation", "editorial"];

/// A text of a record in two languages.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The path of the field, without the language.
    pub path: Vec<Step>,
    /// The text.
    pub source: Written,
    /// The translation.
    pub target: Option<Written>,
}

/// A text as it is in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// The text; that of a list has a line for each entry.
    pub text: String,
    /// Whether it is a list.
    pub is_list: bool,
}

impl Written {
    fn read(value: &Value) -> Option<Self> {
        let written = match value {
            Value::String(text) => Self { text: text.clone(), is_list: false },
            Value::Array(items) => {
                let lines: Vec<_> = items.iter().map(Value::as_str).collect::<Option<_>>()?;
                if lines.iter().any(|line| line.trim().is_empty() || line.contains('\n')) {
                    return None;
                }
                Self { text: lines.join("\n"), is_list: true }
            }
            _ => return None,
        };
        (!written.text.trim().is_empty()).then_some(written)
    }
}

/// Returns the texts of a record, in the order of the file.
pub(super) fn find(plain: &Value, spans: &Spans, from: Language, to: Language) -> Vec<Found> {
    let mut found = Vec::new();
    walk(plain, &mut Vec::new(), &mut |path, table| {
        let Some(source) = table.get(from.code()).and_then(Written::read) else { return };
        let target = table.get(to.code()).and_then(Written::read).filter(|it| it.is_list == source.is_list);
        found.push(Found { path: path.to_vec(), source, target });
    });
    found.sort_by_key(|it| spans.nearest(&format!("{}.{from}", field(&it.path))).start);
    found
}

fn walk(value: &Value, path: &mut Vec<Step>, found: &mut impl FnMut(&[Step], &Map<String, Value>)) {
    match value {
        Value::Object(table) => {
            let keys: Vec<_> = table.keys().map(String::as_str).collect();
            if are_languages(&keys) {
                return found(path, table);
            }
            for (key, value) in table {
                if path.is_empty() && NO_TEXTS.contains(&key.as_str()) {
                    continue;
                }
                path.push(Step::Key(key.clone()));
                walk(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                path.push(Step::Index(index));
                walk(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Describes a field in the words of the schema, after the words for its table: "The seat: the region."
pub(super) fn describe(kind: RecordKind, path: &[Step]) -> String {
    let root = Node::root(kind.form());
    let keys = (1..=path.len()).filter(|end| matches!(path[end - 1], Step::Key(_)));
    let words: Vec<_> = keys
        .filter_map(|end| {
            let node = root.at(&path[..end])?;
            let first = node.text("description")?.split("\n\n").next()?.trim_end_matches('.').to_owned();
            (!first.is_empty()).then_some(first)
        })
        .collect();
    let mut out = String::new();
    for (index, words) in words.iter().enumerate() {
        if index == 0 {
            out.push_str(words);
            continue;
        }
        let mut letters = words.chars();
        let small = letters.next().map(char::to_lowercase).into_iter().flatten();
        out.push_str(": ");
        out.extend(small);
        out.push_str(letters.as_str());
    }
    if !out.is_empty() {
        out.push('.');
    }
    out
}

/// Returns how many characters a text can have, where that is less than a line may have anywhere.
pub(super) fn limit(kind: RecordKind, path: &[Step], to: Language) -> Option<u64> {
    let node = Node::root(kind.form()).at(path)?.key(to.code())?;
    let most = node.get("maxLength").or_else(|| node.item()?.get("maxLength")).and_then(Value::as_u64)?;
    (most < u64::from(limits::LINE)).then_some(most)
}
