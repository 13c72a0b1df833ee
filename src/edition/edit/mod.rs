//! Edits records: starts the next edition from an earlier one, adds a chapter, writes an approval.
//!
//! Comments, order and layout of everything else stay as they are. Returns the new texts of files, which the caller writes.

mod carry;
mod cluster;
mod edition;
mod list;
pub mod starter;

use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, TomlError, Value};

use crate::edition::check::fingerprint;
use crate::edition::edit::starter::File;
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Date};
use crate::edition::translation::Ledger;
use crate::fs::project::{Project, ProjectError, slashes};

/// Why records cannot be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EditError {
    /// A file could not be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A file is not TOML.
    #[error("{path} is not TOML: {}", .error.message())]
    Syntax {
        /// The file.
        path: String,
        /// The problem.
        error: Box<TomlError>,
    },
    /// The edition has no such chapter.
    #[error("the edition has no chapter `{slug}`")]
    NoChapter {
        /// The requested slug.
        slug: String,
        /// The chapters of the edition.
        known: Vec<String>,
    },
}

/// Returns the files of an edition that follows another.
///
/// Lasting facts are carried over: names, seats, contacts, fields, founding. Everything about the earlier tour is cleared and
/// listed as open. Figures and people keep their dates and are
/// marked; portraits are left out, because people agreed to them for that edition.
///
/// # Errors
///
/// Fails if a record or a file it names cannot be read.
pub(crate) fn edition(project: &Project, from: &Records, name: &str) -> Result<Vec<File>, EditError> {
    let folder = format!("data/{name}");
    let mut edition = document(&from.edition)?;
    let open = edition::carry_over(&mut edition, from, name);
    let text = opened(rendered(&edition, from.edition.file.text()), &open);
    let mut files = vec![(format!("{folder}/edition.toml"), text.into_bytes())];
    for record in &from.clusters {
        let mut next = document(record)?;
        let open = cluster::carry_over(&mut next, &record.value, name);
        let text = opened(rendered(&next, record.file.text()), &open);
        files.push((format!("{folder}/clusters/{}.toml", record.slug), text.into_bytes()));
    }
    let edition = &from.edition.value;
    let logo = edition.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
    for file in logo.into_iter().chain(edition.logos.iter().map(|logo| &logo.file)) {
        let path = format!("{folder}/{}", slashes(Path::new(file)));
        if files.iter().all(|(known, _)| *known != path) {
            files.push((path, project.read(&from.folder.join(file))?));
        }
    }
    // From which texts they were made is still so for the translations that are carried over.
    for language in &edition.languages {
        let path = Ledger::path(Path::new(&folder), *language);
        if let Ok(bytes) = project.read(&Ledger::path(&from.folder, *language)) {
            files.push((slashes(&path), bytes));
        }
    }
    Ok(files)
}

/// Returns the text of an edition file with a chapter added at the end of the tour; `None` if the list of chapters cannot be
/// found.
#[must_use]
pub fn add_chapter(text: &str, slug: &str) -> Option<String> {
    list::append(text, &["chapters"], slug)
}

/// Returns the text of a record with the approval of its current state.
///
/// # Errors
///
/// Fails if the file is not TOML.
pub(crate) fn approve(
    project: &Project,
    records: &Records,
    record: &Document<Cluster>,
    by: &str,
    on: Date,
) -> Result<String, EditError> {
    let mut text = document(record)?;
    let entries = [
        ("by", Value::from(by)),
        ("on", date(on)),
        ("fingerprint", Value::from(fingerprint(project, records, record))),
    ];
    if let Some(written) = text.get_mut("approved").and_then(Item::as_table_like_mut) {
        for (key, mut value) in entries {
            match written.get_mut(key).and_then(Item::as_value_mut) {
                Some(old) => {
                    *value.decor_mut() = old.decor().clone();
                    *old = value;
                }
                None => {
                    written.insert(key, Item::Value(value));
                }
            }
        }
    } else {
        let approved: InlineTable = entries.into_iter().collect();
        // A top-level key has to be before the first table.
        text.insert("approved", Item::Value(Value::InlineTable(approved)));
    }
    Ok(rendered(&text, record.file.text()))
}

/// Returns the text of a file with names added to its list of open keys.
fn opened(text: String, names: &[String]) -> String {
    let list = ["editorial", "open"];
    names.iter().fold(text, |text, name| list::append(&text, &list, name).unwrap_or(text))
}

/// Returns the text of a changed file with its original line ends.
fn rendered(document: &DocumentMut, before: &str) -> String {
    let text = document.to_string();
    let mark = if before.starts_with('\u{FEFF}') && !text.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    if !before.contains("\r\n") {
        return format!("{mark}{text}");
    }
    format!("{mark}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"))
}

/// Returns a date as TOML: a day without quotation marks, a year as a number.
fn date(date: Date) -> Value {
    match date {
        Date::Day(_) => {
            date.to_string().parse::<toml_edit::Datetime>().map_or_else(|_| Value::from(date.to_string()), Value::from)
        }
        Date::Year(year) => Value::from(i64::from(year)),
        _ => Value::from(date.to_string()),
    }
}

fn document<T>(document: &Document<T>) -> Result<DocumentMut, EditError> {
    parse(document.file.name(), document.file.text())
}

fn parse(path: &str, text: &str) -> Result<DocumentMut, EditError> {
    text.parse().map_err(|error| EditError::Syntax { path: path.to_owned(), error: Box::new(error) })
}
