//! Describes the values that the schema allows at a place, in the words of an editor.

use serde_json::Value;

use crate::edition::records::node::Node;
use crate::edition::records::schema::DATE_FORM;

/// Describes the values that are allowed at a place.
pub(super) fn wanted(node: &Node<'_>) -> String {
    let such_as = |words: &str| format!("{words}{}", such_as(node));
    if let Some(form) = node.text("x-form") {
        return such_as(form);
    }
    if let Some(values) = node.values() {
        return format!("one of: {}", values.join(", "));
    }
    if node.text("format") == Some(DATE_FORM) {
        return "a day (2019-03-05), a month (\"2019-03\"), a quarter (\"2019-Q1\"), a season (\"2019-spring\") or a \
            year (2019)"
            .to_owned();
    }
    match (node.allows("string"), node.allows("array"), node.allows("object")) {
        (true, true, _) => "the id of a source in quotation marks, or a list of ids".to_owned(),
        (true, _, true) => format!("a text in quotation marks, or one per language: {}", per_language(node)),
        (true, ..) => such_as("a text in quotation marks"),
        (_, true, _) if node.item().is_some_and(|item| !item.allows("string")) => {
            such_as("a list of numbers in square brackets")
        }
        (_, true, _) => such_as("a list of texts in square brackets"),
        (.., true) if node.is_per_language() => format!("one for each language: {}", per_language(node)),
        (.., true) => format!("a table with the keys {}", node.keys().join(", ")),
        _ if node.allows("boolean") => "true or false, without quotation marks".to_owned(),
        _ if node.allows("number") => such_as("a number without quotation marks"),
        _ => such_as("a whole number without quotation marks"),
    }
}

/// Returns an inline table with a value for each language.
fn per_language(node: &Node<'_>) -> String {
    let entry = |key: &&str| {
        let value = match node.key(key) {
            Some(inner) if inner.allows("boolean") => "true",
            Some(inner) if inner.allows("array") => "[\"…\"]",
            _ => "\"…\"",
        };
        format!("{key} = {value}")
    };
    format!("{{ {} }}", node.keys().iter().map(entry).collect::<Vec<_>>().join(", "))
}

/// Describes a valid line, such as `kind = "association"`.
pub(super) fn entry(key: &str, node: &Node<'_>) -> String {
    if let Some(values) = node.values() {
        return format!("`{key} = \"…\"` with one of: {}", values.join(", "));
    }
    match example(node) {
        Some(example) => format!("a line such as `{key} = {example}`"),
        None if node.allows("array") => format!("at least one table [[{key}]]"),
        None => {
            let needed: Vec<_> = node.keys().into_iter().filter(|inner| node.requires(inner)).collect();
            format!("a table [{key}] with {}", needed.join(", "))
        }
    }
}

/// Returns an example for the end of a sentence: ", such as 72".
pub(super) fn such_as(node: &Node<'_>) -> String {
    example(node).map(|example| format!(", such as {example}")).unwrap_or_default()
}

fn example(node: &Node<'_>) -> Option<String> {
    let own = node.example().map(toml);
    own.or_else(|| Some(format!("[{}]", toml(node.item()?.example()?))))
}

/// Returns a plain value in TOML, on one line.
fn toml(value: &Value) -> String {
    match value {
        // A day needs no quotation marks.
        Value::String(text) if text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok() => text.clone(),
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(table) => {
            let entries: Vec<_> = table.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        other => other.to_string(),
    }
}

/// Returns what numbers are allowed.
pub(super) fn range(node: &Node<'_>) -> String {
    match (node.get("minimum"), node.get("maximum")) {
        (Some(least), Some(most)) => format!("write a number from {least} to {most}"),
        (Some(least), None) => format!("write {least} or a larger number"),
        _ => "write a smaller number".to_owned(),
    }
}
