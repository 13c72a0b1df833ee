//! Differences, for people and for programs.

use std::io;

use serde::Serialize;
use serde_json::Value;

use super::args::Format;
use super::console::{Console, counted};
use crate::diff::{self, Difference, Document, DocumentChange, PageChange, RecordChange, State};
use crate::text::shown::visible;

/// The version of the JSON form. A key is never removed or changed without a new one.
const VERSION: u32 = 1;

/// Characters of a text that are shown before and after a difference.
const AROUND: usize = 30;

/// A difference in its JSON form: one object in one line.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
    differs: bool,
    records: &'a [RecordChange],
    files: Vec<FileReport<'a>>,
    documents: Vec<DocumentReport<'a>>,
}

#[derive(Debug, Serialize)]
struct FileReport<'a> {
    file: &'a str,
    state: State,
}

#[derive(Debug, Serialize)]
struct DocumentReport<'a> {
    name: &'a str,
    /// `null` if the document did not exist.
    old_pages: Option<usize>,
    new_pages: Option<usize>,
    pages: Vec<PageReport>,
    /// Whether the files differ although all pages look the same.
    unseen: bool,
}

/// The old and the new number of a page, from 1; `null` if it does not exist.
#[derive(Debug, Serialize)]
struct PageReport {
    old: Option<usize>,
    new: Option<usize>,
}

/// Shows differences in the requested format.
pub(super) fn show(difference: &Difference, format: Format) -> io::Result<()> {
    if format == Format::Json { json(difference) } else { text(difference) }
}

fn json(difference: &Difference) -> io::Result<()> {
    let report = Report {
        version: VERSION,
        differs: !difference.is_empty(),
        records: &difference.records,
        files: difference.files.iter().map(|(file, state)| FileReport { file, state: *state }).collect(),
        documents: difference.documents.iter().map(document).collect(),
    };
    Console::object(&report)
}

fn document(document: &DocumentChange) -> DocumentReport<'_> {
    let page = |page: &PageChange| match *page {
        PageChange::Changed { old, new, .. } => PageReport { old: Some(old), new: Some(new) },
        PageChange::Removed { old } => PageReport { old: Some(old), new: None },
        PageChange::Added { new } => PageReport { old: None, new: Some(new) },
    };
    DocumentReport {
        name: &document.name,
        old_pages: document.old.as_ref().map(Document::pages),
        new_pages: document.new.as_ref().map(Document::pages),
        pages: document.pages.iter().map(page).collect(),
        unseen: document.unseen,
    }
}

fn text(difference: &Difference) -> io::Result<()> {
    if difference.is_empty() {
        return Console::line("no differences");
    }
    for record in &difference.records {
        if record.fields.is_empty() {
            Console::line(&format!("{} {}", record.file, record.state))?;
            continue;
        }
        Console::line(&record.file)?;
        for field in &record.fields {
            Console::line(&format!("  {} (line {})", field.field, field.line))?;
            let (old, new) = cut(field.old.as_ref(), field.new.as_ref());
            for (sign, text) in [('-', old), ('+', new)] {
                if let Some(text) = text {
                    Console::line(&format!("    {sign} {text}"))?;
                }
            }
        }
    }
    for (path, state) in &difference.files {
        Console::line(&format!("{path} {state}"))?;
    }
    difference
        .documents
        .iter()
        .try_for_each(|document| Console::line(&format!("{}: {}", document.name, pages(document))))
}

/// Returns both values in one line each, cut to the difference and some characters around it.
fn cut(old: Option<&Value>, new: Option<&Value>) -> (Option<String>, Option<String>) {
    let line = |value: &Value| -> Vec<char> { diff::text(value).chars().map(visible).collect() };
    let (old, new) = (old.map(line), new.map(line));
    let (head, tail) = match (&old, &new) {
        (Some(old), Some(new)) => {
            let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
            let rest = old.len().min(new.len()) - head;
            let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
            (head.saturating_sub(AROUND), tail.saturating_sub(AROUND))
        }
        _ => (0, 0),
    };
    let shown = |text: Vec<char>| {
        let part: String = text.iter().skip(head).take(text.len() - head - tail).collect();
        let mark = |cut: usize| if cut > 0 { "…" } else { "" };
        format!("{}{part}{}", mark(head), mark(tail))
    };
    (old.map(shown), new.map(shown))
}

/// Returns "2 of 44 pages differ: 5, 12".
fn pages(document: &DocumentChange) -> String {
    let all = counted(document.all(), "page");
    match (&document.old, &document.new) {
        (None, _) => return format!("new, {all}"),
        (_, None) => return format!("removed, {all}"),
        _ if document.unseen => {
            return "all pages look the same, but the files differ in what is not visible".to_owned();
        }
        _ if document.pages.is_empty() => return format!("{all}, no differences"),
        _ => {}
    }
    let number = |page: &PageChange| match *page {
        PageChange::Changed { old, new, .. } if old != new => Some(format!("{new} (was {old})")),
        PageChange::Changed { new, .. } => Some(new.to_string()),
        PageChange::Added { new } => Some(format!("{new} new")),
        PageChange::Removed { .. } => None,
    };
    let gone = |page: &PageChange| match *page {
        PageChange::Removed { old } => Some(old.to_string()),
        _ => None,
    };
    let list = |number: &dyn Fn(&PageChange) -> Option<String>| {
        document.pages.iter().filter_map(number).collect::<Vec<_>>().join(", ")
    };
    let (changed, removed) = document.counts();
    let differ = if changed == 1 { "differs" } else { "differ" };
    let changed = (changed > 0).then(|| format!("{changed} of {all} {differ}: {}", list(&number)));
    let removed = (removed > 0).then(|| format!("{removed} removed: {}", list(&gone)));
    changed.into_iter().chain(removed).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::cut;

    #[test]
    fn of_a_long_text_what_differs_is_shown() {
        let (start, end) = ("a".repeat(100), "z".repeat(100));
        let (old, new) = cut(Some(&json!(format!("{start} 12 {end}"))), Some(&json!(format!("{start} 15 {end}"))));
        let part = |number: &str| format!("…{} 1{number} {}…", "a".repeat(28), "z".repeat(29));
        assert_eq!((old, new), (Some(part("2")), Some(part("5"))));
        let ends = cut(Some(&json!("a\r\nb\u{1b}")), Some(&json!("a\nb\u{1b}")));
        assert_eq!(ends, (Some("a␍⏎b␛".to_owned()), Some("a⏎b␛".to_owned())));
        assert_eq!(cut(None, Some(&json!(7))), (None, Some("7".to_owned())));
        assert_eq!(cut(Some(&json!("ab")), Some(&json!("ab c"))), (Some("ab".to_owned()), Some("ab c".to_owned())));
    }
}
