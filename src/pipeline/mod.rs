//! The order of the stages: load, check, merge, typeset, inspect, adapt, write.
//!
//! [`build`] returns bytes and prints nothing. The only folder that it writes to is the cache of photographs, if the
//! caller names one. [`deliver`] also writes the files.

mod attachments;
mod culprit;
mod deliver;
pub(crate) mod inputs;
mod manifest;
mod output;
mod pages;
mod photos;
mod prepare;
mod scope;
mod sections;
mod settings;
mod sums;

pub use deliver::{DeliverError, Delivery, Destination, deliver};
pub use manifest::{Manifest, SUMS, WrittenFile};
#[doc(hidden)]
pub use sections::typeset_book;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::diagnostics::{self, Diagnostic, Severity, has_errors};
use crate::edition::load::{self, Geodata, GeodataError, Loaded, Records};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::pages::typeset::{self, Fonts};
use crate::pdf::Target;
use prepare::Prepared;

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The languages; empty for all of the edition.
    pub languages: Vec<Language>,
    /// The targets; empty for print.
    pub targets: Vec<Target>,
    /// The slug of the only chapter to build, for approval.
    pub only: Option<String>,
    /// The date of the PDFs; by default that of the edition.
    pub date: Option<DateTime<Utc>>,
    /// How far the innermost pages of a booklet move towards the spine, in mm.
    pub creep: f64,
    /// The folder that keeps scaled photographs between builds, if any. It may be deleted at any time.
    pub cache: Option<PathBuf>,
}

/// A step of a build, for showing progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the records.
    Load,
    /// Merging the records in a language.
    Merge(Language),
    /// Laying out the pages in a language.
    Typeset(Language),
    /// Scaling so many photographs.
    Photos(usize),
    /// Writing a PDF.
    Export(Language, Target),
}

/// A finished PDF.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its name: `expedition-2019-de-print.pdf`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its target.
    pub target: Target,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The number of its pages; for a booklet, before imposition.
    pub pages: usize,
    /// The time from merge to export, without photographs.
    pub time: Duration,
}

/// The result of a build.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The PDFs; none if there is an error.
    pub outputs: Vec<Output>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that templates and records asked for, by their paths from the root of the project.
    pub read: BTreeSet<String>,
    /// The records; `None` if they have errors.
    pub records: Option<Records>,
}

/// Why a build failed, apart from errors in records, templates and pages.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file of the project could not be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The shapes of the maps could not be read.
    #[error(transparent)]
    Geodata(#[from] GeodataError),
    /// The edition does not have a requested language.
    #[error("the edition has no language `{language}`: it has {known}")]
    NotInEdition {
        /// The requested language.
        language: Language,
        /// The languages of the edition.
        known: String,
    },
    /// The edition has no such chapter.
    #[error("the edition has no chapter `{slug}`")]
    NoChapter {
        /// The requested slug.
        slug: String,
        /// The chapters of the edition.
        known: Vec<String>,
    },
    /// An archive of one chapter would contain all records of the edition.
    #[error("one chapter cannot have an archive: it would contain all records of the edition")]
    ArchiveOfOne,
    /// The values cannot be written as JSON.
    #[error("cannot write the values as JSON: {0}")]
    Values(#[from] serde_json::Error),
}

/// Builds the edition in a folder below the project's root.
///
/// # Errors
///
/// Fails if a file cannot be read. Errors in records, templates and pages are diagnostics.
pub fn build(
    project: &Project,
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Outcome, BuildError> {
    progress(Step::Load);
    let (prepared, diagnostics) = prepare::prepare(project, folder, options)?;
    let mut outcome = Outcome { diagnostics, ..Outcome::default() };
    if let Some(prepared) = prepared {
        outcome.outputs = build_outputs(project, &prepared, options, progress, &mut outcome)?;
        outcome.read.extend(load::named(&prepared.records).map(|(path, _)| slashes(&path)));
        outcome.records = Some(prepared.records);
    }
    if has_errors(&outcome.diagnostics) {
        outcome.outputs.clear();
    }
    // Notes are for those who write the records, and `check` shows them.
    outcome.diagnostics.retain(|diagnostic| diagnostic.severity > Severity::Note);
    diagnostics::sort(&mut outcome.diagnostics);
    outcome.diagnostics.dedup();
    Ok(outcome)
}

/// Lays out every language, scales the photographs that they share, and writes the PDFs.
fn build_outputs(
    project: &Project,
    prepared: &Prepared,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
    outcome: &mut Outcome,
) -> Result<Vec<Output>, BuildError> {
    let diagnostics = &mut outcome.diagnostics;
    let fonts = Fonts::load(project)?;
    let geodata = Geodata::load(project, &prepared.records)?;
    let settings = settings::Settings::load(project, prepared, &fonts, options);
    let cache = options.cache.as_deref();
    let lay_out = |words| pages::lay_out(project, prepared, words, &fonts, &geodata, progress);
    let (laid_out, ahead) = rayon::join(
        || {
            if !prepared.is_large() {
                return prepared.words.par_iter().map(lay_out).collect::<Result<Vec<_>, _>>();
            }
            // One after the other, without what Typst remembers of each: together they would take more memory than an
            // office computer can spare.
            prepared.words.iter().map(|words| lay_out(words).inspect(|_| typeset::forget())).collect()
        },
        || {
            settings.as_ref().map_or_else(
                |_| photos::Ahead::default(),
                |settings| photos::scale_ahead(project, prepared, settings, cache),
            )
        },
    );
    let laid_out = laid_out?;
    for language in &laid_out {
        diagnostics.extend(language.diagnostics.iter().cloned());
        outcome.read.extend(language.files());
    }
    let settings = match settings {
        Ok(settings) if !has_errors(diagnostics) => settings,
        failed => {
            diagnostics.extend(failed.err().map(|fault| *fault));
            return Ok(Vec::new());
        }
    };
    let pages: Vec<_> = laid_out.iter().flat_map(|language| pages::for_targets(language, prepared)).collect();
    let photos = match photos::scale(project, prepared, &pages, &settings, cache, ahead, progress) {
        Ok(photos) => photos,
        Err(faults) => {
            diagnostics.extend(faults);
            return Ok(Vec::new());
        }
    };
    let made: Vec<_> =
        pages.par_iter().map(|pages| output::write_output(pages, prepared, &settings, &photos, progress)).collect();
    let mut outputs = Vec::new();
    for file in made {
        match file {
            Ok(output) => outputs.extend(output),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    Ok(outputs)
}

/// Returns every error in the records, without laying out pages.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn check(project: &Project, folder: &Path, options: &Options) -> Result<Vec<Diagnostic>, BuildError> {
    let (prepared, mut diagnostics) = prepare::prepare(project, folder, options)?;
    // The usual sections always have an order; a list may need one that does not exist.
    let listed = prepared.filter(|prepared| !prepared.records.edition.value.sections.is_empty());
    if let Some(prepared) = listed.filter(Prepared::is_whole)
        && let Ok(geodata) = Geodata::load(project, &prepared.records)
    {
        let values = prepared.words.first().map(|words| prepared.merged(words, &geodata));
        diagnostics.extend(values.and_then(|values| sections::find_fault(&prepared.records, &values)));
    }
    Ok(diagnostics)
}

/// Loads the records of an edition with all their diagnostics, for work that goes on in spite of some errors.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn records(project: &Project, folder: &Path) -> Result<Loaded, BuildError> {
    Ok(prepare::read(project, folder, &Options::default())?.0)
}

/// Files by their path: `de/book.json`.
pub type ValueFiles = Vec<(String, Vec<u8>)>;

/// Returns the values of an edition as files, such as `de/book.json`, for stock Typst tools.
///
/// # Errors
///
/// Fails if a file cannot be read.
pub fn values(
    project: &Project,
    folder: &Path,
    options: &Options,
) -> Result<(ValueFiles, Vec<Diagnostic>), BuildError> {
    let (prepared, mut diagnostics) = prepare::prepare(project, folder, options)?;
    let mut files = Vec::new();
    if let Some(prepared) = prepared {
        let fonts = Fonts::load(project)?;
        let geodata = Geodata::load(project, &prepared.records)?;
        for words in &prepared.words {
            let (mut values, mut typesetter, found) = prepared.planned(project, &fonts, words, &geodata)?;
            diagnostics.extend(found);
            if prepared.is_whole() {
                typeset_book(&mut typesetter, &mut values)?;
            }
            let values = values.files()?;
            let located = values.into_iter().map(|(path, bytes)| (format!("{}/{path}", words.language), bytes));
            files.extend(located);
        }
    }
    Ok((files, diagnostics))
}
