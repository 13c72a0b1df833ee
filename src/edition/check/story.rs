//! The rules for running text: supported Markdown, and the sources it names.

use std::ops::Range;

use super::sources::unknown_source;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::Document;
use crate::edition::records::limits;
use crate::edition::records::{Language, Source, Text};
use crate::text::count_parts;
use crate::text::markdown::{self, Markdown, ParseOptions};
use crate::text::pasted_lists::BULLETS;
use crate::text::typography;

/// The most diagnostics of one kind that are reported for one text.
const MOST_TOLD: usize = 50;

/// The longest word in characters. A longer one would leave its column.
const LONGEST_WORD: usize = 100;

/// Checks a Markdown text. `pictures` are the files of the photographs that it may refer to.
pub(super) fn check<T>(
    document: &Document<T>,
    field: &str,
    text: &Text,
    (sources, pictures): (&[Source], &[&str]),
    top_level: Option<u8>,
) -> Vec<Diagnostic> {
    let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let options = ParseOptions { top_level, sources: &ids, names: &[] };
    let mut diagnostics = Vec::new();
    for language in Language::ALL {
        let Some(written) = text.get(language) else { continue };
        let field = format!("{field}.{language}");
        let at = |diagnostic: Diagnostic, part: &Range<usize>| {
            let span = find(document, &field, written.get(part.clone()).unwrap_or_default(), part.start, written);
            diagnostic.at(&document.file, span).in_field(field.clone())
        };
        let read = markdown::parse(written, options, language);
        let parts = count_parts(&read.blocks);
        if parts > limits::BLOCKS {
            let message = format!("this text has {parts} paragraphs, headings, list entries and line breaks");
            let hint = format!("keep at most {}: shorten the text, or join several into one", limits::BLOCKS);
            diagnostics.push(document.locate(Diagnostic::error(Code::TOO_MANY, message).hint(hint), &field));
        }
        for (span, what, hint) in slips(written, &ids) {
            let diagnostic = Diagnostic::error(Code::MARKDOWN, format!("{what} is not allowed here")).hint(hint);
            diagnostics.push(at(diagnostic, &span));
        }
        for fault in read.errors.iter().take(MOST_TOLD) {
            let diagnostic =
                Diagnostic::error(Code::MARKDOWN, format!("{} is not allowed here", fault.what)).hint(fault.hint);
            diagnostics.push(at(diagnostic, &fault.span));
        }
        let is_unknown = |id: &str| !ids.contains(&id) && !document.has_lost(id);
        for (id, span) in read.references.iter().filter(|(id, _)| is_unknown(id)).take(MOST_TOLD) {
            diagnostics.push(at(unknown_source(id, sources, true), span));
        }
        let is_unknown = |file: &str| !pictures.contains(&file);
        for (file, span) in read.pictures.iter().filter(|(file, _)| is_unknown(file)).take(MOST_TOLD) {
            diagnostics.push(at(unknown_picture(file, pictures), span));
        }
        for warning in read.warnings.iter().take(MOST_TOLD) {
            let diagnostic = Diagnostic::warning(Code::MARKDOWN, warning.message).hint(warning.hint);
            diagnostics.push(at(diagnostic, &warning.span));
        }
        for number in unsourced(written, &read).into_iter().filter(|_| top_level.is_some()) {
            let shown = &written[number.clone()];
            let diagnostic = Diagnostic::warning(Code::UNSOURCED_NUMBER, format!("the number {shown} has no source"))
                .hint("put [^id] after the sentence, with the id of an entry of [[sources]] in this file");
            diagnostics.push(at(diagnostic, &number));
        }
        diagnostics.extend(long_word(written).map(|part| {
            let diagnostic =
                Diagnostic::error(Code::TOO_LONG, "this word is longer than a line").hint("put spaces in it");
            at(diagnostic, &part)
        }));
    }
    diagnostics
}

/// Returns the error of a reference to a photograph that the record does not have.
fn unknown_picture(file: &str, pictures: &[&str]) -> Diagnostic {
    let hint = match (nearest(file, pictures), pictures) {
        (Some(name), _) => format!("did you mean `{name}`?"),
        (None, []) => "only a story can refer to photographs: those of [[pictures]] in its record".to_owned(),
        (None, pictures) => format!("write one of: {}", pictures.join(", ")),
    };
    Diagnostic::error(Code::UNKNOWN_PICTURE, format!("no photograph of this record has the file `{file}`")).hint(hint)
}

/// Returns the first number of each paragraph that is not followed by a source reference in the same paragraph.
fn unsourced(text: &str, read: &Markdown) -> Vec<Range<usize>> {
    let mut references: Vec<_> = read.references.iter().map(|(_, place)| place.clone()).collect();
    references.sort_by_key(|place| place.start);
    let behind_sources = |span: &Range<usize>| {
        let last = references[..references.partition_point(|place| place.start < span.end)].last();
        last.filter(|place| place.start >= span.start).map_or(span.start, |place| place.end.min(span.end))..span.end
    };
    // A list item comes before the paragraphs in it.
    let innermost = |(index, span): &(usize, &Range<usize>)| {
        read.paragraphs.get(index + 1).is_none_or(|next| next.start >= span.end)
    };
    let paragraphs = read.paragraphs.iter().enumerate().filter(innermost);
    paragraphs.filter_map(|(_, span)| number(text, behind_sources(span))).take(MOST_TOLD).collect()
}

/// Returns the first number in a part of a text. Ignores digits in words (CO2, A320, 5G), web addresses, versions such as
/// 4.0, and ordinals that are not days.
fn number(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(part.clone())?;
    let mut start = 0;
    for word in rest.split(char::is_whitespace) {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let shown = bare.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let next = rest[start + word.len()..].split_whitespace().next().unwrap_or_default();
        let of_word =
            shown.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '/'));
        let a_number = bare.starts_with(|c: char| c.is_ascii_digit()) && matches!(of_word, "" | "%");
        let version = shown.ends_with(".0");
        if a_number && !version && !word.contains("://") && (!bare.ends_with('.') || is_month(next) || next.is_empty())
        {
            let at = part.start + start + (word.len() - bare.len());
            return Some(at..at + shown.len());
        }
        start += word.len();
        start += rest[start..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// Returns whether a word is the name of a month: an ordinal before it is a day.
fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    typography::MONTHS.contains(&word)
}

/// Returns mistakes in Markdown that would be printed literally, with what to write.
fn slips(text: &str, sources: &[&str]) -> Vec<(Range<usize>, String, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim_start();
        let at = start + line.len() - said.len();
        let mark = |length: usize| at..at + length;
        let signs = said.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&signs) && said[signs..].starts_with(|c: char| c.is_alphabetic()) {
            found.push((
                mark(signs),
                "a heading without a space after its signs".into(),
                format!("put a space after {}", &said[..signs]),
            ));
        } else if said.starts_with('|') {
            found.push((mark(1), "a table".into(), "write sentences, a list, or figures as [[indicators]]".into()));
        } else if let Some(sign) = bullet_without_space(said) {
            found.push((
                mark(sign.len_utf8()),
                format!("a list made with {sign}"),
                "start each entry with `- `".into(),
            ));
        }
        start += line.len();
    }
    for id in sources {
        for wrong in [format!("[{id}]"), format!("(^{id})")] {
            for (at, _) in text.match_indices(wrong.as_str()) {
                if !text[at + wrong.len()..].starts_with(['(', ':', '[']) {
                    found.push((at..at + wrong.len(), "a source reference without ^".into(), format!("write [^{id}]")));
                }
            }
        }
    }
    found.truncate(MOST_TOLD);
    found
}

/// Returns the bullet that a line begins with. With a space behind it, it makes a list.
fn bullet_without_space(line: &str) -> Option<char> {
    let mut characters = line.chars();
    let bullet = characters.next().filter(|c| BULLETS.contains(*c))?;
    characters.next().is_some_and(|next| !next.is_whitespace()).then_some(bullet)
}

/// Returns the first word that is longer than a line.
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

/// Returns the place of a part of a text in its file. The file may have escapes, so that offsets in the text do not fit
/// it. The part is searched for in the span of the field instead: its nth occurrence in the text is the nth one there.
pub(super) fn find<T>(document: &Document<T>, field: &str, part: &str, start: usize, text: &str) -> Range<usize> {
    let whole = document.spans.nearest(field);
    let raw = document.file.text().get(whole.clone()).unwrap_or_default();
    // The marks around the value are not part of it, although the text may contain the same.
    let marks = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
    let inner = raw.get(marks..raw.len().saturating_sub(marks)).unwrap_or_default();
    let before = text.get(..start).map_or(0, |before| before.matches(part).count());
    if part.is_empty() {
        return whole;
    }
    match inner.match_indices(part).nth(before) {
        Some((at, _)) => whole.start + marks + at..whole.start + marks + at + part.len(),
        None => whole,
    }
}
