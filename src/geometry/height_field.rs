//! The form of a mountain: its height at each place, from its identifier, its fields and its topics.
//!
//! The height is 1 at the summit and falls with the distance d from it as 1 / (1 + 1.15 d + 1.3 d²), where d = 1 at
//! about 188 mm: a slope that is steep at the top and runs out gently, like a mountain's. Three things make the
//! mountain a particular one:
//!
//! - d is divided by a factor that depends on the direction. |sin(k/2 · angle)| is zero at k angles and has k ridges
//!   between them: these are the spurs, one for each topic. An oval and a fine wave of 2 and 7 periods are added.
//! - Each further field raises a side summit, a bell curve exp(−q²) that lifts the slope towards 1 by its strength.
//!   Blending instead of adding keeps every height below that of the main summit.
//! - Places are looked up through a [`DomainWarp`].
//!
//! The form comes from the design of the brochure, and the constants are chosen by eye.

use std::f64::consts::{PI, TAU};

use crate::format::{BLEED, OPENER_SUMMIT, TRIM_HEIGHT, TRIM_WIDTH};
use crate::geometry::domain_warp::{DomainWarp, Wave};
use crate::geometry::seed;
use crate::geometry::shape::Point;

/// The summit on an opener page, in mm from the top left corner of the trim.
pub(crate) const SUMMIT: Point = Point::new(OPENER_SUMMIT.0, OPENER_SUMMIT.1);

/// Width of the opener page with bleed, in mm: the unit of the warp.
const WIDTH: f64 = TRIM_WIDTH + 2.0 * BLEED;

/// The distance d = 1 from the summit, in mm: 0.62 of the height of the page with bleed.
const REACH: f64 = 0.62 * (TRIM_HEIGHT + 2.0 * BLEED);

const WARP: [Wave; 3] = [wave(0.040, 0.55, 1.15), wave(0.013, 2.3, 1.9), wave(0.006, 3.7, 5.1)];

/// Returns a wave from its amplitude in page widths and its waves per page width.
const fn wave(amplitude: f64, along: f64, across: f64) -> Wave {
    Wave { amplitude: amplitude * WIDTH, along: along / WIDTH, across: across / WIDTH }
}

/// How much the spurs, the oval and the fine wave stretch the mountain, as shares of the distance.
const SPURS: f64 = 0.20;
const OVAL: f64 = 0.13;
const FINE: f64 = 0.05;

/// Periods of the fine wave around the summit.
const FINE_WAVES: f64 = 7.0;

/// The use of each of the forty numbers of the seed.
mod value {
    /// Rotation of the whole mountain.
    pub(super) const ROTATION: usize = 0;
    /// Phase of the spurs.
    pub(super) const SPURS: usize = 1;
    /// Phase of the oval.
    pub(super) const OVAL: usize = 2;
    /// Phase of the fine wave.
    pub(super) const FINE: usize = 3;
    /// Phases of the warp, two for each wave.
    pub(super) const WARP: usize = 4;
    /// Side summits, three numbers each: direction, distance, strength.
    pub(super) const SIDE: usize = 10;
}

/// A lower summit beside the main one, in the warped plane.
#[derive(Clone, Copy, Debug)]
struct SideSummit {
    at: Point,
    strength: f64,
    width: f64,
}

/// The form of one mountain, with its summit at [`SUMMIT`] and a height of 1 there.
#[derive(Clone, Debug)]
pub(crate) struct HeightField {
    rotation: f64,
    spurs: f64,
    spur_phase: f64,
    oval_phase: f64,
    fine_phase: f64,
    warp: DomainWarp,
    /// The summit in the warped plane.
    summit: Point,
    sides: Vec<SideSummit>,
}

impl HeightField {
    /// Derives the form from a record: one summit for each technology field, the first one being the main summit,
    /// and one spur for each focus topic (three if there is no topic).
    #[must_use]
    pub(crate) fn new(id: &str, fields: usize, topics: usize) -> Self {
        let values = seed::values(id);
        let rotation = TAU * values[value::ROTATION];
        let warp = DomainWarp::new(&WARP, &values[value::WARP..value::SIDE]);
        Self {
            rotation,
            spurs: to_float(if topics == 0 { 3 } else { topics }),
            spur_phase: TAU * values[value::SPURS],
            oval_phase: TAU * values[value::OVAL],
            fine_phase: TAU * values[value::FINE],
            summit: warp.displace(SUMMIT),
            warp,
            sides: (1..fields).map(|i| side_summit(&values, rotation, i)).collect(),
        }
    }

    /// Returns the distance from the summit at which d = 1, in mm on the opener page.
    #[must_use]
    pub(crate) const fn reach() -> f64 {
        REACH
    }

    /// Returns the height at a place of the opener page, as a share of the summit's height.
    #[must_use]
    pub(crate) fn height(&self, place: Point) -> f64 {
        let p = self.warp.displace(place);
        let angle = libm::atan2(p.y - self.summit.y, p.x - self.summit.x) + self.rotation;
        // The power 0.8 rounds the sharp valleys of |sin|; the result runs from −1 in a valley to 1 on a ridge.
        let spurs = 2.0 * libm::pow(libm::sin(0.5 * (self.spurs * angle + self.spur_phase)).abs(), 0.8) - 1.0;
        let oval = libm::sin(2.0 * angle + self.oval_phase);
        let fine = libm::sin(FINE_WAVES * angle + self.fine_phase);
        let distance = p.distance(self.summit) / REACH;
        // Directions count fully only from d = 0.5 on, so that the top stays round.
        let share = (2.0 * distance).min(1.0);
        let d = distance / (1.0 + share * (SPURS * spurs + OVAL * oval + FINE * fine));
        let slope = 1.0 / (1.0 + 1.15 * d + 1.3 * d * d);
        self.sides.iter().fold(slope, |height, side| {
            let q = p.distance(side.at) / side.width;
            height + (1.0 - height) * side.strength * libm::exp(-q * q)
        })
    }

    /// Returns the side summits, in mm on the opener page.
    #[must_use]
    pub(crate) fn side_summits(&self) -> Vec<Point> {
        self.sides.iter().map(|side| self.warp.invert(side.at)).collect()
    }

    /// Returns a place on the ridge of a spur, `distance` mm from the summit: on the spur whose direction is nearest to
    /// `direction` (radians from the right, turning downwards).
    #[must_use]
    pub(crate) fn find_ridge(&self, direction: f64, distance: f64) -> Point {
        // The ridges are where the sine of the spurs is ±1, every 2π / k.
        let apart = TAU / self.spurs;
        let first = (PI - self.spur_phase) / self.spurs - self.rotation;
        let angle = first + ((direction - first) / apart).round() * apart;
        self.warp.invert(self.summit.offset(Point::unit(angle), distance))
    }
}

/// Places the `i`-th side summit (from 1). Successive ones are turned by the golden angle, 137.5°, which spreads any
/// number of them evenly around the mountain, as it spreads the seeds of a sunflower (H. Vogel, 1979).
fn side_summit(values: &[f64; seed::COUNT], rotation: f64, i: usize) -> SideSummit {
    // There are numbers for ten side summits; further ones use them again.
    let first = value::SIDE + (3 * (i - 1)) % (seed::COUNT - value::SIDE);
    let golden = TAU * 0.381_966;
    let angle = rotation + golden * to_float(i) + 0.6 * (values[first] - 0.5);
    SideSummit {
        at: SUMMIT.offset(Point::unit(angle), REACH * (0.46 + 0.16 * values[first + 1])),
        strength: 0.34 + 0.12 * values[first + 2],
        width: 0.14 * REACH,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of fields or topics")]
fn to_float(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{HeightField, SUMMIT};
    use crate::geometry::shape::Point;

    #[test]
    fn the_summit_is_the_highest_place() {
        for (id, fields, topics) in [("niro", 3, 5), ("silicon-saxony", 3, 6), ("olec", 0, 0)] {
            let field = HeightField::new(id, fields, topics);
            assert_eq!(field.height(SUMMIT).to_bits(), 1.0_f64.to_bits());
            for i in 0..72 {
                for j in 1..60 {
                    let r = f64::from(j) * 3.0;
                    let z = field.height(SUMMIT.offset(Point::unit(f64::from(i) * 0.0873), r));
                    assert!(z > 0.0 && z < 1.0, "{id}: {z} at {r} mm");
                }
            }
        }
    }

    #[test]
    fn a_ridge_is_higher_than_the_valleys_beside_it() {
        let field = HeightField::new("mowin-net", 1, 5);
        for i in 0..5 {
            let direction = f64::from(i) * 1.2566;
            let half = std::f64::consts::PI / 5.0;
            let p = field.warp.displace(field.find_ridge(direction, 90.0));
            let (dx, dy) = (p.x - field.summit.x, p.y - field.summit.y);
            let height_at = |turn: f64| {
                let (sin, cos) = libm::sincos(turn);
                let q = Point::new(field.summit.x + dx * cos - dy * sin, field.summit.y + dx * sin + dy * cos);
                field.height(field.warp.invert(q))
            };
            assert!(height_at(0.0) > height_at(half) && height_at(0.0) > height_at(-half), "{direction}");
        }
    }

    #[test]
    fn fields_raise_side_summits() {
        let one = HeightField::new("x", 1, 3);
        let four = HeightField::new("x", 4, 3);
        let sides = four.sides.clone();
        assert_eq!((one.sides.len(), sides.len()), (0, 3));
        assert!(sides.iter().all(|s| s.at.distance(SUMMIT) > 60.0));
        for place in four.side_summits() {
            assert!(four.height(place) > one.height(place) + 0.1);
        }
    }
}
