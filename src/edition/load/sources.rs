//! The files that an edition is made from.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Records, THEME};
use crate::edition::records::{Edition, schema};
use crate::fs::project::{Project, ProjectError, slashes};

/// A file that an edition is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionFile {
    /// Its path from the root of the project, with `/` between its parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its kind.
    pub kind: FileKind,
}

/// The kinds of files that an edition is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileKind {
    /// The record of the edition.
    Edition,
    /// The record of a cluster, by its slug.
    Cluster(String),
    /// A picture that a record names.
    Picture,
    /// A template, or a file that one reads.
    Template,
    /// A font, or its licence.
    Font,
    /// A map.
    Map,
    /// A profile of a printing condition.
    Profile,
    /// A schema of the records.
    Schema,
}

/// Folders that every edition is made from, besides its own.
pub(crate) const FOLDERS: [(&str, FileKind); 4] = [
    ("templates", FileKind::Template),
    ("fonts", FileKind::Font),
    ("data/geo", FileKind::Map),
    ("data/profiles", FileKind::Profile),
];

/// Returns every file that an edition is made from, sorted by path. A project of only these files makes the same brochure.
/// `read` are the paths that templates asked for.
///
/// # Errors
///
/// Fails if one cannot be read.
pub fn sources(project: &Project, records: &Records, read: &[String]) -> Result<Vec<EditionFile>, ProjectError> {
    let mut met = BTreeSet::new();
    let mut found = Vec::new();
    // The schemas of the program, by which it has read the records.
    for (path, bytes) in schema::files() {
        met.insert(path.clone());
        found.push(EditionFile { path, bytes, kind: FileKind::Schema });
    }
    for (path, kind) in paths(project, records, read)? {
        let path = slashes(&path);
        if met.insert(path.clone()) {
            let bytes = project.read(path.as_ref())?;
            found.push(EditionFile { path, bytes, kind });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Returns the files in a folder that every edition is made from. PDFs are left out: they are what Typst's own tools write
/// beside a template. A PDF that a template shows is among the files that it asks for.
pub(crate) fn shared_files(project: &Project, folder: &str) -> Result<Vec<PathBuf>, ProjectError> {
    let mut files = project.files(folder.as_ref())?;
    files.retain(|path| path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("pdf")));
    Ok(files)
}

fn paths(project: &Project, records: &Records, read: &[String]) -> Result<Vec<(PathBuf, FileKind)>, ProjectError> {
    let mut paths = vec![(records.folder.join("edition.toml"), FileKind::Edition)];
    for cluster in &records.clusters {
        let path = records.folder.join("clusters").join(format!("{}.toml", cluster.slug));
        paths.push((path, FileKind::Cluster(cluster.slug.clone())));
    }
    paths.extend(named(records));
    // A separate design is beside the edition, if it has one.
    let theme = records.folder.join(THEME);
    paths.extend(project.read(&theme).is_ok().then_some((theme, FileKind::Template)));
    for (folder, kind) in FOLDERS {
        paths.extend(shared_files(project, folder)?.into_iter().map(|path| (path, kind.clone())));
    }
    paths.extend(read.iter().map(|path| (PathBuf::from(path), FileKind::Template)));
    Ok(paths)
}

/// Returns the marks and the signature of an edition.
pub(crate) fn drawings(edition: &Edition) -> impl Iterator<Item = &String> {
    let logo = edition.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
    let signature = edition.foreword.as_ref().and_then(|foreword| foreword.signature.as_ref());
    logo.into_iter().chain(edition.logos.iter().map(|logo| &logo.file)).chain(signature)
}

/// Returns the files that records name, by their paths from the root of the project: pictures, portraits, marks, the profile
/// of the press.
pub(crate) fn named(records: &Records) -> impl Iterator<Item = (PathBuf, FileKind)> {
    let edition = &records.edition.value;
    let of_clusters = records.clusters.iter().flat_map(|cluster| cluster.value.files()).map(|(_, file)| file);
    let author = edition.foreword.as_ref().and_then(|foreword| foreword.portrait.as_ref());
    let author = author.map(|portrait| portrait.file.as_str());
    let files = of_clusters.chain(author).chain(drawings(edition).map(String::as_str));
    let pictures = files.map(|file| (records.folder.join(file), FileKind::Picture));
    let profile = edition.print.profile.as_ref().map(|profile| (PathBuf::from(&profile.file), FileKind::Profile));
    pictures.chain(profile)
}
