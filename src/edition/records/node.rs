//! A place in a schema, with references resolved.

use serde_json::{Map, Value};

use super::Language;

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into a table.
    Key(String),
    /// Into a list, from 0.
    Index(usize),
}

/// Returns the path of a field for messages, such as `members[2].date`.
#[must_use]
pub fn field(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Key(key) if out.is_empty() => out.push_str(key),
            Step::Key(key) => {
                out.push('.');
                out.push_str(key);
            }
            Step::Index(index) => {
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
        }
    }
    out
}

/// Returns the path of a value as a JSON pointer (RFC 6901), such as `/members/2/date`.
#[must_use]
pub fn pointer(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        out.push('/');
        match step {
            Step::Key(key) => out.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Step::Index(index) => out.push_str(&index.to_string()),
        }
    }
    out
}

/// Returns whether keys are languages and nothing else.
#[must_use]
pub fn are_languages(keys: &[&str]) -> bool {
    !keys.is_empty() && keys.iter().all(|key| key.parse::<Language>().is_ok())
}

/// A place in a schema. Several tables can describe it: its own, and the one that a reference leads to.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    root: &'a Value,
    tables: Vec<&'a Map<String, Value>>,
}

impl<'a> Node<'a> {
    /// Returns the place of the whole record.
    #[must_use]
    pub fn root(schema: &'a Value) -> Self {
        let mut node = Self { root: schema, tables: Vec::new() };
        node.add(schema);
        node
    }

    fn add(&mut self, schema: &'a Value) {
        let Some(table) = schema.as_object() else { return };
        self.tables.push(table);
        let pointer = table.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        if let Some(target) = pointer.and_then(|pointer| self.root.pointer(pointer)) {
            self.add(target);
        }
    }

    fn inside(&self, schemas: impl IntoIterator<Item = &'a Value>) -> Option<Self> {
        let mut node = Self { root: self.root, tables: Vec::new() };
        for schema in schemas {
            node.add(schema);
        }
        (!node.tables.is_empty()).then_some(node)
    }

    /// Returns the value of a keyword.
    #[must_use]
    pub fn get(&self, keyword: &str) -> Option<&'a Value> {
        self.tables.iter().find_map(|table| table.get(keyword))
    }

    /// Returns the text of a keyword.
    #[must_use]
    pub fn text(&self, keyword: &str) -> Option<&'a str> {
        self.get(keyword).and_then(Value::as_str)
    }

    /// Returns the first example.
    #[must_use]
    pub fn example(&self) -> Option<&'a Value> {
        self.get("examples")?.get(0)
    }

    /// Returns the values of a closed list.
    #[must_use]
    pub fn values(&self) -> Option<Vec<&'a str>> {
        Some(self.get("enum")?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// Returns whether a JSON type is allowed.
    #[must_use]
    pub fn allows(&self, kind: &str) -> bool {
        match self.get("type") {
            Some(Value::String(name)) => name == kind,
            Some(Value::Array(names)) => names.iter().any(|name| name == kind),
            _ => true,
        }
    }

    /// Returns the keys that a table can have, in alphabetical order.
    #[must_use]
    pub fn keys(&self) -> Vec<&'a str> {
        let mut keys: Vec<_> = self.properties().flat_map(|table| table.keys().map(String::as_str)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Returns whether a table has a key for each language and no others.
    #[must_use]
    pub fn is_per_language(&self) -> bool {
        are_languages(&self.keys())
    }

    /// Returns whether a key is required.
    #[must_use]
    pub fn requires(&self, key: &str) -> bool {
        self.get("required").and_then(Value::as_array).is_some_and(|keys| keys.iter().any(|name| name == key))
    }

    /// Returns the place of a key.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<Self> {
        let own: Vec<_> = self.properties().filter_map(|table| table.get(key)).collect();
        if own.is_empty() { self.inside(self.get("additionalProperties")) } else { self.inside(own) }
    }

    /// Returns the place of the entries of a list.
    #[must_use]
    pub fn item(&self) -> Option<Self> {
        self.inside(self.get("items"))
    }

    /// Returns the place at a path.
    #[must_use]
    pub fn at(&self, path: &[Step]) -> Option<Self> {
        let mut node = self.clone();
        for step in path {
            node = match step {
                Step::Key(key) => node.key(key)?,
                Step::Index(_) => node.item()?,
            };
        }
        Some(node)
    }

    fn properties(&self) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.tables.iter().filter_map(|table| table.get("properties")?.as_object())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_is_described_by_its_own_table_and_the_one_it_refers_to() {
        let schema = json!({
            "properties": { "a": { "$ref": "#/$defs/T", "properties": { "x": { "maxLength": 3 } } } },
            "$defs": { "T": { "type": "object", "properties": { "x": { "type": "string" } }, "required": ["x"] } },
        });
        let node = Node::root(&schema);
        let a = node.key("a").expect("a");
        assert!(a.requires("x") && a.keys() == ["x"]);
        let x = node.at(&[Step::Key("a".into()), Step::Key("x".into())]).expect("x");
        assert!(x.allows("string") && !x.allows("number") && x.get("maxLength") == Some(&json!(3)));
        assert!(node.key("b").is_none());
    }

    #[test]
    fn a_path_is_written_as_in_messages() {
        let path = [Step::Key("members".into()), Step::Index(2), Step::Key("date".into())];
        assert_eq!(field(&path), "members[2].date");
    }

    #[test]
    fn a_pointer_leads_to_a_value() {
        let path = [Step::Key("a/b~c".into()), Step::Index(1)];
        assert_eq!(json!({ "a/b~c": [1, 2] }).pointer(&pointer(&path)), Some(&json!(2)));
        assert_eq!(json!(3).pointer(&pointer(&[])), Some(&json!(3)));
    }

    #[test]
    fn only_languages_are_per_language() {
        assert!(are_languages(&["de", "en"]) && !are_languages(&["de", "file"]) && !are_languages(&[]));
    }
}
