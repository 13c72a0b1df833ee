//! Marks of Markdown that an editor meant as characters.
//!
//! "Mitarbeiter*innen", "2*3*4", a paragraph that begins with "2012." or a line "> 100 Mitglieder" are ordinary text to the
//! person who wrote them. Markdown takes their marks for emphasis, a list or a quotation, and they would vanish from the
//! page. Before the text is parsed, each such mark is replaced by a stand-in, which no rule of Markdown knows; after
//! parsing it is put back. Stand-ins are control characters of one byte, so that every place in the text stays the
//! same. A text that contains a control character is refused anyway.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The marks that have a stand-in: the control character with the value of the index, from 1.
const MARKS: [u8; 7] = *b"*.)>+[#";

/// Rounds of protecting marks: a line can hold several, one in another, such as "> + 20".
const MOST_ROUNDS: usize = 8;

/// Addresses that a link may have.
pub(super) const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Replaces the marks that are meant as characters by stand-ins. `definitions` are appended to the text while it is parsed.
pub(super) fn protect(text: &str, definitions: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for at in literal_stars(text) {
        hide(&mut bytes, at);
    }
    for _ in 0..MOST_ROUNDS {
        let whole = [std::str::from_utf8(&bytes).unwrap_or(text), definitions].concat();
        let marks = literal_marks(&whole, text.len());
        if marks.is_empty() {
            break;
        }
        for at in marks {
            hide(&mut bytes, at);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Puts the marks back.
pub(super) fn restore(text: &str) -> String {
    let mark = |c: char| (c as usize).checked_sub(1).and_then(|index| MARKS.get(index));
    text.chars().map(|c| mark(c).map_or(c, |mark| char::from(*mark))).collect()
}

fn hide(bytes: &mut [u8], at: usize) {
    let Some(byte) = bytes.get_mut(at) else { return };
    if let Some(index) = MARKS.iter().position(|mark| mark == byte) {
        *byte = u8::try_from(index + 1).unwrap_or_default();
    }
}

/// Returns the stars inside words: emphasis needs the boundary of a word on both sides.
fn literal_stars(text: &str) -> impl Iterator<Item = usize> + '_ {
    let is_letter = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_punctuation(c));
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = end + text[end..].find('*')?;
        end = start + text[start..].bytes().take_while(|byte| *byte == b'*').count();
        let inside = is_letter(text[..start].chars().next_back()) && is_letter(text[end..].chars().next());
        Some(if inside { start..end } else { end..end })
    })
    .flatten()
}

/// Returns whether a character is punctuation, as far as it occurs next to emphasis.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{205E}' | '«' | '»' | '¡' | '¿' | '§' | '¶' | '·')
}

/// A list that is being read.
#[derive(Default)]
struct List {
    ordered: bool,
    /// The first bytes of the entries.
    items: Vec<usize>,
}

/// Returns the marks at the beginnings of lines that are not meant as marks, and those of definitions that nothing uses.
fn literal_marks(text: &str, length: usize) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut lists: Vec<List> = Vec::new();
    let mut used = Vec::new();
    let parser = Parser::new_ext(text, Options::ENABLE_FOOTNOTES);
    let definitions: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_lowercase(), definition.span.start, has_scheme(&definition.dest)))
        .collect();
    for (event, span) in parser.into_offset_iter().filter(|(_, span)| span.start < length) {
        match event {
            Event::Start(Tag::List(first)) => lists.push(List { ordered: first.is_some(), items: Vec::new() }),
            Event::Start(Tag::Item) => {
                if let Some(list) = lists.last_mut() {
                    list.items.push(span.start);
                }
            }
            Event::End(TagEnd::List(_)) => {
                marks.extend(lists.pop().iter().flat_map(|list| literal_entries(text, list)));
            }
            Event::Start(Tag::BlockQuote(_)) if is_comparison(&text[span.clone()]) => marks.push(span.start),
            Event::Start(Tag::Heading { .. }) => marks.extend(closing_signs(text, span.start, span.end)),
            Event::Start(Tag::Link {
                link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
                id,
                ..
            }) => used.push(id.to_lowercase()),
            _ => {}
        }
    }
    let unused = definitions.into_iter().filter(|(label, _, address)| !(*address && used.contains(label)));
    marks.extend(unused.map(|(_, start, _)| start).filter(|start| *start < length));
    marks
}

fn has_scheme(address: &str) -> bool {
    SCHEMES.iter().any(|scheme| address.starts_with(scheme))
}

/// Returns the marks of a list that are characters: the dot after a year or after the number of a single entry, and a plus
/// sign before the number of a single entry.
fn literal_entries(text: &str, list: &List) -> Vec<usize> {
    let single = list.items.len() == 1;
    let is_literal = |&start: &usize| {
        let digits = count_digits(&text[start..]);
        if list.ordered {
            (digits >= 4 || single).then_some(start + digits)
        } else {
            let plus = text[start..].strip_prefix('+').is_some_and(|rest| count_digits(rest.trim_start()) > 0);
            (plus && single).then_some(start)
        }
    };
    list.items.iter().filter_map(is_literal).collect()
}

fn count_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Returns whether a quotation is a comparison such as "> 100 Mitglieder": one line with a number or nothing after its sign.
fn is_comparison(quotation: &str) -> bool {
    let signs = quotation.lines().filter(|line| line.trim_start().starts_with('>')).count();
    let rest = quotation.trim_start_matches('>').trim_start();
    signs == 1 && (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || c == '='))
}

/// Returns the signs at the end of a heading, unless they are as many as at its beginning and so close it.
fn closing_signs(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    let line = text[start..end].trim_end();
    let opening = line.bytes().take_while(|byte| *byte == b'#').count();
    let closing = line.len() - line.trim_end_matches('#').len();
    let end = start + line.len();
    let escaped = line[..line.len() - closing].ends_with('\\');
    if escaped || closing == opening || closing == line.len() { end..end } else { end - closing..end }
}

#[cfg(test)]
mod tests {
    use super::{protect, restore};

    fn protected(text: &str) -> String {
        let protected = protect(text, "");
        assert_eq!((protected.len(), restore(&protected).as_str()), (text.len(), text));
        protected.replace(|c: char| c.is_control() && c != '\n', "¤")
    }

    #[test]
    fn marks_that_are_characters_are_protected() {
        for (text, found) in [
            ("Mitarbeiter*innen, 2*3*4, Wort**teil", "Mitarbeiter¤innen, 2¤3¤4, Wort¤¤teil"),
            ("*kursiv* und **fett**, „*so*“", "*kursiv* und **fett**, „*so*“"),
            ("2012. Das Jahr", "2012¤ Das Jahr"),
            ("3. / 4. Klasse", "3¤ / 4. Klasse"),
            ("1. eins\n2. zwei", "1. eins\n2. zwei"),
            ("1. FC Köln", "1¤ FC Köln"),
            ("2. zwei\n3. drei", "2. zwei\n3. drei"),
            ("> 100 Mitglieder", "¤ 100 Mitglieder"),
            ("> ein Zitat", "> ein Zitat"),
            ("> 2019 war\n> ein Jahr", "> 2019 war\n> ein Jahr"),
            ("+ 20 Prozent", "¤ 20 Prozent"),
            ("> + 20 Prozent", "> ¤ 20 Prozent"),
            ("+ 20\n+ 30", "+ 20\n+ 30"),
            ("[Stand]: 2019", "¤Stand]: 2019"),
            ("[Quelle]: https://example.org", "¤Quelle]: https://example.org"),
            ("[so][q]\n\n[q]: https://example.org", "[so][q]\n\n[q]: https://example.org"),
            ("### Programm C #", "### Programm C ¤"),
            ("### Titel ###", "### Titel ###"),
            ("### Titel \\#", "### Titel \\#"),
        ] {
            assert_eq!(protected(text), found, "{text}");
        }
    }
}
