//! The form of a mountain: its height at each place, from its identifier, fields and topics.

use std::f64::consts::TAU;

use crate::geometry::portable::Portable as _;
use crate::geometry::seed;
use crate::geometry::shape::Point;
use crate::geometry::warp::{Warp, Wave};

/// Where the summit stands on an opener page, in mm from the top left corner of the trim.
pub(crate) const SUMMIT: Point = Point::new(112.0, 118.0);

/// Width of the opener page with bleed, in mm: the measure of the warp.
const WIDTH: f64 = 216.0;

/// Distance from the summit, in mm, at which the slope has done its work: .62 × the longer side.
const REACH: f64 = 0.62 * 303.0;

/// The three sums of sines of the warp, their amplitudes being shares of the width.
const WARP: [Wave; 3] = [wave(0.040, 0.55, 1.15), wave(0.013, 2.3, 1.9), wave(0.006, 3.7, 5.1)];

/// A wave from its amplitude in widths and its waves per width.
const fn wave(amplitude: f64, along: f64, across: f64) -> Wave {
    Wave { amplitude: amplitude * WIDTH, along: along / WIDTH, across: across / WIDTH }
}

/// How much spurs, oval and fine waves stretch the mountain.
const SPURS: f64 = 0.20;
const OVAL: f64 = 0.13;
const FINE: f64 = 0.05;

/// Number of fine waves around the summit.
const FINE_WAVES: f64 = 7.0;

/// Which of the forty numbers of the seed feeds what.
mod value {
    /// Turn of the whole mountain.
    pub(super) const TURN: usize = 0;
    /// Place of the first valley between the spurs.
    pub(super) const SPURS: usize = 1;
    /// Direction of the oval.
    pub(super) const OVAL: usize = 2;
    /// Place of the fine waves.
    pub(super) const FINE: usize = 3;
    /// Phases of the warp, two for each sum of sines.
    pub(super) const WARP: usize = 4;
    /// Side summits, three numbers each: direction, distance, strength.
    pub(super) const SIDE: usize = 10;
}

/// A lower summit beside the main one.
#[derive(Clone, Copy, Debug)]
struct Side {
    at: Point,
    strength: f64,
    width: f64,
}

/// The form of one mountain, with its summit at [`SUMMIT`] and a height of 1 there.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    turn: f64,
    spurs: f64,
    spur_phase: f64,
    oval_phase: f64,
    fine_phase: f64,
    warp: Warp,
    summit: Point,
    sides: Vec<Side>,
}

impl Field {
    /// The form that follows from a record: one summit for each technology field, the first one
    /// being the main summit, and one spur for each focus topic (three if there is no topic).
    #[must_use]
    pub(crate) fn new(id: &str, fields: usize, topics: usize) -> Self {
        let values = seed::values(id);
        let turn = TAU * values[value::TURN];
        let mut field = Self {
            turn,
            spurs: count(if topics == 0 { 3 } else { topics }),
            spur_phase: TAU * values[value::SPURS],
            oval_phase: TAU * values[value::OVAL],
            fine_phase: TAU * values[value::FINE],
            warp: Warp::new(&WARP, &values[value::WARP..value::SIDE]),
            summit: SUMMIT,
            sides: (1..fields).map(|i| side(&values, turn, i)).collect(),
        };
        field.summit = field.warp.at(SUMMIT);
        field
    }

    /// The height at a place of the opener page, as a share of the summit's height.
    #[must_use]
    pub(crate) fn height(&self, place: Point) -> f64 {
        let p = self.warp.at(place);
        let (dx, dy) = (p.x - self.summit.x, p.y - self.summit.y);
        let plain = p.distance(self.summit) / REACH;
        let angle = dy.arc_tangent(dx) + self.turn;
        let spurs = 2.0 * (0.5 * (self.spurs * angle + self.spur_phase)).sine().abs().power(0.8) - 1.0;
        let oval = (2.0 * angle + self.oval_phase).sine();
        let fine = (FINE_WAVES * angle + self.fine_phase).sine();
        // The top stays round.
        let share = (2.0 * plain).min(1.0);
        let d = plain / (1.0 + share * (SPURS * spurs + OVAL * oval + FINE * fine));
        let slope = 1.0 / (1.0 + 1.15 * d + 1.3 * d * d);
        self.sides.iter().fold(slope, |z, side| {
            let q = p.distance(side.at) / side.width;
            z + (1.0 - z) * side.strength * (-q * q).exponential()
        })
    }
}

impl Field {
    /// The side summits, in mm on the opener page.
    #[must_use]
    pub(crate) fn side_summits(&self) -> Vec<Point> {
        self.sides.iter().map(|side| self.warp.origin_of(side.at)).collect()
    }

    /// The place on the ridge of a spur, `distance` mm from the summit: on the spur whose direction
    /// is nearest to `direction` (radians from the right, turning downwards).
    #[must_use]
    pub(crate) fn ridge(&self, direction: f64, distance: f64) -> Point {
        // The ridges are where the sine of the spurs is one: every 2π / k.
        let apart = TAU / self.spurs;
        let first = (std::f64::consts::PI - self.spur_phase) / self.spurs - self.turn;
        let angle = first + ((direction - first) / apart).round() * apart;
        self.warp
            .origin_of(Point::new(self.summit.x + distance * angle.cosine(), self.summit.y + distance * angle.sine()))
    }
}

/// The `i`-th side summit (from 1): they are spread around the mountain by the golden angle.
fn side(values: &[f64; seed::COUNT], turn: f64, i: usize) -> Side {
    // Ten side summits have numbers of their own; further ones share them.
    let first = value::SIDE + (3 * (i - 1)) % (seed::COUNT - value::SIDE);
    let golden = TAU * 0.381_966;
    let angle = turn + golden * count(i) + 0.6 * (values[first] - 0.5);
    let distance = REACH * (0.46 + 0.16 * values[first + 1]);
    Side {
        at: Point::new(SUMMIT.x + distance * angle.cosine(), SUMMIT.y + distance * angle.sine()),
        strength: 0.34 + 0.12 * values[first + 2],
        width: 0.14 * REACH,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of fields or topics")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{Field, SUMMIT};
    use crate::geometry::portable::Portable as _;
    use crate::geometry::shape::Point;

    #[test]
    fn the_summit_is_exact_and_the_highest_place() {
        for (id, fields, topics) in [("niro", 3, 5), ("silicon-saxony", 3, 6), ("olec", 0, 0)] {
            let field = Field::new(id, fields, topics);
            assert_eq!(field.height(SUMMIT).to_bits(), 1.0_f64.to_bits());
            for i in 0..72 {
                for j in 1..60 {
                    let (a, r) = (f64::from(i) * 0.0873, f64::from(j) * 3.0);
                    let z = field.height(Point::new(SUMMIT.x + r * a.cosine(), SUMMIT.y + r * a.sine()));
                    assert!(z > 0.0 && z < 1.0, "{id}: {z} at {r} mm");
                }
            }
        }
    }

    #[test]
    fn a_ridge_is_higher_than_the_valleys_beside_it() {
        let field = Field::new("mowin-net", 1, 5);
        for i in 0..5 {
            let direction = f64::from(i) * 1.2566;
            let half = std::f64::consts::PI / 5.0;
            let p = field.warp.at(field.ridge(direction, 90.0));
            let (dx, dy) = (p.x - field.summit.x, p.y - field.summit.y);
            let at = |turn: f64| {
                let (sin, cos) = turn.sine_cosine();
                let q = Point::new(field.summit.x + dx * cos - dy * sin, field.summit.y + dx * sin + dy * cos);
                field.height(field.warp.origin_of(q))
            };
            assert!(at(0.0) > at(half) && at(0.0) > at(-half), "{direction}");
        }
    }

    #[test]
    fn fields_raise_side_summits() {
        let one = Field::new("x", 1, 3);
        let four = Field::new("x", 4, 3);
        let sides = four.sides.clone();
        assert_eq!((one.sides.len(), sides.len()), (0, 3));
        assert!(sides.iter().all(|s| s.at.distance(SUMMIT) > 60.0));
        for place in four.side_summits() {
            assert!(four.height(place) > one.height(place) + 0.1);
        }
    }
}
