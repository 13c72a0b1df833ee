//! Running text: what Markdown the brochure can set, and the sources it names.

use std::ops::Range;

use super::edition::unknown_source;
use crate::diagnostics::{Code, Diagnostic};
use crate::load::Document;
use crate::merge::markdown::{self, Markdown, Reading};
use crate::records::{Language, Source, Text};

/// No word of any language is longer; what is, leaves its column.
const LONGEST_WORD: usize = 100;

/// Faults of a text in Markdown.
pub(super) fn check<T>(
    document: &Document<T>,
    field: &str,
    text: &Text,
    sources: &[Source],
    top_level: u8,
) -> Vec<Diagnostic> {
    let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let reading = Reading { top_level, sources: &ids, names: &[] };
    let mut diagnostics = Vec::new();
    for language in Language::ALL {
        let Some(written) = text.get(language) else { continue };
        let field = format!("{field}.{language}");
        let at = |diagnostic: Diagnostic, part: &Range<usize>| {
            let span = find(document, &field, written.get(part.clone()).unwrap_or_default(), part.start, written);
            diagnostic.at(&document.file, span).in_field(field.clone())
        };
        let read = markdown::parse(written, reading, language);
        for fault in &read.faults {
            let diagnostic =
                Diagnostic::error(Code::MARKDOWN, format!("the brochure cannot set {}", fault.what)).hint(fault.hint);
            diagnostics.push(at(diagnostic, &fault.span));
        }
        for (id, span) in &read.references {
            if !ids.contains(&id.as_str()) {
                diagnostics.push(at(unknown_source(id, sources), span));
            }
        }
        for number in unsourced(written, &read) {
            let shown = &written[number.clone()];
            let diagnostic =
                Diagnostic::warning(Code::UNSOURCED_NUMBER, format!("no source stands behind the number {shown}"))
                    .hint("put [^id] behind the sentence, with the id of an entry of [[sources]] in this file");
            diagnostics.push(at(diagnostic, &number));
        }
        diagnostics.extend(long_word(written).map(|part| {
            let diagnostic =
                Diagnostic::error(Code::TOO_LONG, "this word is longer than a line").hint("put spaces into it");
            at(diagnostic, &part)
        }));
    }
    diagnostics
}

/// The first number of each paragraph that no reference to a source follows in the same paragraph.
fn unsourced(text: &str, read: &Markdown) -> Vec<Range<usize>> {
    let innermost = |span: &&Range<usize>| {
        !read.paragraphs.iter().any(|other| other != *span && span.start <= other.start && other.end <= span.end)
    };
    let behind_sources = |span: &Range<usize>| {
        let last = read.references.iter().rev().find(|(_, place)| span.contains(&place.start));
        last.map_or(span.start, |(_, place)| place.end)..span.end
    };
    read.paragraphs.iter().filter(innermost).filter_map(|span| number(text, behind_sources(span))).collect()
}

/// The first number in a part of a text. Digits of a word (CO2, A320) and of an address are none.
fn number(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(part.clone())?;
    let mut start = 0;
    for word in rest.split(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '„' | '‘' | '–')) {
        if word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains("://") {
            let shown = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
            // "1." at the head of a paragraph numbers an item of a list.
            if start > 0 || !word.ends_with('.') {
                return Some(part.start + start..part.start + start + shown.len());
            }
        }
        start += word.len();
        start += rest[start..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// The first word that no line could hold.
pub(super) fn long_word(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for word in text.split(char::is_whitespace) {
        if word.chars().count() > LONGEST_WORD && !word.contains("://") {
            return Some(start..start + word.len());
        }
        start += word.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// The place of a part of a text in its file. The file may write the text with escapes, so the part
/// is looked for in the field's own span: the occurrence with the same number as in the text.
fn find<T>(document: &Document<T>, field: &str, part: &str, start: usize, text: &str) -> Range<usize> {
    let whole = document.spans.nearest(field);
    let raw = document.file.text().get(whole.clone()).unwrap_or_default();
    let before = text.get(..start).map_or(0, |before| before.matches(part).count());
    if part.is_empty() {
        return whole;
    }
    match raw.match_indices(part).nth(before) {
        Some((at, _)) => whole.start + at..whole.start + at + part.len(),
        None => whole,
    }
}
