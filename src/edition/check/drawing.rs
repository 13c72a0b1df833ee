//! Numbers that are drawn, and the statement that may follow one.

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Drawing, Indicator, Note, Text};

/// Words by which a figure is known as a share.
const SHARES: [&str; 6] = ["%", "prozent", "anteil", "per cent", "percent", "share"];

/// Reports each figure that cannot be drawn as its record asks.
pub(super) fn check(document: &Document<Cluster>) -> Vec<Diagnostic> {
    let figures = document.value.indicators.iter().enumerate();
    let asked = figures.filter(|(_, figure)| matches!(figure.draw, Drawing::Dots | Drawing::Lines));
    asked
        .filter_map(|(index, figure)| {
            let (message, hint) = why_not(figure, document.value.pull.as_ref())?;
            let error = Diagnostic::error(Code::DRAWING, message).hint(hint);
            Some(document.locate(error, &format!("indicators[{index}].draw")))
        })
        .collect()
}

/// Returns why a figure cannot be drawn, and what to do.
fn why_not(figure: &Indicator, pull: Option<&Text>) -> Option<(&'static str, &'static str)> {
    let remove = "remove `draw`, or choose another figure";
    if figure.currency.is_some() {
        return Some(("an amount of money is not drawn", remove));
    }
    if is_share(&figure.label) {
        return Some(("a share is not drawn", remove));
    }
    let Some(count) = figure.countable() else {
        return Some(("only a whole number from 20 to 100,000 is drawn", remove));
    };
    if figure.date.is_none() && figure.period.is_none() {
        return Some(("a figure without a date is not drawn", "add its date or period, or remove `draw`"));
    }
    let told = figure.sentence.is_some() || pull.is_some_and(|pull| has_number(pull, count));
    (!told).then_some((
        "a figure without a sentence is not drawn",
        "add `sentence`, which follows the number on its page, or remove `draw`",
    ))
}

fn is_share(label: &Text) -> bool {
    label.languages().filter_map(|language| label.get(language)).any(|text| {
        let text = text.to_lowercase();
        SHARES.iter().any(|word| text.contains(word))
    })
}

/// Adds a note for a statement that no page prints: it follows the drawn number, if it holds that number.
pub(super) fn pull(document: &Document<Cluster>, notes: &mut Notes<'_>) {
    let cluster = &document.value;
    let Some(pull) = &cluster.pull else { return };
    let mut figures = cluster.indicators.iter().filter_map(|figure| Some((figure, figure.drawing()?.0)));
    let is_printed = |(figure, count): (&Indicator, u32)| figure.sentence.is_none() && has_number(pull, count);
    // The first figure with a sentence of its own is drawn with that.
    if figures.find(|(figure, count)| figure.sentence.is_some() || has_number(pull, *count)).is_some_and(is_printed) {
        return;
    }
    let warning = Diagnostic::warning(Code::UNPRINTED_PULL, "no page prints this statement").hint(
        "it is printed only with the number that it holds: write it as `sentence` of an entry of [[indicators]] that is \
        drawn, or remove it",
    );
    notes.add(Note::UnprintedPull, document.locate(warning, "pull"));
}

/// Returns whether a text has a number in every language, however its thousands are parted.
fn has_number(text: &Text, number: u32) -> bool {
    let number = number.to_string();
    text.languages().filter_map(|language| text.get(language)).all(|text| numbers(text).contains(&number))
}

/// Returns the whole numbers of a text, without what parts their thousands.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut number = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let parts = matches!(character, '.' | ',' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' | '’');
        if character.is_ascii_digit() {
            number.push(character);
        } else if !parts || number.is_empty() || !characters.peek().is_some_and(char::is_ascii_digit) {
            found.extend((!number.is_empty()).then(|| std::mem::take(&mut number)));
        }
    }
    found.extend((!number.is_empty()).then_some(number));
    found
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn a_number_is_found_however_it_is_written() {
        for text in ["14 058 kamen", "14.058 kamen", "es kamen 14,058", "14\u{202f}058."] {
            assert_eq!(numbers(text), ["14058"], "{text}");
        }
        assert_eq!(numbers("Aus 24 Mitgliedern wurden in 14 Jahren 120."), ["24", "14", "120"]);
        assert!(numbers("keine Zahl").is_empty());
    }
}
