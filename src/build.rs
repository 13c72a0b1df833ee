//! The whole way from records to the bytes of files: load, check, merge, typeset, inspect, dress, export.
//!
//! Writes nothing and prints nothing; the caller does both.

use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::blame;
use crate::check;
use crate::diagnostics::{self, Diagnostic, has_errors};
use crate::dress;
use crate::export::{self, Target};
use crate::inspect;
use crate::load::{self, Geodata, GeodataError, Loaded, Records, Words};
use crate::merge::{self, Values};
use crate::project::{Project, ProjectError};
use crate::records::Language;
use crate::typeset::{Fonts, Typesetter};

/// What to build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The languages; empty for all of the edition.
    pub languages: Vec<Language>,
    /// The targets; empty for print.
    pub targets: Vec<Target>,
    /// The slug of one chapter that is made alone, for approval.
    pub only: Option<String>,
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
    /// The number of its pages.
    pub pages: usize,
    /// The time it took, from merge to export.
    pub time: Duration,
}

/// What a build gives.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The files; none where there is an error.
    pub outputs: Vec<Output>,
    /// Faults and warnings.
    pub diagnostics: Vec<Diagnostic>,
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
    let prepared = prepare(project, folder, options)?;
    let Some(ready) = prepared.ready else {
        return Ok(Outcome { outputs: Vec::new(), diagnostics: prepared.diagnostics });
    };
    let fonts = Fonts::load(project)?;
    let geodata = Geodata::load(project)?;
    let made: Vec<Result<Outcome, BuildError>> =
        ready.words.par_iter().map(|words| language(project, &ready, words, &fonts, &geodata, progress)).collect();

    let mut outcome = Outcome { outputs: Vec::new(), diagnostics: prepared.diagnostics };
    for part in made {
        let part = part?;
        outcome.outputs.extend(part.outputs);
        outcome.diagnostics.extend(part.diagnostics);
    }
    if has_errors(&outcome.diagnostics) {
        outcome.outputs.clear();
    }
    diagnostics::sort(&mut outcome.diagnostics);
    outcome.diagnostics.dedup();
    Ok(outcome)
}

/// Every fault of the records, without laying out pages.
///
/// # Errors
///
/// Fails where the system does.
pub fn check(project: &Project, folder: &Path, options: &Options) -> Result<Vec<Diagnostic>, BuildError> {
    Ok(prepare(project, folder, options)?.diagnostics)
}

/// The records of an edition with every fault of them, for work that goes on in spite of some.
///
/// # Errors
///
/// Fails where the system does.
pub fn records(project: &Project, folder: &Path) -> Result<Loaded, BuildError> {
    Ok(read(project, folder, &Options::default())?.0)
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
    let prepared = prepare(project, folder, options)?;
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

/// Records without an error, and what is needed to merge them.
struct Ready {
    records: Records,
    words: Vec<Words>,
    targets: Vec<Target>,
    only: Option<Only>,
}

/// A chapter that is made alone.
struct Only {
    slug: String,
    fingerprint: String,
}

impl Ready {
    fn values(&self, words: &Words, geodata: &Geodata) -> Values {
        let mut values = merge::merge(&self.records, words, geodata);
        let only = self.only.as_ref();
        values.book.proof = only.map(|only| merge::proof(&self.records, words, &only.slug, &only.fingerprint));
        values
    }

    /// The name of a file without its ending.
    fn file_name(&self, language: Language, target: Target) -> String {
        let edition = &self.records.edition.value.file_name;
        let chapter = self.only.as_ref().map(|only| format!("-{}", only.slug)).unwrap_or_default();
        format!("{edition}-{}{chapter}-{language}-{}", self.records.name, target.name())
    }
}

struct Prepared {
    ready: Option<Ready>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the records and the words of the languages asked for, and checks both.
fn read(project: &Project, folder: &Path, options: &Options) -> Result<(Loaded, Vec<Words>), BuildError> {
    let Loaded { records, mut diagnostics } = load::records(project, folder)?;
    let mut words = Vec::new();
    if let Some(records) = &records {
        diagnostics.extend(check::check(project, records));
        for language in languages(records, options)? {
            words.extend(Words::load(project, language, &mut diagnostics)?);
        }
    }
    diagnostics::sort(&mut diagnostics);
    diagnostics.dedup();
    Ok((Loaded { records, diagnostics }, words))
}

fn prepare(project: &Project, folder: &Path, options: &Options) -> Result<Prepared, BuildError> {
    let (Loaded { records, diagnostics }, words) = read(project, folder, options)?;
    let only = match (&options.only, &records) {
        (Some(slug), Some(records)) if !has_errors(&diagnostics) => Some(only(project, records, slug)?),
        _ => None,
    };
    let ready = records.filter(|_| !has_errors(&diagnostics)).map(|records| Ready {
        records,
        words,
        targets: match options.targets.as_slice() {
            [] => vec![Target::Print],
            targets => targets.to_vec(),
        },
        only,
    });
    Ok(Prepared { ready, diagnostics })
}

fn only(project: &Project, records: &Records, slug: &str) -> Result<Only, BuildError> {
    let record = records.clusters.iter().find(|record| record.slug == slug);
    let named = records.edition.value.chapters.iter().any(|chapter| chapter == slug);
    match record {
        Some(record) => Ok(Only { slug: slug.to_owned(), fingerprint: check::fingerprint(project, records, record) }),
        // Its record cannot be read: that is told as a fault.
        None if named => Ok(Only { slug: slug.to_owned(), fingerprint: String::new() }),
        None => Err(BuildError::NoChapter { slug: slug.to_owned(), known: records.edition.value.chapters.clone() }),
    }
}

/// The languages asked for, in the order in which the edition names its own.
fn languages(records: &Records, options: &Options) -> Result<Vec<Language>, BuildError> {
    let known = &records.edition.value.languages;
    if let Some(&language) = options.languages.iter().find(|language| !known.contains(language)) {
        let known: Vec<_> = known.iter().map(|language| language.code()).collect();
        return Err(BuildError::NotInEdition { language, known: known.join(", ") });
    }
    let asked = |language: &Language| options.languages.is_empty() || options.languages.contains(language);
    Ok(known.iter().copied().filter(asked).collect())
}

fn language(
    project: &Project,
    ready: &Ready,
    words: &Words,
    fonts: &Fonts,
    geodata: &Geodata,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Outcome, BuildError> {
    let start = Instant::now();
    let language = words.language;
    progress(Step::Merge(language));
    let values = ready.values(words, geodata).files()?;
    let mut typesetter = Typesetter::new(project, fonts, language, values)?;
    progress(Step::Typeset(language));
    let typeset = typesetter.typeset();
    let mut diagnostics = typeset.diagnostics;
    let mut outputs = Vec::new();
    let Some(document) = typeset.document else {
        blame::blame(&mut typesetter, &ready.records, words, geodata, &mut diagnostics);
        return Ok(Outcome { outputs, diagnostics });
    };
    diagnostics.extend(inspect::inspect(&document, &ready.records, language, ready.only.is_none()));
    if has_errors(&diagnostics) {
        return Ok(Outcome { outputs, diagnostics });
    }
    for &target in &ready.targets {
        progress(Step::Export(language, target));
        let name = ready.file_name(language, target);
        let dressed = dress::dress(&document, target);
        match export::pdf(&dressed, target, &name) {
            Ok(bytes) => outputs.push(Output {
                name: format!("{name}.pdf"),
                language,
                target,
                bytes,
                pages: document.pages().len(),
                time: start.elapsed(),
            }),
            Err(errors) => diagnostics.extend(typesetter.faults(&errors)),
        }
    }
    Ok(Outcome { outputs, diagnostics })
}
