//! Characters that an editor cannot see, in any text of a record.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document};
use crate::text::characters::find_invisible;

/// Reports the first invisible character of each text.
pub(super) fn check<T>(document: &Document<T>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    load::texts(&document.plain, &mut |field, text| {
        let Some((_, found)) = find_invisible(text).next() else { return };
        let error =
            Diagnostic::error(Code::INVISIBLE_CHARACTER, format!("this text contains the invisible character {found}"))
                .hint("delete it, or delete the words around it and type them again");
        diagnostics.push(match place(document, field, found.character) {
            Some(span) => error.at(&document.file, span).in_field(field.to_owned()),
            None => document.locate(error, field),
        });
    });
    diagnostics
}

/// Returns the place of a character in the value of a field: as it is, or written as an escape (TOML 1.1, "String").
fn place<T>(document: &Document<T>, field: &str, character: char) -> Option<Range<usize>> {
    let value = document.spans.value(field)?;
    let written = document.file.text().get(value.clone())?;
    let literal = written.find(character).map(|at| at..at + character.len_utf8());
    let found = literal.or_else(|| escape(written, character))?;
    Some(value.start + found.start..value.start + found.end)
}

/// Returns the first escape that stands for a character.
fn escape(written: &str, character: char) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = written[at..].find('\\') {
        let start = at + found;
        let mut letters = written[start + 1..].chars();
        let kind = letters.next()?;
        let (digits, code) = match kind {
            'b' => (0, Some(0x08)),
            'e' => (0, Some(0x1B)),
            'f' => (0, Some(0x0C)),
            'x' | 'u' | 'U' => {
                let digits =
                    [('x', 2), ('u', 4), ('U', 8)].iter().find(|(letter, _)| *letter == kind).map_or(0, |it| it.1);
                let number = written.get(start + 2..start + 2 + digits);
                (digits, number.and_then(|number| u32::from_str_radix(number, 16).ok()))
            }
            _ => (0, None),
        };
        if code == Some(u32::from(character)) {
            return Some(start..start + 2 + digits);
        }
        at = start + 1 + kind.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_character_is_found_however_it_is_escaped() {
        for (written, character, place) in [
            ("\"ä\\u0007\"", '\u{7}', Some(3..9)),
            ("\"\\x1b\\e\"", '\u{1B}', Some(1..5)),
            ("\"\\\\u0007 \\U00000007\"", '\u{7}', Some(9..19)),
            ("\"\\ufFfD\"", '\u{FFFD}', Some(1..7)),
            ("\"\\\\f\"", '\u{C}', None),
            ("\"\\u00", '\u{7}', None),
        ] {
            assert_eq!(escape(written, character), place, "{written}");
        }
    }
}
