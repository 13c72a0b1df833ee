//! The tour from seat to seat: distances, bearings and the arcs that show its legs on a map.

use serde::Serialize;

use crate::geometry::portable::Portable as _;
use crate::geometry::projection::RADIUS;
use crate::geometry::shape::{Point, Quad};

/// A place on the sphere, in degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Position {
    /// Latitude in degrees.
    pub latitude: f64,
    /// Longitude in degrees.
    pub longitude: f64,
}

impl Position {
    /// Great-circle distance in km.
    #[must_use]
    pub(crate) fn distance(self, to: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), to.latitude.to_radians());
        let half_latitude = ((b - a) / 2.0).sine();
        let half_longitude = ((to.longitude - self.longitude).to_radians() / 2.0).sine();
        let chord = half_latitude.power(2.0) + a.cosine() * b.cosine() * half_longitude.power(2.0);
        2.0 * RADIUS * chord.sqrt().min(1.0).arc_sine()
    }

    /// Bearing at the start of the great circle, in degrees from north over east (0 to under 360).
    #[must_use]
    pub(crate) fn bearing(self, to: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), to.latitude.to_radians());
        let turn = (to.longitude - self.longitude).to_radians();
        let east = turn.sine() * b.cosine();
        let north = a.cosine() * b.sine() - a.sine() * b.cosine() * turn.cosine();
        east.arc_tangent(north).to_degrees().rem_euclid(360.0)
    }
}

/// One leg of the tour between two stations with a known position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Leg {
    /// Index of the station it starts from.
    pub from: usize,
    /// Index of the station it leads to.
    pub to: usize,
    /// Great-circle distance, rounded to whole km.
    pub km: u32,
    /// Bearing at the start, in whole degrees (0 to 359).
    pub bearing: u32,
    /// Bearing at the start, in degrees, for drawing.
    pub departure: f64,
    /// Bearing at the arrival from which the line comes in, looking back, in degrees.
    pub arrival: f64,
    /// Sum of the whole kilometres so far, this leg included.
    pub sum: u32,
}

/// The legs of a tour in its order. A station without position is skipped: the leg before it goes
/// on to the next one that has a position.
#[must_use]
pub(crate) fn legs(stations: &[Option<Position>]) -> Vec<Leg> {
    let known: Vec<_> = stations.iter().enumerate().filter_map(|(i, place)| place.map(|place| (i, place))).collect();
    let mut sum = 0;
    known
        .windows(2)
        .map(|pair| {
            let ((from, a), (to, b)) = (pair[0], pair[1]);
            let km = whole(a.distance(b));
            sum += km;
            let departure = a.bearing(b);
            Leg { from, to, km, bearing: whole(departure) % 360, departure, arrival: b.bearing(a), sum }
        })
        .collect()
}

/// Rounds a length or an angle that is not negative and far below four thousand million.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "distances on the Earth and degrees are between 0 and 20,016"
)]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

/// How far the control point of an arc stands beside its middle, as a share of its length.
const BOW: f64 = 0.08;

/// A leg on a map. Serialises as `{"start":[x,y],"quad":[cx,cy,ex,ey]}`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Arc {
    /// The station it starts from, in mm.
    pub start: Point,
    /// Control point and end, in mm.
    pub quad: Quad,
}

impl Arc {
    /// The arc between two places that is bowed away from `centre`, so that legs which share a
    /// station stay apart.
    #[must_use]
    pub fn between(start: Point, end: Point, centre: Point) -> Self {
        let middle = start.middle(end);
        let (dx, dy) = (end.x - start.x, end.y - start.y);
        let outwards = -dy * (middle.x - centre.x) + dx * (middle.y - centre.y);
        let bow = if outwards < 0.0 { -BOW } else { BOW };
        let control = Point::new(middle.x - bow * dy, middle.y + bow * dx);
        Self { start, quad: Quad::new(control, end) }
    }

    /// The place at `t` (0 to 1) of the arc, in mm.
    #[must_use]
    pub fn at(&self, t: f64) -> Point {
        self.quad.at(self.start, t)
    }

    /// Twenty-one places at equal steps of `t`, both ends included, in mm.
    #[must_use]
    pub fn samples(&self) -> Vec<Point> {
        (0..=20).map(|i| self.at(f64::from(i) / 20.0)).collect()
    }
}

/// The centre of all places; the origin if there is none.
#[must_use]
pub(crate) fn centre(places: &[Point]) -> Point {
    let mut n = 0.0;
    let sum = places.iter().fold(Point::default(), |sum, p| {
        n += 1.0;
        Point::new(sum.x + p.x, sum.y + p.y)
    });
    if n > 0.0 { Point::new(sum.x / n, sum.y / n) } else { sum }
}

/// The arcs of all legs between stations on a page, in mm. A leg within one city is not drawn:
/// its place in the list is empty.
#[must_use]
pub(crate) fn arcs(stations: &[Option<Point>], legs: &[Leg]) -> Vec<Option<Arc>> {
    let known: Vec<_> = stations.iter().copied().flatten().collect();
    let centre = centre(&known);
    legs.iter()
        .map(|leg| {
            let start = stations.get(leg.from).copied().flatten()?;
            let end = stations.get(leg.to).copied().flatten()?;
            (leg.km > 0).then(|| Arc::between(start, end, centre))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Arc, Position, arcs, legs};
    use crate::geometry::shape::Point;

    /// The eight seats in the order of the tour.
    fn seats() -> Vec<Option<Position>> {
        [
            (51.54, 7.69),
            (48.137, 11.575),
            (53.55, 9.99),
            (51.31, 9.48),
            (51.05, 13.74),
            (53.87, 10.69),
            (47.66, 9.18),
            (53.14, 8.21),
        ]
        .map(|(lat, lon)| Some(Position { latitude: lat, longitude: lon }))
        .to_vec()
    }

    #[test]
    fn distances_and_bearings_are_those_of_the_table() {
        let found: Vec<_> = legs(&seats()).iter().map(|l| (l.km, l.bearing)).collect();
        let table = [(470, 142), (612, 350), (251, 188), (298, 94), (375, 328), (699, 189), (613, 354)];
        assert_eq!(found, table);
        assert_eq!(legs(&seats()).last().map(|l| l.sum), Some(3318));
    }

    #[test]
    fn a_station_without_position_is_skipped() {
        let mut seats = seats();
        seats[1] = None;
        let legs = legs(&seats);
        assert_eq!((legs.len(), legs[0].from, legs[0].to), (6, 0, 2));
        assert!(super::legs(&[None, None]).is_empty());
    }

    #[test]
    fn arcs_bow_away_from_the_centre() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(0.0, 100.0));
        let right = Arc::between(a, b, Point::new(-50.0, 50.0));
        let left = Arc::between(a, b, Point::new(50.0, 50.0));
        assert_eq!(right.quad.control, Point::new(8.0, 50.0));
        assert_eq!(left.quad.control, Point::new(-8.0, 50.0));
        assert_eq!(right.at(0.5), Point::new(4.0, 50.0));
        assert_eq!(right.samples().len(), 21);
        assert_eq!(right.samples()[20], b);
    }

    #[test]
    fn a_leg_within_one_city_is_not_drawn() {
        let seat = Some(Position { latitude: 51.0, longitude: 10.0 });
        let legs = legs(&[seat, seat]);
        assert_eq!(legs[0].km, 0);
        let place = Some(Point::new(1.0, 1.0));
        assert_eq!(arcs(&[place, place], &legs), vec![None]);
    }
}
