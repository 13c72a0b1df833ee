//! Whatever a record does not say: its pages have neither a hole nor a page without contents.
//!
//! Every key alone and every seventh pair of keys are tried. `ALL_PAIRS=1` tries all pairs, which takes ten times as long.

use brochure::Language;
use brochure::edition::load::Records;
use rayon::prelude::*;
use serde_json::Value;

use crate::common::{ProjectCopy, bodies, messages, opener_page, planned};

/// The record with the most parts, and one that follows it.
const CHAPTERS: [&str; 2] = ["silicon-saxony", "niro"];

/// Parts that it does not have.
const FURTHER: &str = r#"
[[voices]]
kind = "direct"
text = { de = "Wir kennen einander seit zwanzig Jahren.", en = "We have known each other for twenty years." }
speaker = "Erika Muster"
function = { de = "Sprecherin", en = "speaker" }
consent = 2019-04-01

[working_area]
codes = ["SN", "ST"]

"#;

/// Of the pairs, one in so many is tried.
const EVERY: usize = 7;

/// A page of a chapter is filled at least by such a share of its height. In an edition of two chapters lists are short, and
/// an introduction may end at the head of a page.
const LEAST: f64 = 0.4;
const LEAST_OF_TWO: f64 = 0.15;

fn edition() -> ProjectCopy {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&CHAPTERS);
    copy.replace("data/2019/clusters/silicon-saxony.toml", "\n[[sources]]\n", &format!("{FURTHER}[[sources]]\n"));
    copy
}

/// The keys of a record that it need not have.
fn optional(value: &Value, required: &[&str]) -> Vec<String> {
    let is_set = |value: &Value| {
        !(value.is_null()
            || value.as_array().is_some_and(Vec::is_empty)
            || value.as_object().is_some_and(serde_json::Map::is_empty))
    };
    let table = value.as_object().expect("a table");
    table
        .iter()
        .filter(|(key, value)| is_set(value) && !required.contains(&key.as_str()))
        .map(|(key, _)| key.clone())
        .collect()
}

/// Every key alone, and pairs of keys.
fn choices(keys: &[String]) -> Vec<Vec<&str>> {
    let every = if std::env::var_os("ALL_PAIRS").is_some() { 1 } else { EVERY };
    let pairs =
        keys.iter().enumerate().flat_map(|(n, one)| keys[n + 1..].iter().map(move |other| vec![&**one, &**other]));
    keys.iter().map(|key| vec![key.as_str()]).chain(pairs.step_by(every)).collect()
}

fn without<T: serde::Serialize + serde::de::DeserializeOwned>(record: &T, keys: &[&str]) -> T {
    let mut value = serde_json::to_value(record).expect("JSON");
    value.as_object_mut().expect("a table").retain(|key, value| !keys.contains(&key.as_str()) && !value.is_null());
    serde_json::from_value(value).expect("a record")
}

/// Lays out records and returns what is wrong with the pages, but for the first one and those of the back matter.
fn faults(copy: &ProjectCopy, records: &Records, least: f64, back: usize) -> Vec<String> {
    let (_, _, typeset) = planned(&copy.project(), records, Language::De);
    let Some(document) = typeset.document else { return messages(&typeset.diagnostics) };
    let mut faults = messages(&typeset.diagnostics);
    let pages = bodies(&document);
    for (number, body) in (1..).zip(&pages).skip(1).take(pages.len().saturating_sub(1 + back)) {
        if body.items < 4 || body.share() < least {
            faults.push(format!("page {number} has {} items on {:.2} of its height", body.items, body.share()));
        }
    }
    for record in &records.clusters {
        let page = opener_page(&document, &record.slug);
        if !page.is_multiple_of(2) {
            faults.push(format!("{} opens on page {page}", record.slug));
        }
    }
    faults
}

fn assert_none(wrong: &[String], tried: usize) {
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_chapter_without_one_or_two_of_its_parts_has_whole_pages() {
    let copy = edition();
    copy.write("templates/main.typ", include_str!("fixtures/chapters.typ"));
    let records = copy.records();
    let value = serde_json::to_value(&records.clusters[0].value).expect("JSON");
    let keys = optional(&value, &["official_name", "short_name", "seat", "editorial"]);
    assert!(keys.len() > 18, "{keys:?}");
    let choices = choices(&keys);
    let wrong = choices.par_iter().filter_map(|keys| {
        let mut records = records.clone();
        records.clusters[0].value = without(&records.clusters[0].value, keys);
        let faults = faults(&copy, &records, LEAST, 0);
        (!faults.is_empty()).then(|| format!("without {keys:?}: {}", faults.join("; ")))
    });
    assert_none(&wrong.collect::<Vec<_>>(), choices.len());
}

#[test]
fn an_edition_without_one_or_two_of_its_parts_has_whole_pages() {
    let copy = edition();
    let records = copy.records();
    let value = serde_json::to_value(&records.edition.value).expect("JSON");
    // The numbers of the programme are beside the introduction.
    let required = [
        "title",
        "languages",
        "as_of",
        "chapters",
        "fields",
        "file_name",
        "form",
        "editorial",
        "print",
        "introduction",
    ];
    let keys = optional(&value, &required);
    assert!(keys.len() > 8, "{keys:?}");
    let choices = choices(&keys);
    let wrong = choices.par_iter().filter_map(|keys| {
        let mut records = records.clone();
        records.edition.value = without(&records.edition.value, keys);
        // The back matter is as long as there is something to say.
        let faults = faults(&copy, &records, LEAST_OF_TWO, 8);
        (!faults.is_empty()).then(|| format!("without {keys:?}: {}", faults.join("; ")))
    });
    assert_none(&wrong.collect::<Vec<_>>(), choices.len());
}
