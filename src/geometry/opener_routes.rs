//! The route on an opener page: how it comes in and leaves, and where its words stand.

use serde::Serialize;

use crate::geometry::clip;
use crate::geometry::field::SUMMIT;
use crate::geometry::portable::Portable as _;
use crate::geometry::shape::{BLEED, Point, Rect, TRIM, round2};

/// Radius of the ring around the summit, in mm.
pub(crate) const RING: f64 = 4.6;

/// Least distance of a label from the trim, in mm.
const MARGIN: f64 = 8.0;

/// Height of a label of two lines, in mm.
const LABEL_HEIGHT: f64 = 9.0;

/// Distance of a label from its line, in mm.
const ASIDE: f64 = 4.0;

/// A line is steep, and has its label beside it, if its direction goes down by more than this.
const STEEP: f64 = 0.55;

/// Free space around a chevron, in mm.
const CHEVRON: f64 = 3.5;

/// What else stands on the page, in mm; labels of the route and numbers of contours keep off.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Texts {
    /// The boxes of the texts.
    pub boxes: Vec<Rect>,
}

impl Texts {
    /// Estimates the boxes from the numbers of characters: of the numeral, of the name at the foot
    /// and of the longest line at the summit (figure with qualifier, or unit and date).
    #[must_use]
    pub(crate) fn estimate(numeral: usize, name: usize, summit: usize) -> Self {
        let wide = |characters: usize, each: f64| {
            // More than a line has is a line.
            f64::from(u32::try_from(characters).unwrap_or(100).min(100)) * each
        };
        // 44 pt, or 36 pt from 25 characters; city and Land below have some 25 characters.
        let name = wide(name, if name > 24 { 5.8 } else { 7.0 }).max(65.0);
        let mut boxes = vec![
            Rect::new(11.0, 190.0, 13.0 + wide(numeral, 38.0), 250.0),
            Rect::new(14.0, 252.0, (15.0 + name).min(195.0), 280.0),
            // Station and position at the head.
            Rect::new(14.0, 14.0, 45.0, 20.5),
            Rect::new(160.0, 14.0, 195.0, 20.5),
        ];
        if summit > 0 {
            let right = SUMMIT.x + 7.5 + wide(summit, 2.1).max(24.0);
            boxes.push(Rect::new(SUMMIT.x + 6.0, 121.5, right, 135.5));
        }
        Self { boxes }
    }
}

/// The end of the route that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct End {
    /// Bearing from the summit towards the other station, in degrees: for the arrival the
    /// direction from which the line comes.
    pub bearing: f64,
    /// Width of its label in mm.
    pub label_width: f64,
}

/// On which side of its line a label stands.
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
pub struct Label {
    /// The middle of the edge that faces the line, in mm: right edge on the left, left edge on the
    /// right side; of a centred label the middle of its box.
    pub at: Point,
    /// Where the label stands.
    pub side: Side,
    /// Whether another text or the route is still below it, because nothing was free.
    pub crowded: bool,
}

impl Label {
    fn new(at: Point, side: Side) -> Self {
        Self { at, side, crowded: false }
    }
}

/// One end of the route on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route {
    /// Start of the line in the direction of travel, in mm: page edge with bleed, or ring.
    pub from: Point,
    /// End of the line, in mm.
    pub to: Point,
    /// Place of the chevron, half way, in mm.
    pub chevron: Point,
    /// Direction of travel: degrees clockwise from upwards.
    pub turn: f64,
    /// Place of the label.
    pub label: Label,
    /// The label's box in mm, for others to keep off.
    pub label_box: Rect,
}

impl Serialize for Route {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Route", 5)?;
        out.serialize_field("from", &self.from)?;
        out.serialize_field("to", &self.to)?;
        out.serialize_field("chevron", &self.chevron)?;
        out.serialize_field("turn", &round2(self.turn))?;
        out.serialize_field("label", &self.label)?;
        out.end()
    }
}

/// The route's two ends on one opener page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct OpenerRoutes {
    /// How the route comes in; nothing at the first station.
    pub arrival: Option<Route>,
    /// How it leaves; nothing at the last station.
    pub departure: Option<Route>,
}

/// A line from the ring outwards: what both ends have in common.
#[derive(Clone, Copy)]
struct Ray {
    ring: Point,
    edge: Point,
    direction: Point,
}

impl Ray {
    fn new(bearing: f64) -> Self {
        let (sin, cos) = bearing.to_radians().sine_cosine();
        let direction = Point::new(sin, -cos);
        let along = |t: f64| Point::new(SUMMIT.x + t * direction.x, SUMMIT.y + t * direction.y);
        let page = TRIM.grown(BLEED);
        // Longer than any way out of the page.
        let edge = clip::piece(SUMMIT, along(500.0), page).map_or(SUMMIT, |(_, edge)| edge);
        Self { ring: along(RING), edge, direction }
    }

    fn middle(&self) -> Point {
        self.ring.middle(self.edge)
    }

    /// Places for a label, the best first: beside the line, some way outwards of the chevron, then
    /// inwards, then farther, on the side the line leans to and then on the other.
    fn places(&self, width: f64) -> Vec<(Label, Rect)> {
        let leaning = if self.direction.x < 0.0 { [Side::Left, Side::Right] } else { [Side::Right, Side::Left] };
        let middle = self.middle();
        let length = self.ring.distance(self.edge);
        let mut places = Vec::new();
        for shift in [10.0, 14.0, 18.0, -10.0, -14.0, 24.0, -18.0, 30.0, 38.0, -24.0, -30.0, 48.0] {
            if shift > length / 2.0 {
                continue;
            }
            let p = Point::new(middle.x + shift * self.direction.x, middle.y + shift * self.direction.y);
            if self.direction.y.abs() > STEEP {
                places.extend(leaning.map(|side| self.beside(p, side, width)));
            } else {
                places.extend([-1.0, 1.0].map(|way| self.above(p, way, width)));
            }
        }
        places
    }

    /// The label at the height of a place of a steep line, clear of the line over its own height.
    fn beside(&self, p: Point, side: Side, width: f64) -> (Label, Rect) {
        let half = LABEL_HEIGHT / 2.0;
        let aside = ASIDE + half * (self.direction.x / self.direction.y).abs();
        let (at, left) =
            if side == Side::Left { (p.x - aside, p.x - aside - width) } else { (p.x + aside, p.x + aside) };
        let rect = Rect::new(left, p.y - half, left + width, p.y + half);
        (Label::new(Point::new(at, p.y), side), rect)
    }

    /// The label above (−1) or below (1) a place of a flat line, clear of it over its own width.
    fn above(&self, p: Point, way: f64, width: f64) -> (Label, Rect) {
        let half = LABEL_HEIGHT / 2.0;
        let climb = (width / 2.0) * (self.direction.y / self.direction.x).abs();
        let y = p.y + way * (half + 1.5 + climb);
        let rect = Rect::new(p.x - width / 2.0, y - half, p.x + width / 2.0, y + half);
        (Label::new(Point::new(p.x, y), Side::Centre), rect)
    }
}

/// Draws both ends of the route and finds places for their labels.
#[must_use]
pub(crate) fn opener_routes(arrival: Option<End>, departure: Option<End>, texts: &Texts) -> OpenerRoutes {
    let rays: Vec<_> = [arrival, departure].into_iter().flatten().map(|end| Ray::new(end.bearing)).collect();
    let mut taken = texts.boxes.clone();
    taken.extend(rays.iter().map(|ray| around(ray.middle(), CHEVRON)));
    taken.push(around(SUMMIT, RING + 1.0));
    let mut draw = |end: Option<End>, inbound: bool| {
        let end = end?;
        let ray = Ray::new(end.bearing);
        let (label, label_box) = place(&ray, end.label_width, &rays, &taken);
        taken.push(label_box.grown(1.5));
        let (from, to) = if inbound { (ray.edge, ray.ring) } else { (ray.ring, ray.edge) };
        let turn = if inbound { end.bearing + 180.0 } else { end.bearing };
        Some(Route { from, to, chevron: ray.middle(), turn: turn.rem_euclid(360.0), label, label_box })
    };
    OpenerRoutes { arrival: draw(arrival, true), departure: draw(departure, false) }
}

fn around(p: Point, by: f64) -> Rect {
    Rect::new(p.x, p.y, p.x, p.y).grown(by)
}

/// The first free place; if there is none, the one with the fewest faults.
fn place(ray: &Ray, width: f64, rays: &[Ray], taken: &[Rect]) -> (Label, Rect) {
    let page = TRIM.grown(-MARGIN);
    let inside = |rect: Rect| {
        rect.left >= page.left && rect.right <= page.right && rect.top >= page.top && rect.bottom <= page.bottom
    };
    let faults = |rect: Rect| {
        let texts = taken.iter().filter(|other| other.overlaps(rect)).count();
        let lines = rays.iter().filter(|ray| clip::piece(ray.ring, ray.edge, rect.grown(0.5)).is_some()).count();
        // Leaving the page is worse than any number of overlaps.
        texts + lines + if inside(rect) { 0 } else { 100 }
    };
    let best = ray
        .places(width)
        .into_iter()
        .map(|place| (faults(place.1), place))
        // The first of the best ones is taken.
        .min_by_key(|(faults, _)| *faults);
    let Some((faults, (mut label, rect))) = best else {
        let anchor = ray.middle();
        let mut label = Label::new(anchor, Side::Centre);
        label.crowded = true;
        return (label, around(anchor, LABEL_HEIGHT / 2.0));
    };
    label.crowded = faults > 0;
    (label, rect)
}

#[cfg(test)]
mod tests {
    use super::{End, Side, Texts, opener_routes};
    use crate::geometry::clip;
    use crate::geometry::shape::TRIM;

    fn end(bearing: f64) -> End {
        End { bearing, label_width: 25.0 }
    }

    #[test]
    fn the_route_of_kassel_stands_as_designed() {
        let routes = opener_routes(Some(end(7.6)), Some(end(94.1)), &Texts::estimate(1, 9, 20));
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
        let texts = Texts::estimate(1, 4, 0);
        assert!(opener_routes(None, Some(end(142.0)), &texts).arrival.is_none());
        assert!(opener_routes(Some(end(174.0)), None, &texts).departure.is_none());
    }

    #[test]
    fn labels_keep_inside_and_off_everything_on_all_bearings() {
        let texts = Texts::estimate(2, 16, 24);
        for i in 0..72 {
            for j in 1..72 {
                let (a, b) = (f64::from(i) * 5.0, f64::from(i + j) * 5.0);
                // Two lines that all but coincide have no free side.
                if !(4..=68).contains(&j) {
                    continue;
                }
                let routes = opener_routes(Some(end(a)), Some(end(b)), &texts);
                let (arrival, departure) = (routes.arrival.unwrap(), routes.departure.unwrap());
                for route in [arrival, departure] {
                    let page = TRIM.grown(-8.0 + 1e-9);
                    let rect = route.label_box;
                    assert!(page.contains(crate::geometry::shape::Point::new(rect.left, rect.top)), "{a} {b}");
                    assert!(page.contains(crate::geometry::shape::Point::new(rect.right, rect.bottom)), "{a} {b}");
                    assert!(!route.label.crowded, "{a} {b}");
                    for other in [arrival, departure] {
                        assert!(clip::piece(other.from, other.to, rect).is_none(), "{a} {b}");
                    }
                }
                assert!(!arrival.label_box.overlaps(departure.label_box), "{a} {b}");
            }
        }
    }
}
