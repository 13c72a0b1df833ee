//! Translations that were made from another text than the one that is there now, and paragraphs without a translation.

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::edition::translation::{FieldText, Ledger, RecordTexts, Segment, State, Translation};
use crate::fs::project::Project;

const HINT: &str = "translate it again: `brochure export texts.po --to";

/// Warns of each text whose translation is out of date, in each language.
pub(super) fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for to in &records.edition.value.languages {
        let (ledger, fault) = Ledger::read(project, &records.folder, *to);
        found.extend(fault);
        // Without the list of what was made from what, nothing is out of date.
        if ledger.is_empty() {
            continue;
        }
        let Some(translation) = Translation::read(project, records, *to) else { continue };
        for (number, record) in translation.records.iter().enumerate() {
            match number.checked_sub(1).map(|number| &records.clusters[number]) {
                None => of_record(&translation, record, &records.edition, &mut found),
                Some(cluster) => of_record(&translation, record, cluster, &mut found),
            }
        }
    }
    found
}

fn of_record<T>(translation: &Translation, record: &RecordTexts, document: &Document<T>, found: &mut Vec<Diagnostic>) {
    let (from, to) = (translation.from, translation.to);
    for text in &record.texts {
        let field = format!("{}.{to}", text.field());
        let mut add = |message: String, hint: String| {
            let warning = Diagnostic::warning(Code::STALE_TRANSLATION, message).hint(hint);
            found.push(document.locate(warning, &field));
        };
        let stale = numbers(text, |segment| segment.state == State::Stale);
        if let Some(what) = said(text, &stale) {
            add(format!("the translation of {what} is older than the text in `{from}`"), hint(to));
        }
        // A text without any translation is an error of its own.
        let holes = numbers(text, |segment| segment.state == State::Untranslated);
        if text.target.is_some()
            && let Some(what) = said(text, &holes)
        {
            let have = if holes.len() == 1 { "has" } else { "have" };
            add(format!("{what} {have} no translation"), hint(to));
        }
        let left_over: Vec<_> = text.left_over.iter().map(|number| number + 1).collect();
        if !left_over.is_empty() {
            let what = paragraphs(&left_over);
            let message = format!("the text in `{from}` has nothing any more for {what} of the translation");
            add(message, "remove it from the translation, or write its text again".to_owned());
        }
    }
}

fn hint(to: Language) -> String {
    format!("{HINT} {to}` marks what is to be done; a translation that is right is changed or imported as it is")
}

fn numbers(text: &FieldText, is: impl Fn(&Segment) -> bool) -> Vec<usize> {
    let segments = text.segments.iter().enumerate().filter(|(_, segment)| is(segment));
    segments.map(|(number, _)| number + 1).collect()
}

/// Names the parts of a text; `None` if there are none.
fn said(text: &FieldText, numbers: &[usize]) -> Option<String> {
    match numbers {
        [] => None,
        _ if text.segments.len() == 1 => Some("this text".to_owned()),
        numbers => Some(paragraphs(numbers)),
    }
}

/// Names parts of a text: "paragraph 3", "paragraphs 3, 4 and 6".
fn paragraphs(numbers: &[usize]) -> String {
    let words: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    match words.as_slice() {
        [one] => format!("paragraph {one}"),
        [first @ .., last] => format!("paragraphs {} and {last}", first.join(", ")),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn parts_are_listed() {
        assert_eq!(paragraphs(&[3]), "paragraph 3");
        assert_eq!(paragraphs(&[3, 4, 6]), "paragraphs 3, 4 and 6");
    }
}
