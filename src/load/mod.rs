//! Load: from a folder to typed records, each value with the place where it stands.
//!
//! Knows TOML and file names. What a record may say is for `check` to judge.

mod geodata;
mod message;
mod spans;
mod toml_file;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::project::{Project, ProjectError, slashes};
use crate::records::{Cluster, Edition};

pub use geodata::{Geodata, GeodataError};
pub use spans::Spans;
pub use words::{Words, fill};

/// A record with the file it was read from.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// The name of the record: its file without the ending.
    pub slug: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Where each field stands.
    pub spans: Spans,
    /// What it says.
    pub value: T,
}

impl<T> Document<T> {
    /// Puts a diagnostic at a field, or at the nearest one above it that is written.
    #[must_use]
    pub fn locate(&self, diagnostic: Diagnostic, field: &str) -> Diagnostic {
        diagnostic.at(&self.file, self.spans.nearest(field)).in_field(field)
    }
}

impl<T> Document<T> {
    /// Puts a diagnostic at the first place where a character stands in the value of a field.
    fn find(&self, letter: char, diagnostic: &Diagnostic) -> Option<Diagnostic> {
        let mut places = self.file.text().match_indices(letter);
        let (byte, field) = places.find_map(|(byte, _)| Some((byte, self.spans.field_at(byte)?)))?;
        Some(diagnostic.clone().at(&self.file, byte..byte + letter.len_utf8()).in_field(field))
    }
}

/// The records of an edition.
#[derive(Debug, Clone)]
pub struct Records {
    /// The name of the edition: its folder.
    pub name: String,
    /// The folder, seen from the root of the project.
    pub folder: PathBuf,
    /// The edition file.
    pub edition: Document<Edition>,
    /// The chapters in the order of the tour.
    pub clusters: Vec<Document<Cluster>>,
}

impl Records {
    /// Puts a diagnostic at the first place of a character in the records; leaves it without a
    /// place where the character is in none, but in a template.
    #[must_use]
    pub fn locate(&self, letter: char, diagnostic: Diagnostic) -> Diagnostic {
        let edition = self.edition.find(letter, &diagnostic);
        let mut clusters = self.clusters.iter().filter_map(|cluster| cluster.find(letter, &diagnostic));
        edition.or_else(|| clusters.next()).unwrap_or(diagnostic)
    }
}

/// What loading gives.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The records; missing where a file could not be understood.
    pub records: Option<Records>,
    /// What is wrong with the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// No record is larger than this; what is, is no record.
const LARGEST_RECORD: u64 = 1024 * 1024;

/// Reads all records of the edition in a folder below the root of a project.
///
/// Every file is read, whatever is wrong with another.
///
/// # Errors
///
/// Fails where the system does; faults of the records are diagnostics.
pub fn records(project: &Project, folder: &Path) -> Result<Loaded, ProjectError> {
    let mut diagnostics = Vec::new();
    let edition: Option<Document<Edition>> = document(project, &folder.join("edition.toml"), &mut diagnostics)?;

    let mut clusters = Vec::new();
    let mut named = BTreeSet::new();
    if let Some(edition) = &edition {
        for (index, slug) in edition.value.chapters.iter().enumerate() {
            let field = format!("chapters[{index}]");
            if !named.insert(slug.clone()) {
                let fault = Diagnostic::error(Code::DUPLICATE, format!("chapter `{slug}` stands here twice"))
                    .hint("remove one of the two");
                diagnostics.push(edition.locate(fault, &field));
                continue;
            }
            match cluster(project, folder, slug, &mut diagnostics)? {
                Found::Record(record) => clusters.push(*record),
                Found::Broken => {}
                Found::Missing(fault) => diagnostics.push(edition.locate(fault, &field)),
            }
        }
    }
    unused(project, folder, edition.as_ref(), &named, &mut diagnostics)?;

    let complete = named.len() == clusters.len();
    let records = edition.filter(|_| complete).map(|edition| Records {
        name: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        folder: folder.to_owned(),
        edition,
        clusters,
    });
    Ok(Loaded { records, diagnostics })
}

/// What became of a chapter's record.
enum Found {
    Record(Box<Document<Cluster>>),
    /// Its faults are among the diagnostics.
    Broken,
    /// There is no such file.
    Missing(Diagnostic),
}

fn cluster(
    project: &Project,
    folder: &Path,
    slug: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Found, ProjectError> {
    let path = folder.join("clusters").join(format!("{slug}.toml"));
    if !is_slug(slug) {
        let fault = Diagnostic::error(Code::OUTSIDE, format!("`{slug}` is no name of a record"))
            .hint("write small letters, digits and hyphens: the file's name without .toml");
        return Ok(Found::Missing(fault));
    }
    match document(project, &path, diagnostics) {
        Ok(Some(record)) => Ok(Found::Record(Box::new(record))),
        Ok(None) => Ok(Found::Broken),
        Err(ProjectError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
            let fault = Diagnostic::error(Code::MISSING_RECORD, format!("chapter `{slug}` has no record"))
                .hint(format!("add {}, or take `{slug}` out of the list", slashes(&path)));
            Ok(Found::Missing(fault))
        }
        Err(ProjectError::Outside(path)) => {
            let fault = Diagnostic::error(Code::OUTSIDE, format!("{path} lies outside the project"))
                .hint("put the file itself into the folder instead of a link to it");
            Ok(Found::Missing(fault))
        }
        Err(error) => Err(error),
    }
}

/// Whether a name is a record's: nothing that could leave the folder.
fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= 100
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Warns of records that no chapter names.
fn unused(
    project: &Project,
    folder: &Path,
    edition: Option<&Document<Edition>>,
    named: &BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), ProjectError> {
    let clusters = folder.join("clusters");
    let (Some(edition), Ok(real)) = (edition, project.resolve(&clusters)) else {
        return Ok(());
    };
    let io = |error| ProjectError::Io { path: clusters.clone(), error };
    let mut records = Vec::new();
    for entry in fs::read_dir(real).map_err(io)? {
        let name = PathBuf::from(entry.map_err(io)?.file_name());
        if name.extension().is_some_and(|ending| ending == "toml") {
            records.extend(name.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    records.sort_unstable();
    for name in records.into_iter().filter(|name| !named.contains(name)) {
        let place = slashes(&clusters.join(&name));
        let warning = Diagnostic::warning(Code::UNUSED_RECORD, format!("{place}.toml is in no chapter"))
            .hint(format!("add \"{name}\" to `chapters`, or remove the file"));
        diagnostics.push(edition.locate(warning, "chapters"));
    }
    Ok(())
}

/// Reads one record; `None` where its faults are among the diagnostics.
fn document<T: DeserializeOwned>(
    project: &Project,
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Document<T>>, ProjectError> {
    let real = project.resolve(path)?;
    let size = fs::metadata(&real).map_or(0, |data| data.len());
    if size > LARGEST_RECORD {
        let file = Arc::new(SourceFile::new(slashes(path), ""));
        let fault = Diagnostic::error(Code::TOO_LARGE, "the file is larger than 1 MiB and cannot be a record");
        diagnostics.push(fault.at(&file, 0..0));
        return Ok(None);
    }
    let bytes = project.read(path)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            diagnostics.push(encoding(path, &error));
            return Ok(None);
        }
    };
    let file = Arc::new(SourceFile::new(slashes(path), text));
    let slug = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(toml_file::parse(&file, diagnostics).map(|(value, spans)| Document { slug, file, spans, value }))
}

/// A file that is no UTF-8: shows the line up to the first byte that is none.
fn encoding(path: &Path, error: &std::string::FromUtf8Error) -> Diagnostic {
    let valid = error.utf8_error().valid_up_to();
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let file = Arc::new(SourceFile::new(slashes(path), text));
    Diagnostic::error(Code::ENCODING, "this character is not written in UTF-8")
        .at(&file, valid..valid + 1)
        .hint("save the file as UTF-8 in your editor")
}
