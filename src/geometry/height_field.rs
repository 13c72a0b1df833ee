//! The form of a mountain: its height at each place, from its identifier, its fields and its topics.
//!
//! The unit of length is the reach of the mountain and its summit is the origin, so that one form serves an opener, a
//! small relief, the jacket and a silhouette. The height is 1 at the summit and 0 at the foot, 1.5 reaches away: the
//! slope 1 / (1 + 1.15 d + 1.3 d²) without the part below the foot. Around it is plain ground. Three things make the
//! mountain a particular one:
//!
//! - d is divided by a factor that depends on the direction: one ridge for each topic, an oval, a lean to one side and
//!   a fine wave.
//! - Each further field raises a side summit on a ridge, a bell curve exp(−q²) that lifts the slope towards 1.
//!   Blending instead of adding keeps every height below that of the main summit.
//! - Places are looked up through a warp of sines, which leaves the summit where it is.
//!
//! The form comes from the design of the brochure, and the constants are chosen by eye.

use std::f64::consts::{PI, TAU};
use std::hash::Hasher;

use crate::geometry::exact::Bits;
use crate::geometry::seed;
use crate::geometry::shape::Point;

/// The distance of the foot from the summit.
pub(crate) const FOOT: f64 = 1.5;

/// How much farther than its foot a mountain can reach with its ridges, and how far its warp takes it; beyond is plain
/// ground.
const FARTHEST: f64 = 1.0 + RIDGES + OVAL + LEAN + FINE;
const FARTHEST_WARP: f64 = 0.14;

/// The height of the ground around a mountain.
const GROUND: f64 = -0.02;

/// Amplitudes and waves of the warp, for a plane of which the reach is this share.
const PLANE: f64 = 0.62;
const WARP: [(f64, f64); 3] = [(0.050, 2.3), (0.024, 5.3), (0.008, 11.3)];

/// How much ridges, oval, lean and fine wave stretch the mountain, as shares of the distance.
const RIDGES: f64 = 0.17;
const OVAL: f64 = 0.14;
const LEAN: f64 = 0.06;
const FINE: f64 = 0.03;

/// A side summit: its width, and the range of its distance and of its strength.
const SIDE_WIDTH: f64 = 0.13;
const SIDE_DISTANCE: (f64, f64) = (0.40, 0.16);
const SIDE_STRENGTH: (f64, f64) = (0.34, 0.08);

/// One term of the warp: a sine along times a cosine across.
#[derive(Clone, Copy, Debug)]
struct Wave {
    amplitude: f64,
    along: f64,
    across: f64,
    phase_along: f64,
    phase_across: f64,
}

/// The warped plane: what each axis adds to a place, before the two are multiplied.
#[derive(Clone, Debug)]
struct Warp {
    /// Three waves to the right, then three downwards.
    waves: [Wave; 6],
    /// The shift at the summit, which is taken back.
    origin: Point,
}

/// A lower summit beside the main one, in the warped plane.
#[derive(Clone, Copy, Debug)]
struct SideSummit {
    at: Point,
    strength: f64,
}

/// The form of one mountain: height 1 at the origin, 0 at its foot.
#[derive(Clone, Debug)]
pub(crate) struct HeightField {
    ridges: f64,
    ridge_phase: f64,
    oval_phase: f64,
    warp: Warp,
    /// The slope at the foot, and the distance of the foot.
    foot: (f64, f64),
    sides: Vec<SideSummit>,
}

impl Bits for HeightField {
    fn hash_bits(&self, state: &mut impl Hasher) {
        [self.ridges, self.ridge_phase, self.oval_phase, self.foot.0, self.foot.1].hash_bits(state);
        self.warp.origin.hash_bits(state);
        for wave in &self.warp.waves {
            [wave.amplitude, wave.along, wave.across, wave.phase_along, wave.phase_across].hash_bits(state);
        }
        for side in &self.sides {
            side.at.hash_bits(state);
            side.strength.hash_bits(state);
        }
    }
}

/// What one coordinate adds to the warp of all places that have it: the factors of the six waves.
pub(crate) type WarpFactors = [f64; 6];

impl HeightField {
    /// Derives the form from a record: one summit for each technology field, the first one being the main summit,
    /// and one ridge for each focus topic, at least three.
    #[must_use]
    pub(crate) fn new(id: &str, fields: usize, topics: usize) -> Self {
        Self::with_foot(id, fields, topics, FOOT)
    }

    /// Derives a form whose foot is at another distance from the summit.
    #[must_use]
    pub(crate) fn with_foot(id: &str, fields: usize, topics: usize, foot: f64) -> Self {
        let mut values = seed::values(id).into_iter().cycle();
        let mut next = || values.next().unwrap_or_default();
        let warp = Warp::new(&mut next);
        let ridges = to_float(topics.max(3));
        let (ridge_phase, oval_phase) = (TAU * next(), TAU * next());
        let mut field = Self { ridges, ridge_phase, oval_phase, warp, foot: (slope(foot), foot), sides: Vec::new() };
        for side in 0..fields.saturating_sub(1) {
            let direction = field.ridge((2 * side + 1) % topics.max(3)) + 0.35 * (next() - 0.5);
            let distance = SIDE_DISTANCE.0 + SIDE_DISTANCE.1 * next();
            let at = Point::default().offset(Point::unit(direction), distance);
            field.sides.push(SideSummit { at, strength: SIDE_STRENGTH.0 + SIDE_STRENGTH.1 * next() });
        }
        field
    }

    /// Returns the height at a place, as a share of the summit's height.
    #[must_use]
    pub(crate) fn height(&self, place: Point) -> f64 {
        self.height_by(place, &self.column(place.x), &self.row(place.y))
    }

    /// Returns the factors of all places with this x.
    #[must_use]
    pub(crate) fn column(&self, x: f64) -> WarpFactors {
        self.warp.waves.map(|wave| wave.amplitude * libm::sin(wave.along * x + wave.phase_along))
    }

    /// Returns the factors of all places with this y.
    #[must_use]
    pub(crate) fn row(&self, y: f64) -> WarpFactors {
        self.warp.waves.map(|wave| libm::cos(wave.across * y + wave.phase_across))
    }

    /// Returns the height at a place whose factors are known, which is what a grid has.
    #[must_use]
    pub(crate) fn height_by(&self, place: Point, column: &WarpFactors, row: &WarpFactors) -> f64 {
        let limit = self.foot.1 * FARTHEST + FARTHEST_WARP;
        if place.x * place.x + place.y * place.y > limit * limit {
            return GROUND;
        }
        let p = self.warp.displace(place, column, row);
        let distance = p.distance(Point::default());
        let angle = libm::atan2(p.y, p.x);
        let ridge = -libm::cos(self.ridges * angle + self.ridge_phase);
        // Ridges are wider than the valleys between them.
        let ridge = if ridge > 0.0 { libm::pow(ridge, 0.85) } else { -libm::pow(-ridge, 1.1) };
        let oval = libm::cos(2.0 * angle + self.oval_phase);
        let lean = libm::cos(angle - self.oval_phase);
        let fine = libm::sin(5.0 * angle + 2.0 * self.oval_phase);
        // Directions count fully only from some way down, so that the top stays round.
        let share = (1.7 * distance).min(1.0);
        let d = distance / (1.0 + share * (RIDGES * ridge + OVAL * oval + LEAN * lean + FINE * fine));
        let height = ((slope(d) - self.foot.0) / (1.0 - self.foot.0)).max(GROUND);
        self.sides.iter().fold(height, |height, side| {
            let q = p.distance(side.at) / SIDE_WIDTH;
            if q > 4.0 { height } else { height + (1.0 - height) * side.strength * libm::exp(-q * q) }
        })
    }

    /// Returns the side summits, in reaches from the summit.
    #[must_use]
    pub(crate) fn side_summits(&self) -> Vec<Point> {
        self.sides.iter().map(|side| self.warp.invert(side.at)).collect()
    }

    /// Returns the direction of the `n`-th ridge in the warped plane, in radians from the right, turning downwards.
    #[must_use]
    fn ridge(&self, n: usize) -> f64 {
        (PI * (2.0 * to_float(n) + 1.0) - self.ridge_phase) / self.ridges
    }

    /// Returns the place on the `n`-th ridge at a distance from the summit.
    #[must_use]
    pub(crate) fn ridge_place(&self, n: usize, distance: f64) -> Point {
        self.warp.invert(Point::default().offset(Point::unit(self.ridge(n)), distance))
    }
}

impl Warp {
    fn new(next: &mut impl FnMut() -> f64) -> Self {
        let mut pair = |(amplitude, waves): (f64, f64)| {
            [(); 2].map(|()| {
                let (phase_along, phase_across) = (TAU * next(), TAU * next());
                let [along, across] = [(); 2].map(|()| PI * PLANE * waves * (0.8 + 0.4 * next()));
                Wave { amplitude: amplitude / PLANE, along, across, phase_along, phase_across }
            })
        };
        let pairs = WARP.map(&mut pair);
        let waves = std::array::from_fn(|n| pairs[n % 3][n / 3]);
        let shifts = waves.map(|w: Wave| w.amplitude * libm::sin(w.phase_along) * libm::cos(w.phase_across));
        Self { waves, origin: sum(shifts) }
    }

    fn displace(&self, place: Point, column: &WarpFactors, row: &WarpFactors) -> Point {
        let shift = sum(std::array::from_fn(|n| column[n] * row[n]));
        // The difference is exactly zero at the summit.
        Point::new(place.x + (shift.x - self.origin.x), place.y + (shift.y - self.origin.y))
    }

    /// Returns the place that is moved to `target`: a fixed-point iteration that goes back by a part of the remaining
    /// error, because full steps overshoot where the plane is stretched.
    fn invert(&self, target: Point) -> Point {
        (0..40).fold(target, |place, _| {
            let column = self.waves.map(|wave| wave.amplitude * libm::sin(wave.along * place.x + wave.phase_along));
            let row = self.waves.map(|wave| libm::cos(wave.across * place.y + wave.phase_across));
            let moved = self.displace(place, &column, &row);
            Point::new(place.x + 0.6 * (target.x - moved.x), place.y + 0.6 * (target.y - moved.y))
        })
    }
}

/// Adds the shifts of the six waves: three to the right and three downwards.
fn sum(shifts: [f64; 6]) -> Point {
    Point::new(shifts[..3].iter().sum(), shifts[3..].iter().sum())
}

fn slope(d: f64) -> f64 {
    1.0 / (1.0 + 1.15 * d + 1.3 * d * d)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of fields or topics")]
fn to_float(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::HeightField;
    use crate::geometry::shape::Point;

    #[test]
    fn the_summit_is_exact_and_the_highest_place() {
        for (id, fields, topics) in [("niro", 3, 5), ("silicon-saxony", 3, 6), ("olec", 0, 0)] {
            let field = HeightField::new(id, fields, topics);
            assert!((field.height(Point::default()) - 1.0).abs() < 1e-9);
            for i in 0..72 {
                for j in 1..120 {
                    let z =
                        field.height(Point::default().offset(Point::unit(f64::from(i) * 0.0873), f64::from(j) * 0.02));
                    assert!((-0.02..1.0).contains(&z), "{id}: {z}");
                }
            }
        }
    }

    #[test]
    fn a_mountain_ends_at_its_foot() {
        let field = HeightField::new("mowin-net", 4, 5);
        let heights: Vec<_> =
            (0..36).map(|i| field.height(Point::default().offset(Point::unit(f64::from(i) * 0.1745), 1.95))).collect();
        assert!(heights.iter().all(|height| *height < 0.03), "{heights:?}");
        assert!(field.height(Point::new(2.3, 0.0)) < 0.0);
    }

    #[test]
    fn a_ridge_is_higher_than_the_valleys_beside_it() {
        let field = HeightField::new("mowin-net", 1, 5);
        let higher = (0..5).filter(|&n| {
            let ridge = field.height(field.ridge_place(n, 0.7));
            let valley = |turn: f64| {
                let direction = Point::unit(field.ridge(n) + turn);
                field.height(field.warp.invert(Point::default().offset(direction, 0.7)))
            };
            ridge > valley(0.628) || ridge > valley(-0.628)
        });
        assert_eq!(higher.count(), 5);
    }

    #[test]
    fn fields_raise_side_summits() {
        let (one, four) = (HeightField::new("x", 1, 3), HeightField::new("x", 4, 3));
        assert_eq!((one.side_summits().len(), four.side_summits().len()), (0, 3));
        for place in four.side_summits() {
            assert!(four.height(place) > one.height(place) + 0.1);
        }
    }
}
