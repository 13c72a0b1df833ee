//! The pages of one language, and their adaptation to each target.

use std::time::{Duration, Instant};

use typst_layout::PagedDocument;

use super::prepare::Ready;
use super::{BuildError, Step};
use crate::diagnostics::Diagnostic;
use crate::edition::load::{Geodata, Words};
use crate::edition::records::Language;
use crate::fs::project::Project;
use crate::pages::inspect::{self, Purpose};
use crate::pages::typeset::{Fonts, Typesetter};
use crate::pdf::Target;
use crate::pdf::adapt::{self, Dressed, Occasion, ToSrgb};
use crate::pipeline::culprit;

/// The pages of one language, inspected.
pub(super) struct LaidOut {
    language: Language,
    typesetter: Typesetter,
    document: Option<PagedDocument>,
    pub(super) diagnostics: Vec<Diagnostic>,
    time: Duration,
}

impl LaidOut {
    /// Returns the files of the project that the templates asked for.
    pub(super) fn files(&self) -> Vec<String> {
        self.typesetter.files()
    }
}

/// The pages of a language, adapted to a target.
pub(super) struct TargetPages<'a> {
    pub(super) language: Language,
    pub(super) target: Target,
    pub(super) typesetter: &'a Typesetter,
    pub(super) dressed: Dressed,
    pub(super) time: Duration,
}

/// Merges, typesets and inspects one language.
pub(super) fn lay_out(
    project: &Project,
    ready: &Ready,
    words: &Words,
    fonts: &Fonts,
    geodata: &Geodata,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<LaidOut, BuildError> {
    let start = Instant::now();
    let language = words.language;
    progress(Step::Merge(language));
    let values = ready.values(words, geodata).files()?;
    let mut typesetter = Typesetter::new(project, fonts, language, values)?;
    progress(Step::Typeset(language));
    let typeset = typesetter.typeset();
    let mut diagnostics = typeset.diagnostics;
    match &typeset.document {
        Some(document) => {
            let printed = |target: &Target| target.is_printed();
            let purpose = Purpose {
                whole: ready.is_whole(),
                print: ready.targets.iter().any(printed),
                screen: !ready.targets.iter().all(printed),
            };
            diagnostics.extend(inspect::inspect(document, &typesetter, &ready.records, language, purpose));
        }
        None => culprit::blame(&mut typesetter, &ready.records, words, geodata, &mut diagnostics),
    }
    Ok(LaidOut { language, typesetter, document: typeset.document, diagnostics, time: start.elapsed() })
}

/// Adapts the pages of a language to each target.
pub(super) fn dress<'a>(laid_out: &'a LaidOut, ready: &Ready, to_srgb: ToSrgb<'_>) -> Vec<TargetPages<'a>> {
    let Some(document) = &laid_out.document else { return Vec::new() };
    let blank_pages = ready.records.edition.value.print.blank_pages && ready.is_whole();
    let pages = ready.targets.iter().map(|&target| TargetPages {
        language: laid_out.language,
        target,
        typesetter: &laid_out.typesetter,
        dressed: adapt::dress(document, laid_out.typesetter.originals(), &Occasion { target, blank_pages, to_srgb }),
        time: laid_out.time,
    });
    pages.collect()
}
