//! What those who hear the pages need: words for pictures, heads for tables, headings without a jump,
//! a language (ISO 14289-1, 7.1 to 7.5; WCAG 2.1, 1.1.1, 1.3.1 and 3.1.1).

use typst::foundations::{Content, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Document as _, FigureElem, HeadingElem, TableChild, TableElem, TableItem};
use typst::pdf::{ArtifactElem, TableCellKind};
use typst::syntax::Span;
use typst::visualize::ImageElem;
use typst_layout::PagedDocument;

use super::{Locate, shown};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Language;

/// One fault for each element, at its place in a template.
pub(super) fn check(document: &PagedDocument, language: Language, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut reading = Reading { locate, open: Vec::new(), level: 0, page: 0, faults: Vec::new() };
    reading.language(document, language);
    for (index, page) in document.pages().iter().enumerate() {
        reading.page = index + 1;
        reading.frame(&page.frame);
    }
    reading.faults
}

/// An element that has begun and not ended.
struct Open {
    location: Location,
    kind: Kind,
}

enum Kind {
    /// Not read aloud.
    Artifact,
    /// Its words stand for all in it.
    Described,
    /// A figure without words, and whether something in it speaks for itself.
    Figure { span: Span, speaks: bool },
}

struct Reading<'a> {
    locate: &'a Locate<'a>,
    open: Vec<Open>,
    /// The level of the last heading.
    level: usize,
    page: usize,
    faults: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn language(&mut self, document: &PagedDocument, language: Language) {
        let said = document.info().locale.custom().map(|locale| locale.lang);
        if said.is_none_or(|said| said.as_str() != language.code()) {
            let said = said.map_or_else(|| "none".to_owned(), |said| format!("`{}`", said.as_str()));
            let message = format!("the pages are in `{language}`, but the language that they say is {said}");
            let hint = "templates/main.typ sets it before anything else: `set text(lang: book.language)`";
            let fault = Diagnostic::error(Code::SAID_LANGUAGE, message).hint(hint);
            // What the main template places first stands near where the language would.
            let span = document.pages().iter().find_map(|page| first_span(&page.frame));
            self.faults.push(match span {
                Some(span) => (self.locate)(span, fault),
                None => fault,
            });
        }
    }

    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &Content) {
        let span = element.span();
        let kind = if element.is::<ArtifactElem>() {
            Kind::Artifact
        } else if self.is_silent() {
            return;
        } else if let Some(heading) = element.to_packed::<HeadingElem>() {
            return self.heading(heading.resolve_level(StyleChain::default()).get(), &heading.body, span);
        } else if let Some(table) = element.to_packed::<TableElem>() {
            return self.table(table, span);
        } else if let Some(image) = element.to_packed::<ImageElem>() {
            return self.image(image.alt.as_option().clone().flatten().is_some_and(|alt| !alt.trim().is_empty()), span);
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

    fn end(&mut self, location: Location) {
        let Some(index) = self.open.iter().rposition(|open| open.location == location) else { return };
        if let Kind::Figure { span, speaks: false } = self.open.remove(index).kind {
            let hint = "write `alt: ..` with what it shows, from the values, in the language of the page; \
                        what only decorates goes into pdf.artifact(..)";
            self.tell(Code::NO_ALTERNATIVE, "this figure has no alternative text", span, hint);
        }
    }

    /// Whether what is here is not read, or others' words stand for it.
    fn is_silent(&self) -> bool {
        self.open.iter().any(|open| matches!(open.kind, Kind::Artifact | Kind::Described))
    }

    /// Figures around this place have something in them that is read.
    fn speak(&mut self) {
        for open in &mut self.open {
            if let Kind::Figure { speaks, .. } = &mut open.kind {
                *speaks = true;
            }
        }
    }

    fn heading(&mut self, level: usize, words: &Content, span: Span) {
        let words = shown(&words.plain_text());
        if level > self.level + 1 {
            let before = match self.level {
                0 => "it is the first".to_owned(),
                level => format!("the one before has level {level}"),
            };
            let message = format!("the heading “{words}” has level {level}, and {before}");
            self.tell(Code::HEADING_JUMP, &message, span, "give it the level below; its size is a matter of its role");
        }
        self.level = level;
    }

    fn table(&mut self, table: &TableElem, span: Span) {
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
                        for a layout without meaning take grid(..)";
            self.tell(Code::NO_HEADERS, "this table has no header cell", span, hint);
        }
    }

    fn image(&mut self, described: bool, span: Span) {
        self.speak();
        if !described {
            let hint = "write `alt: ..` with what it shows, from the record; what only decorates goes into \
                        pdf.artifact(..)";
            self.tell(Code::NO_ALTERNATIVE, "this picture has no alternative text", span, hint);
        }
    }

    fn tell(&mut self, code: Code, message: &str, span: Span, hint: &str) {
        let message = format!("{message}, on page {}", self.page);
        let fault = (self.locate)(span, Diagnostic::error(code, message).hint(hint));
        // One line of a template can set many.
        if !self.faults.iter().any(|told| told.code == code && told.place == fault.place && fault.place.is_some()) {
            self.faults.push(fault);
        }
    }
}

/// Where the first element of a page stands in a template.
fn first_span(frame: &Frame) -> Option<Span> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => first_span(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => Some(element.span()).filter(|span| !span.is_detached()),
        _ => None,
    })
}
