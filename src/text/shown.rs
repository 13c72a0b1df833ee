//! Texts of records, names of files and messages as they may be printed: on a terminal, and in the log of a CI, which
//! obeys commands that a line contains.
//!
//! Every output goes through here. A character is replaced by another one and none is added or removed, so that carets
//! below a line stay where they are.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::characters::find_invisible;

/// The most characters of a message, a name or a hint that are shown.
const LONGEST: usize = 800;

/// Of those, the ones from the end.
const FROM_END: usize = 100;

/// Replaces a character that controls a terminal, breaks a line or changes the direction of text.
#[must_use]
pub(crate) fn visible(c: char) -> char {
    match c {
        '\n' => '⏎',
        '\t' => ' ',
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{2028}' | '\u{2029}' => '\u{FFFD}',
        c if find_invisible(c.encode_utf8(&mut [0; 4])).next().is_some() => '\u{FFFD}',
        _ => c,
    }
}

/// Returns a text as a part of a line, without anything that a terminal or a CI would obey.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    let mut shown: String = text.chars().map(visible).collect();
    // Runners obey `##[group]` and `##vso[task.debug]` anywhere in a line.
    while let Some(at) = command(&shown) {
        shown.replace_range(at..=at, "＃");
    }
    shown
}

/// Returns a text as a whole line.
#[must_use]
pub(crate) fn line(text: &str) -> String {
    let mut shown = plain(text);
    // Only here do runners obey `::group::x`.
    let start = shown.len() - shown.trim_start().len();
    if shown[start..].starts_with("::") {
        shown.replace_range(start..=start, "：");
    }
    shown
}

/// Returns a text as [`plain`] does, cut where it is too long to be read.
#[must_use]
pub(crate) fn short(text: &str) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return plain(text);
    }
    let head = text.chars().take(LONGEST - FROM_END);
    let tail = text.chars().skip(length - FROM_END);
    plain(&head.chain(" … ".chars()).chain(tail).collect::<String>())
}

/// Returns JSON with escapes for everything that a terminal or a CI would obey. It means the same to a program.
#[must_use]
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    if !text.contains("##") && text.chars().all(|c| c == ' ' || visible(c) == c) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut before = ' ';
    for c in text.chars() {
        // Outside its strings, JSON has neither these characters nor a number sign.
        if visible(c) != c || (c == '#' && before == '#') {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
        before = c;
    }
    out.into()
}

/// Returns the place of the second number sign of a command.
fn command(text: &str) -> Option<usize> {
    let is_command = |at: &usize| {
        let rest = text.get(*at..).and_then(|rest| rest.strip_prefix("##")).unwrap_or_default();
        rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
    };
    // Signs overlap: in `###[a]`, the command begins at the second.
    text.match_indices('#').map(|(at, _)| at).find(is_command).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{json, line, plain, short};

    #[test]
    fn nothing_in_a_line_is_obeyed() {
        for (text, shown) in [
            ("a\n::add-mask::b", "a⏎::add-mask::b"),
            ("  ::add-mask::b", "  ：:add-mask::b"),
            ("x ##[add-mask]a ##vso[task.x]", "x #＃[add-mask]a #＃vso[task.x]"),
            ("\u{1b}[2J\u{7}\r\u{85}\u{202e}\u{2028}", "␛[2J␇␍\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("### Titel, C##, a::b [^id]", "### Titel, C##, a::b [^id]"),
        ] {
            assert_eq!(line(text), shown);
            assert_eq!(line(text).chars().count(), text.chars().count());
        }
        for (text, shown) in [("####[a]", "###＃[a]"), ("###[a]", "##＃[a]"), ("#####vso[x]", "####＃vso[x]")] {
            assert_eq!(plain(text), shown);
        }
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = format!("{}ende", "ü".repeat(100_000));
        assert!(short(&text).chars().count() < 900 && short(&text).ends_with("üende"));
        assert_eq!(short("kurz"), "kurz");
    }

    #[test]
    fn json_stays_the_same_for_a_program() {
        let value = serde_json::json!({ "a": "##[x]\u{202e}\u{1b}\u{E0041}\n###", "b": "ü…" });
        let safe = json(&value.to_string()).into_owned();
        assert!(!safe.contains("##") && safe.chars().all(|c| super::visible(c) == c), "{safe}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).ok(), Some(value));
    }
}
