//! The legs of the tour from seat to seat: distances, bearings, and the arcs that show them on a map.

use serde::Serialize;

use crate::geometry::clip::clip_segment;
use crate::geometry::projection::{Position, RADIUS};
use crate::geometry::shape::{Bounds, Point, Quad};

impl Position {
    /// Returns the great-circle distance in km, by the haversine formula: unlike the law of cosines it is exact for short
    /// distances too (R. W. Sinnott, "Virtues of the Haversine", 1984).
    #[must_use]
    pub(crate) fn distance(self, to: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), to.latitude.to_radians());
        let half_latitude = libm::sin((b - a) / 2.0);
        let half_longitude = libm::sin((to.longitude - self.longitude).to_radians() / 2.0);
        let haversine = libm::pow(half_latitude, 2.0) + libm::cos(a) * libm::cos(b) * libm::pow(half_longitude, 2.0);
        2.0 * RADIUS * libm::asin(haversine.sqrt().min(1.0))
    }

    /// Returns the bearing at the start of the great circle, in degrees clockwise from north (0 to under 360).
    #[must_use]
    pub(crate) fn bearing(self, to: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), to.latitude.to_radians());
        let turn = (to.longitude - self.longitude).to_radians();
        let east = libm::sin(turn) * libm::cos(b);
        let north = libm::cos(a) * libm::sin(b) - libm::sin(a) * libm::cos(b) * libm::cos(turn);
        libm::atan2(east, north).to_degrees().rem_euclid(360.0)
    }
}

/// One leg of the tour between two stations with known positions.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// Bearing at the end, looking back along the leg, in degrees.
    pub arrival: f64,
    /// Sum of the whole kilometres so far, this leg included.
    pub sum: u32,
}

/// Measures the legs of a tour in its order. A station without a position is skipped: the leg before it goes on to the
/// next one that has a position.
#[must_use]
pub(crate) fn measure_legs(stations: &[Option<Position>]) -> Vec<Leg> {
    let known: Vec<_> = stations.iter().enumerate().filter_map(|(i, place)| place.map(|place| (i, place))).collect();
    let mut sum = 0;
    known
        .windows(2)
        .map(|pair| {
            let ((from, a), (to, b)) = (pair[0], pair[1]);
            let km = round_to_u32(a.distance(b));
            sum += km;
            let departure = a.bearing(b);
            Leg { from, to, km, bearing: round_to_u32(departure) % 360, departure, arrival: b.bearing(a), sum }
        })
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "distances on the Earth and degrees are between 0 and 20,016"
)]
fn round_to_u32(value: f64) -> u32 {
    value.round() as u32
}

/// Distance of the control point of an arc from its chord, as a share of the length of the chord.
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
    /// Draws the arc between two places. It bows away from `centre`, so that legs that share a station stay apart.
    #[must_use]
    pub(crate) fn between(start: Point, end: Point, centre: Point) -> Self {
        let middle = start.midpoint(end);
        let (dx, dy) = (end.x - start.x, end.y - start.y);
        // Positive where the normal (−dy, dx) of the chord points away from the centre.
        let outwards = -dy * (middle.x - centre.x) + dx * (middle.y - centre.y);
        let bow = if outwards < 0.0 { -BOW } else { BOW };
        Self { start, quad: Quad { control: middle.offset(Point::new(-dy, dx), bow), end } }
    }

    /// Returns the point at `t` (0 to 1) of the arc, in mm.
    #[must_use]
    pub(crate) fn point_at(&self, t: f64) -> Point {
        self.quad.point_at(self.start, t)
    }

    /// Returns 21 points at equal steps of `t`, both ends included, in mm.
    #[must_use]
    pub(crate) fn samples(&self) -> Vec<Point> {
        (0..=20).map(|i| self.point_at(f64::from(i) / 20.0)).collect()
    }
}

/// Draws the arcs of all legs between stations on a page, in mm. A leg within one city is not drawn: its entry is `None`.
#[must_use]
pub(crate) fn draw_arcs(stations: &[Option<Point>], legs: &[Leg]) -> Vec<Option<Arc>> {
    let mut count = 0.0;
    let sum = stations.iter().flatten().fold(Point::default(), |sum, &p| {
        count += 1.0;
        sum.offset(p, 1.0)
    });
    let centre = Point::new(sum.x / count, sum.y / count);
    legs.iter()
        .map(|leg| {
            let start = stations.get(leg.from).copied().flatten()?;
            let end = stations.get(leg.to).copied().flatten()?;
            (leg.km > 0).then(|| Arc::between(start, end, centre))
        })
        .collect()
}

/// Shares of a leg by which it bows, the nicest first; the last is for a leg that meets a station whatever it does.
const BOWS: [f64; 7] = [0.08, 0.12, 0.16, -0.08, -0.12, -0.16, 0.20];

/// Draws the arcs as [`draw_arcs`], but none nearer than `clear` mm to a station that it does not lead to, if a bow or a
/// side can help.
#[must_use]
pub(crate) fn draw_clear_arcs(stations: &[Option<Point>], legs: &[Leg], clear: f64) -> Vec<Option<Arc>> {
    draw_arcs_around(stations, legs, clear, &[])
}

/// Draws the arcs as [`draw_clear_arcs`], and off texts where a bow can help that meets no station.
#[must_use]
pub(crate) fn draw_arcs_around(
    stations: &[Option<Point>],
    legs: &[Leg],
    clear: f64,
    texts: &[Bounds],
) -> Vec<Option<Arc>> {
    let arcs = draw_arcs(stations, legs);
    let others = |leg: &Leg| {
        let ends = [leg.from, leg.to].map(|end| stations.get(end).copied().flatten());
        let others = stations.iter().flatten().filter(move |place| !ends.contains(&Some(**place)));
        others.copied().collect::<Vec<_>>()
    };
    let bowed = |leg: &Leg, arc: Arc| {
        let others = others(leg);
        let middle = arc.start.midpoint(arc.quad.end);
        let bent = BOWS.map(|bow| {
            let control = middle.lerp(arc.quad.control, bow / BOW);
            Arc { quad: Quad { control, ..arc.quad }, ..arc }
        });
        let free = |arc: &Arc| arc.samples().iter().all(|p| others.iter().all(|q| p.distance(*q) > clear));
        let crossed = |arc: &Arc| {
            let samples = arc.samples();
            let crosses = |text: &&Bounds| samples.windows(2).any(|it| clip_segment(it[0], it[1], **text).is_some());
            texts.iter().filter(crosses).count()
        };
        // Of equal ones the first is taken.
        let clearest = bent.iter().filter(|arc| free(arc)).min_by_key(|arc| crossed(arc));
        clearest.copied().unwrap_or(bent[BOWS.len() - 1])
    };
    legs.iter().zip(arcs).map(|(leg, arc)| arc.map(|arc| bowed(leg, arc))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Arc, draw_arcs, draw_arcs_around, draw_clear_arcs, measure_legs};
    use crate::geometry::clip::clip_segment;
    use crate::geometry::projection::Position;
    use crate::geometry::shape::{Bounds, Point};

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
    fn distances_and_bearings_agree_with_the_table() {
        let found: Vec<_> = measure_legs(&seats()).iter().map(|l| (l.km, l.bearing)).collect();
        let table = [(470, 142), (612, 350), (251, 188), (298, 94), (375, 328), (699, 189), (613, 354)];
        assert_eq!(found, table);
        assert_eq!(measure_legs(&seats()).last().map(|l| l.sum), Some(3318));
    }

    #[test]
    fn a_station_without_position_is_skipped() {
        let mut seats = seats();
        seats[1] = None;
        let legs = measure_legs(&seats);
        assert_eq!((legs.len(), legs[0].from, legs[0].to), (6, 0, 2));
        assert!(measure_legs(&[None, None]).is_empty());
    }

    #[test]
    fn arcs_bow_away_from_the_centre() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(0.0, 100.0));
        let right = Arc::between(a, b, Point::new(-50.0, 50.0));
        let left = Arc::between(a, b, Point::new(50.0, 50.0));
        assert_eq!(right.quad.control, Point::new(8.0, 50.0));
        assert_eq!(left.quad.control, Point::new(-8.0, 50.0));
        assert_eq!(right.point_at(0.5), Point::new(4.0, 50.0));
        assert_eq!(right.samples().len(), 21);
        assert_eq!(right.samples()[20], b);
    }

    #[test]
    fn a_leg_bows_around_a_station() {
        let places = [(0.0, 0.0), (100.0, 0.0), (50.0, -5.0)].map(|(x, y)| Some(Point::new(x, y)));
        let legs = &measure_legs(&seats())[..1];
        let arc = draw_clear_arcs(&places, legs, 9.0)[0].expect("an arc");
        assert!(arc.samples().iter().all(|p| p.distance(Point::new(50.0, -5.0)) > 9.0));
    }

    #[test]
    fn a_leg_bows_around_a_text() {
        let places = [(0.0, 0.0), (100.0, 0.0)].map(|(x, y)| Some(Point::new(x, y)));
        let legs = &measure_legs(&seats())[..1];
        let plain = draw_clear_arcs(&places, legs, 9.0)[0].expect("an arc");
        let top = plain.point_at(0.5);
        let text = Bounds::new(top.x - 9.0, top.y - 1.5, top.x + 9.0, top.y + 1.5);
        let around = draw_arcs_around(&places, legs, 9.0, &[text])[0].expect("an arc");
        let crosses = |arc: Arc| arc.samples().windows(2).any(|it| clip_segment(it[0], it[1], text).is_some());
        assert!(crosses(plain) && !crosses(around));
    }

    #[test]
    fn a_leg_within_one_city_is_not_drawn() {
        let seat = Some(Position { latitude: 51.0, longitude: 10.0 });
        let legs = measure_legs(&[seat, seat]);
        assert_eq!(legs[0].km, 0);
        let place = Some(Point::new(1.0, 1.0));
        assert_eq!(draw_arcs(&[place, place], &legs), vec![None]);
    }
}
