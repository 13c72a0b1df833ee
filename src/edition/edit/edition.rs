//! Carries the edition file over to the next edition.

use toml_edit::{DocumentMut, Item};

use super::{carry, cluster};
use crate::edition::edit::starter;
use crate::edition::load::Records;
use crate::edition::records::{Date, Members};

/// Keys that belong to the earlier tour.
const OF_THE_TOUR: [&str; 3] = ["tour", "foreword", "introduction"];

/// Keys that stay, but may mention the earlier tour.
const TO_LOOK_OVER: [&str; 9] =
    ["as_of", "subtitle", "imprint", "contacts", "pages", "closing", "next", "index", "sections"];

/// Returns the keys of the tour that are left open: a foreword only if there was one.
fn always_open(edition: &DocumentMut) -> impl Iterator<Item = &'static str> {
    OF_THE_TOUR.into_iter().filter(|key| *key != "foreword" || edition.contains_key(key))
}

/// Changes a record into that of the next edition, and returns the keys that are left open.
pub(super) fn carry_over(edition: &mut DocumentMut, before: &Records, name: &str) -> Vec<String> {
    let open = TO_LOOK_OVER.into_iter().filter(|key| edition.contains_key(key)).chain(always_open(edition));
    let open: Vec<_> = open.map(str::to_owned).collect();
    carry::unmark(edition.as_table_mut());
    carry::clear(edition, &OF_THE_TOUR, name);
    // The next edition has the name of its folder.
    carry::clear_silently(edition, "edition");
    // An ISBN is of one edition alone.
    carry::clear_silently(edition, "isbn");

    // Figures keep their dates, and none may be later than `as_of`: the new date is never before the old one.
    let before_date = before.edition.value.as_of;
    let date = starter::date_of(name).map_or(before_date, |date| date.max(before_date));
    if let Some(as_of) = edition.get_mut("as_of").and_then(Item::as_value_mut) {
        let decor = as_of.decor().clone();
        *as_of = super::date(Date::Day(date));
        *as_of.decor_mut() = decor;
    }
    let members = before.edition.value.programme.as_ref().map(|programme| programme.members.as_slice());
    if let Some(latest) = members.and_then(Members::latest)
        && let Some(programme) = edition.get_mut("programme").and_then(Item::as_table_like_mut)
        && let Some(figure) = programme.get_mut("members").and_then(|members| cluster::entry(members, latest))
    {
        carry::mark(figure);
    }
    carry::make_open(edition);
    open
}
