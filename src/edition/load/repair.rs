//! Repairs a record with schema errors so that the other rules can still be checked.
//!
//! Invalid values are removed, or replaced by the simplest value of their type if they are required. Entries of lists keep
//! their numbers. Repaired values are never printed: an edition with an error is not built.

use serde_json::{Map, Value, json};

use super::form::{Problem, SchemaError};
use crate::edition::records::node::{Node, Step, pointer};
use crate::edition::records::schema::{DATE_FORM, DAY_FORM};

/// Repairs a value that has schema errors.
pub(super) fn repair(value: &mut Value, schema: &Value, errors: &[SchemaError]) {
    let root = Node::root(schema);
    for error in errors {
        let Some((last, parents)) = error.path.split_last() else {
            *value = plainest(&root);
            continue;
        };
        let Some(node) = root.at(parents) else { continue };
        let Some(parent) = value.pointer_mut(&pointer(parents)) else { continue };
        match (last, parent) {
            (Step::Key(key), Value::Object(table)) => {
                let wanted = error.problem != Problem::UnknownKey && node.requires(key);
                match node.key(key).filter(|_| wanted) {
                    Some(node) => table.insert(key.clone(), plainest(&node)),
                    None => table.remove(key),
                };
            }
            (Step::Index(index), Value::Array(items)) => {
                if let (Some(item), Some(node)) = (items.get_mut(*index), node.item()) {
                    *item = plainest(&node);
                }
            }
            _ => {}
        }
    }
}

/// Returns the simplest value that the type of the record accepts.
fn plainest(node: &Node<'_>) -> Value {
    if let Some(first) = node.values().and_then(|values| values.first().copied()) {
        return json!(first);
    }
    match node.text("format") {
        Some(DATE_FORM) => return json!(2000),
        Some(DAY_FORM) => return json!("2000-01-01"),
        _ => {}
    }
    if node.allows("string") {
        json!("?")
    } else if node.allows("array") {
        json!([])
    } else if node.allows("object") {
        let keys = node.keys().into_iter().filter(|key| node.requires(key));
        let entries = keys.filter_map(|key| Some((key.to_owned(), plainest(&node.key(key)?))));
        Value::Object(entries.collect::<Map<_, _>>())
    } else if node.allows("boolean") {
        json!(false)
    } else {
        node.get("minimum").filter(|least| least.as_f64().is_some_and(|least| least > 0.0)).cloned().unwrap_or(json!(0))
    }
}
