//! Inspect: looks at the laid-out pages before anything is written.

mod colours;
mod edges;
mod glyphs;
mod overflow;
mod pictures;
pub(crate) mod placed;
mod reading;
mod strokes;
mod svg;
mod tilings;
pub(crate) mod walk;

use typst::syntax::Span;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::format::PAGES_PER_SHEET;
use crate::pages::typeset::Typesetter;

pub(crate) use placed::{Placed, Seen, placed};

/// Puts a diagnostic at the place in a template that a span stands for.
type Locate<'a> = dyn Fn(Span, Diagnostic) -> Diagnostic + 'a;

/// Characters of a text that a message shows.
const SHOWN: usize = 40;

/// The beginning of a text, as messages show it.
fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// Puts a diagnostic that no record is to blame for at the place in a template.
fn or_template(found: Diagnostic, span: Span, locate: &Locate<'_>) -> Diagnostic {
    if found.place.is_some() { found } else { locate(span, found) }
}

/// What the pages are inspected for.
#[derive(Debug, Clone, Copy)]
pub struct Purpose {
    /// Whether they are the whole brochure and not a part for approval.
    pub whole: bool,
    /// Whether they go to a press.
    pub print: bool,
    /// Whether they are read on a screen.
    pub screen: bool,
}

/// Faults of the pages, at their places in the records or templates that are to blame.
#[must_use]
pub fn inspect(
    document: &PagedDocument,
    typesetter: &Typesetter,
    records: &Records,
    language: Language,
    purpose: Purpose,
) -> Vec<Diagnostic> {
    let locate: &Locate<'_> = &|span, diagnostic| typesetter.locate(span, diagnostic);
    let print = &records.edition.value.print;
    let mut diagnostics = Vec::new();
    let pages = document.pages().len();
    if purpose.whole && !pages.is_multiple_of(PAGES_PER_SHEET) && !print.blank_pages {
        diagnostics.push(Diagnostic::error(Code::PAGES, format!("{pages} pages are no multiple of four")).hint(
            "a template leaves out the pages for notes that fill the last sheet; `blank_pages = true` \
                       under [print] in edition.toml puts blank ones before the back cover",
        ));
    }
    diagnostics.extend(glyphs::check(document, records));
    diagnostics.extend(edges::check(document, records, purpose.print, locate));
    diagnostics.extend(overflow::check(document, records, language));
    diagnostics.extend(reading::check(document, language, locate));
    if purpose.print {
        diagnostics.extend(strokes::check(document, locate));
        diagnostics.extend(colours::check(document, typesetter.originals(), records, locate));
        diagnostics.extend(pictures::check(document, typesetter.originals(), records, locate));
    }
    if purpose.screen {
        diagnostics.extend(tilings::check(document, locate));
    }
    diagnostics
}
