//! The changes of an import, in the words of the reader.

use serde::Serialize;
use serde_json::Value;

use crate::edition::exchange::workbook::columns::{Column, columns};
use crate::edition::exchange::workbook::entries::{label, texts};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::words::Words;
use crate::edition::records::Language;

/// A change of a record, before it has words.
#[derive(Debug, Clone)]
pub(super) struct Change {
    kind: &'static Kind,
    /// The entry, by its first fields.
    entry: String,
    what: What,
    /// The cell or row.
    at: String,
}

#[derive(Debug, Clone)]
enum What {
    Field { column: Column, from: String, to: String },
    Added,
    Removed,
}

/// A line of the table that an import shows first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The record.
    pub slug: String,
    /// The entry and the field.
    pub what: String,
    /// The value before; empty if there was none.
    pub from: String,
    /// The value after; empty if there is none.
    pub to: String,
    /// The cell.
    pub at: String,
}

impl Change {
    pub(super) fn field(
        kind: &'static Kind,
        entry: &Value,
        column: &Column,
        (from, to): (&str, &str),
        at: String,
    ) -> Self {
        let all = columns(kind, &Language::ALL);
        let what = What::Field { column: column.clone(), from: from.to_owned(), to: to.to_owned() };
        let entry = if kind.list.is_some() { label(&texts(entry, all), all) } else { String::new() };
        Self { kind, entry, what, at }
    }

    pub(super) fn added(kind: &'static Kind, entry: &str, at: String) -> Self {
        Self { kind, entry: entry.to_owned(), what: What::Added, at }
    }

    pub(super) fn removed(kind: &'static Kind, entry: &str, at: String) -> Self {
        Self { kind, entry: entry.to_owned(), what: What::Removed, at }
    }

    /// Returns the line of the table in a language.
    pub(super) fn line(&self, slug: &str, language: Language) -> Line {
        let words = Words::of(language);
        let kind = words.entry(self.kind);
        let entry = if self.entry.is_empty() { kind.to_owned() } else { format!("{kind} {}", self.entry) };
        let (what, from, to) = match &self.what {
            What::Field { column, from, to } => {
                (format!("{entry}, {}", words.head(self.kind, column)), from.clone(), to.clone())
            }
            What::Added => (format!("{}: {kind}", words.word("new")), String::new(), self.entry.clone()),
            What::Removed => (format!("{}: {kind}", words.word("removed")), self.entry.clone(), String::new()),
        };
        Line { slug: slug.to_owned(), what, from, to, at: self.at.clone() }
    }
}
