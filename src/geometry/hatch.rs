//! Hatching of areas: parallel lines at 45°.

use serde::{Serialize, Serializer};

use crate::geometry::shape::{Point, round2};

/// A straight line. Serialises as `[x1, y1, x2, y2]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its start in mm.
    pub from: Point,
    /// Its end in mm.
    pub to: Point,
}

impl Serialize for Stroke {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.from.x, self.from.y, self.to.x, self.to.y].map(round2).serialize(serializer)
    }
}

/// The shortest line that is seen, as a share of the pitch.
const LEAST: f64 = 0.25;

/// Returns the lines that hatch an area, rising to the right, `pitch` mm apart. The rings are filled by the rule of even and
/// odd. The lines of all areas lie on the same grid, so that the hatching goes on across a border.
#[must_use]
pub(crate) fn hatch(rings: &[Vec<Point>], pitch: f64) -> Vec<Stroke> {
    // Along a line x + y is constant, and x − y grows.
    let step = pitch * std::f64::consts::SQRT_2;
    let sums = || rings.iter().flatten().map(|p| p.x + p.y);
    let (Some(lowest), Some(highest)) = (sums().reduce(f64::min), sums().reduce(f64::max)) else { return Vec::new() };
    #[expect(clippy::cast_possible_truncation, reason = "a page holds a few hundred lines")]
    let (first, last) = ((lowest / step).ceil() as i64, (highest / step).floor() as i64);
    let mut strokes = Vec::new();
    for n in first..=last {
        #[expect(clippy::cast_precision_loss, reason = "a page holds a few hundred lines")]
        let sum = n as f64 * step;
        let mut cuts: Vec<f64> = rings.iter().flat_map(|ring| cuts(ring, sum)).collect();
        cuts.sort_by(f64::total_cmp);
        let at = |difference: f64| Point::new(f64::midpoint(sum, difference), f64::midpoint(sum, -difference));
        let pairs = cuts.chunks_exact(2).map(|pair| Stroke { from: at(pair[0]), to: at(pair[1]) });
        strokes.extend(pairs.filter(|stroke| stroke.from.distance(stroke.to) >= LEAST * pitch));
    }
    strokes
}

/// Returns x − y where the sides of a ring meet the line on which x + y is `sum`.
fn cuts(ring: &[Point], sum: f64) -> impl Iterator<Item = f64> + '_ {
    ring.iter().zip(ring.iter().cycle().skip(1)).filter_map(move |(from, to)| {
        let (a, b) = (from.x + from.y - sum, to.x + to.y - sum);
        ((a < 0.0) != (b < 0.0)).then(|| {
            let p = from.lerp(*to, a / (a - b));
            p.x - p.y
        })
    })
}

#[cfg(test)]
mod tests {
    use super::hatch;
    use crate::geometry::shape::Point;

    fn square(left: f64, side: f64) -> Vec<Point> {
        [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)].map(|(x, y)| Point::new(left + x, left + y)).to_vec()
    }

    #[test]
    fn lines_are_one_pitch_apart_and_leave_holes_out() {
        let strokes = hatch(&[square(0.0, 20.0)], 1.0);
        // Twice the diagonal of 20 mm is cut by a line each millimetre.
        assert_eq!(strokes.len(), 28);
        assert!(strokes.iter().all(|s| (s.from.x - s.to.x + s.to.y - s.from.y).abs() > 0.0));
        assert!(strokes.iter().all(|s| ((s.from.x + s.from.y) - (s.to.x + s.to.y)).abs() < 1e-9), "they rise at 45°");
        let holed = hatch(&[square(0.0, 20.0), square(5.0, 10.0)], 1.0);
        assert!(holed.len() > strokes.len());
        let inside = |p: Point| (5.1..14.9).contains(&p.x) && (5.1..14.9).contains(&p.y);
        assert!(holed.iter().all(|s| !inside(s.from.midpoint(s.to))));
    }

    #[test]
    fn nothing_has_no_lines() {
        assert!(hatch(&[], 1.0).is_empty());
    }
}
