//! Marks of a typewriter, and marks of unfinished work, that are left in a text.
//!
//! The pages print these marks as they are written: [`super::typography`] only sets spaces. Addresses, targets of links and
//! references to sources are not part of the text that a reader sees.

use std::ops::Range;

use super::Language;
use super::markup;
use super::pairs::unbalanced;

/// The kinds of left-over marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LeftOver {
    /// „„
    DoubledQuotes,
    /// "…"
    StraightQuotes,
    /// A hyphen between spaces, or two of them.
    HyphenDash,
    /// ...
    ThreeDots,
    /// Two spaces.
    DoubleSpace,
    /// A word that marks unfinished text.
    Unfinished,
    /// A bracket or a quotation mark without its counterpart.
    Unbalanced,
    /// Markdown in a text that is no Markdown.
    Markup,
}

/// Signs that open or close a quotation and stand twice only by mistake.
const QUOTES: [char; 8] = ['„', '“', '”', '‚', '‘', '»', '«', '"'];

/// The most hyphens that stand for a dash. More of them are a rule.
const LONGEST_DASH: usize = 3;

/// Words that mark unfinished text, in capitals as programmers and editors write them.
const UNFINISHED: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", "TBC"];

/// Returns the first left-over mark of each kind, in the order of the kinds. The language decides which quotation marks
/// open; a name has none. In a text that is Markdown, its marks are no left-overs.
pub(crate) fn find(text: &str, language: Option<Language>, is_markdown: bool) -> Vec<(LeftOver, Range<usize>)> {
    let shown = without_addresses(text);
    let markup = if is_markdown { None } else { markup::find(text) };
    let found = [
        (LeftOver::DoubledQuotes, doubled_quotes(&shown)),
        (LeftOver::StraightQuotes, straight_quotes(&shown)),
        (LeftOver::HyphenDash, hyphen_dash(&shown)),
        (LeftOver::ThreeDots, run_of(&shown, '.', 3)),
        (LeftOver::DoubleSpace, double_space(&shown)),
        (LeftOver::Unfinished, unfinished(&shown)),
        (LeftOver::Unbalanced, unbalanced(&shown, language)),
        (LeftOver::Markup, markup),
    ];
    found.into_iter().filter_map(|(kind, place)| Some((kind, place?))).collect()
}

/// Replaces addresses, targets of links and references to sources by letters, byte for byte.
fn without_addresses(text: &str) -> String {
    let mut shown = text.to_owned();
    for (start, end) in [("](", ")"), ("[^", "]")] {
        let mut at = 0;
        while let Some(from) = shown[at..].find(start).map(|from| at + from) {
            let inner = from + start.len();
            let Some(to) = shown[inner..].find(end).map(|length| inner + length + end.len()) else { break };
            // A reference to a source that does not close is printed as it is written.
            if start == "[^" && shown[inner..to].contains(|c: char| c.is_whitespace() || c == '[') {
                at = inner;
                continue;
            }
            // The bracket that closes the words of a link stays.
            let from = from + usize::from(start == "](");
            shown.replace_range(from..to, &"x".repeat(to - from));
            at = to;
        }
    }
    let mut at = 0;
    while let Some(scheme) = shown[at..].find("://").map(|scheme| at + scheme) {
        let from = shown[..scheme]
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |before| before + shown[before..].chars().next().map_or(0, char::len_utf8));
        let ends = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '“' | '”' | '’');
        let to = shown[scheme..].find(ends).map_or(shown.len(), |length| scheme + length);
        shown.replace_range(from..to, &"x".repeat(to - from));
        at = to;
    }
    shown
}

/// Returns the place of the first run of at least so many equal signs.
fn run_of(text: &str, sign: char, least: usize) -> Option<Range<usize>> {
    let start = text.find(&sign.to_string().repeat(least))?;
    let length = text[start..].chars().take_while(|c| *c == sign).map(char::len_utf8).sum::<usize>();
    Some(start..start + length)
}

fn doubled_quotes(text: &str) -> Option<Range<usize>> {
    let places = QUOTES.iter().filter_map(|quote| run_of(text, *quote, 2));
    places.min_by_key(|place| place.start)
}

/// Returns the first quotation mark of a typewriter: ", '…', ,,…'' or an acute accent as an apostrophe. A single straight
/// apostrophe is not reported, nor is a sign for inches or seconds.
fn straight_quotes(text: &str) -> Option<Range<usize>> {
    let mut before = ' ';
    // Where no quotation mark closes before the end of the line, none does for a later opening one.
    let mut open_until = 0;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(' ');
        let opens = c == '\'' && at >= open_until && !before.is_alphanumeric() && next.is_alphanumeric();
        let found = match c {
            '"' => (!before.is_ascii_digit()).then_some(1),
            ',' | '\'' | '`' if next == c => Some(2),
            '´' if before.is_alphabetic() && next.is_alphabetic() => Some(c.len_utf8()),
            _ if opens && closes_later(rest) => Some(1),
            _ => None,
        };
        if let Some(length) = found {
            return Some(at..at + length);
        }
        if opens {
            open_until = at + 1 + rest.find('\n').unwrap_or(rest.len());
        }
        before = c;
    }
    None
}

/// Returns whether a straight single quotation mark closes in a text, on the same line: after a word and before none.
fn closes_later(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.match_indices('\'').any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
        before && !line[at + 1..].starts_with(char::is_alphanumeric)
    })
}

/// Returns the first hyphen between spaces, or run of two or three hyphens, that has words before it in its line. One at
/// the start of a line begins an entry of a list.
fn hyphen_dash(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let first_word = line.find(char::is_alphabetic).unwrap_or(line.len());
        for (at, _) in line.match_indices('-') {
            let (before, rest) = line.split_at(at);
            let length = rest.bytes().take(LONGEST_DASH + 1).take_while(|byte| *byte == b'-').count();
            let after = &rest[length..];
            let alone = before.ends_with([' ', '\u{A0}']) && after.starts_with(char::is_whitespace);
            let is_dash = if length == 1 { alone } else { length <= LONGEST_DASH && !before.ends_with('-') };
            let has_words = first_word < at || before.trim_end().ends_with(|c: char| c.is_ascii_digit());
            if is_dash && has_words {
                return Some(start + at..start + at + length);
            }
        }
        start += line.len();
    }
    None
}

/// Returns the first run of spaces inside a line.
fn double_space(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let at = line.len() - words.len();
        if let Some(place) = run_of(words.trim_end(), ' ', 2) {
            return Some(start + at + place.start..start + at + place.end);
        }
        start += line.len();
    }
    None
}

fn unfinished(text: &str) -> Option<Range<usize>> {
    let is_word = |at: usize, length: usize| {
        !text[..at].ends_with(char::is_alphanumeric) && !text[at + length..].starts_with(char::is_alphanumeric)
    };
    let words = UNFINISHED.iter().filter_map(|word| {
        let at = text.match_indices(word).map(|(at, _)| at).find(|&at| is_word(at, word.len()))?;
        Some(at..at + word.len())
    });
    let lower = text.to_ascii_lowercase();
    let latin = lower.find("lorem ipsum").map(|at| at..at + "lorem ipsum".len());
    words.chain(latin).chain(run_of(text, '?', 3)).min_by_key(|place| place.start)
}

#[cfg(test)]
mod tests {
    use super::{LeftOver, find};
    use crate::text::Language;

    /// Returns the kinds and the marks that are found in a German text.
    fn found(text: &str) -> Vec<(LeftOver, &str)> {
        find(text, Some(Language::De), true).into_iter().map(|(kind, place)| (kind, &text[place])).collect()
    }

    #[test]
    fn each_kind_is_found_at_its_place() {
        for (text, kind, mark) in [
            ("Das „„Ziel““ der Reise", LeftOver::DoubledQuotes, "„„"),
            ("Das \"Ziel\" der Reise", LeftOver::StraightQuotes, "\""),
            ("Das ,,Ziel'' der Reise", LeftOver::StraightQuotes, ",,"),
            ("Das 'Ziel der Reise' war", LeftOver::StraightQuotes, "'"),
            ("So geht´s", LeftOver::StraightQuotes, "´"),
            ("Kiel - eine Stadt", LeftOver::HyphenDash, "-"),
            ("Kiel -\neine Stadt", LeftOver::HyphenDash, "-"),
            ("Kiel -- eine Stadt", LeftOver::HyphenDash, "--"),
            ("von 2019 - 2021", LeftOver::HyphenDash, "-"),
            ("und so weiter ...", LeftOver::ThreeDots, "..."),
            ("zwei  Wörter", LeftOver::DoubleSpace, "  "),
            ("- eins\n- zwei  Wörter", LeftOver::DoubleSpace, "  "),
            ("[TODO] Zahl suchen", LeftOver::Unfinished, "TODO"),
            ("im Jahr XXX gegründet", LeftOver::Unfinished, "XXX"),
            ("Wer???", LeftOver::Unfinished, "???"),
            ("Lorem ipsum dolor", LeftOver::Unfinished, "Lorem ipsum"),
            ("Der Verein[^satzung wurde gegründet.[^presse]", LeftOver::Unbalanced, "["),
        ] {
            assert_eq!(found(text), [(kind, mark)], "{text}");
        }
    }

    #[test]
    fn what_is_printed_well_is_not_found() {
        for text in [
            "Das „Ziel ‚Kiel‘“ – eine Reise … und mehr",
            "Ein- und Ausgabe, Clusterwochen-Tag, A320-Teile",
            "- eins\n  - zwei\n\n> - drei\n\n1. vier",
            "[Wort](https://example.org/a--b...c) und https://example.org/x--y?z=???.",
            "Die Quelle.[^a--b]",
            "ein 15\" großer Schirm, ‘s ist gut, rock’n’roll, ship's bell",
            "TODOS und XXXL, Gruppe XXIII",
            "am Ende der Zeile \nund am Anfang\n  der nächsten",
            "---",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
