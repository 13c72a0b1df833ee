//! Every text and figure of a record is on the pages, in the language of the pages only.

use std::collections::BTreeSet;

use crate::common::{bare_text, shipped_page_texts, shipped_records};
use brochure::Language;
use brochure::edition::load::Records;
use serde_json::Value;

/// Keys whose texts are not printed as they are written: codes, dates, ids, remarks.
const NOT_SET: [&str; 35] = [
    "as_of",
    "chapters",
    "code",
    "codes",
    "countries",
    "criteria_as_of",
    "criteria_source",
    "currency",
    "date",
    "draw",
    "editorial",
    "fields",
    "file_name",
    "form",
    "from",
    "id",
    "kind",
    "land",
    "languages",
    "legal_form",
    "level",
    "match",
    "names",
    "of",
    "pages_of",
    "precision",
    "print",
    "qualifier",
    "since",
    "source",
    "tag",
    "to",
    "url",
    "valid_until",
    "website",
];

/// Keys whose texts are printed only where another one is missing, and the sentences that follow a drawn number: not every
/// number that could be drawn is.
const STAND_INS: [&str; 3] = ["description", "pull", "sentence"];

/// Collects the texts for readers in a record: those in a language, and those that are the same in all.
fn texts(value: &Value, language: Language, out: &mut Vec<String>) {
    match value {
        Value::Object(table) => {
            let keys: Vec<_> = table.keys().map(String::as_str).collect();
            if !keys.is_empty() && keys.iter().all(|key| ["de", "en"].contains(key)) {
                match &table[language.code()] {
                    Value::String(text) => out.push(text.clone()),
                    Value::Array(lines) => out.extend(lines.iter().filter_map(Value::as_str).map(str::to_owned)),
                    _ => {}
                }
                return;
            }
            for (key, value) in table {
                if !NOT_SET.contains(&key.as_str()) && !STAND_INS.contains(&key.as_str()) {
                    texts(value, language, out);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, language, out)),
        Value::String(text) => out.push(text.clone()),
        _ => {}
    }
}

/// Returns the texts of an edition in a language as the pieces that are together on a page: each paragraph of
/// Markdown, without markup.
pub fn pieces(records: &Records, language: Language) -> BTreeSet<String> {
    let mut whole = Vec::new();
    texts(&serde_json::to_value(&records.edition.value).expect("JSON"), language, &mut whole);
    for cluster in &records.clusters {
        texts(&serde_json::to_value(&cluster.value).expect("JSON"), language, &mut whole);
    }
    let paragraphs = whole.iter().flat_map(|text| text.split('\n'));
    // The pages print the number of a source where a record refers to it.
    paragraphs.flat_map(between_references).map(without_markup).filter(|piece| !piece.is_empty()).collect()
}

/// Returns the parts of a paragraph between its references to sources.
fn between_references(paragraph: &str) -> Vec<&str> {
    let mut parts = paragraph.split("[^");
    let first = parts.next().into_iter();
    first.chain(parts.map(|part| part.split_once(']').expect("the end of a reference").1)).collect()
}

/// Removes signs of headings, quotations and emphasis, and marks of a language.
fn without_markup(paragraph: &str) -> String {
    let mut text = paragraph.trim_start_matches(['#', '>', ' ']).replace('*', "");
    // The mark of a passage in another language: `[words](lang:de)`.
    while let Some(start) = text.find("](lang:") {
        let end = text[start..].find(')').expect("the end of a mark");
        text.replace_range(start..=start + end, "");
        let open = text[..start].rfind('[').expect("the start of a mark");
        text.replace_range(open..=open, "");
    }
    bare_text(&text)
}

fn printed(language: Language) -> String {
    bare_text(&shipped_page_texts(language).concat())
}

#[test]
fn every_text_of_the_records_is_printed_in_its_language() {
    let (_, records) = shipped_records();
    for language in Language::ALL {
        let page = printed(language);
        let pieces = pieces(&records, language);
        assert!(pieces.len() > 350, "only {} texts", pieces.len());
        let missing: Vec<_> = pieces.iter().filter(|piece| !page.contains(*piece)).collect();
        assert!(missing.is_empty(), "{language} lacks {} of {}:\n{missing:#?}", missing.len(), pieces.len());
    }
}

#[test]
fn no_text_of_the_other_language_is_printed() {
    let (_, records) = shipped_records();
    for (language, other) in [(Language::De, Language::En), (Language::En, Language::De)] {
        let page = printed(language);
        let own = pieces(&records, language);
        let foreign = pieces(&records, other);
        // A name or a word may be the same in both languages, or part of a longer text.
        let strays: Vec<_> = foreign
            .iter()
            .filter(|piece| page.contains(*piece) && !own.iter().any(|own| own.contains(*piece)))
            .filter(|piece| piece.chars().count() > 8)
            .collect();
        assert!(strays.is_empty(), "{language} pages hold {other} texts:\n{strays:#?}");
    }
}

#[test]
fn every_figure_of_the_records_is_printed() {
    let (_, records) = shipped_records();
    for (language, thousands) in [(Language::De, ""), (Language::En, ",")] {
        let page = printed(language);
        for cluster in &records.clusters {
            let cluster = &cluster.value;
            let mut figures: Vec<String> =
                cluster.members.iter().map(|members| grouped(members.count, thousands)).collect();
            figures.extend(
                cluster.founded.iter().filter_map(|founded| founded.by.as_ref()?.count).map(|count| count.to_string()),
            );
            for indicator in &cluster.indicators {
                figures.push(match indicator.value {
                    value if value >= 1e9 => format!("{}", value / 1e9),
                    value if value >= 1e6 => format!("{}", value / 1e6),
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole figures")]
                    value => grouped(value as u32, thousands),
                });
            }
            let years = cluster
                .founded
                .iter()
                .filter_map(|founded| founded.date)
                .chain(cluster.labels.iter().filter_map(|label| label.date.or(label.valid_until)));
            figures.extend(years.map(|date| date.year().to_string()));
            for figure in figures {
                assert!(page.contains(&figure), "{language}: {} lacks {figure}", cluster.short_name);
            }
        }
    }
}

fn grouped(number: u32, separator: &str) -> String {
    let digits = number.to_string();
    if digits.len() < 4 {
        return digits;
    }
    let (head, tail) = digits.split_at(digits.len() - 3);
    format!("{head}{separator}{tail}")
}
