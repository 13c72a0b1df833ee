//! Renew: changes records where they stand. Starts the next edition from an earlier one, adds a
//! chapter, writes an approval.
//!
//! Comments, order and layout of what is not changed stay as they are. Gives the new texts of files;
//! the caller writes them.

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
use crate::fs::project::{Project, ProjectError, slashes};

/// Why records could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RenewError {
    /// A file could not be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A file is no TOML.
    #[error("{path} is no TOML: {error}")]
    Form {
        /// The file.
        path: String,
        /// What is wrong with it.
        error: Box<TomlError>,
    },
    /// The edition has no such chapter.
    #[error("the edition has no chapter `{slug}`")]
    NoChapter {
        /// The slug asked for.
        slug: String,
        /// The chapters that there are.
        known: Vec<String>,
    },
}

/// The files of the edition that follows another.
///
/// What lasts is carried over: names, seats, contacts, fields, founding. What belongs to the tour
/// before is cleared, and listed as open. Figures keep their dates and are marked.
///
/// # Errors
///
/// Fails where a record or a file it names cannot be read.
pub(crate) fn edition(project: &Project, from: &Records, name: &str) -> Result<Vec<File>, RenewError> {
    let folder = format!("data/{name}");
    let mut edition = document(&from.edition)?;
    let open = edition::renew(&mut edition, from, name);
    let text = opened(rendered(&edition, from.edition.file.text()), &open);
    let mut files = vec![(format!("{folder}/edition.toml"), text.into_bytes())];
    for record in &from.clusters {
        let mut renewed = document(record)?;
        let open = cluster::renew(&mut renewed, &record.value, name);
        let text = opened(rendered(&renewed, record.file.text()), &open);
        files.push((format!("{folder}/clusters/{}.toml", record.slug), text.into_bytes()));
    }
    if let Some(logo) = from.edition.value.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()) {
        let bytes = project.read(&from.folder.join(logo))?;
        files.push((format!("{folder}/{}", slashes(Path::new(logo))), bytes));
    }
    Ok(files)
}

/// The text of an edition file with a chapter more at the end of the tour; `None` where its list of
/// chapters cannot be found.
#[must_use]
pub fn add_chapter(text: &str, slug: &str) -> Option<String> {
    list::append(text, &["chapters"], slug)
}

/// The text of a record with the approval of its chapter as it is now.
///
/// # Errors
///
/// Fails where the file is no TOML.
pub(crate) fn approve(
    project: &Project,
    records: &Records,
    record: &Document<Cluster>,
    by: &str,
    on: Date,
) -> Result<String, RenewError> {
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
        // A key of the top of the file: in front of the first table.
        text.insert("approved", Item::Value(Value::InlineTable(approved)));
    }
    Ok(rendered(&text, record.file.text()))
}

/// The text of a file with names more in its list of open places.
fn opened(text: String, names: &[String]) -> String {
    let list = ["editorial", "open"];
    names.iter().fold(text, |text, name| list::append(&text, &list, name).unwrap_or(text))
}

/// The text of a changed file with the line ends it had.
fn rendered(document: &DocumentMut, before: &str) -> String {
    let text = document.to_string();
    let mark = if before.starts_with('\u{FEFF}') && !text.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    if !before.contains("\r\n") {
        return format!("{mark}{text}");
    }
    format!("{mark}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"))
}

/// A date as TOML writes it: a day without quotation marks, a year as a number.
fn date(date: Date) -> Value {
    match date {
        Date::Day(_) => {
            date.to_string().parse::<toml_edit::Datetime>().map_or_else(|_| Value::from(date.to_string()), Value::from)
        }
        Date::Year(year) => Value::from(i64::from(year)),
        _ => Value::from(date.to_string()),
    }
}

fn document<T>(document: &Document<T>) -> Result<DocumentMut, RenewError> {
    parse(document.file.name(), document.file.text())
}

fn parse(path: &str, text: &str) -> Result<DocumentMut, RenewError> {
    text.parse().map_err(|error| RenewError::Form { path: path.to_owned(), error: Box::new(error) })
}
