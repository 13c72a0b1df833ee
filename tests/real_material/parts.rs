//! Optional parts of records can be left out everywhere: whatever the check accepts is laid out.

use brochure::Language;
use brochure::diagnostics::{Diagnostic, has_errors};
use brochure::internals::{Purpose, inspect};
use toml::Value;

use crate::common::{EDITION, NIRO, ProjectCopy, design, messages, page_texts, typesetter};

/// Removes every source and every reference to one.
fn without_sources(value: Value) -> Value {
    match value {
        Value::Table(table) => {
            let kept = table.into_iter().filter(|(key, _)| key != "source" && key != "sources");
            Value::Table(kept.map(|(key, value)| (key, without_sources(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_sources).collect()),
        Value::String(text) => {
            let mut parts = text.split("[^");
            let first = parts.next().unwrap_or_default().to_owned();
            let rest = parts.map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
            Value::String(rest.fold(first, |text, part| text + part))
        }
        other => other,
    }
}

#[test]
fn an_edition_without_sources_has_no_page_for_them() {
    let copy = ProjectCopy::with_one_chapter();
    for file in [EDITION, NIRO] {
        let table: Value = toml::from_str(&copy.read(file)).expect("TOML");
        copy.write(file, toml::to_string(&without_sources(table)).expect("TOML"));
    }
    // Indirect speech needs a source; everything else does without.
    let record: toml::Table = toml::from_str(&copy.read(NIRO)).expect("TOML");
    let record: toml::Table = record.into_iter().filter(|(key, _)| key != "voices").collect();
    copy.write(NIRO, toml::to_string(&record).expect("TOML"));
    assert!(!has_errors(&copy.check()), "{}", messages(&copy.check()).join("\n"));
    for (language, sources) in [(Language::De, "Quellen"), (Language::En, "Sources")] {
        let typeset = copy.typeset(language);
        assert!(typeset.diagnostics.is_empty(), "{}", messages(&typeset.diagnostics).join("\n"));
        let pages = page_texts(&typeset);
        assert!(pages.len().is_multiple_of(4), "{} pages", pages.len());
        assert!(!pages.iter().any(|page| page.lines().any(|line| line.trim() == sources)));
    }
}

#[test]
fn a_list_that_is_too_long_is_told_as_a_list() {
    let copy = ProjectCopy::with_one_chapter();
    let topics: Vec<_> =
        (0..40).map(|n| format!("[[topics]]\ntext = {{ de = \"Thema {n}\", en = \"Topic {n}\" }}\n")).collect();
    copy.replace(NIRO, "[[sources]]", &format!("{}\n[[sources]]", topics.concat()));
    let found = inspected(&copy);
    let [error] = found.as_slice() else { panic!("{}", messages(&found).join("\n")) };
    assert!(error.message.contains("entries of `topics` are 10 lines too long"), "{}", error.message);
    assert_eq!(error.field.as_deref(), Some("topics"));
}

/// Lays out the German pages and inspects them.
fn inspected(copy: &ProjectCopy) -> Vec<Diagnostic> {
    let records = copy.records();
    let typesetter = typesetter(&copy.project(), &records, Language::De);
    let typeset = typesetter.typeset();
    let purpose = Purpose { whole: true, print: true, screen: false };
    let design = design(&copy.project(), &records.folder);
    let pages = typeset.document.iter();
    let pages = pages.flat_map(|document| inspect(document, &typesetter, &records, &design, Language::De, purpose));
    typeset.diagnostics.iter().cloned().chain(pages).collect()
}

/// The record with the most parts.
const FULLEST: &str = "data/2019/clusters/silicon-saxony.toml";

/// Pairs of parts of a record that share a chart, a column or a page.
const PAIRS: [[&str; 2]; 12] = [
    ["founded", "members"],
    ["founded", "visit"],
    ["members", "labels"],
    ["members", "indicators"],
    ["go_cluster", "founded"],
    ["fields", "topics"],
    ["story", "projects"],
    ["story", "standfirst"],
    ["story", "topics"],
    ["headline", "pull"],
    ["contact", "manager"],
    ["mix", "management_body"],
];

/// Lays out a chapter without some keys of a file. Returns what is reported, or `None` if the check refuses it.
fn lay_out_without(file: &str, keys: &[&str]) -> Option<Vec<String>> {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&["silicon-saxony"]);
    let table: toml::Table = toml::from_str(&copy.read(file)).expect("TOML");
    let kept: toml::Table = table.into_iter().filter(|(key, _)| !keys.contains(&key.as_str())).collect();
    copy.write(file, toml::to_string(&kept).expect("TOML"));
    if has_errors(&copy.check()) {
        return None;
    }
    Some(messages(&inspected(&copy)))
}

#[test]
fn each_part_can_be_left_out_alone_and_with_its_neighbour() {
    let mut laid_out = 0;
    let mut wrong = Vec::new();
    let mut try_without = |file: &str, keys: &[&str]| {
        let Some(found) = lay_out_without(file, keys) else { return };
        laid_out += 1;
        if !found.is_empty() {
            wrong.push(format!("{file} without {keys:?}: {}", found.join("\n")));
        }
    };
    let shipped = ProjectCopy::of_records();
    for file in [EDITION, FULLEST] {
        let table: toml::Table = toml::from_str(&shipped.read(file)).expect("TOML");
        for key in table.keys() {
            try_without(file, &[key]);
        }
    }
    for pair in PAIRS {
        try_without(FULLEST, &pair);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(laid_out > 30, "{laid_out}");
}
