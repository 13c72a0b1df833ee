//! Records without errors, and everything that is needed to merge them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::scope::{Scope, count_errors};
use super::{BuildError, Options};
use crate::diagnostics::{self, Code, Diagnostic, Severity, SourceFile, has_errors};
use crate::edition::check;
use crate::edition::load::{self, Document, FOLDERS, Geodata, Loaded, Records, Words};
use crate::edition::records::{Cluster, Language};
use crate::format::Design;
use crate::fs::project::{Project, slashes};
use crate::pages::galley;
use crate::pages::merge::{self, Merging, Values};
use crate::pages::typeset::{Fonts, Typesetter};
use crate::pdf::Target;

/// The most chapters and characters of an edition whose languages are laid out at the same time.
const LARGE: (usize, usize) = (16, 250_000);

pub(super) struct Prepared {
    pub(super) records: Records,
    pub(super) words: Vec<Words>,
    pub(super) design: Design,
    pub(super) targets: Vec<Target>,
    only: Option<Only>,
}

/// The only chapter to build.
struct Only {
    slug: String,
    fingerprint: String,
}

impl Prepared {
    /// Merges the records in a language, with the pages that chapters have before their stories are set.
    pub(super) fn merged(&self, words: &Words, geodata: &Geodata) -> Values {
        merge::merge_records(&self.records, words, geodata, &self.design)
    }

    /// Merges the records in a language and plans the pages. Returns the values, a typesetter that has them, and an error
    /// for each story of a chapter to build that is longer than its pages.
    pub(super) fn planned(
        &self,
        project: &Project,
        fonts: &Fonts,
        words: &Words,
        geodata: &Geodata,
    ) -> Result<(Values, Typesetter, Vec<Diagnostic>), BuildError> {
        let merging = Merging::new(&self.records, words, geodata, &self.design);
        let mut values = merging.values();
        let only = self.only.as_ref();
        values.book.proof = only.map(|only| merge::proof_values(&self.records, words, &only.slug, &only.fingerprint));
        let mut typesetter = Typesetter::new(project, fonts, words.language, values.files()?)?;
        let mut diagnostics = galley::plan_pages(&merging, &mut values, &mut typesetter)?;
        let built: BTreeSet<_> = self.chapters().map(|record| record.file.name()).collect();
        diagnostics.retain(|it| it.place.as_ref().is_none_or(|place| built.contains(place.file.name())));
        Ok((values, typesetter, diagnostics))
    }

    /// Returns the records of the chapters to build.
    pub(super) fn chapters(&self) -> impl Iterator<Item = &Document<Cluster>> {
        let is_built = |record: &&Document<Cluster>| self.only.as_ref().is_none_or(|only| only.slug == record.slug);
        self.records.clusters.iter().filter(is_built)
    }

    /// Returns whether the pages take so much memory that languages are laid out one after the other.
    pub(super) fn is_large(&self) -> bool {
        self.is_whole() && (self.records.clusters.len() > LARGE.0 || self.records.characters() > LARGE.1)
    }

    /// Returns the width of the spine of so many pages, in mm; none if the book is stitched, or its paper is unknown.
    pub(super) fn spine(&self, pages: usize) -> f64 {
        let paper = self.records.edition.value.print.paper_mm.unwrap_or(0.0);
        if pages < self.design.frames.spine.pages {
            return 0.0;
        }
        f64::from(u32::try_from(pages).unwrap_or(u32::MAX)) / 2.0 * paper
    }

    /// Returns whether the whole brochure is built, and not one chapter for approval.
    pub(super) fn is_whole(&self) -> bool {
        self.only.is_none()
    }

    /// Returns the name of a PDF without its extension.
    pub(super) fn file_name(&self, language: Language, target: Target) -> String {
        let edition = &self.records.edition.value.file_name;
        let chapter = self.only.as_ref().map(|only| format!("-{}", only.slug)).unwrap_or_default();
        format!("{edition}-{}{chapter}-{language}-{}", self.records.name, target.name())
    }
}

/// Reads and checks the records, the words of the requested languages, and the design of the pages.
pub(super) fn read(
    project: &Project,
    folder: &Path,
    options: &Options,
) -> Result<(Loaded, Vec<Words>, Option<Design>), BuildError> {
    let Loaded { mut records, mut diagnostics } = load::records(project, folder)?;
    let mut words = Vec::new();
    let fonts = Fonts::check(project)?;
    if let Some(records) = &mut records {
        let requested = requested_languages(records, options)?;
        diagnostics = check_scope(project, records, &diagnostics, &requested, options.only.as_deref());
        for language in requested {
            words.extend(Words::load(project, language, &mut diagnostics)?);
        }
    }
    let design = load::design(project, folder, &mut diagnostics)?;
    if let (Some(records), Some(design)) = (&records, &design) {
        diagnostics.extend(load::check_theme(project, folder, &records.edition, &words, design)?);
    }
    diagnostics.extend(fonts);
    diagnostics.extend(strays(project, folder));
    diagnostics::sort(&mut diagnostics);
    diagnostics.dedup();
    Ok((Loaded { records, diagnostics: diagnostics::abridged(&diagnostics) }, words, design))
}

/// Warns of links and folders that are passed over, because they lead nowhere or out of the project or cannot be read.
fn strays(project: &Project, folder: &Path) -> Vec<Diagnostic> {
    let folders = FOLDERS.iter().map(|(folder, _)| Path::new(folder)).chain([folder]);
    let strays = folders.flat_map(|folder| project.survey(folder).strays);
    let warning = |path: PathBuf| {
        let file = Arc::new(SourceFile::new(slashes(&path), ""));
        Diagnostic::warning(Code::OUTSIDE, "this leads to nothing that can be read in the project, and is passed over")
            .at(&file, 0..0)
            .hint("put the file itself here, or remove the link")
    };
    strays.map(warning).collect()
}

/// Returns the diagnostics of the records. If there are errors, those that do not concern the requested languages or
/// the only chapter are replaced by a warning.
fn check_scope(
    project: &Project,
    records: &mut Records,
    loaded: &[Diagnostic],
    requested: &[Language],
    only: Option<&str>,
) -> Vec<Diagnostic> {
    let check = |records: &Records| [loaded.to_vec(), check::check(project, records)].concat();
    let mut all = check(records);
    let scope = Scope::new(records, requested, only);
    if !has_errors(&all) || !scope.is_partial() {
        all.retain(|diagnostic| scope.contains(records, diagnostic));
        return all;
    }
    // A text that lacks a language is only known by the list of languages.
    let languages = std::mem::replace(&mut records.edition.value.languages, requested.to_vec());
    records.complete = !loaded.iter().any(|it| it.severity == Severity::Error && scope.contains(records, it));
    let mut found = check(records);
    records.edition.value.languages = languages;
    found.retain(|diagnostic| scope.contains(records, diagnostic));
    let left_out = count_errors(&all) - count_errors(&found);
    found.extend((left_out > 0).then(|| scope.warn_of(records, left_out)));
    found
}

/// Reads and checks everything that a build needs before the pages are laid out; `None` if there are errors.
pub(super) fn prepare(
    project: &Project,
    folder: &Path,
    options: &Options,
) -> Result<(Option<Prepared>, Vec<Diagnostic>), BuildError> {
    if options.only.is_some() && options.targets.contains(&Target::Archive) {
        return Err(BuildError::ArchiveOfOne);
    }
    let (Loaded { records, diagnostics }, words, design) = read(project, folder, options)?;
    let only = match (&options.only, &records) {
        (Some(slug), Some(records)) if !has_errors(&diagnostics) => Some(find_chapter(project, records, slug)?),
        _ => None,
    };
    let sound = records.zip(design).filter(|_| !has_errors(&diagnostics));
    let prepared = sound.map(|(records, design)| Prepared {
        records,
        words,
        design,
        targets: match options.targets.as_slice() {
            [] => vec![Target::Print],
            targets => {
                let mut targets = targets.to_vec();
                targets.sort_unstable();
                targets.dedup();
                targets
            }
        },
        only,
    });
    Ok((prepared, diagnostics))
}

fn find_chapter(project: &Project, records: &Records, slug: &str) -> Result<Only, BuildError> {
    let record = records.clusters.iter().find(|record| record.slug == slug);
    let named = records.edition.value.chapters.iter().any(|chapter| chapter == slug);
    match record {
        Some(record) => Ok(Only { slug: slug.to_owned(), fingerprint: check::fingerprint(project, records, record) }),
        // Its record cannot be read, which is reported as an error.
        None if named => Ok(Only { slug: slug.to_owned(), fingerprint: String::new() }),
        None => Err(BuildError::NoChapter { slug: slug.to_owned(), known: records.edition.value.chapters.clone() }),
    }
}

/// Returns the requested languages in the order of the edition.
fn requested_languages(records: &Records, options: &Options) -> Result<Vec<Language>, BuildError> {
    let known = &records.edition.value.languages;
    if let Some(&language) = options.languages.iter().find(|language| !known.contains(language)) {
        let known: Vec<_> = known.iter().map(|language| language.code()).collect();
        return Err(BuildError::NotInEdition { language, known: known.join(", ") });
    }
    let asked = |language: &Language| options.languages.is_empty() || options.languages.contains(language);
    Ok(known.iter().copied().filter(asked).collect())
}
