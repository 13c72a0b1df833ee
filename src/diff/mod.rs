//! Differences between two states of an edition or between two PDFs: fields, files and pages.
//!
//! Pages are drawn from the finished PDFs and not from the layout: a layout has stand-ins for photographs, and the PDF is
//! what is printed. They are drawn by other processes, because a PDF may come from anywhere.

mod areas;
mod drawing;
mod error;
pub mod git;
mod html;
mod pages;
mod raster;
mod records;
mod sketch;

use std::collections::BTreeMap;
use std::path::Path;

pub use areas::Area;
pub use drawing::{COMMAND, Document, Drawing, LARGEST, serve};
pub use error::{DiffError, PdfError};
pub use html::{ReportError, html, text};
pub use pages::PageChange;
pub use records::{FieldChange, RecordChange, State};

use crate::diagnostics::{Diagnostic, has_errors};
use crate::edition::load::{FOLDERS, Records};
use crate::fs::project::{Project, slashes};
use crate::pdf::Target;
use crate::pipeline::inputs::Inputs;
use crate::pipeline::{self, BuildError, Options, Output, Step};

/// An edition and the PDFs made from it.
#[derive(Debug)]
pub struct Built {
    records: Records,
    files: BTreeMap<String, String>,
    outputs: Vec<Output>,
}

/// The differences between two states.
#[derive(Debug, Default)]
pub struct Difference {
    /// Records that differ.
    pub records: Vec<RecordChange>,
    /// Other changed files that the pages are made from: templates, fonts, pictures, maps, profiles.
    pub files: Vec<(String, State)>,
    /// All documents, including those without differences.
    pub documents: Vec<DocumentChange>,
}

/// A document in both states.
#[derive(Debug)]
pub struct DocumentChange {
    /// The name of the new file.
    pub name: String,
    /// The old document; `None` if it is new.
    pub old: Option<Document>,
    /// The new document; `None` if it was removed.
    pub new: Option<Document>,
    /// The pages that look different.
    pub pages: Vec<PageChange>,
    /// Whether the files differ although all pages look the same: in tags, links, descriptions, or in details that a
    /// picture of 100 dpi does not show.
    pub unseen: bool,
}

impl Difference {
    /// Returns whether there are no differences.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.files.is_empty() && !self.documents.iter().any(DocumentChange::differs)
    }
}

impl DocumentChange {
    /// Returns the number of pages in the new document, or in the old one if there is no new one.
    #[must_use]
    pub fn all(&self) -> usize {
        self.new.as_ref().or(self.old.as_ref()).map_or(0, Document::pages)
    }

    /// Returns how many pages look different or are new, and how many of the old document were removed.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let gone = self.pages.iter().filter(|page| matches!(page, PageChange::Removed { .. })).count();
        (self.pages.len() - gone, gone)
    }

    /// Returns whether the two documents differ at all.
    #[must_use]
    pub const fn differs(&self) -> bool {
        !self.pages.is_empty() || self.unseen
    }
}

/// Builds an edition in order to compare it. Returns its errors if it has any.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn built(
    project: &Project,
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Result<Built, Vec<Diagnostic>>, BuildError> {
    let outcome = pipeline::build(project, folder, options, progress)?;
    let records = match outcome.records {
        Some(records) if !has_errors(&outcome.diagnostics) => records,
        _ => return Ok(Err(outcome.diagnostics)),
    };
    let mut inputs = Inputs::read(project, folder)?;
    inputs.add(project, outcome.read.iter().map(String::as_str));
    // Of the files in the folder of the edition, only those that are used count, and its records are compared by field.
    // Notes on fonts and maps are only used by archives.
    let is_archived = options.targets.contains(&Target::Archive);
    let used = |path: &str| {
        let path_of = Path::new(path);
        let shared = FOLDERS.iter().any(|(folder, _)| path_of.starts_with(folder));
        let is_prose = path_of.extension().is_some_and(|ending| ending == "md");
        outcome.read.contains(path) || (shared && (is_archived || !is_prose))
    };
    let files = inputs.hashes().filter(|(path, _)| used(path));
    let files = files.map(|(path, hash)| (path.to_owned(), hash.to_owned())).collect();
    Ok(Ok(Built { records, files, outputs: outcome.outputs }))
}

/// Compares two editions, or two states of one.
///
/// # Errors
///
/// Fails if a page cannot be drawn.
pub fn editions(old: Built, new: Built, drawing: &Drawing) -> Result<Difference, DiffError> {
    let records = records::compare(&old.records, &new.records);
    let files = files(&old, &new);
    let mut outputs = old.outputs;
    let mut documents = Vec::new();
    for after in new.outputs {
        let is_same = |before: &Output| (before.language, before.target) == (after.language, after.target);
        let before = outputs.iter().position(is_same).map(|index| outputs.remove(index));
        documents.push(document(before.map(named), Some((after.name, after.bytes)), drawing)?);
    }
    for before in outputs {
        documents.push(document(Some(named(before)), None, drawing)?);
    }
    Ok(Difference { records, files, documents })
}

fn named(output: Output) -> (String, Vec<u8>) {
    (output.name, output.bytes)
}

/// Compares two PDFs, each given by its name and its bytes. Their pages are drawn in separate processes: what a PDF has
/// in it can neither end this process nor fill its memory.
///
/// # Errors
///
/// Fails if one is not a readable PDF, or a page cannot be drawn.
pub fn pdfs(old: (String, Vec<u8>), new: (String, Vec<u8>), drawing: &Drawing) -> Result<Difference, DiffError> {
    Ok(Difference { documents: vec![document(Some(old), Some(new), drawing)?], ..Difference::default() })
}

/// Compares a document in both states, each given by its name and its bytes.
fn document(
    old: Option<(String, Vec<u8>)>,
    new: Option<(String, Vec<u8>)>,
    drawing: &Drawing,
) -> Result<DocumentChange, DiffError> {
    let (old_name, old) = old.unzip();
    let (new_name, new) = new.unzip();
    let fail = |is_old: bool, error| {
        let name = if is_old { old_name.clone() } else { new_name.clone() };
        DiffError { name: name.unwrap_or_default(), error }
    };
    let (equal, has_old, has_new) = (old == new, old.is_some(), new.is_some());
    let opened = drawing.open([old, new].into_iter().flatten().collect());
    let mut opened = opened.map_err(|(file, error)| fail(has_old && file == 0, error))?.into_iter();
    let old = has_old.then(|| opened.next()).flatten();
    let new = has_new.then(|| opened.next()).flatten();
    let pages = match (&old, &new) {
        _ if equal => Vec::new(),
        (Some(old), Some(new)) => pages::compare(old, new).map_err(|(is_old, error)| fail(is_old, error))?,
        (Some(old), None) => (1..=old.pages()).map(|old| PageChange::Removed { old }).collect(),
        (None, new) => (1..=new.as_ref().map_or(0, Document::pages)).map(|new| PageChange::Added { new }).collect(),
    };
    old.iter().chain(&new).for_each(Document::rest);
    let unseen = !equal && pages.is_empty();
    Ok(DocumentChange { name: new_name.or(old_name).unwrap_or_default(), old, new, pages, unseen })
}

/// Returns the files that differ. Files of two editions are compared by their paths inside the editions.
fn files(old: &Built, new: &Built) -> Vec<(String, State)> {
    let (old_folder, new_folder) = (slashes(&old.records.folder), slashes(&new.records.folder));
    let renamed = |path: &String| match path.strip_prefix(&old_folder) {
        Some(inside) if inside.starts_with('/') => format!("{new_folder}{inside}"),
        _ => path.clone(),
    };
    let before: BTreeMap<_, _> = old.files.iter().map(|(path, hash)| (renamed(path), hash)).collect();
    let mut changes: Vec<_> = new
        .files
        .iter()
        .filter_map(|(path, hash)| match before.get(path) {
            Some(old) if *old == hash => None,
            Some(_) => Some((path.clone(), State::Changed)),
            None => Some((path.clone(), State::Added)),
        })
        .collect();
    let gone = old.files.keys().filter(|path| !new.files.contains_key(&renamed(path)));
    changes.extend(gone.map(|path| (path.clone(), State::Removed)));
    changes.sort_by(|a, b| a.0.cmp(&b.0));
    changes
}
