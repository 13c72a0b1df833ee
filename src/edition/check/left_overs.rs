//! Marks of a typewriter and of unfinished work in the texts that are printed.

use super::notes::Notes;
use super::story;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document};
use crate::edition::records::{Cluster, Language, Note, VoiceKind};
use crate::text::left_overs::{self, LeftOver};

/// Keys whose values are codes, addresses or names of files.
const NOT_TEXTS: [&str; 20] = [
    "id",
    "source",
    "criteria_source",
    "url",
    "website",
    "platform_url",
    "sources_url",
    "email",
    "phone",
    "file",
    "file_name",
    "logo",
    "signature",
    "tag",
    "group",
    "pages_of",
    "frame",
    "condition",
    "currency",
    "fingerprint",
];

/// Tables and lists that are never printed, or that hold no texts.
const NOT_PRINTED: [&str; 4] = ["editorial", "chapters", "languages", "approved"];

/// Adds a note for the first mark of each kind in each text.
pub(super) fn check<T>(document: &Document<T>, notes: &mut Notes<'_>) {
    load::texts(&document.plain, &mut |field, text| {
        if !is_printed(field) {
            return;
        }
        let language = last_key(field).parse::<Language>().ok();
        for (kind, place) in left_overs::find(text, language, is_markdown(field)) {
            let mark = text.get(place.clone()).unwrap_or_default();
            let (note, warning) = describe(kind, mark, language);
            let span = story::find(document, field, mark, place.start, text);
            notes.add(note, warning.at(&document.file, span).in_field(field));
        }
    });
}

fn is_printed(field: &str) -> bool {
    let first = field.split(['.', '[']).next().unwrap_or_default();
    !NOT_PRINTED.contains(&first) && !NOT_TEXTS.contains(&last_key(field))
}

/// Returns whether a field is running text, whose marks are set.
fn is_markdown(field: &str) -> bool {
    let text = field.rsplit_once('.').map_or(field, |(text, _)| text);
    matches!(text, "story" | "introduction.text" | "imprint.notice")
        || text.starts_with("pages[") && text.ends_with("].text")
}

/// Returns the last key of a path, such as "source" of `members[0].source[1]`.
fn last_key(field: &str) -> &str {
    let path = if field.ends_with(']') { field.rfind('[').map_or(field, |end| &field[..end]) } else { field };
    path.rsplit('.').next().unwrap_or_default()
}

/// Says what is wrong with a mark, and what to write.
fn describe(kind: LeftOver, mark: &str, language: Option<Language>) -> (Note, Diagnostic) {
    let english = language == Some(Language::En);
    let quotes = if english { "‘…’ or “…”" } else { "„…“" };
    let warning = |code, message: String, hint: String| Diagnostic::warning(code, message).hint(hint);
    let left_over = |message: &str, hint: String| warning(Code::LEFT_OVER, message.to_owned(), hint);
    match kind {
        LeftOver::DoubledQuotes => {
            (Note::DoubledQuotes, left_over("there are two quotation marks in one place", format!("write {quotes}")))
        }
        LeftOver::StraightQuotes if mark == "´" => {
            (Note::StraightQuotes, left_over("this is an accent and not an apostrophe", "write ’".to_owned()))
        }
        LeftOver::StraightQuotes => {
            (Note::StraightQuotes, left_over("this is a straight quotation mark", format!("write {quotes}")))
        }
        LeftOver::HyphenDash => {
            let hint = if english { "write `–` with spaces around it, or `—` without spaces" } else { "write –" };
            (Note::HyphenDash, left_over("this is a hyphen and not a dash", hint.to_owned()))
        }
        LeftOver::ThreeDots => (Note::ThreeDots, left_over("these dots are not an ellipsis", "write …".to_owned())),
        LeftOver::DoubleSpace => {
            (Note::DoubleSpace, left_over("there are several spaces in one place", "keep only one".to_owned()))
        }
        LeftOver::Unfinished => {
            let message = format!("`{mark}` marks a text that is not finished");
            let hint = "write the text, or put the reminder into `notes` under [editorial]";
            (Note::UnfinishedText, warning(Code::UNFINISHED_TEXT, message, hint.to_owned()))
        }
        LeftOver::Unbalanced => {
            let message = format!("`{mark}` has no counterpart");
            let hint = "add the bracket or quotation mark that is missing, or remove this one";
            (Note::UnbalancedMark, warning(Code::UNBALANCED_MARK, message, hint.to_owned()))
        }
        LeftOver::Markup => {
            let message = format!("`{mark}` is printed as it is written: this text is not Markdown");
            (Note::Markup, left_over(&message, "write it without marks".to_owned()))
        }
    }
}

/// Adds a note for a quotation in quotation marks: the page sets its own around it.
pub(super) fn quoted_voices(document: &Document<Cluster>, notes: &mut Notes<'_>) {
    let direct = document.value.voices.iter().enumerate().filter(|(_, voice)| voice.kind == VoiceKind::Direct);
    for (index, voice) in direct {
        for language in voice.text.languages() {
            let text = voice.text.get(language).unwrap_or_default();
            if is_quoted(text) {
                let message = "the page sets quotation marks around this text, which has its own";
                let warning = Diagnostic::warning(Code::LEFT_OVER, message).hint("write it without quotation marks");
                let field = format!("voices[{index}].text.{language}");
                notes.add(Note::DoubledQuotes, document.locate(warning, &field));
            }
        }
    }
}

/// Returns whether one pair of quotation marks encloses a whole text.
fn is_quoted(text: &str) -> bool {
    let inner = [("„", "“"), ("“", "”"), ("‘", "’"), ("‚", "‘"), ("»", "«"), ("«", "»"), ("\"", "\"")]
        .into_iter()
        .find_map(|(open, close)| Some((text.strip_prefix(open)?.strip_suffix(close)?, open, close)));
    inner.is_some_and(|(inner, open, close)| !inner.contains(open) && !inner.contains(close))
}
