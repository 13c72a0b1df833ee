//! Compares the fields of records in two editions.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;
use serde_json::Value;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::edition::load::{Document, Records, Spans};
use crate::edition::records::node::{Step, field};
use crate::fs::project::slashes;

/// A record that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecordChange {
    /// Its path from the root of the project, in the new edition if it is there.
    pub file: String,
    /// How it differs.
    pub state: State,
    /// The fields that differ; none if the whole record was added or removed.
    pub fields: Vec<FieldChange>,
}

/// How a file differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its content changed.
    Changed,
    /// It was added.
    Added,
    /// It was removed.
    Removed,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The word is the serialised name.
        self.serialize(f)
    }
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its path, such as `members[0].count`; that in the old record if it was removed.
    pub field: String,
    /// Its line, from 1; that in the old record if it was removed.
    pub line: usize,
    /// The old value; `None` if it was added.
    pub old: Option<Value>,
    /// The new value; `None` if it was removed.
    pub new: Option<Value>,
}

/// A record as plain values.
struct Plain<'a> {
    file: &'a str,
    text: &'a crate::diagnostics::SourceFile,
    spans: &'a Spans,
    value: &'a Value,
}

/// Returns every record that differs: the edition, then the clusters in the order of the new tour, then those that were
/// removed.
#[must_use]
pub(super) fn compare(old: &Records, new: &Records) -> Vec<RecordChange> {
    let (before, after) = (plain(old), plain(new));
    let mut changes = Vec::new();
    for (name, record) in &after {
        let change = match before.iter().find(|(other, _)| other == name) {
            Some((_, old)) => {
                let fields = fields(old, record);
                (!fields.is_empty()).then_some((State::Changed, fields))
            }
            None => Some((State::Added, Vec::new())),
        };
        changes.extend(change.map(|(state, fields)| RecordChange { file: record.file.to_owned(), state, fields }));
    }
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    let gone = gone.map(|(_, record)| (record.file.to_owned(), State::Removed));
    changes.extend(gone.map(|(file, state)| RecordChange { file, state, fields: Vec::new() }));
    changes
}

/// Returns the records by their paths inside the edition.
fn plain(records: &Records) -> Vec<(String, Plain<'_>)> {
    fn of<T>(document: &Document<T>) -> Plain<'_> {
        Plain { file: document.file.name(), text: &document.file, spans: &document.spans, value: &document.plain }
    }
    let folder = format!("{}/", slashes(&records.folder));
    let name = |record: &Plain<'_>| record.file.strip_prefix(&folder).unwrap_or(record.file).to_owned();
    let all = std::iter::once(of(&records.edition)).chain(records.clusters.iter().map(of));
    all.map(|record| (name(&record), record)).collect()
}

/// Returns the fields of a record that differ, in the order of their lines.
fn fields(old: &Plain<'_>, new: &Plain<'_>) -> Vec<FieldChange> {
    let mut found = Vec::new();
    walk(Some(old.value), Some(new.value), &mut Vec::new(), &mut Vec::new(), &mut found);
    let mut changes: Vec<_> = found
        .into_iter()
        .map(|(path, old_value, new_value)| {
            let field = field(&path);
            let record = if new_value.is_some() { new } else { old };
            let line = record.text.line_column(record.spans.nearest(&field).start).0;
            FieldChange { field, line, old: old_value.cloned(), new: new_value.cloned() }
        })
        .collect();
    changes.sort_by_key(|change| change.line);
    changes
}

/// A field with its old and its new value.
type Found<'a> = (Vec<Step>, Option<&'a Value>, Option<&'a Value>);

/// Descends into both values while they are of the same kind.
fn walk<'a>(
    old: Option<&'a Value>,
    new: Option<&'a Value>,
    old_path: &mut Vec<Step>,
    new_path: &mut Vec<Step>,
    found: &mut Vec<Found<'a>>,
) {
    let inside = |step: [Step; 2], old, new, old_path: &mut Vec<Step>, new_path: &mut Vec<Step>, found: &mut Vec<_>| {
        let [before, after] = step;
        old_path.push(before);
        new_path.push(after);
        walk(old, new, old_path, new_path, found);
        old_path.pop();
        new_path.pop();
    };
    match (old, new) {
        (Some(old), Some(new)) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
            for key in keys {
                let step = [Step::Key(key.clone()), Step::Key(key.clone())];
                inside(step, old.get(key), new.get(key), old_path, new_path, found);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for (before, after) in pairs(old, new) {
                let step = [before, after].map(|index| Step::Index(index.unwrap_or_default()));
                let (old, new) = (before.and_then(|index| old.get(index)), after.and_then(|index| new.get(index)));
                inside(step, old, new, old_path, new_path, found);
            }
        }
        _ => found.push((if new.is_some() { new_path.clone() } else { old_path.clone() }, old, new)),
    }
}

/// Pairs the entries of two lists: those with the same identity, then the remaining ones in order.
fn pairs(old: &[Value], new: &[Value]) -> Vec<(Option<usize>, Option<usize>)> {
    let (before, after) = (identities(old), identities(new));
    let mut pairs = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (_, old, new) = step.as_tag_tuple();
        let matched = match step {
            DiffOp::Equal { .. } | DiffOp::Replace { .. } => old.len().min(new.len()),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => 0,
        };
        pairs.extend(old.clone().zip(new.clone()).take(matched).map(|(a, b)| (Some(a), Some(b))));
        pairs.extend(old.skip(matched).map(|index| (Some(index), None)));
        pairs.extend(new.skip(matched).map(|index| (None, Some(index))));
    }
    pairs
}

/// Returns what identifies an entry: its `id` or its `file`, else its whole content.
fn identities(list: &[Value]) -> Vec<String> {
    let identity = |entry: &Value| {
        let name = ["id", "file"].iter().find_map(|key| entry.get(key)?.as_str());
        name.map_or_else(|| entry.to_string(), str::to_owned)
    };
    list.iter().map(identity).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn changes(old: &Value, new: &Value) -> Vec<(String, Option<Value>, Option<Value>)> {
        let mut found = Vec::new();
        walk(Some(old), Some(new), &mut Vec::new(), &mut Vec::new(), &mut found);
        found.into_iter().map(|(path, old, new)| (field(&path), old.cloned(), new.cloned())).collect()
    }

    #[test]
    fn a_value_is_found_inside_tables_and_lists() {
        let old = json!({ "name": { "de": "a", "en": "b" }, "members": [{ "count": 1 }, { "count": 2 }] });
        let new = json!({ "name": { "de": "a", "en": "c" }, "members": [{ "count": 1 }, { "count": 3 }] });
        let expected = [
            ("members[1].count".to_owned(), Some(json!(2)), Some(json!(3))),
            ("name.en".to_owned(), Some(json!("b")), Some(json!("c"))),
        ];
        assert_eq!(changes(&old, &new), expected);
        assert_eq!(changes(&old, &old), []);
    }

    #[test]
    fn an_entry_that_came_in_between_changes_no_other() {
        let entry = |id: &str, title: &str| json!({ "id": id, "title": title });
        let old = json!([entry("a", "x"), entry("b", "y"), entry("c", "z")]);
        let new = json!([entry("a", "x"), entry("new", "n"), entry("b", "other"), entry("c", "z")]);
        let expected = [
            ("[1]".to_owned(), None, Some(entry("new", "n"))),
            ("[2].title".to_owned(), Some(json!("y")), Some(json!("other"))),
        ];
        assert_eq!(changes(&old, &new), expected);
    }

    #[test]
    fn an_entry_that_went_is_counted_as_it_was() {
        let (old, new) = (json!(["a", "b", "c"]), json!(["a", "c"]));
        assert_eq!(changes(&old, &new), [("[1]".to_owned(), Some(json!("b")), None)]);
    }
}
