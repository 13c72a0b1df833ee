//! The list of keys for the documentation, generated from the schema.

use std::fmt::Write as _;

use serde_json::Value;

use super::limits;
use super::node::Node;
use super::schema::{DATE_FORM, DAY_FORM, RecordKind};

/// Returns the list for all kinds of records, as it is in `data/schema/README.md`.
#[must_use]
pub fn page() -> String {
    let lists: Vec<_> = RecordKind::ALL.into_iter().map(markdown).collect();
    format!(
        "# The keys of the records\n\n`edition.json` and `cluster.json` are JSON Schema (2020-12); the first line of a \
        record names its own, and\neditors complete and check by it. `brochure schema` prints both.\n\n{}",
        lists.join("\n")
    )
}

/// Returns every key of a kind of record in Markdown: a table for the top of the file and one for each table in it.
#[must_use]
pub fn markdown(kind: RecordKind) -> String {
    let schema = kind.schema();
    let root = Node::root(&schema);
    let mut out = format!("## {}\n", heading(kind));
    let mut tables = Vec::new();
    section(&mut out, &root, "", &mut tables);
    while !tables.is_empty() {
        for (name, node) in std::mem::take(&mut tables) {
            let _ = write!(out, "\n### {name}\n\n{}\n", description(&node));
            section(&mut out, &node, &name, &mut tables);
        }
    }
    out
}

const fn heading(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Edition => "`edition.toml`",
        RecordKind::Cluster => "`clusters/SLUG.toml`",
    }
}

fn section<'a>(out: &mut String, node: &Node<'a>, name: &str, tables: &mut Vec<(String, Node<'a>)>) {
    out.push_str("\n| key | needed | form | what it is |\n|---|---|---|---|\n");
    let mut keys = node.keys();
    keys.sort_by_key(|key| !node.requires(key));
    for key in keys {
        let Some(child) = node.key(key) else { continue };
        let needed = if node.requires(key) { "yes" } else { "" };
        let about = description(&child).replace("\n\n", " ").replace('\n', "; ").replace('|', "\\|");
        let _ = writeln!(out, "| `{key}` | {needed} | {} | {about} |", form(&child));
        let path = name.trim_matches(['[', ']', '`']);
        let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        if let Some(item) = child.item().filter(is_table) {
            tables.push((format!("`[[{path}]]`"), item));
        } else if is_table(&child) {
            tables.push((format!("`[{path}]`"), child));
        }
    }
}

/// Returns whether a place is a table and not a text per language.
fn is_table(node: &Node<'_>) -> bool {
    node.allows("object") && !node.keys().is_empty() && !node.is_per_language()
}

fn description(node: &Node<'_>) -> String {
    node.text("description").unwrap_or_default().to_owned()
}

/// Describes the value of a place in a few words.
fn form(node: &Node<'_>) -> String {
    let listed = |values: &[&str]| values.iter().map(|value| format!("`\"{value}\"`")).collect::<Vec<_>>().join(", ");
    if let Some(values) = node.values() {
        return listed(&values);
    }
    if let Some(values) = node.item().and_then(|item| item.values()) {
        return format!("list of {}", listed(&values));
    }
    let limits = match (node.get("minimum"), node.get("maximum")) {
        (Some(least), Some(most)) if !node.allows("string") => format!(", {least} to {most}"),
        _ => String::new(),
    };
    if node.text("format").is_some_and(|form| form == DATE_FORM || form == DAY_FORM) {
        return "date".to_owned();
    }
    let kinds = [
        ("string", node.text("x-form").unwrap_or("text")),
        ("integer", "whole number"),
        ("number", "number"),
        ("boolean", "true or false"),
    ];
    let mut words: Vec<_> = kinds
        .into_iter()
        .filter(|(kind, _)| node.get("type").is_some() && node.allows(kind))
        .map(|(_, word)| word)
        .collect();
    if node.allows("object") {
        words.push(if node.is_per_language() { "one per language" } else { "table" });
    }
    if node.allows("array") {
        words.push(if node.item().as_ref().is_some_and(is_table) { "list of tables" } else { "list" });
    }
    let most = longest(node).map(|most| format!(", at most {most} characters")).unwrap_or_default();
    format!("{}{limits}{most}", words.join(" or "))
}

/// Returns the limit of a text that is shorter than any line may be.
fn longest(node: &Node<'_>) -> Option<u64> {
    let most = |node: &Node<'_>| node.get("maxLength").and_then(Value::as_u64);
    let languages = if node.is_per_language() { node.keys() } else { Vec::new() };
    let each = languages.into_iter().find_map(|key| most(&node.key(key)?));
    let is_own = |limit: &u64| *limit < u64::from(limits::LINE) && node.text("x-form").is_none();
    most(node).or(each).filter(is_own)
}
