//! Writes changed fields into the text of a record. The span of a value changes and nothing else: comments, order and
//! layout stay. What is new is put where it belongs.

mod add;
mod layout;
mod order;
mod remove;
mod value;

use serde_json::{Map, Value};
use toml_edit::TomlError;

use self::layout::Layout;
pub(super) use self::order::Order;
use self::value::Writer;
use crate::edition::records::node::{Node, Step};
use crate::edition::records::schema::RecordKind;

/// A change of a record. Values are plain, as a record is read: a day is its text, a year a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Edit {
    /// Gives a field a value. Tables around it are added if they are missing.
    Set {
        /// The field.
        path: Vec<Step>,
        /// The value.
        value: Value,
    },
    /// Adds an entry at the end of a list of tables.
    Append {
        /// The list.
        path: Vec<Step>,
        /// The entry.
        entry: Map<String, Value>,
    },
    /// Removes a field, or an entry of a list. What would be empty without it goes too.
    Remove {
        /// The field or entry.
        path: Vec<Step>,
    },
}

/// Returns the text of a record after changes. The paths of all changes are those before the first.
///
/// # Errors
///
/// Fails if the text is not TOML.
pub(crate) fn write_back(kind: RecordKind, text: &str, edits: &[Edit]) -> Result<String, TomlError> {
    let form = Form { root: Node::root(kind.form()), order: Order::of(kind) };
    let mut text = replaced(&form, text, edits)?;
    let mut removed = Vec::new();
    for edit in edits {
        match edit {
            Edit::Set { path, value } => text = set(&form, text, path, value)?,
            Edit::Append { path, entry } => text = add::append(&form, &text, path, entry)?,
            Edit::Remove { path } => removed.push(path),
        }
    }
    // From the last to the first, so that the numbers of entries stay right.
    removed.sort_unstable();
    removed.into_iter().rev().try_fold(text, |text, path| remove::remove(&text, path))
}

/// Replaces the values that are in the file, all at once: most changes are of this kind, and parsing takes time.
fn replaced(form: &Form, text: &str, edits: &[Edit]) -> Result<String, TomlError> {
    let layout = Layout::parse(text)?;
    let writer = form.writer(text);
    let mut spans = Vec::new();
    for edit in edits {
        let Edit::Set { path, value } = edit else { continue };
        if let Some(span) = layout.item(path).and_then(|place| place.value()?.span()) {
            let written = writer.value(value, form.root.at(path).as_ref(), path, text.get(span.clone()));
            spans.push((span, written));
        }
    }
    spans.sort_by_key(|(span, _)| span.start);
    let mut out = text.to_owned();
    for (span, written) in spans.into_iter().rev() {
        out.replace_range(span, &written);
    }
    Ok(out)
}

/// Sets a field that is not in the file, or that is a table below a header. One that was replaced is not touched again.
fn set(form: &Form, text: String, path: &[Step], value: &Value) -> Result<String, TomlError> {
    let layout = Layout::parse(&text)?;
    match layout.item(path) {
        Some(place) if place.value().is_some() => Ok(text),
        Some(_) => {
            let without = remove::remove(&text, path)?;
            add::insert(form, &without, path, value)
        }
        None => add::insert(form, &text, path, value),
    }
}

/// The form of a kind of record: its schema, and the order of its keys.
struct Form {
    root: Node<'static>,
    order: &'static Order,
}

impl Form {
    /// Returns a writer of values into a file.
    fn writer(&self, text: &str) -> Writer<'static> {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Writer { line_end, order: self.order }
    }
}

#[cfg(test)]
mod tests;
