//! Carries the record of a cluster over to the next edition.

use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::carry;
use crate::edition::records::{Cluster, Label, Members};

/// Keys that belong to the earlier tour.
const OF_THE_TOUR: [&str; 7] = ["visit", "headline", "standfirst", "pull", "story", "voices", "pictures"];

/// Keys that every new chapter needs, whether or not it had them before.
const NEEDED: [&str; 2] = ["visit", "story"];

/// Changes a record into that of the next edition, and returns the keys that are left open.
pub(super) fn carry_over(record: &mut DocumentMut, before: &Cluster, edition: &str) -> Vec<String> {
    // A chapter without a description would have no lead: its standfirst stays until there is a new one.
    let kept = if before.description.is_none() { "standfirst" } else { "" };
    let cleared: Vec<_> = OF_THE_TOUR.into_iter().filter(|key| *key != kept).collect();
    let open = OF_THE_TOUR.iter().filter(|key| NEEDED.contains(key) || record.contains_key(key));
    let open: Vec<_> = open.map(|key| (*key).to_owned()).collect();
    carry::clear(record, &cleared, edition);
    carry::clear_silently(record, "approved");
    carry::unmark(record.as_table_mut());
    // Notes were accepted for the texts of the earlier edition.
    if let Some(editorial) = record.get_mut("editorial").and_then(Item::as_table_like_mut) {
        editorial.remove("accepted");
    }

    // Earlier counts and labels are history.
    let latest = [("members", Members::latest(&before.members)), ("labels", Label::latest(&before.labels))];
    let latest = latest.into_iter().filter_map(|(key, index)| Some((key, index?)));
    let all =
        [("indicators", before.indicators.len()), ("topics", before.topics.len()), ("projects", before.projects.len())];
    let all = all.into_iter().flat_map(|(key, count)| (0..count).map(move |index| (key, index)));
    for (key, index) in latest.chain(all) {
        if let Some(carried) = record.get_mut(key).and_then(|list| entry(list, index)) {
            carry::mark(carried);
        }
    }
    let people = (0..before.people.len()).map(|index| ("people", Some(index)));
    for (key, index) in people.chain([("manager", None)]) {
        let Some(item) = record.get_mut(key) else { continue };
        let person = match index {
            Some(index) => entry(item, index),
            None => item.as_table_like_mut(),
        };
        if let Some(person) = person {
            // A person agreed to a portrait in that edition, and its file stays there.
            person.remove("portrait");
            person.remove("consent");
            carry::mark(person);
        }
    }
    for key in ["mix", "contact"] {
        if let Some(table) = record.get_mut(key).and_then(Item::as_table_like_mut) {
            carry::mark(table);
        }
    }
    carry::make_open(record);
    open
}

/// Returns an entry of a list of tables, in either notation.
pub(super) fn entry(list: &mut Item, index: usize) -> Option<&mut dyn TableLike> {
    match list {
        Item::ArrayOfTables(tables) => tables.get_mut(index).map(|table| table as _),
        Item::Value(Value::Array(items)) => items.get_mut(index)?.as_inline_table_mut().map(|table| table as _),
        _ => None,
    }
}
