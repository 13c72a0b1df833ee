//! The JSON Schema of the records, derived from their types: for editors, for validation and for the list of keys.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

pub(crate) use super::date::DATE_FORM;
pub(crate) use super::forms::DAY_FORM;
use super::{Cluster, Edition, limits};

/// The kinds of records, each of which has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// `edition.toml`.
    Edition,
    /// `clusters/SLUG.toml`.
    Cluster,
}

impl RecordKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Edition, Self::Cluster];

    /// Returns "edition" or "cluster".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Cluster => "cluster",
        }
    }

    /// Returns the schema (JSON Schema 2020-12).
    #[must_use]
    pub fn schema(self) -> Value {
        match self {
            Self::Edition => schema_of::<Edition>("An edition of the brochure"),
            Self::Cluster => schema_of::<Cluster>("The record of a cluster"),
        }
    }

    /// Returns the schema, which is generated once.
    pub(crate) fn form(self) -> &'static Value {
        static EDITION: LazyLock<Value> = LazyLock::new(|| RecordKind::Edition.schema());
        static CLUSTER: LazyLock<Value> = LazyLock::new(|| RecordKind::Cluster.schema());
        match self {
            Self::Edition => &EDITION,
            Self::Cluster => &CLUSTER,
        }
    }

    /// Returns the schema as the text of a file.
    #[must_use]
    pub fn text(self) -> String {
        format!("{:#}\n", self.schema())
    }
}

/// Returns the schema files that the first line of each record names: their paths from the root of the project, and their
/// bytes.
#[must_use]
pub fn files() -> Vec<(String, Vec<u8>)> {
    RecordKind::ALL
        .into_iter()
        .map(|kind| (format!("data/schema/{}.json", kind.name()), kind.text().into_bytes()))
        .collect()
}

/// A type that is read from a separate file.
pub trait Record: JsonSchema {
    /// The kind of record.
    const KIND: RecordKind;
}

impl Record for Edition {
    const KIND: RecordKind = RecordKind::Edition;
}

impl Record for Cluster {
    const KIND: RecordKind = RecordKind::Cluster;
}

fn schema_of<T: JsonSchema>(title: &str) -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(without_null))
        .with_transform(RecursiveTransform(one_line))
        .with_transform(RecursiveTransform(list_values))
        .with_transform(RecursiveTransform(never_blank))
        .with_transform(RecursiveTransform(never_empty))
        .with_transform(RecursiveTransform(of_human_size))
        .with_transform(RecursiveTransform(property_titles));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), json!(title));
    schema.to_value()
}

/// Removes null, which TOML does not have: optional keys are not required.
fn without_null(schema: &mut Schema) {
    let Some(table) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = table.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            table.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(branches)) = table.get_mut("anyOf") {
        branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = branches.as_slice() {
            let only = only.clone();
            table.remove("anyOf");
            for (key, value) in only {
                table.entry(key).or_insert(value);
            }
        }
    }
    // The widths of numbers in memory mean nothing to an editor.
    if table.get("type").is_some_and(|kind| kind == "number" || kind == "integer") {
        table.remove("format");
    }
    let nothing = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    if table.get("default").is_some_and(nothing) {
        table.remove("default");
    }
}

/// Turns a choice among documented constants into a plain list of values, which editors complete, with the meaning of each
/// in the description.
fn list_values(schema: &mut Schema) {
    let Some(table) = schema.as_object_mut() else { return };
    let Some(Value::Array(branches)) = table.get("oneOf") else { return };
    let value = |branch: &Value| branch.get("const").or_else(|| branch.get("enum")?.get(0)).cloned();
    let Some(values) = branches.iter().map(value).collect::<Option<Vec<_>>>() else { return };
    let meaning = |branch: &Value| branch.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let meanings: Vec<_> = branches.iter().map(meaning).collect();
    let listed: Vec<_> = values
        .iter()
        .zip(&meanings)
        .map(|(value, meaning)| format!("{}: {meaning}", value.as_str().unwrap_or_default()))
        .collect();
    let own = table.get("description").and_then(Value::as_str).unwrap_or_default();
    let description = format!("{own}\n\n{}", listed.join("\n"));
    table.remove("oneOf");
    table.insert("type".to_owned(), json!("string"));
    table.insert("enum".to_owned(), json!(values));
    table.insert("description".to_owned(), json!(description.trim()));
    table.insert("x-taplo".to_owned(), json!({ "docs": { "enumValues": meanings } }));
}

/// Forbids blank texts: a record leaves out what it does not have.
fn never_blank(schema: &mut Schema) {
    let Some(table) = schema.as_object_mut() else { return };
    let text = match table.get("type") {
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => names.iter().any(|name| name == "string"),
        _ => false,
    };
    if text && !table.contains_key("enum") && !table.contains_key("pattern") {
        table.insert("pattern".to_owned(), json!(NOT_BLANK));
    }
}

/// Requires at least one key in a table whose keys are all optional.
fn never_empty(schema: &mut Schema) {
    let Some(table) = schema.as_object_mut() else { return };
    let with_keys = table.get("type").is_some_and(|kind| kind == "object") && table.contains_key("properties");
    if with_keys && !table.contains_key("required") {
        table.entry("minProperties").or_insert(json!(1));
    }
}

/// Limits the length of lists, tables and texts, so that impossible ones are refused before they cost time.
fn of_human_size(schema: &mut Schema) {
    let Some(table) = schema.as_object_mut() else { return };
    if table.contains_key("items") {
        table.entry("maxItems").or_insert(json!(limits::LIST));
    }
    if table.get("additionalProperties").is_some_and(Value::is_object) {
        table.entry("maxProperties").or_insert(json!(limits::LIST));
    }
    if table.get("pattern").is_some_and(|pattern| pattern == NOT_BLANK) {
        table.entry("maxLength").or_insert(json!(limits::LINE));
    }
}

/// The pattern of a text that is not blank.
pub(crate) const NOT_BLANK: &str = r"\S";

/// Joins the lines of doc comments, because editors wrap descriptions themselves.
fn one_line(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        let paragraphs: Vec<_> = text.split("\n\n").map(|part| part.replace('\n', " ")).collect();
        *text = paragraphs.join("\n\n");
    }
}

/// Adds a title to every key: its name with spaces.
fn property_titles(schema: &mut Schema) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    for (key, property) in properties {
        let Some(table) = property.as_object_mut() else { continue };
        let mut title = key.replace('_', " ");
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        table.entry("title").or_insert(json!(title));
    }
}
