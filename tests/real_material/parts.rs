//! Optional parts of records can be left out everywhere.

use brochure::Language;
use brochure::diagnostics::has_errors;
use toml::Value;

use crate::common::{EDITION, NIRO, ProjectCopy, messages, page_texts};

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
