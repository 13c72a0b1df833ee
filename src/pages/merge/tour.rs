//! The tour: stations in their order, their positions and the distances between them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Context, Locale};
use crate::edition::load::{self, Document, Records};
use crate::edition::records::{Cluster, Members};
use crate::format::Design;
use crate::geometry::contour::INDEX_EVERY;
use crate::geometry::height_field::FOOT;
use crate::geometry::legs::{Leg, measure_legs};
use crate::geometry::projection::Position;
use crate::geometry::relief::{self, Mountain, contour_interval};
use crate::geometry::strip::{RowFrame, Rows};
use crate::pages::values::{Counts, Interval};

/// The stations and the legs between them.
#[derive(Debug, Clone)]
pub(super) struct Tour {
    /// `None` where the position of a station is unknown.
    pub positions: Vec<Option<Position>>,
    /// The legs between stations with a position.
    pub legs: Vec<Leg>,
    /// Kilometres from the start to each station. One without a position is where the tour was before it.
    pub travelled: Vec<f64>,
    pub interval: Interval,
    /// The reach of a mountain with one member, in mm on an opener.
    pub base: f64,
    /// The stations whose mountain takes two pages.
    pub massifs: Vec<usize>,
    /// The rows of the contents.
    pub rows: Rows,
    /// The heights of the rings beside the rows, in mm on their pages; the thumb tabs are at the same heights.
    pub rings: Vec<f64>,
}

impl Tour {
    #[must_use]
    pub(super) fn measure(records: &Records, design: &Design) -> Self {
        let seats = records.clusters.iter().map(|record| record.value.seat.position());
        let positions: Vec<_> =
            seats.map(|seat| seat.map(|(latitude, longitude)| Position { latitude, longitude })).collect();
        let legs = measure_legs(&positions);
        let mut sum = 0.0;
        let travelled = (0..positions.len()).map(|station| {
            sum = legs.iter().find(|leg| leg.to == station).map_or(sum, |leg| f64::from(leg.sum));
            sum
        });
        let travelled: Vec<_> = travelled.collect();
        let heights = records.clusters.iter().map(|record| member_count(&record.value));
        let highest = heights.map(|height| height.unwrap_or(relief::UNKNOWN_HEIGHT)).fold(0.0, f64::max);
        let line = contour_interval(highest.max(highest_charted(records) / CHART_LINES));
        let frame = design.frames.contents;
        let (top, bottom) = (frame.rows_top, frame.rows_bottom);
        let rows =
            Rows::divide(positions.len(), RowFrame { top, bottom, most: frame.row_most, least: frame.row_least });
        let ring = if rows.height < frame.row_low { frame.ring_low } else { frame.ring };
        let rings = rows.tops().into_iter().map(|top| top + ring).collect();
        let interval = Interval { line, index: line * INDEX_EVERY, small: line * 2 };
        let opener = &design.frames.opener;
        let base = relief::base_scale(highest, (opener.reach_one, opener.reach_largest));
        let massifs = find_massifs(records, base, opener.massif_least);
        Self { positions, legs, travelled, interval, base, massifs, rows, rings }
    }

    /// Returns the kilometres of the whole tour.
    #[must_use]
    pub(super) fn kilometres(&self) -> Option<u32> {
        self.legs.last().map(|leg| leg.sum)
    }

    /// Returns the leg that ends at a station.
    #[must_use]
    pub(super) fn arrival(&self, station: usize) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.to == station)
    }

    /// Returns the leg that begins at a station.
    #[must_use]
    pub(super) fn departure(&self, station: usize) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.from == station)
    }
}

/// Returns the stations whose mountain is too large for a page: the largest ones, at most one chapter in four. Short
/// chapters have none.
fn find_massifs(records: &Records, base: f64, least: f64) -> Vec<usize> {
    let count = records.clusters.len();
    if records.edition.value.has_short_chapters() {
        return Vec::new();
    }
    // A chapter of four pages has no room for it.
    let is_long = |record: &&Document<Cluster>| record.value.pages.is_none_or(|pages| pages > 4);
    let members = records.clusters.iter().enumerate();
    let members = members.filter(|(_, record)| is_long(record)).map(|(n, record)| (n, member_count(&record.value)));
    let mut massifs: Vec<_> =
        members.filter_map(|(n, m)| m.filter(|m| FOOT * base * m.sqrt() > least).map(|m| (n, m))).collect();
    massifs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    massifs.into_iter().map(|(station, _)| station).take(count / 4).collect()
}

/// How many times as many lines a chart may have as a relief.
const CHART_LINES: f64 = 5.0;

/// Returns the highest count of all charts, which have a line for each interval too: an older count may be far higher than
/// the latest.
fn highest_charted(records: &Records) -> f64 {
    let counts = records.clusters.iter().flat_map(|record| &record.value.members);
    counts.map(|members| f64::from(members.count)).fold(0.0, f64::max)
}

/// Returns the count that gives a cluster's mountain its height: of those with a date the one that is marked, else the
/// latest.
#[must_use]
pub(super) fn latest(cluster: &Cluster) -> Option<&Members> {
    cluster.members.get(latest_dated(&cluster.members)?)
}

/// Returns the index of the count that gives a mountain its height.
#[must_use]
pub(super) fn latest_dated(counts: &[Members]) -> Option<usize> {
    let dated = || counts.iter().enumerate().filter_map(|(index, count)| Some((index, count, count.date?.middle())));
    let marked = dated().find(|(_, count, _)| count.latest);
    marked.or_else(|| dated().max_by(|a, b| a.2.total_cmp(&b.2))).map(|(index, ..)| index)
}

/// Returns the mountain of a station.
#[must_use]
pub(super) fn mountain(context: &Context<'_>, station: usize) -> Mountain {
    let record = &context.clusters()[station];
    Mountain {
        id: record.slug.clone(),
        members: member_count(&record.value),
        fields: record.value.fields.len(),
        topics: record.value.topics.len(),
        base: context.tour.base,
    }
}

#[must_use]
pub(super) fn member_count(cluster: &Cluster) -> Option<f64> {
    latest(cluster).map(|members| f64::from(members.count))
}

/// Returns the totals over all records, in words.
#[must_use]
pub(super) fn counts(context: &Context<'_>) -> Counts {
    let locale = context.locale;
    Counts {
        stations: locale.format_number(context.clusters().len() as u64),
        lands: locale.format_number(count_lands(context) as u64),
        kilometres: context.tour.kilometres().map(|km| locale.format_number(km)),
    }
}

fn count_lands(context: &Context<'_>) -> usize {
    context.clusters().iter().filter_map(|record| record.value.seat.land).collect::<BTreeSet<_>>().len()
}

/// Returns the word table with its places filled by the totals of the edition.
#[must_use]
pub(super) fn fill_words(table: &Map<String, Value>, context: &Context<'_>) -> Map<String, Value> {
    let (locale, clusters, tour) = (context.locale, context.clusters(), &context.tour);
    let number = locale.number_word(clusters.len());
    let stations = locale.counted_word(clusters.len(), "one-station", "stations");
    let city = |record: Option<&Document<Cluster>>| {
        record.map_or_else(String::new, |record| locale.name(&record.value.seat.city).to_owned())
    };
    let places = [
        ("Number", capitalise(&number)),
        ("number", number),
        ("Stations", capitalise(&stations)),
        ("stations", stations),
        ("lands", locale.counted_word(count_lands(context), "one-land", "lands")),
        ("kilometres", locale.format_number(tour.kilometres().unwrap_or(0))),
        ("line", locale.number_word(tour.interval.line as usize)),
        ("index", locale.format_number(tour.interval.index)),
        ("small", locale.number_word(tour.interval.small as usize)),
        ("first", city(clusters.first())),
        ("last", city(clusters.last())),
    ];
    let places: Vec<_> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    table.iter().map(|(key, value)| (key.clone(), fill_value(value, &places, locale))).collect()
}

fn fill_value(value: &Value, places: &[(&str, &str)], locale: Locale<'_>) -> Value {
    match value {
        Value::String(text) => Value::String(locale.set_spaces(&load::fill(text, places))),
        Value::Array(items) => items.iter().map(|item| fill_value(item, places, locale)).collect(),
        Value::Object(table) => {
            table.iter().map(|(key, value)| (key.clone(), fill_value(value, places, locale))).collect()
        }
        other => other.clone(),
    }
}

/// Returns a word with a capital first letter.
pub(super) fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::latest_dated;
    use crate::edition::records::{Date, Members, Qualifier, Refs};

    fn members(count: u32, date: Option<Date>, latest: bool) -> Members {
        Members {
            count,
            qualifier: Qualifier::Exact,
            date,
            latest,
            basis: None,
            carried_over: false,
            source: Refs(Vec::new()),
        }
    }

    #[test]
    fn the_height_is_the_latest_count_with_a_date() {
        let counts = [
            members(90, None, true),
            members(80, Some(Date::Year(2019)), false),
            members(50, Some(Date::Year(2012)), false),
        ];
        assert_eq!(latest_dated(&counts), Some(1), "a count without a date gives no height, even if it is marked");
        let marked = [members(80, Some(Date::Year(2019)), false), members(50, Some(Date::Year(2012)), true)];
        assert_eq!(latest_dated(&marked), Some(1));
        assert_eq!(latest_dated(&counts[..1]), None);
    }
}
