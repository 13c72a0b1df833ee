//! The title page of a chapter: the summit book, and the log of the visit.

use super::facts::{Rows, join};
use super::tour::capitalise;
use super::{Context, Locale};
use crate::edition::records::{Cluster, Person as PersonRecord};
use crate::fs::project::slashes;
use crate::pages::values::{Person, Portrait, Row, SummitBook};

/// Returns the most people on the title page; the others are in the index.
pub(super) fn most_people(context: &Context<'_>) -> usize {
    let (format, frame) = (context.design.format, context.design.frames.title_page);
    if format.narrow { frame.people_narrow } else { frame.people }
}

/// Returns the people whom a source names with a function: those with a portrait first, then in the order of the record,
/// and no more than the page has space for.
pub(super) fn summit_book(context: &Context<'_>, cluster: &Cluster, most: usize) -> SummitBook {
    let locale = context.locale;
    let people: Vec<_> = cluster.people().into_iter().filter_map(|record| person(context, record)).collect();
    shorten(people, most, locale)
}

/// Keeps as many people as the page has space for, and says how many others there are.
fn shorten(mut people: Vec<Person>, most: usize, locale: Locale<'_>) -> SummitBook {
    people.sort_by_key(|person| person.portrait.is_none());
    let others = people.len().saturating_sub(most);
    people.truncate(most);
    let more = (others > 0).then(|| locale.fill("summit-book", "more", &[("value", &others.to_string())]));
    SummitBook { people, more }
}

/// Returns a person with a function. A portrait is shown only with the consent of its person.
fn person(context: &Context<'_>, record: &PersonRecord) -> Option<Person> {
    let locale = context.locale;
    let portrait = record.portrait.as_ref().filter(|_| record.consent.is_some()).map(|portrait| Portrait {
        path: format!("/{}", slashes(&context.records.folder.join(&portrait.file))),
        focus: portrait.focus.0,
        alt: join(&[Some(locale.name(&record.name).to_owned()), locale.text(&portrait.alt)], ", "),
        credit: Some(locale.set_spaces(&portrait.credit)),
    });
    Some(Person {
        name: locale.set_spaces(locale.name(&record.name)),
        function: locale.text(&record.function)?,
        date: record.as_of.map(|date| capitalise(&locale.format_date(date))),
        portrait,
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
    // The position is that of the seat: it is left out where the visit was elsewhere.
    let elsewhere = cluster.visit.as_ref().is_some_and(|visit| visit.city.is_some() || visit.latitude.is_some());
    if !elsewhere {
        rows.add("position", cluster.seat.position().map(|place| locale.format_position(place).join("\u{2003}")));
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
