//! Ways to get a key wrong.

use brochure::edition::records::node::{Node, Step};
use serde_json::Value as Plain;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

/// The name of the second definition of a key until the file is text: a document cannot hold two.
pub const PLACEHOLDER: &str = "zz_the_same_again";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Delete,
    Misspell,
    WrongKind,
    Empty,
    Double,
    OutOfRange,
    OtherLanguage,
}

impl Change {
    pub const ALL: [Self; 7] = [
        Self::Delete,
        Self::Misspell,
        Self::WrongKind,
        Self::Empty,
        Self::Double,
        Self::OutOfRange,
        Self::OtherLanguage,
    ];
}

/// Every key of a table and of the tables in it.
pub fn keys(table: &dyn TableLike, path: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    for (key, item) in table.iter() {
        path.push(Step::Key(key.to_owned()));
        out.push(path.clone());
        if let Some(inner) = item.as_table_like() {
            keys(inner, path, out);
        } else if let Some(tables) = item.as_array_of_tables() {
            for (index, inner) in tables.iter().enumerate() {
                path.push(Step::Index(index));
                keys(inner, path, out);
                path.pop();
            }
        } else if let Some(items) = item.as_array() {
            for (index, inner) in items.iter().enumerate() {
                let Some(inner) = inner.as_inline_table() else { continue };
                path.push(Step::Index(index));
                keys(inner, path, out);
                path.pop();
            }
        }
        path.pop();
    }
}

/// Makes the change; gives the text that a fault must mark, empty where there is none.
pub fn apply(document: &mut DocumentMut, place: &[Step], change: Change, schema: &Plain) -> Option<String> {
    let (Step::Key(key), parents) = place.split_last()? else { return None };
    let table = inside(document, parents)?;
    match change {
        Change::Delete => {
            table.remove(key)?;
            Some(String::new())
        }
        Change::Misspell => {
            let item = table.remove(key)?;
            let Some(Step::Key(wrong)) = misspelt(place).pop() else { return None };
            table.insert(&wrong, item);
            Some(wrong)
        }
        Change::WrongKind => {
            let item = table.get_mut(key)?;
            let wrong = if item.as_bool().is_some() { Value::from(1) } else { Value::from(true) };
            let shown = wrong.to_string();
            *item = Item::Value(wrong);
            Some(shown)
        }
        Change::Double => {
            let item = table.get(key)?.clone();
            // A further entry of a list is no second definition.
            if item.is_array_of_tables() {
                return None;
            }
            table.insert(PLACEHOLDER, item);
            Some(String::new())
        }
        Change::OutOfRange => {
            let node = Node::root(schema).at(place)?;
            let wrong = out_of_range(&node)?;
            let shown = wrong.to_string();
            *table.get_mut(key)? = Item::Value(wrong);
            Some(shown)
        }
        Change::OtherLanguage => {
            Node::root(schema).at(parents)?.is_per_language().then_some(())?;
            let item = table.remove(key)?;
            table.insert("fr", item);
            Some("fr".to_owned())
        }
        Change::Empty => {
            let item = table.get_mut(key)?;
            let empty: Value = match item {
                Item::Table(_) | Item::Value(Value::InlineTable(_)) => InlineTable::new().into(),
                Item::ArrayOfTables(_) | Item::Value(Value::Array(_)) => Array::new().into(),
                _ => Value::from(""),
            };
            *item = Item::Value(empty);
            Some(String::new())
        }
    }
}

pub fn inside<'a>(document: &'a mut DocumentMut, path: &[Step]) -> Option<&'a mut dyn TableLike> {
    let mut item = document.as_item_mut();
    let mut steps = path.iter();
    while let Some(step) = steps.next() {
        match step {
            Step::Key(key) => item = item.as_table_like_mut()?.get_mut(key)?,
            Step::Index(index) => {
                // Entries of a list are tables and no items.
                let rest = steps.as_slice();
                let table: &mut dyn TableLike = match item {
                    Item::ArrayOfTables(tables) => tables.get_mut(*index)?,
                    Item::Value(Value::Array(items)) => items.get_mut(*index)?.as_inline_table_mut()?,
                    _ => return None,
                };
                return further(table, rest);
            }
        }
    }
    item.as_table_like_mut()
}

fn further<'a>(table: &'a mut dyn TableLike, path: &[Step]) -> Option<&'a mut dyn TableLike> {
    match path.split_first() {
        None => Some(table),
        Some((Step::Key(key), rest)) => further(table.get_mut(key)?.as_table_like_mut()?, rest),
        Some((Step::Index(_), _)) => None,
    }
}

/// The path with two letters of its last key exchanged.
pub fn misspelt(place: &[Step]) -> Vec<Step> {
    let mut place = place.to_vec();
    if let Some(Step::Key(key)) = place.last_mut() {
        let mut letters: Vec<_> = key.chars().collect();
        let last = letters.len() - 1;
        if letters[last] == letters[last.saturating_sub(1)] {
            letters.push('x');
        } else {
            letters.swap(last, last - 1);
        }
        *key = letters.into_iter().collect();
    }
    place
}

/// The path with another last key.
pub fn with_last(place: &[Step], key: &str) -> Vec<Step> {
    let mut place = place.to_vec();
    if let Some(last) = place.last_mut() {
        *last = Step::Key(key.to_owned());
    }
    place
}

/// A value of the right kind that no record can have.
fn out_of_range(node: &Node<'_>) -> Option<Value> {
    if node.text("format").is_some() {
        return Some("2019-02-30".into());
    }
    if node.values().is_some() || node.text("x-form").is_some() {
        return Some("§ nonsense §".into());
    }
    let is_number = !node.allows("string") && (node.allows("integer") || node.allows("number"));
    (is_number && node.get("maximum").is_some()).then(|| Value::from(9_000_000_000_000_000_000_i64))
}
