//! A field of an entry: its name in messages, and the changes that give it another value.

use serde_json::Value;

use super::place::Cell;
use crate::edition::exchange::workbook::columns::{Column, Form};
use crate::edition::exchange::workbook::entries::{Id, Texts, place};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::texts::{name, names, value};
use crate::edition::exchange::write_back::Edit;
use crate::edition::records::Language;
use crate::edition::records::node::{Step, pointer};

/// A field of an entry, with the cell to speak of. Only a name has several columns.
pub(super) struct Field<'a> {
    pub id: &'a Id,
    pub kind: &'static Kind,
    pub columns: Vec<&'static Column>,
    pub cell: Cell,
}

/// Names a field for a message: `niro members[2].count`.
pub(super) fn named(id: &Id, column: &Column) -> String {
    let place = place(id);
    let dot = if place.is_empty() { "" } else { "." };
    format!("{} {place}{dot}{}", id.slug, column.key)
}

/// Returns whether a needed text is there in another language, which is reported by the check of the record.
pub(super) fn is_in_another_language(column: &Column, at: &[Step], record: &Value) -> bool {
    let Some((_, above)) = at.split_last().filter(|_| column.form == Form::Text && column.language.is_some()) else {
        return false;
    };
    record.pointer(&pointer(above)).and_then(Value::as_object).is_some_and(|table| table.len() > 1)
}

/// Returns whether texts have a column, in any language.
pub(super) fn has_any(texts: &Texts, column: &Column) -> bool {
    let plain = column.plain_key();
    texts.keys().any(|key| key == &column.key || key.strip_prefix(plain).is_some_and(|rest| rest.starts_with('.')))
}

/// Returns the changes that give a field its texts. `None` if these do not fit together.
pub(super) fn edits(at: &[Step], columns: &[&Column], texts: &[String], now: Option<&Value>) -> Option<Vec<Edit>> {
    let by_language = columns.iter().zip(texts).filter_map(|(column, text)| Some((column.language?, text.as_str())));
    let by_language: Vec<_> = by_language.collect();
    Some(match columns[0].form {
        Form::Name(_) => {
            let value = name(&by_language, now);
            match (now.and_then(Value::as_object), &value) {
                // Each language is a separate field.
                (Some(before), Some(Value::Object(_))) => {
                    let changed = by_language.iter().filter(|(language, text)| {
                        before.get(language.code()).and_then(Value::as_str).unwrap_or_default() != *text
                    });
                    changed.map(|(language, text)| of_language(at, *language, text)).collect()
                }
                _ => vec![set(at, value)],
            }
        }
        Form::Names(_) => {
            let names = names(&by_language, now)?;
            vec![set(at, Some(names).filter(|names| names.as_array().is_some_and(|names| !names.is_empty())))]
        }
        form => vec![set(at, value(&texts[0], form, now))],
    })
}

fn of_language(at: &[Step], language: Language, text: &str) -> Edit {
    let path = [at, &[Step::Key(language.code().to_owned())]].concat();
    set(&path, Some(Value::from(text)).filter(|_| !text.is_empty()))
}

fn set(path: &[Step], value: Option<Value>) -> Edit {
    let path = path.to_vec();
    match value {
        Some(value) => Edit::Set { path, value },
        None => Edit::Remove { path },
    }
}
