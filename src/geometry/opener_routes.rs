//! The route on an opener page: how it comes in and leaves, and where its labels are.
//!
//! The route is two straight lines from the edge of the page to a ring around the summit, on the true bearings of the
//! neighbouring stations. Each has a label of two lines. Its place is found by trying a fixed list of candidates, the
//! nicest first, and taking the first one that nothing else touches; if all are taken, the one with the fewest
//! conflicts, which is then marked as crowded.

use serde::Serialize;

use crate::format::BLEED;
use crate::geometry::clip;
use crate::geometry::height_field::SUMMIT;
use crate::geometry::shape::{Bounds, Point, TRIM, round2};

/// Radius of the ring around the summit, in mm.
const RING: f64 = 4.6;

/// Least distance of a label from the trim, in mm.
const MARGIN: f64 = 8.0;

/// Height of a label of two lines, in mm.
const LABEL_HEIGHT: f64 = 9.0;

/// Distance of a label from a steep and from a flat line, in mm.
const ASIDE: f64 = 4.0;
const ABOVE: f64 = 1.5;

/// A line is steep, and has its label beside it, if the vertical share of its direction is more than this.
const STEEP: f64 = 0.55;

/// Free space around a chevron, in mm.
const CHEVRON: f64 = 3.5;

/// Places for a label along its line, in mm outwards of the middle, the nicest first.
const SHIFTS: [f64; 12] = [10.0, 14.0, 18.0, -10.0, -14.0, 24.0, -18.0, 30.0, 38.0, -24.0, -30.0, 48.0];

/// The boxes of the texts on the page, in mm: labels of the route and of contours keep clear of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextBoxes(pub Vec<Bounds>);

impl TextBoxes {
    /// Estimates the boxes from the numbers of characters: of the numeral, of the name at the foot and of the longest
    /// line at the summit (figure with qualifier, or unit and date).
    #[must_use]
    pub(crate) fn estimate(numeral: usize, name: usize, summit: usize) -> Self {
        let width = |characters: usize, each: f64| {
            // No line has more characters than a hundred.
            f64::from(u32::try_from(characters).unwrap_or(100).min(100)) * each
        };
        // 44 pt, or 36 pt from 25 characters on; city and Land below it have some 25 characters.
        let name = width(name, if name > 24 { 5.8 } else { 7.0 }).max(65.0);
        let mut boxes = vec![
            Bounds::new(11.0, 190.0, 13.0 + width(numeral, 38.0), 250.0),
            Bounds::new(14.0, 252.0, (15.0 + name).min(195.0), 280.0),
            // Station and position at the top.
            Bounds::new(14.0, 14.0, 45.0, 20.5),
            Bounds::new(160.0, 14.0, 195.0, 20.5),
        ];
        if summit > 0 {
            let right = SUMMIT.x + 7.5 + width(summit, 2.1).max(24.0);
            boxes.push(Bounds::new(SUMMIT.x + 6.0, 121.5, right, 135.5));
        }
        Self(boxes)
    }
}

/// One end of the route, as it is to be drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RouteEnd {
    /// Bearing from the summit towards the other station, in degrees.
    pub bearing: f64,
    /// Width of its label in mm.
    pub label_width: f64,
}

/// The side of its line that a label is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Left of the line: the text ends at the anchor, set flush right.
    Left,
    /// Right of the line: the text begins at the anchor, set flush left.
    Right,
    /// Above or below a flat line: the text is centred on the anchor.
    Centre,
}

/// The place of a label of two lines.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RouteLabel {
    /// The middle of the edge that faces the line, in mm: the right edge on the left, the left edge on the right side;
    /// of a centred label the middle of its box.
    pub at: Point,
    /// The side it is on.
    pub side: Side,
    /// Whether it overlaps another text or the route, because no place was free.
    pub crowded: bool,
    /// Its box in mm, for others to keep clear of.
    #[serde(skip)]
    pub bounds: Bounds,
}

/// A line of the route on the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RouteLine {
    /// Start of the line in the direction of travel, in mm: edge of the bleed, or ring.
    pub from: Point,
    /// End of the line, in mm.
    pub to: Point,
    /// Place of the chevron, half way, in mm.
    pub chevron: Point,
    /// Direction of travel, in degrees clockwise from upwards.
    pub turn: f64,
    /// Place of the label.
    pub label: RouteLabel,
}

/// Both lines of the route on an opener page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenerRoutes {
    /// How the route comes in; `None` at the first station.
    pub arrival: Option<RouteLine>,
    /// How it leaves; `None` at the last station.
    pub departure: Option<RouteLine>,
}

/// A line from the ring outwards, whatever the direction of travel.
#[derive(Clone, Copy)]
struct Ray {
    ring: Point,
    edge: Point,
    direction: Point,
}

impl Ray {
    fn new(bearing: f64) -> Self {
        let (sin, cos) = libm::sincos(bearing.to_radians());
        let direction = Point::new(sin, -cos);
        // 500 mm lead out of the page in any direction.
        let page = TRIM.expand(BLEED);
        let edge = clip::clip_segment(SUMMIT, SUMMIT.offset(direction, 500.0), page).map_or(SUMMIT, |(_, edge)| edge);
        Self { ring: SUMMIT.offset(direction, RING), edge, direction }
    }

    fn middle(&self) -> Point {
        self.ring.midpoint(self.edge)
    }

    /// Returns places for a label, the nicest first: beside the line, a little outwards of the chevron, then inwards,
    /// then farther; on the side to which the line leans, then on the other.
    fn candidates(&self, width: f64) -> Vec<RouteLabel> {
        let leaning = if self.direction.x < 0.0 { [Side::Left, Side::Right] } else { [Side::Right, Side::Left] };
        let length = self.ring.distance(self.edge);
        let mut labels = Vec::new();
        for shift in SHIFTS.into_iter().filter(|shift| *shift <= length / 2.0) {
            let p = self.middle().offset(self.direction, shift);
            if self.direction.y.abs() > STEEP {
                labels.extend(leaning.map(|side| self.label_beside(p, side, width)));
            } else {
                labels.extend([-1.0, 1.0].map(|way| self.label_above(p, way, width)));
            }
        }
        labels
    }

    /// Returns the label beside a place of a steep line, clear of the line over its own height.
    fn label_beside(&self, p: Point, side: Side, width: f64) -> RouteLabel {
        let half = LABEL_HEIGHT / 2.0;
        let aside = ASIDE + half * (self.direction.x / self.direction.y).abs();
        let (at, left) =
            if side == Side::Left { (p.x - aside, p.x - aside - width) } else { (p.x + aside, p.x + aside) };
        let bounds = Bounds::new(left, p.y - half, left + width, p.y + half);
        RouteLabel { at: Point::new(at, p.y), side, crowded: false, bounds }
    }

    /// Returns the label above (−1) or below (1) a place of a flat line, clear of the line over its own width.
    fn label_above(&self, p: Point, way: f64, width: f64) -> RouteLabel {
        let half = LABEL_HEIGHT / 2.0;
        let climb = (width / 2.0) * (self.direction.y / self.direction.x).abs();
        let y = p.y + way * (half + ABOVE + climb);
        let bounds = Bounds::new(p.x - width / 2.0, y - half, p.x + width / 2.0, y + half);
        RouteLabel { at: Point::new(p.x, y), side: Side::Centre, crowded: false, bounds }
    }
}

/// Draws both lines of the route and finds places for their labels.
#[must_use]
pub(crate) fn draw_opener_routes(
    arrival: Option<RouteEnd>,
    departure: Option<RouteEnd>,
    texts: &TextBoxes,
) -> OpenerRoutes {
    let rays: Vec<_> = [arrival, departure].into_iter().flatten().map(|end| Ray::new(end.bearing)).collect();
    let mut taken = texts.0.clone();
    taken.extend(rays.iter().map(|ray| Bounds::around(ray.middle(), CHEVRON)));
    taken.push(Bounds::around(SUMMIT, RING + 1.0));
    let mut draw = |end: RouteEnd, inbound: bool| {
        let ray = Ray::new(end.bearing);
        let label = place_label(&ray, end.label_width, &rays, &taken);
        taken.push(label.bounds.expand(1.5));
        let (from, to) = if inbound { (ray.edge, ray.ring) } else { (ray.ring, ray.edge) };
        let turn = if inbound { end.bearing + 180.0 } else { end.bearing };
        RouteLine { from, to, chevron: ray.middle(), turn: round2(turn.rem_euclid(360.0)), label }
    };
    OpenerRoutes { arrival: arrival.map(|end| draw(end, true)), departure: departure.map(|end| draw(end, false)) }
}

/// Returns the first free place for a label; if there is none, the one with the fewest conflicts.
fn place_label(ray: &Ray, width: f64, rays: &[Ray], taken: &[Bounds]) -> RouteLabel {
    let page = TRIM.expand(-MARGIN);
    let count_conflicts = |bounds: Bounds| {
        let texts = taken.iter().filter(|other| other.overlaps(bounds)).count();
        let crosses = |ray: &&Ray| clip::clip_segment(ray.ring, ray.edge, bounds.expand(0.5)).is_some();
        let lines = rays.iter().filter(crosses).count();
        // Leaving the page is worse than any number of overlaps.
        texts + lines + if page.encloses(bounds) { 0 } else { 100 }
    };
    let labels = ray.candidates(width).into_iter().map(|label| (count_conflicts(label.bounds), label));
    // Of several with the fewest conflicts, `min_by_key` returns the first.
    match labels.min_by_key(|(conflicts, _)| *conflicts) {
        Some((conflicts, label)) => RouteLabel { crowded: conflicts > 0, ..label },
        None => RouteLabel { crowded: true, ..ray.label_above(ray.middle(), 1.0, width) },
    }
}

#[cfg(test)]
mod tests {
    use super::{RouteEnd, Side, TextBoxes, draw_opener_routes};
    use crate::geometry::clip;
    use crate::geometry::shape::TRIM;

    fn end(bearing: f64) -> RouteEnd {
        RouteEnd { bearing, label_width: 25.0 }
    }

    #[test]
    fn the_route_of_kassel_is_as_designed() {
        let routes = draw_opener_routes(Some(end(7.6)), Some(end(94.1)), &TextBoxes::estimate(1, 9, 20));
        let arrival = routes.arrival.unwrap();
        let departure = routes.departure.unwrap();
        assert!((arrival.from.y + 3.0).abs() < 1e-9 && (arrival.from.x - 128.1).abs() < 1.0);
        assert!((arrival.turn - 187.6).abs() < 1e-9);
        assert_eq!(arrival.label.side, Side::Right);
        assert!((departure.to.x - 213.0).abs() < 1e-9);
        assert!((departure.chevron.x - 163.0).abs() < 3.0);
        assert_eq!(departure.label.side, Side::Centre);
        assert!(departure.label.at.y < departure.chevron.y, "above its line");
        assert!(!arrival.label.crowded && !departure.label.crowded);
    }

    #[test]
    fn the_first_and_last_station_have_one_end() {
        let texts = TextBoxes::estimate(1, 4, 0);
        assert!(draw_opener_routes(None, Some(end(142.0)), &texts).arrival.is_none());
        assert!(draw_opener_routes(Some(end(174.0)), None, &texts).departure.is_none());
    }

    #[test]
    fn labels_are_free_and_inside_the_page_on_all_bearings() {
        let texts = TextBoxes::estimate(2, 16, 24);
        for i in 0..72 {
            for j in 1..72 {
                let (a, b) = (f64::from(i) * 5.0, f64::from(i + j) * 5.0);
                // Two lines that almost coincide have no free side.
                if !(4..=68).contains(&j) {
                    continue;
                }
                let routes = draw_opener_routes(Some(end(a)), Some(end(b)), &texts);
                let (arrival, departure) = (routes.arrival.unwrap(), routes.departure.unwrap());
                for route in [arrival, departure] {
                    let page = TRIM.expand(-8.0 + 1e-9);
                    assert!(page.encloses(route.label.bounds), "{a} {b}");
                    assert!(!route.label.crowded, "{a} {b}");
                    for other in [arrival, departure] {
                        assert!(clip::clip_segment(other.from, other.to, route.label.bounds).is_none(), "{a} {b}");
                    }
                }
                assert!(!arrival.label.bounds.overlaps(departure.label.bounds), "{a} {b}");
            }
        }
    }
}
