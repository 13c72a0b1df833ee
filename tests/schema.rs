//! The schemas are up to date, named in the first line of each record, and complete.

use std::fs;
use std::path::PathBuf;

use crate::common::{assert_kept, root};
use brochure::edition::records::keys;
use brochure::edition::records::node::Node;
use brochure::edition::records::schema::RecordKind;
use brochure::internals::starter;
use serde_json::Value;

#[test]
fn the_schemas_and_the_list_of_keys_are_up_to_date() {
    for kind in RecordKind::ALL {
        assert_kept(&format!("data/schema/{}.json", kind.name()), &kind.text());
    }
    assert_kept("data/schema/README.md", &keys::page());
}

#[test]
fn every_record_begins_with_the_line_that_names_its_schema() {
    let root = root();
    let shipped = fs::read_dir(root.join("data/2019/clusters")).expect("records");
    let mut records: Vec<(PathBuf, String)> = shipped
        .map(|entry| entry.expect("a record").path())
        .chain([root.join("data/2019/edition.toml")])
        .map(|path| (path.clone(), fs::read_to_string(path).expect("a record")))
        .collect();
    let made = starter::project("2027").into_iter().filter(|(path, _)| path.starts_with("data/2027/"));
    records.extend(made.map(|(path, bytes)| (path.into(), String::from_utf8(bytes).expect("text"))));
    records.push((PathBuf::from("data/2027/clusters/new.toml"), starter::cluster("new")));
    assert!(records.len() >= 13);
    for (path, text) in records {
        let line = if path.ends_with("edition.toml") {
            "#:schema ../schema/edition.json\n"
        } else {
            "#:schema ../../schema/cluster.json\n"
        };
        assert!(text.starts_with(line), "{}", path.display());
    }
}

#[test]
fn every_key_has_a_title_and_a_description() {
    for kind in RecordKind::ALL {
        let schema = kind.schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        walk(&schema, kind.name());
    }
}

fn walk(value: &Value, path: &str) {
    let Value::Object(table) = value else { return };
    if let Some(Value::Object(properties)) = table.get("properties") {
        for (key, property) in properties {
            let path = format!("{path}.{key}");
            // What only limits a text needs no description beside that of the text.
            let limit =
                property.as_object().is_some_and(|table| table.keys().all(|key| key == "maxLength" || key == "title"));
            let title = property["title"].as_str().unwrap_or_default();
            assert!(limit || title.chars().next().is_some_and(char::is_uppercase), "{path} has no title");
            let described =
                property["description"].as_str().is_some_and(|text| text.ends_with('.') || text.contains('\n'));
            assert!(limit || described, "{path} has no description");
        }
    }
    for (key, inner) in table {
        match inner {
            Value::Object(_) => walk(inner, &format!("{path}.{key}")),
            Value::Array(items) => items.iter().for_each(|item| walk(item, &format!("{path}.{key}"))),
            _ => {}
        }
    }
}

#[test]
fn the_annotated_records_name_every_key() {
    for (kind, files) in
        [(RecordKind::Edition, vec!["edition.toml"]), (RecordKind::Cluster, vec!["example.toml", "cluster.toml"])]
    {
        let schema = kind.schema();
        for file in files {
            let text = fs::read_to_string(root().join("src/edition/edit/starter/files").join(file)).expect(file);
            let mut missing = Vec::new();
            names(&Node::root(&schema), &text, &mut missing);
            assert!(missing.is_empty(), "{file} does not name {missing:?}");
        }
    }
}

/// Adds the keys of a node and of the nodes in it that a text does not name.
fn names(node: &Node<'_>, text: &str, missing: &mut Vec<String>) {
    for key in node.keys() {
        let named = [format!("{key} ="), format!("[{key}]"), format!(".{key}]")];
        // Keys of languages are in every record.
        let language = key == "de" || key == "en";
        if !language && !named.iter().any(|name| text.contains(name.as_str())) {
            missing.push(key.to_owned());
        }
        let Some(child) = node.key(key) else { continue };
        names(child.item().as_ref().unwrap_or(&child), text, missing);
    }
}
