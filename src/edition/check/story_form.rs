//! The form of a story: how many sub-headings it has, and whether it speaks about its sources.

use super::notes::Notes;
use super::story;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Language, Note};
use crate::text::count_words;
use crate::text::markdown::{self, ParseOptions};

/// Words of a story for each of its sub-headings.
const WORDS: usize = 110;

/// Sub-headings that any story may have.
const FREE: usize = 3;

/// Phrases that speak about sources: dates and gaps belong in the margin.
const ABOUT_SOURCES: [(Language, &[&str]); 2] = [
    (Language::De, &["(Stand", "Stand:", "Stand ", "belegt", "ohne Datum", "laut Quelle"]),
    (Language::En, &["(as of", "as of ", "As of ", "undated", "the source says"]),
];

/// Adds the notes about the story of a record.
pub(super) fn check(document: &Document<Cluster>, notes: &mut Notes<'_>) {
    let Some(text) = &document.value.story else { return };
    for language in Language::ALL {
        let Some(written) = text.get(language) else { continue };
        let field = format!("story.{language}");
        let options = ParseOptions { top_level: Some(3), sources: &[], names: &[] };
        let words = count_words(&markdown::parse(written, options, language).blocks);
        let headings = written.lines().filter(|line| line.trim_start().starts_with("###")).count();
        if headings > FREE && headings * WORDS > words {
            let message = format!("{headings} sub-headings are many for {words} words");
            let warning = Diagnostic::warning(Code::MANY_HEADINGS, message)
                .hint(format!("keep at most {}: two or three are enough for a page", FREE.max(words / WORDS)));
            notes.add(Note::ManyHeadings, document.locate(warning, &field));
        }
        let phrases = ABOUT_SOURCES.iter().filter(|(of, _)| *of == language).flat_map(|(_, phrases)| *phrases);
        let first = phrases.filter_map(|phrase| Some((find(written, phrase)?, phrase.trim()))).min();
        if let Some((at, phrase)) = first {
            let note = Diagnostic::note(Code::SOURCE_IN_TEXT, format!("`{phrase}` speaks about a source"))
                .hint("tell the fact, and put [^id] after the sentence: the margin names the source and its date");
            let span = story::find(document, &field, phrase, at, written);
            notes.add(Note::SourceInText, note.at(&document.file, span).in_field(&field));
        }
    }
}

/// Returns the place of a phrase that begins a word.
fn find(text: &str, phrase: &str) -> Option<usize> {
    let begins = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    let is_date = |at: usize| {
        // "Stand" is also a stall: with a year or a month it is a date.
        !phrase.starts_with("Stand ") || text[at + phrase.len()..].split_whitespace().take(2).any(has_year)
    };
    text.match_indices(phrase).map(|(at, _)| at).find(|at| begins(*at) && is_date(*at))
}

fn has_year(word: &str) -> bool {
    let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_stall_is_no_date() {
        assert_eq!(find("Am Stand trafen sich alle.", "Stand "), None);
        assert_eq!(find("Stand Mai 2022 waren es 72.", "Stand "), Some(0));
        assert_eq!(find("was of use", "as of "), None);
        assert_eq!(find("rund 40 (Stand 2019)", "(Stand"), Some(8));
    }
}
