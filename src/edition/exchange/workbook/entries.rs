//! The entries of a record that are rows of a sheet, and which of them are the same before and after a change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::columns::Column;
use super::kinds::{Kind, steps};
use super::texts::text;
use crate::edition::records::node::{Step, field, pointer};

/// The texts of the fields of an entry that has them, by the keys of columns.
pub(super) type Texts = BTreeMap<String, String>;

/// The name of an entry in a workbook: `niro`, `niro/contact`, `niro/members/2`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    /// The record.
    pub slug: String,
    /// The path of the entry in the record.
    pub path: Vec<Step>,
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.path.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        let path = keys.collect::<Vec<_>>().join(".");
        f.write_str(&self.slug)?;
        if !path.is_empty() {
            write!(f, "/{path}")?;
        }
        match self.path.last() {
            Some(Step::Index(index)) => write!(f, "/{index}"),
            _ => Ok(()),
        }
    }
}

impl Id {
    /// Reads the name of an entry of a kind.
    pub(super) fn parse(text: &str, kind: &Kind) -> Option<Self> {
        let mut parts = text.trim().split('/');
        let slug = parts.next().filter(|slug| !slug.is_empty())?.to_owned();
        let path = parts.next().unwrap_or_default();
        let index = parts.next().map(|index| index.parse::<usize>().ok());
        let path = match index {
            None if kind.table == Some(path) => steps(path),
            Some(Some(index)) if kind.list == Some(path) => [&steps(path)[..], &[Step::Index(index)]].concat(),
            _ => return None,
        };
        parts.next().is_none().then_some(Self { slug, path })
    }
}

/// Returns the entries of a kind in a record. A table that the record does not have is a row too, to be filled in, except for
/// another way to write one of a list.
pub(super) fn entries<'a>(record: &'a Value, slug: &str, kind: &Kind) -> Vec<(Id, &'a Value)> {
    let mut found = Vec::new();
    let id = |path: Vec<Step>| Id { slug: slug.to_owned(), path };
    if let Some(table) = kind.table {
        let path = steps(table);
        match record.pointer(&pointer(&path)) {
            Some(entry) => found.push((id(path), entry)),
            None if kind.list.is_none() => found.push((id(path), &Value::Null)),
            None => {}
        }
    }
    if let Some(list) = kind.list {
        let path = steps(list);
        let items = record.pointer(&pointer(&path)).and_then(Value::as_array);
        for (index, entry) in items.into_iter().flatten().enumerate() {
            found.push((id([&path[..], &[Step::Index(index)]].concat()), entry));
        }
    }
    found
}

/// Returns the texts of the fields of an entry.
pub(super) fn texts(entry: &Value, columns: &[Column]) -> Texts {
    let found = columns.iter().map(|column| (column.key.clone(), text(entry, column)));
    found.filter(|(_, text)| !text.is_empty()).collect()
}

/// Returns for each entry that went out the one that the record has in its place now: the same one, or else the one with the
/// most fields in common. `None` for those that are gone. What went out has the number that each had in its list.
pub(super) fn align(sent: &[(usize, &Texts)], now: &[Texts]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; sent.len()];
    let mut free: BTreeSet<usize> = (0..now.len()).collect();
    // Most often nothing was added or removed.
    for (slot, (index, entry)) in found.iter_mut().zip(sent) {
        if now.get(*index) == Some(*entry) {
            *slot = Some(*index);
            free.remove(index);
        }
    }
    for (slot, (_, entry)) in found.iter_mut().zip(sent).filter(|(slot, _)| slot.is_none()) {
        if let Some(same) = free.iter().copied().find(|other| now[*other] == **entry) {
            *slot = Some(same);
            free.remove(&same);
        }
    }
    for (slot, (index, entry)) in found.iter_mut().zip(sent).filter(|(slot, _)| slot.is_none()) {
        let alike = |other: &usize| (similarity(entry, &now[*other]), other == index);
        let best = free.iter().copied().max_by_key(|other| (alike(other), std::cmp::Reverse(*other)));
        // An entry that differs in most of its fields is another one, unless it is in the same place.
        if let Some(best) =
            best.filter(|best| best == index || similarity(entry, &now[*best]) * 2 >= entry.len().max(1))
        {
            *slot = Some(best);
            free.remove(&best);
        }
    }
    found
}

/// Returns how many fields two entries have in common.
pub(super) fn similarity(one: &Texts, other: &Texts) -> usize {
    one.iter().filter(|(key, text)| other.get(*key) == Some(text)).count()
}

/// Names an entry by its first fields, for people: "72, 2020-11".
pub(super) fn label(texts: &Texts, columns: &[Column]) -> String {
    let mut named = Vec::new();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for column in columns {
        let Some(text) = texts.get(&column.key) else { continue };
        // One language is enough.
        if named.len() < 2 && column.key != "qualifier" && column.key != "source" && met.insert(column.plain_key()) {
            let first = text.lines().next().unwrap_or_default();
            let short: String = first.chars().take(40).collect();
            named.push(if short.len() < first.len() { format!("{short}…") } else { short });
        }
    }
    named.join(", ")
}

/// Returns the path of an entry for messages.
pub(super) fn place(id: &Id) -> String {
    field(&id.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(texts: &[(&str, &str)]) -> Texts {
        texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn an_id_names_an_entry() {
        let kind = |name| Kind::find(name).expect("a kind");
        for (id, name) in [
            ("niro", "clusters"),
            ("niro/contact", "contacts"),
            ("a-1/members/2", "members"),
            ("x/mix.shares/0", "shares"),
        ] {
            assert_eq!(Id::parse(id, kind(name)).expect(id).to_string(), id);
        }
        for (id, name) in
            [("", "clusters"), ("niro", "members"), ("niro/members", "members"), ("niro/people/x", "people")]
        {
            assert_eq!(Id::parse(id, kind(name)), None, "{id}");
        }
    }

    #[test]
    fn entries_are_found_again_where_others_were_added_or_removed() {
        let [a, b, c] = ["1", "2", "3"].map(|count| entry(&[("count", count), ("date", count), ("source", "s")]));
        let changed = entry(&[("count", "9"), ("date", "2"), ("source", "s")]);
        let aligned = |sent: &[&Texts], now: &[&Texts]| {
            let sent: Vec<_> = sent.iter().copied().enumerate().collect();
            let now: Vec<_> = now.iter().map(|entry| (*entry).clone()).collect();
            align(&sent, &now)
        };
        assert_eq!(aligned(&[&a, &b, &c], &[&a, &b, &c]), [Some(0), Some(1), Some(2)]);
        assert_eq!(aligned(&[&a, &b, &c], &[&b, &c]), [None, Some(0), Some(1)]);
        assert_eq!(aligned(&[&a, &b], &[&c, &a, &b]), [Some(1), Some(2)]);
        assert_eq!(aligned(&[&a, &b, &c], &[&a, &changed, &c]), [Some(0), Some(1), Some(2)]);
        assert_eq!(aligned(&[&a, &b, &c], &[&a, &c]), [Some(0), None, Some(1)]);
    }
}
