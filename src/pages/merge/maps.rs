//! The jacket, the map and the shapes of the locator maps.

use super::Context;
use crate::edition::load::Geodata;
use crate::geometry::legs::{self, draw_arcs};
use crate::geometry::map::{FRAME, MapShapes, draw_map};
use crate::geometry::shape::Point;
use crate::pages::values::{Map, MapLeg, MapStation};

/// Stations less than this far apart, in mm, share a disc.
const SHARED_DISC: f64 = 0.5;

pub(super) fn map(context: &Context<'_>, geodata: &Geodata) -> Map {
    let locale = context.locale;
    let layers = draw_map(&MapShapes {
        neighbours: &geodata.neighbours,
        country: &geodata.country,
        lands: &geodata.lands,
        rivers: &geodata.rivers,
    });
    let places = FRAME.place_stations(&context.tour.positions);
    let cluster = |station: usize| &context.clusters()[station].value;
    let station = |disc: Disc| MapStation {
        number: disc.number(),
        at: disc.at,
        city: locale.name(&cluster(disc.stations[0]).seat.city).to_owned(),
        names: disc.stations.iter().map(|&station| locale.set_spaces(&cluster(station).short_name)).collect(),
    };
    let legs = arcs(context, &places);
    let lands = context.locator.lands.iter();
    Map {
        layers,
        scale: FRAME.scale,
        legs: legs
            .map(|(leg, arc)| MapLeg { samples: arc.samples(), arc, distance: locale.format_kilometres(leg.km) })
            .collect(),
        stations: group_discs(&places).into_iter().map(station).collect(),
        alt: alt(context),
        locator_size: [context.locator.width, context.locator.height],
        locator: lands.map(|land| (land.iso.trim_start_matches("DE-").to_owned(), land.paths.clone())).collect(),
    }
}

/// Returns the legs that are drawn, with their arcs.
fn arcs<'a>(context: &'a Context<'_>, places: &[Option<Point>]) -> impl Iterator<Item = (&'a legs::Leg, legs::Arc)> {
    let legs = &context.tour.legs;
    legs.iter().zip(draw_arcs(places, legs)).filter_map(|(leg, arc)| Some((leg, arc?)))
}

/// The stations at one place, by their indices in the order of the tour.
pub(super) struct Disc {
    stations: Vec<usize>,
    pub(super) at: Point,
}

impl Disc {
    /// Returns the numbers of the stations, such as "4/5".
    pub(super) fn number(&self) -> String {
        let numbers: Vec<_> = self.stations.iter().map(|station| (station + 1).to_string()).collect();
        numbers.join("/")
    }
}

pub(super) fn group_discs(places: &[Option<Point>]) -> Vec<Disc> {
    let mut discs: Vec<Disc> = Vec::new();
    for (station, place) in places.iter().enumerate() {
        let Some(at) = *place else { continue };
        match discs.iter_mut().find(|disc| disc.at.distance(at) < SHARED_DISC) {
            Some(disc) => disc.stations.push(station),
            None => discs.push(Disc { stations: vec![station], at }),
        }
    }
    discs
}

fn alt(context: &Context<'_>) -> String {
    let locale = context.locale;
    let clusters = context.clusters().iter().enumerate();
    let stations: Vec<_> = clusters
        .map(|(station, record)| {
            let city = locale.name(&record.value.seat.city);
            let name = format!("{} {city}, {}", station + 1, record.value.short_name);
            match context.tour.arrival(station) {
                Some(leg) => format!("{name} ({})", locale.format_kilometres(leg.km)),
                None => name,
            }
        })
        .collect();
    let count = locale.counted_word(stations.len(), "one-station", "stations");
    locale.fill("alt", "map", &[("stations", &count), ("list", &stations.join("; "))])
}
