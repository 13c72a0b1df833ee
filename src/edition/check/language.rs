//! Texts in every language of the edition.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::Language;

/// Reports each text that lacks a language of the edition.
///
/// Every table whose keys are all languages is a text.
pub(super) fn check<T: Serialize>(document: &Document<T>, languages: &[Language]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let Ok(value) = serde_json::to_value(&document.value) {
        walk(&value, "", &mut |field, text| {
            for language in languages {
                let written = text.get(language.code());
                let empty = written.is_none_or(|value| value.as_str().is_some_and(|text| text.trim().is_empty()));
                if empty {
                    diagnostics.push(missing(document, field, *language, written.is_some()));
                }
            }
        });
    }
    diagnostics
}

/// Calls a function with every table whose keys are all languages, and its path.
pub(super) fn walk(value: &Value, field: &str, found: &mut impl FnMut(&str, &serde_json::Map<String, Value>)) {
    match value {
        Value::Object(table) => {
            let codes: BTreeSet<_> = Language::ALL.iter().map(|language| language.code()).collect();
            if !table.is_empty() && table.keys().all(|key| codes.contains(key.as_str())) {
                return found(field, table);
            }
            for (key, value) in table {
                let path = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                walk(value, &path, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{field}[{index}]"), found);
            }
        }
        _ => {}
    }
}

fn missing<T>(document: &Document<T>, field: &str, language: Language, empty: bool) -> Diagnostic {
    let (message, field) = if empty {
        (format!("the text in `{language}` is empty"), format!("{field}.{language}"))
    } else {
        (format!("the text in `{language}` is missing"), field.to_owned())
    };
    let fault = Diagnostic::error(Code::MISSING_LANGUAGE, message)
        .hint(format!("add {language} = \"…\"; if the text may be left out, remove it in all languages"));
    document.locate(fault, &field)
}
