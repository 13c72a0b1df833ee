//! The pages of one language, and what each target needs of them.

use std::time::{Duration, Instant};

use typst_layout::PagedDocument;

use super::prepare::Prepared;
use super::{BuildError, Step};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Geodata, Words};
use crate::edition::records::Language;
use crate::fs::project::Project;
use crate::pages::inspect::{self, Purpose};
use crate::pages::typeset::{Fonts, Typesetter};
use crate::pdf::Target;
use crate::pdf::adapt::{self, Photo};
use crate::pipeline::{culprit, sections};

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

/// The pages of a language, and what a target needs of them.
pub(super) struct TargetPages<'a> {
    pub(super) language: Language,
    pub(super) target: Target,
    pub(super) typesetter: &'a Typesetter,
    pub(super) document: &'a PagedDocument,
    /// The photographs that the target needs.
    pub(super) photos: Vec<Photo>,
    pub(super) time: Duration,
}

/// Merges, typesets and inspects one language.
pub(super) fn lay_out(
    project: &Project,
    prepared: &Prepared,
    words: &Words,
    fonts: &Fonts,
    geodata: &Geodata,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<LaidOut, BuildError> {
    let start = Instant::now();
    let language = words.language;
    progress(Step::Merge(language));
    let (mut values, mut typesetter, mut diagnostics) = prepared.planned(project, fonts, words, geodata)?;
    progress(Step::Typeset(language));
    let typeset = sections::typeset_book(&mut typesetter, &mut values)?;
    if typeset.document.is_none() {
        // The book repeats the error of a template that the galley shares with it.
        diagnostics.retain(|diagnostic| diagnostic.code != Code::TEMPLATE);
    }
    diagnostics.extend(typeset.diagnostics);
    if prepared.is_whole() {
        diagnostics.extend(sections::find_fault(&prepared.records, &values));
    }
    let Prepared { records, design, .. } = prepared;
    if let Some(document) = &typeset.document {
        let printed = |target: &Target| target.is_printed();
        let purpose = Purpose {
            whole: prepared.is_whole(),
            print: prepared.targets.iter().any(printed),
            screen: !prepared.targets.iter().all(printed),
        };
        diagnostics.extend(inspect::inspect(document, &typesetter, records, design, language, purpose));
        diagnostics.extend(unknown_spine(prepared, document.pages().len()));
    } else {
        culprit::name_culprit(&mut typesetter, records, words, geodata, design, &mut diagnostics);
    }
    Ok(LaidOut { language, typesetter, document: typeset.document, diagnostics, time: start.elapsed() })
}

/// Warns of a cover whose spine has no width, because the thickness of the paper is unknown.
fn unknown_spine(prepared: &Prepared, pages: usize) -> Option<Diagnostic> {
    let (edition, least) = (&prepared.records.edition, prepared.design.frames.spine.pages);
    let print = &edition.value.print;
    let is_asked = print.split && prepared.targets.contains(&Target::Print) && prepared.is_whole();
    (is_asked && print.paper_mm.is_none() && pages >= least).then(|| {
        let message = format!("the cover of {pages} pages has no spine: the thickness of the paper is unknown");
        let hint = "ask the print shop, and write it in mm, such as paper_mm = 0.12; books of fewer pages are stitched";
        edition.locate(Diagnostic::warning(Code::SPINE, message).hint(hint), "print.split")
    })
}

/// Returns the pages of a language for each target.
pub(super) fn for_targets<'a>(laid_out: &'a LaidOut, prepared: &Prepared) -> Vec<TargetPages<'a>> {
    let Some(document) = &laid_out.document else { return Vec::new() };
    let typesetter = &laid_out.typesetter;
    let pages = prepared.targets.iter().map(|&target| TargetPages {
        language: laid_out.language,
        target,
        typesetter,
        document,
        photos: adapt::wanted_photos(document, typesetter.originals(), target.dpi()),
        time: laid_out.time,
    });
    pages.collect()
}
