//! Reads the files in the folder of an edition.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::{Document, Loaded, Records, foreign};
use crate::diagnostics::{Code, Diagnostic, SourceFile, has_errors, nearest};
use crate::edition::records::schema::Record;
use crate::edition::records::{Cluster, Edition, Picture};
use crate::fs::misnamed::is_misnamed;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::photos::{self, PictureSize};

/// The largest record that is read, in bytes.
const LARGEST_RECORD: u64 = 1024 * 1024;

/// Reads all records of the edition in a folder below the root of a project.
///
/// All files are read, even if some have errors.
///
/// # Errors
///
/// Fails if a file cannot be read. Errors in the records are diagnostics.
pub fn records(project: &Project, folder: &Path) -> Result<Loaded, ProjectError> {
    let mut diagnostics = Vec::new();
    let path = folder.join("edition.toml");
    let read: Option<Document<Edition>> = match document(project, &path, &mut diagnostics) {
        Err(ProjectError::Io { error, .. }) if error.kind() != io::ErrorKind::NotFound => {
            diagnostics.push(unreadable(&path, &error));
            None
        }
        read => read?,
    };
    let Some(edition) = read.or_else(|| Document::unreadable("edition".to_owned(), slashes(&path))) else {
        return Ok(Loaded { records: None, diagnostics });
    };

    let mut clusters = Vec::new();
    let mut named = BTreeSet::new();
    for (index, slug) in edition.value.chapters.iter().enumerate() {
        let field = format!("chapters[{index}]");
        if !edition.is_sure_of(&field) && !is_slug(slug) {
            continue;
        }
        if !named.insert(slug.clone()) {
            let fault =
                Diagnostic::error(Code::DUPLICATE, format!("duplicate chapter `{slug}`")).hint("remove one of the two");
            diagnostics.push(edition.locate(fault, &field));
            continue;
        }
        match cluster(project, folder, slug, &mut diagnostics)? {
            Found::Record(record) => clusters.push(*record),
            Found::Broken => {}
            Found::Missing(fault) => diagnostics.push(edition.locate(fault, &field)),
        }
    }
    let mut others = others(project, folder, &named);
    // A misnamed record is told where it is missing.
    let is_missing = |slug: &&String| !clusters.iter().any(|record| record.slug == **slug);
    others.retain(|name| {
        !named.iter().filter(is_missing).any(|slug| is_misnamed(&format!("{name}.toml"), &format!("{slug}.toml")))
    });
    if edition.is_sure_of("chapters") {
        diagnostics.extend(others.iter().map(|name| unused(folder, &edition, name)));
    } else {
        // Without the list of chapters, the records can still be checked.
        for slug in others.iter().filter(|slug| is_slug(slug)) {
            cluster(project, folder, slug, &mut diagnostics)?;
        }
    }

    let pictures = picture_sizes(project, folder, &clusters);
    let records = Records {
        name: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        folder: folder.to_owned(),
        complete: !has_errors(&diagnostics),
        edition,
        clusters,
        pictures,
    };
    Ok(Loaded { records: Some(records), diagnostics })
}

/// Returns the sizes of the photographs that can be read; `check` reports the others.
fn picture_sizes(project: &Project, folder: &Path, clusters: &[Document<Cluster>]) -> BTreeMap<String, PictureSize> {
    let pictures = clusters.iter().flat_map(|record| &record.value.pictures);
    let size = |picture: &Picture| {
        let path = folder.join(&picture.file);
        let bytes = project.read(&path).ok()?;
        let extension = path.extension()?.to_str()?;
        Some((picture.file.clone(), photos::read_size(&bytes, extension)?))
    };
    pictures.filter_map(size).collect()
}

/// Reads the records of an edition again, of which there may be more than fit a book: those that its list of chapters names,
/// as far as they are there. Adds to the diagnostics what is wrong with the others.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub(crate) fn every_cluster(
    project: &Project,
    records: &Records,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Document<Cluster>>, ProjectError> {
    let mut met = BTreeSet::new();
    let mut clusters = Vec::new();
    let listed = records.edition.plain.get("chapters").and_then(serde_json::Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(serde_json::Value::as_str);
    for slug in listed.filter(|slug| is_slug(slug)) {
        if !met.insert(slug) {
            continue;
        }
        match cluster(project, &records.folder, slug, diagnostics)? {
            Found::Record(record) => clusters.push(*record),
            Found::Broken => {}
            Found::Missing(fault) => diagnostics.push(records.edition.locate(fault, "chapters")),
        }
    }
    Ok(clusters)
}

/// The result of reading the record of a chapter.
enum Found {
    Record(Box<Document<Cluster>>),
    /// It could not be read, for which there is a diagnostic.
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
        let fault = Diagnostic::error(Code::OUTSIDE, format!("`{slug}` is not a valid name for a record"))
            .hint("write lower-case letters, digits and hyphens: the name of the file without .toml");
        return Ok(Found::Missing(fault));
    }
    match document(project, &path, diagnostics) {
        Ok(Some(record)) => Ok(Found::Record(Box::new(record))),
        Ok(None) => Ok(Found::Broken),
        Err(ProjectError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
            let others = others(project, folder, &BTreeSet::new());
            let names: Vec<_> = others.iter().map(String::as_str).filter(|name| is_slug(name)).collect();
            let hint = match (project.find_misnamed(&path), nearest(slug, &names)) {
                (Some(name), _) => format!("rename clusters/{name} to {slug}.toml"),
                (None, Some(name)) => format!("did you mean `{name}`?"),
                (None, None) => format!("add {}, or remove `{slug}` from the list", slashes(&path)),
            };
            let fault = Diagnostic::error(Code::MISSING_RECORD, format!("chapter `{slug}` has no record")).hint(hint);
            Ok(Found::Missing(fault))
        }
        Err(ProjectError::Io { error, .. }) => {
            diagnostics.push(unreadable(&path, &error));
            Ok(Found::Broken)
        }
        Err(ProjectError::Outside(path)) => {
            let fault = Diagnostic::error(Code::OUTSIDE, format!("{path} is outside the project"))
                .hint("put the file itself into the folder, not a link to it");
            Ok(Found::Missing(fault))
        }
        Err(error) => Err(error),
    }
}

/// Reports a file that cannot be read, in spite of which all others are checked.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let file = Arc::new(SourceFile::new(slashes(path), ""));
    Diagnostic::error(Code::UNREADABLE, format!("the file cannot be read: {error}"))
        .at(&file, 0..0)
        .hint("put the file itself here, and give yourself permission to read it")
}

/// Returns whether a name is valid for a record. Such a name cannot leave the folder.
#[must_use]
pub fn is_slug(slug: &str) -> bool {
    slug.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && slug.len() <= 100
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Returns the records in a folder that are not chapters, sorted by name.
fn others(project: &Project, folder: &Path, named: &BTreeSet<String>) -> Vec<String> {
    let clusters = folder.join("clusters");
    let Ok(real) = project.resolve(&clusters) else {
        return Vec::new();
    };
    let mut records = Vec::new();
    // If the folder cannot be read, neither can any record in it, which is reported for each.
    for entry in fs::read_dir(real).into_iter().flatten().flatten() {
        let name = PathBuf::from(entry.file_name());
        let is_hidden = name.to_str().is_some_and(|name| name.starts_with('.'));
        if !is_hidden && name.extension().is_some_and(|ending| ending == "toml") {
            records.extend(name.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    records.retain(|name| !named.contains(name));
    records.sort_unstable();
    records
}

/// Warns about a record that is not a chapter.
fn unused(folder: &Path, edition: &Document<Edition>, name: &str) -> Diagnostic {
    let place = slashes(&folder.join("clusters").join(name));
    let hint = if is_slug(name) {
        format!("add \"{name}\" to `chapters`, or move the file out of clusters/")
    } else {
        "give it a name of lower-case letters, digits and hyphens, or move it out of clusters/".to_owned()
    };
    let warning =
        Diagnostic::warning(Code::UNUSED_RECORD, format!("{place}.toml is not listed in `chapters`")).hint(hint);
    edition.locate(warning, "chapters")
}

/// Reads one record. Returns `None` and adds to the diagnostics if it cannot be read.
fn document<T: Record + DeserializeOwned>(
    project: &Project,
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Document<T>>, ProjectError> {
    let real = project.resolve(path)?;
    let size = fs::metadata(&real).map_or(0, |data| data.len());
    if size > LARGEST_RECORD {
        let file = Arc::new(SourceFile::new(slashes(path), ""));
        let fault = Diagnostic::error(Code::TOO_LARGE, "the file is larger than 1 MiB and cannot be a record")
            .hint("move anything that is not a record, such as pictures or long notes, to another file");
        diagnostics.push(fault.at(&file, 0..0));
        return Ok(None);
    }
    let file = match foreign::decode(path, project.read(path)?) {
        Ok(file) => file,
        Err(fault) => {
            diagnostics.push(*fault);
            return Ok(None);
        }
    };
    let slug = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Document::read(slug, file, diagnostics))
}
