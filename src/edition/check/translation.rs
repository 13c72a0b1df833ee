//! Texts that are the same in two languages: a translation was forgotten.

use serde_json::{Map, Value};

use super::language;
use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Language, Note};

/// Texts of fewer words can be names and words that two languages share, such as "Innovationspark Augsburg".
const LEAST_WORDS: usize = 4;

/// Words without a capital in a text that is more than a name. In German, only nouns and names have capitals; names have
/// few other words, as in "Haus der Wirtschaft".
const LEAST_SMALL: usize = 2;

/// Keys whose texts are names, in their own spelling in every language.
const NAMES: [&str; 3] = ["name", "place", "city"];

/// Adds a note for each text of several words that is the same in the first language and in another one.
pub(super) fn check<T>(document: &Document<T>, languages: &[Language], notes: &mut Notes<'_>) {
    let Some((first, others)) = languages.split_first() else { return };
    language::walk(&document.plain, "", &mut |field, texts| {
        let key = field.rsplit('.').next().unwrap_or_default();
        let Some(text) = written(texts, *first).filter(|text| is_prose(text)) else { return };
        if NAMES.contains(&key) || field.starts_with("sources[") {
            return;
        }
        // A language that is not valid has been replaced by the first one, which has been reported.
        let others = others.iter().filter(|other| *other != first);
        for other in others.filter(|other| written(texts, **other) == Some(text)) {
            let message = format!("the text in `{other}` is the same as that in `{first}`");
            let warning = Diagnostic::warning(Code::SAME_TEXT, message).hint(format!("translate it into `{other}`"));
            notes.add(Note::SameText, document.locate(warning, &format!("{field}.{other}")));
        }
    });
}

fn written(texts: &Map<String, Value>, language: Language) -> Option<&str> {
    texts.get(language.code()).and_then(Value::as_str).map(str::trim)
}

fn is_prose(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    words().count() >= LEAST_WORDS && words().filter(|word| word.starts_with(char::is_lowercase)).count() >= LEAST_SMALL
}

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn names_are_not_prose() {
        for name in ["Innovationspark Augsburg", "in Konstanz", "Haus der Wirtschaft, Stuttgart", "Musterhalle, Kiel"] {
            assert!(!is_prose(name), "{name}");
        }
        for text in ["Am Anfang waren es acht Firmen.", "Mitgliederversammlung mit rund 50 Gästen aus der Region"] {
            assert!(is_prose(text), "{text}");
        }
    }
}
