//! Renew: changes records where they stand. Starts the next edition from an earlier one, adds a
//! chapter, writes an approval.
//!
//! Comments, order and layout of what is not changed stay as they are. Gives the new texts of files;
//! the caller writes them.

mod carry;
mod cluster;
mod edition;

use std::path::Path;

use toml_edit::{DocumentMut, InlineTable, Item, TomlError, Value};

use crate::check::fingerprint;
use crate::load::{Document, Records};
use crate::project::{Project, ProjectError, slashes};
use crate::records::{Cluster, Date};
use crate::starter::File;

/// Why records could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum RenewError {
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
pub fn edition(project: &Project, from: &Records, name: &str) -> Result<Vec<File>, RenewError> {
    let folder = format!("data/{name}");
    let mut edition = document(&from.edition)?;
    edition::renew(&mut edition, from, name);
    let mut files = vec![(format!("{folder}/edition.toml"), edition.to_string().into_bytes())];
    for record in &from.clusters {
        let mut text = document(record)?;
        cluster::renew(&mut text, &record.value, name);
        files.push((format!("{folder}/clusters/{}.toml", record.slug), text.to_string().into_bytes()));
    }
    if let Some(logo) = from.edition.value.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()) {
        let bytes = project.read(&from.folder.join(logo))?;
        files.push((format!("{folder}/{}", slashes(Path::new(logo))), bytes));
    }
    Ok(files)
}

/// The text of an edition file with a chapter more at the end of the tour.
///
/// # Errors
///
/// Fails where the file is no TOML.
pub fn add_chapter(path: &str, text: &str, slug: &str) -> Result<String, RenewError> {
    let mut edition = parse(path, text)?;
    let chapters = edition.entry("chapters").or_insert_with(|| Item::Value(Value::Array(toml_edit::Array::new())));
    if let Some(chapters) = chapters.as_array_mut()
        && !chapters.iter().any(|chapter| chapter.as_str() == Some(slug))
    {
        // A list with a line for each entry gets another line, as far in as the last one; the remark
        // of the line before is not its own.
        let before = chapters.iter().last().and_then(|last| last.decor().prefix()?.as_str());
        let indent = before.and_then(|before| before.rfind('\n').map(|end| before[end..].to_owned()));
        match indent {
            Some(indent) => chapters.push_formatted(Value::from(slug).decorated(indent.as_str(), "")),
            None => chapters.push(slug),
        }
    }
    Ok(edition.to_string())
}

/// The text of a record with the approval of its chapter as it is now.
///
/// # Errors
///
/// Fails where the file is no TOML.
pub fn approve(
    project: &Project,
    folder: &Path,
    record: &Document<Cluster>,
    by: &str,
    on: Date,
) -> Result<String, RenewError> {
    let mut text = document(record)?;
    let mut approved = InlineTable::new();
    approved.insert("by", Value::from(by));
    approved.insert("on", date(on));
    approved.insert("fingerprint", Value::from(fingerprint(project, folder, record)));
    match text.get_mut("approved") {
        Some(item) => *item = Item::Value(Value::InlineTable(approved)),
        // A key of the top of the file: in front of the first table.
        None => {
            text.insert("approved", Item::Value(Value::InlineTable(approved)));
        }
    }
    Ok(text.to_string())
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
