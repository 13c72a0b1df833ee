//! The title page of a chapter: the summit book, and the log of the visit.

use super::facts::Rows;
use super::tour::capitalise;
use super::{Context, Locale};
use crate::edition::records::{Cluster, Manager};
use crate::pages::values::{Person, Row, SummitBook};

/// The most people on the page; the others are in the index.
const MOST_PEOPLE: usize = 9;

/// Returns the people whom a source names with a function: those with a portrait first, then in the order of the record.
pub(super) fn summit_book(context: &Context<'_>, cluster: &Cluster) -> SummitBook {
    let locale = context.locale;
    let people: Vec<_> = cluster.manager.iter().filter_map(|record| person(record, locale)).collect();
    shorten(people, locale)
}

/// Keeps as many people as the page has space for, and says how many others there are.
fn shorten(mut people: Vec<Person>, locale: Locale<'_>) -> SummitBook {
    people.sort_by_key(|person| person.portrait.is_none());
    let others = people.len().saturating_sub(MOST_PEOPLE);
    people.truncate(MOST_PEOPLE);
    let more = (others > 0).then(|| locale.fill("summit-book", "more", &[("value", &others.to_string())]));
    SummitBook { people, more }
}

fn person(record: &Manager, locale: Locale<'_>) -> Option<Person> {
    Some(Person {
        name: locale.set_spaces(locale.name(&record.name)),
        function: locale.text(&record.function)?,
        date: record.as_of.map(|date| capitalise(&locale.format_date(date))),
        portrait: None,
    })
}

/// Returns the log of the visit: when, where, on what occasion, and the way there and on.
pub(super) fn log(context: &Context<'_>, station: usize) -> Vec<Row> {
    let locale = context.locale;
    let cluster = &context.clusters()[station].value;
    let city = |station: usize| locale.name(&context.clusters()[station].value.seat.city);
    let mut rows = Rows::new("log", locale);
    if let Some(visit) = &cluster.visit {
        rows.add("visit", visit.date.map(|date| capitalise(&locale.format_date(date))));
        rows.add("place", locale.text(&visit.place));
        rows.add("occasion", locale.text(&visit.occasion));
    }
    let way = |key: &str, km: u32, place: usize| {
        locale.fill("log", key, &[("distance", &locale.format_kilometres(km)), ("city", city(place))])
    };
    if let Some(leg) = context.tour.arrival(station) {
        rows.add("leg", way("leg-value", leg.km, leg.from));
    }
    match (context.tour.departure(station), context.tour.arrival(station), context.tour.kilometres()) {
        (Some(leg), ..) => rows.add("onward", way("onward-value", leg.km, leg.to)),
        (None, Some(_), Some(whole)) if station + 1 == context.clusters().len() => {
            rows.add("end", way("end-value", whole, 0));
        }
        _ => {}
    }
    rows.done
}
