//! Inspects the laid-out pages before anything is written.

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

use std::collections::HashSet;

use typst::syntax::Span;
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::format::{Design, PAGES_PER_SHEET};
use crate::pages::typeset::Typesetter;

pub(crate) use placed::{Placed, Seen, placed};

/// Puts a diagnostic at the place in a template that a span points to.
type Locate<'a> = dyn Fn(Span, Diagnostic) -> Diagnostic + 'a;

/// Characters of a text that a message shows.
const EXCERPT: usize = 40;

/// Returns the beginning of a text, as messages show it.
fn excerpt(text: &str) -> String {
    text.chars().take(EXCERPT).collect()
}

/// Puts a diagnostic that no record explains at its place in a template.
fn or_template(diagnostic: Diagnostic, span: Span, locate: &Locate<'_>) -> Diagnostic {
    if diagnostic.place.is_some() { diagnostic } else { locate(span, diagnostic) }
}

/// Collects the errors of templates: each once, with the first page that it is on.
struct Findings<'a> {
    locate: &'a Locate<'a>,
    /// The current page, from 1.
    page: usize,
    reported: HashSet<(Code, Span, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    fn new(locate: &'a Locate<'a>) -> Self {
        Self { locate, page: 0, reported: HashSet::new(), diagnostics: Vec::new() }
    }

    /// Reports an error and returns it, unless it is already reported.
    fn report(&mut self, code: Code, span: Span, message: &str, hint: &str) -> Option<&mut Diagnostic> {
        if !self.reported.insert((code, span, message.to_owned())) {
            return None;
        }
        let diagnostic = Diagnostic::error(code, format!("{message}, on page {}", self.page)).hint(hint);
        self.diagnostics.push((self.locate)(span, diagnostic));
        self.diagnostics.last_mut()
    }
}

/// The purpose for which pages are inspected.
#[derive(Debug, Clone, Copy)]
pub struct Purpose {
    /// Whether they are the whole brochure and not a part for approval.
    pub whole: bool,
    /// Whether they are printed.
    pub print: bool,
    /// Whether they are read on a screen.
    pub screen: bool,
}

/// Inspects pages and returns the diagnostics at the places in records or templates that cause them.
#[must_use]
pub fn inspect(
    document: &PagedDocument,
    typesetter: &Typesetter,
    records: &Records,
    design: &Design,
    language: Language,
    purpose: Purpose,
) -> Vec<Diagnostic> {
    let locate: &Locate<'_> = &|span, diagnostic| typesetter.locate(span, diagnostic);
    let print = &records.edition.value.print;
    let mut diagnostics = Vec::new();
    let pages = document.pages().len();
    if purpose.whole && !pages.is_multiple_of(PAGES_PER_SHEET) && !print.blank_pages {
        let message = format!("the brochure has {pages} pages, which is not a multiple of four");
        let hint = "a template leaves out the pages for notes that fill the last sheet; `blank_pages = true` under \
                    [print] in edition.toml adds blank pages before the back cover";
        diagnostics.push(Diagnostic::error(Code::PAGES, message).hint(hint));
    }
    diagnostics.extend(glyphs::check(document, records));
    diagnostics.extend(edges::check(document, records, purpose.print.then_some(design.frames.page.clear), locate));
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
