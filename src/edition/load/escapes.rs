//! Characters that a record writes as escapes (TOML 1.1, "String").

use std::ops::Range;

/// Returns the first escape that stands for a character.
pub(crate) fn find_escape(written: &str, character: char) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = written[at..].find('\\') {
        let start = at + found;
        let mut letters = written[start + 1..].chars();
        let kind = letters.next()?;
        let (digits, code) = match kind {
            'b' => (0, Some(0x08)),
            'e' => (0, Some(0x1B)),
            'f' => (0, Some(0x0C)),
            'n' => (0, Some(0x0A)),
            'r' => (0, Some(0x0D)),
            't' => (0, Some(0x09)),
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
    use super::find_escape;

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
            assert_eq!(find_escape(written, character), place, "{written}");
        }
    }
}
