//! The tour: stations in their order, where they are and how far apart.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::speech::Speech;
use crate::edition::load::{Document, Records, fill};
use crate::edition::records::{Cluster, Members};
use crate::geometry::relief;
use crate::geometry::strip;
use crate::geometry::tour::{self, Leg, Position};
use crate::pages::values::{Counts, Interval};

/// The stations and what lies between them.
#[derive(Debug, Clone)]
pub(crate) struct Tour {
    /// Where each station is; missing where its position is unknown.
    pub positions: Vec<Option<Position>>,
    /// The legs between stations with a position.
    pub legs: Vec<Leg>,
    /// Heights between lines.
    pub interval: Interval,
    /// The heights of the stations on the strip, in units L.
    pub strip: Vec<f64>,
}

impl Tour {
    /// Measures the tour.
    #[must_use]
    pub(crate) fn of(records: &Records) -> Self {
        let positions: Vec<_> = records
            .clusters
            .iter()
            .map(|cluster| cluster.value.seat.position())
            .map(|place| place.map(|(latitude, longitude)| Position { latitude, longitude }))
            .collect();
        let legs = tour::legs(&positions);
        let heights = records.clusters.iter().map(|cluster| height(&cluster.value));
        let line = relief::interval(heights.fold(0.0, f64::max));
        let gap = strip::least_gap(positions.len());
        let strip = strip::strip(&sums(&legs, positions.len()), strip::TOP, strip::BOTTOM, gap);
        Self { positions, legs, interval: Interval { line, index: line * 10, small: line * 2 }, strip }
    }

    /// Kilometres of the whole tour.
    #[must_use]
    pub(crate) fn kilometres(&self) -> Option<u32> {
        self.legs.last().map(|leg| leg.sum)
    }

    /// The leg that ends at a station.
    #[must_use]
    pub(crate) fn arrival(&self, station: usize) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.to == station)
    }

    /// The leg that begins at a station.
    #[must_use]
    pub(crate) fn departure(&self, station: usize) -> Option<&Leg> {
        self.legs.iter().find(|leg| leg.from == station)
    }
}

/// Kilometres from the start to each station. One without a position stands where the tour was
/// before it.
fn sums(legs: &[Leg], stations: usize) -> Vec<f64> {
    let mut sum = 0.0;
    (0..stations)
        .map(|station| {
            if let Some(leg) = legs.iter().find(|leg| leg.to == station) {
                sum = f64::from(leg.sum);
            }
            sum
        })
        .collect()
}

/// The member count to speak of.
#[must_use]
pub(super) fn latest(cluster: &Cluster) -> Option<&Members> {
    cluster.members.get(Members::latest(&cluster.members)?)
}

/// The height of a cluster's mountain, in members.
#[must_use]
pub(super) fn height(cluster: &Cluster) -> f64 {
    latest(cluster).map_or(relief::UNKNOWN_HEIGHT, |members| f64::from(members.count))
}

/// What was counted over all records, in words.
#[must_use]
pub(super) fn counts(records: &Records, tour: &Tour, speech: Speech<'_>) -> Counts {
    Counts {
        stations: speech.number(records.clusters.len() as u64),
        lands: speech.number(lands(records) as u64),
        kilometres: tour.kilometres().map(|km| speech.number(u64::from(km))),
    }
}

/// The number of different Länder.
fn lands(records: &Records) -> usize {
    let lands: BTreeSet<_> = records.clusters.iter().filter_map(|cluster| cluster.value.seat.land).collect();
    lands.len()
}

/// The word table with its places filled by what was counted.
#[must_use]
pub(super) fn filled_words(
    table: &Map<String, Value>,
    records: &Records,
    tour: &Tour,
    speech: Speech<'_>,
) -> Map<String, Value> {
    let number = speech.number_word(records.clusters.len());
    let counted = |count: usize, one: &str, several: &str| match count {
        1 => speech.word("number", one).to_owned(),
        count => format!("{} {}", speech.number_word(count), speech.word("number", several)),
    };
    let stations = counted(records.clusters.len(), "one-station", "stations");
    let lands = counted(lands(records), "one-land", "lands");
    let city = |cluster: Option<&Document<Cluster>>| {
        cluster.map_or_else(String::new, |cluster| speech.name(&cluster.value.seat.city).to_owned())
    };
    let places = [
        ("Number", capital(&number)),
        ("number", number),
        ("Stations", capital(&stations)),
        ("stations", stations),
        ("lands", lands),
        ("kilometres", speech.number(u64::from(tour.kilometres().unwrap_or(0)))),
        ("line", speech.number_word(tour.interval.line as usize)),
        ("index", speech.number(u64::from(tour.interval.index))),
        ("small", speech.number_word(tour.interval.small as usize)),
        ("first", city(records.clusters.first())),
        ("last", city(records.clusters.last())),
    ];
    let places: Vec<_> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    table.iter().map(|(key, value)| (key.clone(), filled(value, &places, speech))).collect()
}

fn filled(value: &Value, places: &[(&str, &str)], speech: Speech<'_>) -> Value {
    match value {
        Value::String(text) => Value::String(speech.fine(&fill(text, places))),
        Value::Array(items) => items.iter().map(|item| filled(item, places, speech)).collect(),
        Value::Object(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), filled(value, places, speech))).collect())
        }
        other => other.clone(),
    }
}

/// A word with a capital letter at its head.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
