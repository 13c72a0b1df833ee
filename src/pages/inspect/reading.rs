//! The needs of screen readers: alternative texts for pictures, header cells in tables, headings without gaps, a language
//! (ISO 14289-1, 7.1 to 7.5; WCAG 2.1, 1.1.1, 1.3.1 and 3.1.1).

use std::collections::HashSet;

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Document as _, FigureElem, HeadingElem, TableChild, TableElem, TableItem};
use typst::pdf::{ArtifactElem, TableCellKind};
use typst::syntax::Span;
use typst::visualize::ImageElem;
use typst_layout::PagedDocument;

use super::{Findings, Locate, excerpt};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Language;

pub(super) fn check(document: &PagedDocument, language: Language, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let findings = Findings::new(locate);
    let mut reading = Reading { findings, open: Vec::new(), level: 0, gaps: HashSet::new() };
    reading.check_language(document, language);
    for (number, page) in (1..).zip(document.pages()) {
        reading.findings.page = number;
        reading.read_frame(&page.frame);
    }
    reading.findings.diagnostics
}

/// An element that has started and not ended.
struct Open {
    location: Location,
    kind: Kind,
}

enum Kind {
    /// Not read aloud.
    Artifact,
    /// Read as its alternative text instead of its content.
    Described,
    /// A figure without an alternative text, and whether something in it is read aloud.
    Figure { span: Span, speaks: bool },
}

struct Reading<'a> {
    findings: Findings<'a>,
    open: Vec<Open>,
    /// The level of the last heading.
    level: usize,
    /// The places in templates whose headings skip a level: one place can set many headings.
    gaps: HashSet<Span>,
}

impl Reading<'_> {
    fn check_language(&mut self, document: &PagedDocument, language: Language) {
        let declared = document.info().locale.custom().map(|locale| locale.lang);
        if declared.is_none_or(|declared| declared.as_str() != language.code()) {
            let declared = declared.map_or_else(|| "no language".to_owned(), |lang| format!("`{}`", lang.as_str()));
            let message = format!("the pages are in `{language}`, but declare {declared}");
            let hint = "templates/main.typ sets it before anything else: `set text(lang: book.language)`";
            let error = Diagnostic::error(Code::SAID_LANGUAGE, message).hint(hint);
            // The first thing that the main template places is near the line that should set the language.
            let span = document.pages().iter().find_map(|page| first_span(&page.frame)).unwrap_or(Span::detached());
            self.findings.diagnostics.push((self.findings.locate)(span, error));
        }
    }

    fn read_frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.read_frame(&group.frame),
                FrameItem::Tag(Tag::Start(element, _)) => self.start_element(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.end_element(*location),
                _ => {}
            }
        }
    }

    fn start_element(&mut self, element: &Content) {
        let span = element.span();
        let kind = if element.is::<ArtifactElem>() {
            Kind::Artifact
        } else if self.is_silent() {
            return;
        } else if let Some(heading) = element.to_packed::<HeadingElem>() {
            return self.check_heading(heading.resolve_level(StyleChain::default()).get(), &heading.body, span);
        } else if let Some(table) = element.to_packed::<TableElem>() {
            return self.check_table(table, span);
        } else if let Some(image) = element.to_packed::<ImageElem>() {
            return self.check_image(image, span);
        } else if let Some(figure) = element.to_packed::<FigureElem>() {
            self.speak();
            match figure.alt.as_option().clone().flatten() {
                Some(alt) if !alt.trim().is_empty() => Kind::Described,
                _ => Kind::Figure { span, speaks: false },
            }
        } else {
            return;
        };
        self.open.extend(element.location().map(|location| Open { location, kind }));
    }

    fn end_element(&mut self, location: Location) {
        let Some(index) = self.open.iter().rposition(|open| open.location == location) else { return };
        if let Kind::Figure { span, speaks: false } = self.open.remove(index).kind {
            self.findings.report(Code::NO_ALTERNATIVE, span, "this figure has no alternative text", ALT_HINT);
        }
    }

    /// Returns whether this place is not read aloud, or is described by an element around it.
    fn is_silent(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, Kind::Artifact | Kind::Described))
    }

    /// Notes that something in the figures around this place is read aloud.
    fn speak(&mut self) {
        for open in &mut self.open {
            if let Kind::Figure { speaks, .. } = &mut open.kind {
                *speaks = true;
            }
        }
    }

    fn check_heading(&mut self, level: usize, words: &Content, span: Span) {
        if level > self.level + 1 && self.gaps.insert(span) {
            let before = match self.level {
                0 => "is the first".to_owned(),
                level => format!("follows one of level {level}"),
            };
            let message = format!("the heading “{}” has level {level}, but {before}", excerpt(&words.plain_text()));
            let hint = "use the next level; the size depends on the role, not on the level";
            self.findings.report(Code::HEADING_JUMP, span, &message, hint);
        }
        self.level = level;
    }

    fn check_table(&mut self, table: &TableElem, span: Span) {
        self.speak();
        let is_head = |child: &TableChild| match child {
            TableChild::Header(_) => true,
            TableChild::Item(TableItem::Cell(cell)) => {
                matches!(cell.kind.as_option(), Some(Smart::Custom(TableCellKind::Header(..))))
            }
            _ => false,
        };
        if !table.children.iter().any(is_head) {
            let hint = "put its heads into table.header(..) or row-head(..) of templates/parts/row-head.typ; \
                        use grid(..) for a layout that is not a table";
            self.findings.report(Code::NO_HEADERS, span, "this table has no header cell", hint);
        }
    }

    fn check_image(&mut self, image: &ImageElem, span: Span) {
        self.speak();
        if image.alt.as_option().clone().flatten().is_none_or(|alt| alt.trim().is_empty()) {
            self.findings.report(Code::NO_ALTERNATIVE, span, "this picture has no alternative text", ALT_HINT);
        }
    }
}

const ALT_HINT: &str = "write `alt: ..` with a description from the values, in the language of the page; put \
                        decoration into pdf.artifact(..)";

/// Returns the place in a template of the first element of a page.
fn first_span(frame: &Frame) -> Option<Span> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => first_span(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => Some(element.span()).filter(|span| !span.is_detached()),
        _ => None,
    })
}
