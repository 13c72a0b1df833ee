//! The jacket, the map and the shapes of the small maps.

use super::Merge;
use super::tour::{Tour, latest};
use crate::edition::load::Geodata;
use crate::geometry::locator::{self, Locator};
use crate::geometry::shape::Point;
use crate::geometry::tour::{self, Leg as Way};
use crate::geometry::{jacket as relief, map as drawn};
use crate::pages::values::{Jacket, JacketStation, Leg, Map, MapStation};

/// Two stations nearer than this share a disc, in mm.
const ONE_PLACE: f64 = 0.5;

/// The jacket.
pub(super) fn jacket(merge: &Merge<'_>) -> Jacket {
    let stations: Vec<_> = merge
        .records
        .clusters
        .iter()
        .zip(&merge.tour.positions)
        .map(|(cluster, position)| relief::Station {
            position: *position,
            members: latest(&cluster.value).map(|members| f64::from(members.count)),
        })
        .collect();
    let jacket = relief::jacket(&stations, 0.0, merge.tour.interval.line);
    Jacket {
        stations: discs(&jacket.stations)
            .into_iter()
            .map(|(stations, at)| JacketStation { number: numbers(&stations), at })
            .collect(),
        legs: arcs(&jacket.stations, &merge.tour.legs).into_iter().map(|(_, arc)| arc).collect(),
        front: jacket.front.lines,
        back: jacket.back.lines,
    }
}

/// The shapes and places of the small maps.
pub(super) fn locator(geodata: &Geodata, tour: &Tour) -> Locator {
    locator::locator(&geodata.lands_small, &tour.positions, locator::WIDTH)
}

/// The map.
pub(super) fn map(merge: &Merge<'_>, geodata: &Geodata) -> Map {
    let layers = drawn::map(&drawn::Sources {
        neighbours: &geodata.neighbours,
        germany: &geodata.country,
        states: &geodata.lands,
        rivers: &geodata.rivers,
    });
    let places = drawn::stations(&merge.tour.positions);
    let stations = discs(&places);
    let clusters = &merge.records.clusters;
    Map {
        neighbours: layers.neighbours,
        country: layers.germany,
        lands: layers.states,
        rivers: layers.rivers,
        graticule: layers.graticule,
        scale: drawn::FRAME.scale,
        legs: arcs(&places, &merge.tour.legs)
            .into_iter()
            .map(|(leg, arc)| Leg { samples: arc.samples(), arc, distance: merge.speech.kilometres(leg.km) })
            .collect(),
        stations: stations
            .into_iter()
            .map(|(stations, at)| MapStation {
                number: numbers(&stations),
                at,
                city: merge.speech.name(&clusters[stations[0]].value.seat.city).to_owned(),
                names: stations.iter().map(|&station| merge.speech.fine(&clusters[station].value.short_name)).collect(),
            })
            .collect(),
        alt: alt(merge),
        locator_size: [merge.locator.width, merge.locator.height],
        locator: merge
            .locator
            .states
            .iter()
            .map(|land| (land.iso.trim_start_matches("DE-").to_owned(), land.paths.clone()))
            .collect(),
    }
}

fn arcs<'a>(places: &[Option<Point>], legs: &'a [Way]) -> Vec<(&'a Way, tour::Arc)> {
    legs.iter().zip(tour::arcs(places, legs)).filter_map(|(leg, arc)| Some((leg, arc?))).collect()
}

/// Stations that stand in one place, with that place, in the order of the tour.
fn discs(places: &[Option<Point>]) -> Vec<(Vec<usize>, Point)> {
    let mut discs: Vec<(Vec<usize>, Point)> = Vec::new();
    for (station, place) in places.iter().enumerate() {
        let Some(place) = *place else { continue };
        match discs.iter_mut().find(|(_, at)| at.distance(place) < ONE_PLACE) {
            Some((stations, _)) => stations.push(station),
            None => discs.push((vec![station], place)),
        }
    }
    discs
}

/// "4/5".
fn numbers(stations: &[usize]) -> String {
    let numbers: Vec<_> = stations.iter().map(|station| (station + 1).to_string()).collect();
    numbers.join("/")
}

fn alt(merge: &Merge<'_>) -> String {
    let speech = merge.speech;
    let stations: Vec<_> = merge
        .records
        .clusters
        .iter()
        .enumerate()
        .map(|(station, cluster)| {
            let city = speech.name(&cluster.value.seat.city);
            let name = format!("{} {city}, {}", station + 1, cluster.value.short_name);
            match merge.tour.arrival(station) {
                Some(leg) => format!("{name} ({})", speech.kilometres(leg.km)),
                None => name,
            }
        })
        .collect();
    let count = format!("{} {}", speech.number_word(stations.len()), speech.word("number", "stations"));
    speech.fill("alt", "map", &[("stations", &count), ("list", &stations.join("; "))])
}
