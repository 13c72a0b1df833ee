//! Shared steps of carrying over records: clearing, marking, listing.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// Removes keys from a record and leaves a comment before what follows them.
pub(super) fn clear(record: &mut DocumentMut, keys: &[&str], edition: &str) {
    let mut places: BTreeMap<Option<String>, Vec<&str>> = BTreeMap::new();
    for key in keys.iter().filter(|key| record.contains_key(key)) {
        places.entry(next(record, key, keys)).or_default().push(key);
    }
    for (next, cleared) in places {
        let kept: String = cleared.iter().map(|key| remove(record, key)).collect();
        let remark = format!("# {}: to be written for {edition}; see [editorial] open.\n", cleared.join(", "));
        put_before(record, next.as_deref(), &format!("{kept}{remark}"));
    }
}

/// Removes a key from a record. Comments that are separated from it by a blank line stay before what follows.
pub(super) fn clear_silently(record: &mut DocumentMut, key: &str) {
    if record.contains_key(key) {
        let next = next(record, key, &[key]);
        let kept = remove(record, key);
        if !kept.is_empty() {
            put_before(record, next.as_deref(), &kept);
        }
    }
}

/// Removes a key. Returns the comments above it that do not belong to it: those separated by a blank line, and the head of
/// the file.
fn remove(record: &mut DocumentMut, key: &str) -> String {
    let prefix = match record.get_mut(key) {
        Some(item) if !item.is_value() => {
            first_table(item).and_then(|table| Some(table.decor().prefix()?.as_str()?.to_owned()))
        }
        _ => record.key(key).and_then(|key| Some(key.leaf_decor().prefix()?.as_str()?.to_owned())),
    };
    record.remove(key);
    let prefix = prefix.unwrap_or_default().replace("\r\n", "\n");
    let own = prefix.rfind("\n\n").map_or(0, |end| end + 2);
    let head = if prefix.starts_with("#:schema") { prefix.find('\n').map_or(prefix.len(), |end| end + 1) } else { 0 };
    prefix[..own.max(head)].trim_start_matches('\n').to_owned()
}

/// Returns what follows a key in the file and is not cleared too.
fn next(record: &DocumentMut, key: &str, cleared: &[&str]) -> Option<String> {
    let stays = |name: &str| !cleared.contains(&name);
    let item = record.get(key)?;
    if item.is_value() {
        let behind = record.iter().skip_while(|(name, _)| *name != key).skip(1);
        let mut values = behind.filter(|(name, item)| item.is_value() && stays(name));
        return values.next().map(|(name, _)| name.to_owned());
    }
    let place = position(item);
    let tables = record.iter().filter_map(|(name, item)| Some((position(item)?, name)));
    tables.filter(|(at, name)| Some(*at) > place && stays(name)).min().map(|(_, name)| name.to_owned())
}

/// Puts a comment before a key, or at the end of the file.
fn put_before(record: &mut DocumentMut, next: Option<&str>, remark: &str) {
    let Some(next) = next else {
        let trailing = record.trailing().as_str().unwrap_or_default().to_owned();
        record.set_trailing(format!("{trailing}\n{remark}"));
        return;
    };
    if let Some(table) = record.get_mut(next).and_then(first_table) {
        let before = table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        table.decor_mut().set_prefix(format!("\n{remark}{before}"));
    } else if let Some(mut key) = record.key_mut(next) {
        let before = key.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        key.leaf_decor_mut().set_prefix(format!("{remark}{before}"));
    }
}

fn position(item: &Item) -> Option<isize> {
    match item {
        Item::Table(table) => first_position(table),
        Item::ArrayOfTables(tables) => tables.iter().next()?.position(),
        _ => None,
    }
}

/// Returns the position of a table, or that of the first table inside it if it has no header.
fn first_position(table: &Table) -> Option<isize> {
    let inside = || table.iter().filter_map(|(_, item)| position(item)).min();
    if table.is_implicit() { inside() } else { table.position().or_else(inside) }
}

/// Returns the table whose header comes first.
fn first_table(item: &mut Item) -> Option<&mut Table> {
    let table = match item {
        Item::Table(table) => table,
        Item::ArrayOfTables(tables) => return tables.get_mut(0),
        _ => return None,
    };
    if !table.is_implicit() {
        return Some(table);
    }
    let first = table.iter().filter_map(|(key, item)| Some((position(item)?, key.to_owned()))).min()?.1;
    table.get_mut(&first).and_then(first_table)
}

/// Marks an entry as carried over.
pub(super) fn mark(entry: &mut dyn TableLike) {
    entry.insert("carried_over", Item::Value(Value::from(true)));
}

/// Removes the marks of an earlier edition.
pub(super) fn unmark(record: &mut dyn TableLike) {
    record.remove("carried_over");
    for (_, item) in record.iter_mut() {
        match item {
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| unmark(table)),
            Item::Value(Value::Array(items)) => {
                items.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|table| unmark(table));
            }
            item => {
                if let Some(table) = item.as_table_like_mut() {
                    unmark(table);
                }
            }
        }
    }
}

/// Creates the list of open keys if it is missing.
pub(super) fn make_open(record: &mut DocumentMut) {
    let editorial = record.entry("editorial").or_insert_with(|| Item::Table(Table::new()));
    if let Some(table) = editorial.as_table_like_mut() {
        table.entry("open").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    }
}
