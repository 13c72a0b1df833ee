//! Characters that cannot be seen: white space that becomes an ordinary space, and others that a text must not contain.
//!
//! A right-to-left override reverses what a reader sees, tag characters and other default-ignorable ones hide words in the
//! PDF, and a form feed or a next-line control is printed as nothing. An editor does not see any of them in the
//! record either; most come from a copy of a web page or a spreadsheet.

use std::borrow::Cow;

/// Returns whether a character separates words and is printed as a space: a line break or tab, and separators that have no
/// width in a font.
fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{180E}' | '\u{2028}' | '\u{2029}')
}

/// Returns whether a character only says where a line may or must not break: soft hyphen, word joiner and zero width space.
#[must_use]
pub(crate) fn is_break_control(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{2060}' | '\u{200B}')
}

/// Replaces line breaks, tabs and separators without a width by spaces.
#[must_use]
pub(super) fn normalise_spaces(text: &str) -> Cow<'_, str> {
    let text: Cow<'_, str> = if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() };
    if text.contains(is_space) { text.replace(is_space, " ").into() } else { text }
}

/// A character that a text must not contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Invisible {
    pub character: char,
    /// What it is, such as "right-to-left override".
    pub name: &'static str,
}

impl std::fmt::Display for Invisible {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "U+{:04X} ({})", u32::from(self.character), self.name)
    }
}

/// Returns the invisible characters of a text, each with its first byte.
pub(crate) fn find_invisible(text: &str) -> impl Iterator<Item = (usize, Invisible)> + '_ {
    text.char_indices()
        .filter_map(|(at, character)| Some((at, Invisible { character, name: name_invisible(character)? })))
}

/// Names a character that looks like a space, a hyphen or nothing but is another one.
pub(crate) fn name_hidden(c: char) -> Option<&'static str> {
    match c {
        '\u{AD}' => Some("soft hyphen"),
        '\u{A0}' | '\u{202F}' => Some("no-break space"),
        '\u{2010}' | '\u{2011}' => Some("hyphen that is not the one of the keyboard"),
        '\t' | '\n' | '\r' => Some("tab or line break"),
        c if c != ' ' && c.is_whitespace() => Some("space that is not the one of the keyboard"),
        c => name_invisible(c),
    }
}

/// Names the first character of an address, a code or a name that looks like another one or like nothing.
pub(crate) fn find_hidden(text: &str) -> Option<String> {
    let named = |character| Some(Invisible { character, name: name_hidden(character)? }.to_string());
    let found = text.chars().find_map(named);
    found.or_else(|| (text.trim() != text).then(|| "a space at its start or end".to_owned()))
}

/// Names a character that a text must not contain. The names are those of the Unicode Standard, or of its group.
///
/// The soft hyphen, U+00AD, is not among them: it is printed where a word breaks.
fn name_invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' | '\n' | '\r' => return None,
        '\u{000B}' => "vertical tab",
        '\u{000C}' => "form feed",
        '\u{0085}' => "next line",
        c if c.is_control() => "control character",
        '\u{061C}' => "Arabic letter mark",
        '\u{200B}' => "zero width space",
        '\u{200C}' => "zero width non-joiner",
        '\u{200D}' => "zero width joiner",
        '\u{200E}' => "left-to-right mark",
        '\u{200F}' => "right-to-left mark",
        '\u{202A}' | '\u{202B}' => "bidirectional embedding",
        '\u{202C}' => "pop directional formatting",
        '\u{202D}' => "left-to-right override",
        '\u{202E}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}'..='\u{2069}' => "bidirectional isolate",
        '\u{206A}'..='\u{206F}' => "deprecated format character",
        '\u{FEFF}' => "zero width no-break space",
        '\u{034F}' => "combining grapheme joiner",
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => "Hangul filler",
        '\u{17B4}' | '\u{17B5}' => "invisible vowel",
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {
            "variation selector"
        }
        '\u{FFF9}'..='\u{FFFB}' => "annotation character",
        '\u{FFFC}' => "object replacement character",
        '\u{FFFD}' => "replacement character",
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' => "format character",
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => "private use character",
        '\u{E0000}'..='\u{E0FFF}' => "tag character",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{find_invisible, normalise_spaces};

    #[test]
    fn separators_without_a_width_become_spaces() {
        assert_eq!(normalise_spaces("a\tb\u{180E}c\u{2028}d\u{2029}e\r\nf"), "a b c d e f");
        assert_eq!(normalise_spaces("a\u{A0}b\u{2009}c"), "a\u{A0}b\u{2009}c");
    }

    #[test]
    fn invisible_characters_are_named() {
        let names = |text: &str| find_invisible(text).map(|(_, found)| found.to_string()).collect::<Vec<_>>();
        assert_eq!(names("a\u{202E}b\u{000C}"), ["U+202E (right-to-left override)", "U+000C (form feed)"]);
        assert_eq!(names("\u{E0041}\u{85}"), ["U+E0041 (tag character)", "U+0085 (next line)"]);
        assert!(names("Zeile\nzwei\tmit Um\u{AD}bruch, z.\u{202F}B. ‚so‘ … – ²").is_empty());
    }
}
