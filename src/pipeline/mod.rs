//! The whole way from records to the bytes of files: load, check, merge, typeset, inspect, dress, export.
//!
//! Writes no output and prints nothing; the caller does both. The cache of photographs is the one
//! folder that is written to, where the caller names one.

mod culprit;
mod deliver;
mod digital;
mod files;
pub(crate) mod inputs;
mod manifest;
mod pages;
mod photos;
mod prepare;
mod setting;
mod sums;

pub use deliver::{DeliverError, Delivery, Destination, deliver};
pub use manifest::{Manifest, SUMS, WrittenFile};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::diagnostics::{self, Diagnostic, has_errors};
use crate::edition::load::{self, Geodata, GeodataError, Loaded, Records};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::pages::typeset::Fonts;
use crate::pdf::Target;
use prepare::Ready;

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The languages; empty for all of the edition.
    pub languages: Vec<Language>,
    /// The targets; empty for print.
    pub targets: Vec<Target>,
    /// The slug of one chapter that is made alone, for approval.
    pub only: Option<String>,
    /// When the PDFs say they were made; the date of the edition where it is left out.
    pub date: Option<DateTime<Utc>>,
    /// How far the innermost pages of a booklet move to the spine, in mm.
    pub creep: f64,
    /// The folder in which scaled photographs are kept from build to build; none where it is left
    /// out. It may be deleted at any time.
    pub cache: Option<PathBuf>,
}

/// A step of the work, for those who want to show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The records are read.
    Load,
    /// Values are made for a language.
    Merge(Language),
    /// Pages are laid out in a language.
    Typeset(Language),
    /// So many photographs are scaled.
    Photos(usize),
    /// A file is made.
    Export(Language, Target),
}

/// A file that was made.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its name: `expedition-2019-de-print.pdf`.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// What it is for.
    pub target: Target,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The number of its pages; of a booklet, before they are put on sheets.
    pub pages: usize,
    /// The time it took beside the photographs, from merge to export.
    pub time: Duration,
}

/// What a build gives.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The files; none where there is an error.
    pub outputs: Vec<Output>,
    /// Faults and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the project that templates and records have asked for, by their path from its root.
    pub read: BTreeSet<String>,
    /// The records it was made of; none where their faults forbid it.
    pub records: Option<Records>,
}

/// Something outside the records failed.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A file of the project.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The shapes of the maps.
    #[error(transparent)]
    Geodata(#[from] GeodataError),
    /// A language was asked for that the edition is not made in.
    #[error("the edition is not made in `{language}`: it has {known}")]
    NotInEdition {
        /// The language asked for.
        language: Language,
        /// The languages of the edition.
        known: String,
    },
    /// The edition has no such chapter.
    #[error("the edition has no chapter `{slug}`")]
    NoChapter {
        /// The slug asked for.
        slug: String,
        /// The chapters that there are.
        known: Vec<String>,
    },
    /// A chapter for approval was to hold all that the edition is made from.
    #[error("one chapter alone has no archive: it would give all records of the edition to its cluster")]
    ArchiveOfOne,
    /// The values could not be written as JSON.
    #[error("the values are no JSON: {0}")]
    Values(#[from] serde_json::Error),
}

/// Builds the edition in a folder below the project's root.
///
/// # Errors
///
/// Fails where the system does; faults of records, templates and pages are diagnostics.
pub fn build(
    project: &Project,
    folder: &Path,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Outcome, BuildError> {
    progress(Step::Load);
    let prepared = prepare::prepare(project, folder, options)?;
    let mut outcome = Outcome { diagnostics: prepared.diagnostics, ..Outcome::default() };
    if let Some(ready) = prepared.ready {
        outcome.outputs = make(project, &ready, options, progress, &mut outcome)?;
        outcome.read.extend(load::named(&ready.records).map(|(path, _)| slashes(&path)));
        outcome.records = Some(ready.records);
    }
    if has_errors(&outcome.diagnostics) {
        outcome.outputs.clear();
    }
    diagnostics::sort(&mut outcome.diagnostics);
    outcome.diagnostics.dedup();
    Ok(outcome)
}

/// Lays out every language, scales the photographs that they share, and makes the files.
fn make(
    project: &Project,
    ready: &Ready,
    options: &Options,
    progress: &(dyn Fn(Step) + Sync),
    outcome: &mut Outcome,
) -> Result<Vec<Output>, BuildError> {
    let diagnostics = &mut outcome.diagnostics;
    let fonts = Fonts::load(project)?;
    let geodata = Geodata::load(project)?;
    let setting = setting::Setting::load(project, ready, &fonts, options);
    let cache = options.cache.as_deref();
    let lay_out = |words| pages::lay_out(project, ready, words, &fonts, &geodata, progress);
    let (laid_out, ahead) = rayon::join(
        || ready.words.par_iter().map(lay_out).collect::<Result<Vec<_>, _>>(),
        || {
            setting
                .as_ref()
                .map_or_else(|_| photos::Ahead::new(), |setting| photos::ahead(project, ready, setting, cache))
        },
    );
    let laid_out = laid_out?;
    for language in &laid_out {
        diagnostics.extend(language.diagnostics.iter().cloned());
        outcome.read.extend(language.files());
    }
    let setting = match setting {
        Ok(setting) if !has_errors(diagnostics) => setting,
        failed => {
            diagnostics.extend(failed.err().map(|fault| *fault));
            return Ok(Vec::new());
        }
    };
    let to_srgb = |inks| setting.srgb(inks);
    let dressed: Vec<_> = laid_out.iter().flat_map(|language| pages::dress(language, ready, &to_srgb)).collect();
    let photos = match photos::render(project, ready, &dressed, &setting, cache, ahead, progress) {
        Ok(photos) => photos,
        Err(faults) => {
            diagnostics.extend(faults);
            return Ok(Vec::new());
        }
    };
    let made: Vec<_> = dressed.par_iter().map(|pages| files::make(pages, ready, &setting, &photos, progress)).collect();
    let mut outputs = Vec::new();
    for file in made {
        match file {
            Ok(output) => outputs.push(output),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    Ok(outputs)
}

/// Every fault of the records, without laying out pages.
///
/// # Errors
///
/// Fails where the system does.
pub fn check(project: &Project, folder: &Path, options: &Options) -> Result<Vec<Diagnostic>, BuildError> {
    Ok(prepare::prepare(project, folder, options)?.diagnostics)
}

/// The records of an edition with every fault of them, for work that goes on in spite of some.
///
/// # Errors
///
/// Fails where the system does.
pub fn records(project: &Project, folder: &Path) -> Result<Loaded, BuildError> {
    Ok(prepare::read(project, folder, &Options::default())?.0)
}

/// Files by their path: `de/book.json`.
pub type ValueFiles = Vec<(String, Vec<u8>)>;

/// The values of an edition as files: `de/book.json` and so on, for stock Typst tools.
///
/// # Errors
///
/// Fails where the system does.
pub fn values(
    project: &Project,
    folder: &Path,
    options: &Options,
) -> Result<(ValueFiles, Vec<Diagnostic>), BuildError> {
    let prepared = prepare::prepare(project, folder, options)?;
    let mut files = Vec::new();
    if let Some(ready) = prepared.ready {
        let geodata = Geodata::load(project)?;
        for words in &ready.words {
            let values = ready.values(words, &geodata).files()?;
            let located = values.into_iter().map(|(path, bytes)| (format!("{}/{path}", words.language), bytes));
            files.extend(located);
        }
    }
    Ok((files, prepared.diagnostics))
}
