//! What both kinds of records share when they are carried over: clearing, marking, listing.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// Takes keys out of a record and leaves a remark in front of what follows them.
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

/// Takes a key out of a record; the remarks that a blank line parts from it follow what comes next.
pub(super) fn clear_silently(record: &mut DocumentMut, key: &str) {
    if record.contains_key(key) {
        let next = next(record, key, &[key]);
        let kept = remove(record, key);
        if !kept.is_empty() {
            put_before(record, next.as_deref(), &kept);
        }
    }
}

/// Takes a key out; gives the remarks above it that are not its own: those that a blank line parts
/// from it, and the head of the file.
fn remove(record: &mut DocumentMut, key: &str) -> String {
    let prefix = match record.get_mut(key) {
        Some(item) if !item.is_value() => {
            first_table(item).and_then(|table| Some(table.decor().prefix()?.as_str()?.to_owned()))
        }
        _ => record.key(key).and_then(|key| Some(key.leaf_decor().prefix()?.as_str()?.to_owned())),
    };
    record.remove(key);
    let prefix = prefix.unwrap_or_default();
    let own = prefix.rfind("\n\n").map_or(0, |end| end + 2);
    let head = if prefix.starts_with("#:schema") { prefix.find('\n').map_or(prefix.len(), |end| end + 1) } else { 0 };
    prefix[..own.max(head)].trim_start_matches('\n').to_owned()
}

/// What follows a key in the file and is not cleared too.
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

/// Puts a remark in front of a key, or at the end of the file.
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

/// The place of a table, or of the first inside it where it has no line of its own.
fn first_position(table: &Table) -> Option<isize> {
    let inside = || table.iter().filter_map(|(_, item)| position(item)).min();
    if table.is_implicit() { inside() } else { table.position().or_else(inside) }
}

/// The table whose line comes first.
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

/// Marks a figure as taken over from the edition before.
pub(super) fn mark(figure: &mut dyn TableLike) {
    figure.insert("carried_over", Item::Value(Value::from(true)));
}

/// Takes the marks of an earlier edition away.
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

/// Makes the list of open places where there is none.
pub(super) fn make_open(record: &mut DocumentMut) {
    let editorial = record.entry("editorial").or_insert_with(|| Item::Table(Table::new()));
    if let Some(table) = editorial.as_table_like_mut() {
        table.entry("open").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    }
}
