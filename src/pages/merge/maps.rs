//! What map and jacket share: discs and the arcs of the route.

use super::Context;
use crate::geometry::legs::{self, draw_arcs};
use crate::geometry::shape::Point;

/// Stations less than this far apart, in mm, share a disc.
const SHARED_DISC: f64 = 0.5;

/// Returns the legs that are drawn, with their arcs.
pub(super) fn arcs<'a>(
    context: &'a Context<'_>,
    places: &[Option<Point>],
) -> impl Iterator<Item = (&'a legs::Leg, legs::Arc)> {
    let legs = &context.tour.legs;
    legs.iter().zip(draw_arcs(places, legs)).filter_map(|(leg, arc)| Some((leg, arc?)))
}

/// The stations at one place, by their indices in the order of the tour.
pub(super) struct Disc {
    pub stations: Vec<usize>,
    pub at: Point,
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
