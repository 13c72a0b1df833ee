//! Reads XLIFF.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Reader as Xml;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::unit::{Fault, Returned, Sent, Unit};
use super::codes::{self, Code, attribute};

/// The most elements inside each other. A file of translations has ten.
const DEEPEST: usize = 64;

/// The most faults that are reported.
const MOST_FAULTS: usize = 100;

/// The fewest blanks before an element that a program has put on a line of its own.
const LEAST_INDENT: usize = 4;

/// Elements whose texts are no part of the translations: what was before, proposals, counts, remarks of programs.
const SKIPPED: [&str; 12] = [
    "alt-trans",
    "seg-source",
    "header",
    "skeleton",
    "matches",
    "glossary",
    "metadata",
    "prop-group",
    "count-group",
    "context-group",
    "changeTrack",
    "resourceData",
];

/// The states of a translation that somebody has to look at again. One without a state is as good as it says.
const UNFINISHED: [&str; 8] = [
    "new",
    "initial",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-translation",
    "needs-review-adaptation",
    "needs-review-l10n",
];

/// Reads a file of XLIFF 1.2, 2.0 or 2.1. What cannot be read is reported with its place.
pub(in super::super) fn read(text: &str) -> Returned {
    let mut reader = Reader { is_indented: is_indented(text), ..Reader::default() };
    let mut xml = Xml::from_str(text);
    loop {
        let start = position(xml.buffer_position(), text);
        let event = xml.read_event();
        let span = start..position(xml.buffer_position(), text).max(start);
        let Ok(event) = event else {
            let at = position(xml.error_position(), text);
            let hint = "ask for the file again, or correct it in a program for XML";
            reader.fault(at..at, "the file is not well-formed XML from here on", hint);
            break;
        };
        if !reader.event(event, span) {
            break;
        }
    }
    reader.out
}

/// Returns whether a program has put elements inside texts on lines of their own. No text begins or ends with a line break
/// otherwise.
fn is_indented(text: &str) -> bool {
    let is_broken = |at: usize| text[..at].trim_end_matches([' ', '\t']).ends_with('\n');
    text.contains("<source>\n") || text.match_indices("</source>").any(|(at, _)| is_broken(at))
}

/// Returns a position as a place in the text.
fn position(byte: u64, text: &str) -> usize {
    text.floor_char_boundary(usize::try_from(byte).unwrap_or(usize::MAX).min(text.len()))
}

#[derive(Default)]
struct Reader {
    /// The elements around the place, each with what its end adds to a text.
    open: Vec<(String, String)>,
    /// How many elements around the place are inside one that is skipped.
    skipped: usize,
    /// The name of the file that a `file` element was made from.
    original: String,
    unit: Open,
    /// What the text at this place is, and the number of elements around it.
    capture: Option<(Captured, usize)>,
    text: String,
    /// Whether a program has put elements inside texts on lines of their own.
    is_indented: bool,
    out: Returned,
}

/// What a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Captured {
    Source,
    Target,
    Note,
    /// What a code stands for.
    Data(String),
}

/// A unit that is being read.
#[derive(Default)]
struct Open {
    unit: Unit,
    id: String,
    data: BTreeMap<String, String>,
    notes: String,
    state: Option<String>,
    is_approved: bool,
    /// The place of the text at hand.
    text: Range<usize>,
    /// Whether a part of the text has no translation.
    has_hole: bool,
    /// The part of the text that is being read, and whether it has a translation.
    part: Option<(String, bool)>,
    is_broken: bool,
}

impl Reader {
    /// Reads an event. Returns whether there is more to read.
    fn event(&mut self, event: Event<'_>, span: Range<usize>) -> bool {
        match event {
            Event::DocType(_) => {
                let hint = "remove the line: it can define what a reader loads from elsewhere, and XLIFF has none";
                self.fault(span, "the file has a document type (<!DOCTYPE …>)", hint);
                return false;
            }
            Event::Start(element) => return self.start(&element, span),
            Event::Empty(element) => {
                if !self.start(&element, span.clone()) {
                    return false;
                }
                self.end(span);
            }
            Event::End(_) => self.end(span),
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(reference) => self.reference(&reference, span),
            Event::Eof => {
                if !self.open.is_empty() {
                    self.fault(span, "the file ends too early", "ask for the file again: a part of it is missing");
                } else if self.out.units.is_empty() && self.out.faults.is_empty() && self.original.is_empty() {
                    self.fault(span, "the file is not XLIFF", "import a file with the element <xliff>");
                }
                return false;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        true
    }

    fn push(&mut self, text: &str) {
        if self.capture.is_some() && self.skipped == 0 {
            self.text.push_str(text);
        }
    }

    /// Removes the blanks that a program has put before an element inside a text.
    fn unindent(&mut self) {
        let written = self.text.trim_end_matches([' ', '\t']);
        if self.is_indented && written.ends_with('\n') && self.text.len() - written.len() >= LEAST_INDENT {
            self.text.truncate(written.len() - 1);
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>, span: Range<usize>) {
        let character = reference.resolve_char_ref().ok().flatten().map(String::from);
        let found = character.or_else(|| resolve_predefined_entity(reference).map(str::to_owned));
        if let Some(found) = found.filter(|found| !found.contains('\0')) {
            self.push(&found);
        } else {
            let message = format!("`&{};` stands for no character", &**reference);
            self.fault(span, &message, "write &amp; for &, and characters as they are");
            self.unit.is_broken = true;
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, span: Range<usize>) -> bool {
        let name = element.local_name().as_ref().to_owned();
        if self.open.len() >= DEEPEST {
            self.fault(
                span,
                "elements are nested too deep",
                "import a file of XLIFF as a translation program saves it",
            );
            return false;
        }
        if self.open.is_empty() && !self.root(element, &name, &span) {
            return false;
        }
        let mut closing = String::new();
        if self.skipped > 0 || SKIPPED.contains(&name.as_str()) {
            self.skipped += 1;
        } else if self.capture.is_some() {
            self.unindent();
            match codes::read(element, &self.unit.data) {
                Ok(Code { start, end }) => {
                    self.text.push_str(&start);
                    closing = end;
                }
                Err(id) => {
                    let message = format!("the code <{name}> with the id `{id}` does not say what it stands for");
                    let hint =
                        "export the texts again, and translate them in a program that keeps <ph>, <bpt> and <ept>";
                    self.fault(span.clone(), &message, hint);
                    self.unit.is_broken = true;
                }
            }
        } else {
            self.element(element, &name, span);
        }
        self.open.push((name, closing));
        true
    }

    /// Reads the first element.
    fn root(&mut self, element: &BytesStart<'_>, name: &str, span: &Range<usize>) -> bool {
        if name != "xliff" {
            let message = format!("the file is not XLIFF: its first element is <{name}>");
            self.fault(span.clone(), &message, "import a file with the element <xliff>");
            return false;
        }
        let version = attribute(element, "version").unwrap_or_default();
        if !["1.1", "1.2", "2.0", "2.1", "2.2"].contains(&version.as_str()) {
            let message = format!("the file is XLIFF of version `{version}`");
            self.fault(span.clone(), &message, "save it as XLIFF 1.2, 2.0 or 2.1");
            return false;
        }
        self.out.head = span.clone();
        self.out.from = attribute(element, "srcLang");
        self.out.to = attribute(element, "trgLang");
        true
    }

    /// Reads an element outside of texts.
    fn element(&mut self, element: &BytesStart<'_>, name: &str, span: Range<usize>) {
        match name {
            "file" => self.file(element, span),
            "trans-unit" | "unit" => {
                let named = attribute(element, "name").filter(|name| name.contains('#'));
                self.unit =
                    Open { id: named.or_else(|| attribute(element, "id")).unwrap_or_default(), ..Open::default() };
                self.unit.is_approved = attribute(element, "approved").is_some_and(|approved| approved == "yes");
                self.unit.unit.span = span.clone();
                self.unit.unit.target_span = span;
            }
            "segment" | "ignorable" => self.unit.state = attribute(element, "state").or(self.unit.state.take()),
            "source" | "target" | "note" | "data" if !self.unit.unit.span.is_empty() => {
                let captured = match name {
                    "source" => Captured::Source,
                    "target" => Captured::Target,
                    "note" => Captured::Note,
                    _ => Captured::Data(attribute(element, "id").unwrap_or_default()),
                };
                if captured == Captured::Target {
                    self.unit.state = attribute(element, "state").or(self.unit.state.take());
                }
                self.unit.text = span;
                self.capture = Some((captured, self.open.len()));
                self.text.clear();
            }
            _ => {}
        }
    }

    fn file(&mut self, element: &BytesStart<'_>, span: Range<usize>) {
        self.original = attribute(element, "original").or_else(|| attribute(element, "id")).unwrap_or_default();
        let out = &mut self.out;
        let is_ours = attribute(element, "product-name").is_some_and(|name| name == "brochure");
        if let Some(edition) = attribute(element, "product-version").filter(|_| is_ours) {
            out.edition.get_or_insert(edition);
        }
        if let Some(from) = attribute(element, "source-language") {
            out.from.get_or_insert(from);
        }
        if let Some(to) = attribute(element, "target-language") {
            let is_other = out.to.as_ref().is_some_and(|other| *other != to);
            if is_other {
                let hint = "import a file for each language";
                self.fault(span, "the file has translations into several languages", hint);
                return;
            }
            if out.to.replace(to).is_none() {
                out.head = span;
            }
        }
    }

    fn end(&mut self, span: Range<usize>) {
        let Some((name, closing)) = self.open.pop() else { return };
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if let Some((captured, depth)) = self.capture.take() {
            self.unindent();
            if depth == self.open.len() {
                self.captured(captured, span.end);
            } else {
                self.text.push_str(&closing);
                self.capture = Some((captured, depth));
            }
            return;
        }
        match name.as_str() {
            "segment" | "ignorable" => self.unit.end_part(),
            "trans-unit" | "unit" => self.end_unit(),
            _ => {}
        }
    }

    fn captured(&mut self, captured: Captured, end: usize) {
        let text = std::mem::take(&mut self.text);
        let open = &mut self.unit;
        match captured {
            Captured::Source => {
                open.end_part();
                open.unit.source.push_str(&text);
                open.part = Some((text, false));
            }
            Captured::Target => {
                let first = open.unit.target.is_empty();
                open.unit.target_span = if first { open.text.start..end } else { open.unit.target_span.start..end };
                open.unit.target.push_str(&text);
                if let Some((_, is_translated)) = &mut open.part {
                    *is_translated = !text.trim().is_empty();
                }
            }
            Captured::Note => {
                open.notes.push_str(&text);
                open.notes.push('\n');
            }
            Captured::Data(id) => {
                open.data.insert(id, text);
            }
        }
    }

    fn end_unit(&mut self) {
        let mut open = std::mem::take(&mut self.unit);
        open.end_part();
        if open.is_broken {
            return;
        }
        let mut unit = open.unit;
        if open.has_hole {
            unit.target.clear();
        }
        let id = if open.id.contains('#') || self.original.is_empty() {
            open.id
        } else {
            format!("{}#{}", self.original, open.id)
        };
        unit.id = Some(id).filter(|id| !id.is_empty());
        let is_unfinished = open.state.is_some_and(|state| UNFINISHED.contains(&state.as_str()));
        unit.needs_review = is_unfinished && !open.is_approved;
        unit.sent = Sent::find(&open.notes);
        self.out.units.push(unit);
    }

    fn fault(&mut self, span: Range<usize>, message: &str, hint: &str) {
        if self.out.faults.len() < MOST_FAULTS {
            self.out.faults.push(Fault::new(span, message, hint));
        }
    }
}

impl Open {
    /// Ends a part of the text. Blanks between sentences need no translation of their own.
    fn end_part(&mut self) {
        if let Some((source, is_translated)) = self.part.take()
            && !is_translated
        {
            if source.trim().is_empty() {
                self.unit.target.push_str(&source);
            } else {
                self.has_hole = true;
            }
        }
    }
}
