//! What map and jacket share: the discs of stations, and legs and names that make room for each other.

use super::Context;
use crate::geometry::legs::{Arc, draw_arcs_around};
use crate::geometry::map_labels::LabelPlace;
use crate::geometry::push_apart::push_apart;
use crate::geometry::shape::{Bounds, Point, round2};
use crate::pages::values::LabelBox;

/// Stations less than this far apart, in mm, share a disc.
const SHARED_DISC: f64 = 0.5;

/// A name with a cost from here on covers another name or a sign, or leaves the page.
pub(super) const COVERING: f64 = 80.0;

/// Returns the place of a name for a template.
pub(super) fn label_box(place: &LabelPlace) -> LabelBox {
    let bounds = place.bounds;
    let over = if place.cost < COVERING { 0.0 } else { bounds.right - bounds.left };
    LabelBox {
        at: Point::new(bounds.left, bounds.top),
        width: round2(bounds.right - bounds.left + 0.01),
        align: place.align,
        over: round2(over),
    }
}

/// How often names and legs make room for each other.
const ROUNDS: usize = 3;

/// The least distance of a leg from a name, in mm.
const TEXT_CLEAR: f64 = 0.8;

/// Draws the legs and places names, in turn: a leg bows around the names, and names keep off the legs. `clear` is the least
/// distance of a leg from the stations that it does not lead to, in mm. Returns what costs least.
pub(super) fn settle(
    context: &Context<'_>,
    places: &[Option<Point>],
    clear: f64,
    place_names: impl Fn(&[Arc]) -> Vec<LabelPlace>,
) -> (Vec<Arc>, Vec<LabelPlace>) {
    let draw = |texts: &[Bounds]| -> Vec<Arc> {
        draw_arcs_around(places, &context.tour.legs, clear, texts).into_iter().flatten().collect()
    };
    let cost = |names: &[LabelPlace]| names.iter().map(|name| name.cost).sum::<f64>();
    let mut legs = draw(&[]);
    let mut names = place_names(&legs);
    // Where only numbers are left, nothing has to make room.
    let rounds = if names.iter().all(|name| name.bounds.width() == 0.0) { 0 } else { ROUNDS };
    for _ in 0..rounds {
        let texts: Vec<_> = names.iter().map(|name| name.bounds.expand(TEXT_CLEAR)).collect();
        let bowed = draw(&texts);
        let moved = place_names(&bowed);
        if cost(&moved) >= cost(&names) {
            break;
        }
        (legs, names) = (bowed, moved);
    }
    (legs, names)
}

/// The stations at one place, by their indices in the order of the tour.
pub(super) struct Disc {
    pub stations: Vec<usize>,
    pub at: Point,
    /// The place of the stations, if the disc may be elsewhere.
    pub place: Option<Point>,
}

impl Disc {
    /// Returns the numbers of the stations, such as "4/5".
    pub(super) fn number(&self) -> String {
        let numbers: Vec<_> = self.stations.iter().map(|station| (station + 1).to_string()).collect();
        numbers.join("/")
    }
}

/// Returns a disc for each station with a place, moved apart where they would touch.
pub(super) fn separate_discs(places: &[Option<Point>], apart: f64) -> Vec<Disc> {
    let known: Vec<_> = places.iter().enumerate().filter_map(|(station, place)| Some((station, (*place)?))).collect();
    let moved = push_apart(&known.iter().map(|(_, place)| *place).collect::<Vec<_>>(), apart);
    let disc =
        |((station, place), at): ((usize, Point), Point)| Disc { stations: vec![station], at, place: Some(place) };
    known.into_iter().zip(moved).map(disc).collect()
}

pub(super) fn group_discs(places: &[Option<Point>]) -> Vec<Disc> {
    let mut discs: Vec<Disc> = Vec::new();
    for (station, place) in places.iter().enumerate() {
        let Some(at) = *place else { continue };
        match discs.iter_mut().find(|disc| disc.at.distance(at) < SHARED_DISC) {
            Some(disc) => disc.stations.push(station),
            None => discs.push(Disc { stations: vec![station], at, place: None }),
        }
    }
    discs
}
