//! Brings back workbooks: what changed in them is merged into the records, or all that is wrong is reported.

mod changes;
mod field;
mod gather;
mod judge;
mod merging;
mod place;

use std::collections::BTreeMap;
use std::path::PathBuf;

pub use self::changes::Line;
use self::gather::{Book, gather};
use self::judge::{Changed, judge};
use self::merging::Merging;
use self::place::{Cell, Names, Told};
use super::read::{Content, Refusal, Sheet, read};
use super::sent::{self, Sent, SentError};
use crate::diagnostics::{Code, Diagnostic, has_errors};
use crate::edition::exchange::write_back::write_back;
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::edition::records::schema::RecordKind;
use crate::fs::project::Project;

/// The consequences of workbooks for the records.
#[derive(Debug, Default)]
pub struct Import {
    /// The changes, in the words of the reader.
    pub lines: Vec<Line>,
    /// The records that change. There are none if a diagnostic is an error.
    pub files: Vec<ChangedFile>,
    /// Errors, warnings and notes about the workbooks, in the order in which people read them.
    pub diagnostics: Vec<Diagnostic>,
}

/// A record that changes.
#[derive(Debug, Clone)]
pub struct ChangedFile {
    /// Its path from the root of the project.
    pub path: PathBuf,
    /// The text that was merged with.
    pub before: String,
    /// The new text.
    pub after: String,
}

/// Merges workbooks, given by their names and bytes, into the records of an edition. Nothing is written.
#[must_use]
pub fn import(project: &Project, records: &Records, files: &[(String, Vec<u8>)]) -> Import {
    let mut told = Told::default();
    let mut books = Vec::new();
    let mut names = Names::default();
    for (name, bytes) in files {
        let start = Cell { book: books.len(), sheet: 0, row: 0, column: 0 };
        match open(bytes, records) {
            Ok(book) => {
                names.0.push((name.clone(), book.sheets.iter().map(|sheet| sheet.name.clone()).collect()));
                books.push(book);
            }
            Err((message, hint)) => {
                told.push(start, Diagnostic::error(Code::WORKBOOK, format!("{name}: {message}")).hint(hint));
            }
        }
    }
    let rows = gather(&books, &names, &mut told);
    let documents: BTreeMap<_, _> =
        records.clusters.iter().map(|document| (document.slug.as_str(), document)).collect();
    let mut merging = Merging::new(&books, &names, &documents, &mut told);
    merging.merge(&rows);
    let mut of_records = merging.records;
    let language = books.first().map_or(Language::En, |book| book.sent.language);
    let mut changed = Vec::new();
    // In the order of the tour.
    for document in &records.clusters {
        let Some(of_record) = of_records.remove(&document.slug) else { continue };
        match write_back(RecordKind::Cluster, document.file.text(), &of_record.edits) {
            Ok(text) if text != document.file.text() => changed.push(Changed { document, text, of_record }),
            Ok(_) => {}
            Err(error) => {
                let message = format!("{} is not TOML: {}", document.file.name(), error.message());
                let hint = "correct the record first: `brochure check` shows the errors";
                let start = Cell { book: 0, sheet: 0, row: 0, column: 0 };
                told.push(start, Diagnostic::error(Code::WORKBOOK, message).hint(hint));
            }
        }
    }
    judge(project, records, &changed, &names, &mut told);
    let lines = changed
        .iter()
        .flat_map(|it| it.of_record.changes.iter().map(|change| change.line(&it.document.slug, language)));
    let lines = lines.collect();
    let diagnostics = told.sorted();
    let file = |it: Changed<'_>| ChangedFile {
        path: records.folder.join("clusters").join(format!("{}.toml", it.document.slug)),
        before: it.document.file.text().to_owned(),
        after: it.text,
    };
    let files = if has_errors(&diagnostics) { Vec::new() } else { changed.into_iter().map(file).collect() };
    Import { lines, files, diagnostics }
}

/// Reads a workbook, if it is one of this edition.
fn open(bytes: &[u8], records: &Records) -> Result<Book, (String, String)> {
    let refused = |refusal: Refusal| (refusal.message().to_owned(), refusal.hint().to_owned());
    let sheets = read(bytes).map_err(refused)?;
    let hidden = sheets.iter().find(|sheet| sheet.name == sent::SHEET);
    let hidden = hidden.or_else(|| sheets.iter().find(|sheet| sheet.name.starts_with(sent::SHEET)));
    let rows = hidden.map(plain_rows).unwrap_or_default();
    let sent = Sent::read(&rows).map_err(|error| {
        let message = match error {
            SentError::Foreign => "the workbook is not from `brochure export`, or its hidden sheet was removed",
            SentError::Later => "the workbook is from a later version of this program",
            SentError::Changed => "the hidden sheet of the workbook, which says what was exported, was changed",
        };
        let hint = match error {
            SentError::Later => "install that version, and import again",
            _ => "copy the changed cells into a fresh workbook of `brochure export`, and import that",
        };
        (message.to_owned(), hint.to_owned())
    })?;
    if sent.edition != records.name {
        let message = format!("the workbook is from the edition {}, not {}", sent.edition, records.name);
        return Err((message, format!("name its edition: --edition {}", sent.edition)));
    }
    Ok(Book { fingerprint: sent.fingerprint(), sent, sheets })
}

/// Returns the texts of a sheet in its rows.
fn plain_rows(sheet: &Sheet) -> Vec<Vec<String>> {
    let row = |cells: &BTreeMap<u32, Content>| {
        let width = cells.keys().next_back().map_or(0, |last| last + 1).min(1000);
        (0..width).map(|at| cells.get(&at).map(ToString::to_string).unwrap_or_default()).collect()
    };
    sheet.rows.values().map(row).collect()
}
