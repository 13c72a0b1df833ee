//! Fits a smooth curve to a line of many points: few quadratic segments that meet with one tangent.

use crate::geometry::shape::{Curve, Path, Point, Quad};

/// The most points of the line that a segment passes.
const LONGEST: usize = 160;

/// Straight pieces with which the distance of a segment from the line is measured.
const PIECES: u32 = 12;

/// The turn in radians below which a segment counts as straight, and the largest turn of one.
const STRAIGHT: f64 = 0.03;
const MOST_TURN: f64 = 1.6;

/// Fits a curve that keeps within `tolerance` mm to the points of a path, and keeps the ends of an open one.
#[must_use]
pub(crate) fn fit_curve(path: &Path, tolerance: f64) -> Curve {
    let line = Line::new(path);
    let last = line.points.len().saturating_sub(1);
    let mut curve = Curve { start: line.points.first().copied().unwrap_or_default(), quads: Vec::new(), closed: false };
    curve.closed = path.closed && last > 2;
    let mut from = 0;
    while from < last {
        let (to, quad) = line.longest(from, last, tolerance);
        curve.quads.push(quad);
        from = to;
    }
    curve
}

/// The distance along a line over which its direction is measured, in mm: about a cell of the grid that it was traced on.
/// Between neighbouring points it would be that of the side of a cell.
const REACH: f64 = 1.0;

/// Ends that are tried behind the farthest one that fits: one that fails may be followed by one that does not.
const TRIES: usize = 6;

/// A line by the distance from its start.
struct Along<'a> {
    points: &'a [Point],
    /// The distance of each point from the start along the line.
    distances: Vec<f64>,
    /// Whether the line goes on behind its last point, which is its first one again.
    closed: bool,
}

impl<'a> Along<'a> {
    fn new(points: &'a [Point], closed: bool) -> Self {
        let mut sum = 0.0;
        let steps = points.windows(2).map(|pair| {
            sum += pair[0].distance(pair[1]);
            sum
        });
        let distances = std::iter::once(0.0).chain(steps).take(points.len()).collect();
        Self { points, distances, closed }
    }

    /// Returns the place at a distance from the start.
    fn at(&self, distance: f64) -> Point {
        let length = self.distances.last().copied().unwrap_or_default();
        let distance =
            if self.closed && length > 0.0 { distance.rem_euclid(length) } else { distance.clamp(0.0, length) };
        let next = self.distances.partition_point(|&d| d < distance).clamp(1, self.points.len() - 1);
        let (from, to) = (self.distances[next - 1], self.distances[next]);
        let share = if to > from { (distance - from) / (to - from) } else { 0.0 };
        self.points[next - 1].lerp(self.points[next], share)
    }

    /// Returns the direction of the line at each of its points.
    fn tangents(&self) -> Vec<Point> {
        if self.points.len() < 2 {
            return vec![Point::default(); self.points.len()];
        }
        let tangent = |&distance: &f64| {
            let (near, far) = ([-0.5, 0.5], [-1.0, 1.0]);
            let [near, far] = [near, far].map(|it| it.map(|share| self.at(distance + share * REACH)));
            let (dx, dy) = (
                2.0 * (near[1].x - near[0].x) + far[1].x - far[0].x,
                2.0 * (near[1].y - near[0].y) + far[1].y - far[0].y,
            );
            let length = (dx * dx + dy * dy).sqrt().max(1e-12);
            Point::new(dx / length, dy / length)
        };
        self.distances.iter().map(tangent).collect()
    }
}

/// The points of a path, with the direction of the line at each.
struct Line {
    points: Vec<Point>,
    tangents: Vec<Point>,
}

impl Line {
    fn new(path: &Path) -> Self {
        let mut points = path.points.clone();
        if path.closed && points.len() > 2 {
            points.extend(path.points.first().copied());
        }
        let tangents = Along::new(&points, path.closed && points.len() > 3).tangents();
        Self { points, tangents }
    }

    /// Returns the longest segment from a point that keeps to the line, and where it ends: the length is doubled as
    /// long as that works, then halved towards the last one that did, and at last a few longer ones are tried.
    fn longest(&self, from: usize, last: usize, tolerance: f64) -> (usize, Quad) {
        let fit = |to: usize| self.segment(from, to, tolerance);
        let middle = self.points[from].midpoint(self.points[from + 1]);
        let mut best = (from + 1, Quad { control: middle, end: self.points[from + 1] });
        let most = (from + LONGEST).min(last);
        let mut failed = most + 1;
        let mut step = 2;
        while from + step < failed {
            match fit(from + step) {
                Some(quad) => best = (from + step, quad),
                None => failed = from + step,
            }
            step *= 2;
        }
        while failed - best.0 > 1 {
            let to = best.0.midpoint(failed);
            match fit(to) {
                Some(quad) => best = (to, quad),
                None => failed = to,
            }
        }
        let mut missed = 0;
        let mut to = best.0 + 1;
        while to <= most && missed < TRIES {
            match fit(to) {
                Some(quad) => (best, missed) = ((to, quad), 0),
                None => missed += 1,
            }
            to += 1;
        }
        best
    }

    /// Returns the segment between two points of the line with its tangents at both, if it keeps to the line.
    fn segment(&self, from: usize, to: usize, tolerance: f64) -> Option<Quad> {
        let (start, end) = (self.points[from], self.points[to]);
        let (a, b) = (self.tangents[from], self.tangents[to]);
        let (cross, dot) = (a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
        let turn = libm::atan2(cross, dot).abs();
        if turn > MOST_TURN {
            return None;
        }
        let control = if turn < STRAIGHT {
            start.midpoint(end)
        } else {
            let (dx, dy) = (end.x - start.x, end.y - start.y);
            let (ahead, back) = ((dx * b.y - dy * b.x) / cross, (a.x * dy - a.y * dx) / cross);
            // The tangents meet between the ends, or there is a bend the other way between them.
            if ahead <= 0.0 || back <= 0.0 {
                return None;
            }
            let control = start.offset(a, ahead);
            let reach = start.distance(end);
            if control.distance(end) > 2.0 * reach || ahead > 2.0 * reach {
                return None;
            }
            control
        };
        let quad = Quad { control, end };
        self.keeps(quad, from, to, tolerance).then_some(quad)
    }

    /// Returns whether all points between two ends are within the tolerance of a segment.
    fn keeps(&self, quad: Quad, from: usize, to: usize, tolerance: f64) -> bool {
        let start = self.points[from];
        let pieces: Vec<_> = (0..=PIECES).map(|n| quad.point_at(start, f64::from(n) / f64::from(PIECES))).collect();
        let limit = tolerance * tolerance;
        let mut piece = 0;
        self.points[from + 1..to].iter().all(|&p| {
            // Along the line the nearest piece only moves on.
            while piece + 2 < pieces.len()
                && square_distance(p, pieces[piece + 1], pieces[piece + 2])
                    <= square_distance(p, pieces[piece], pieces[piece + 1])
            {
                piece += 1;
            }
            square_distance(p, pieces[piece], pieces[piece + 1]) <= limit
        })
    }
}

/// Returns the square of the distance of a point from a segment.
#[must_use]
pub(crate) fn square_distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    let (ex, ey) = (p.x - a.x - t * dx, p.y - a.y - t * dy);
    ex * ex + ey * ey
}

#[cfg(test)]
mod tests {
    use super::fit_curve;
    use crate::geometry::shape::{Path, Point};

    #[test]
    fn a_circle_is_a_few_segments_that_keep_to_it() {
        let points = (0..200).map(|n| Point::default().offset(Point::unit(f64::from(n) * 0.031_416), 20.0)).collect();
        let curve = fit_curve(&Path { points, closed: true }, 0.04);
        assert!(curve.closed && curve.quads.len() < 14, "{}", curve.quads.len());
        assert!(curve.flatten(8).iter().all(|p| (p.distance(Point::default()) - 20.0).abs() < 0.06));
        assert_eq!(curve.quads.last().map(|quad| quad.end), Some(curve.start));
    }

    #[test]
    fn a_wave_has_bends_both_ways_and_no_corner() {
        let points: Vec<_> =
            (0..300).map(|n| f64::from(n) * 0.5).map(|x| Point::new(x, 10.0 * libm::sin(x * 0.1))).collect();
        let curve = fit_curve(&Path { points: points.clone(), closed: false }, 0.04);
        assert!(curve.quads.len() < 40, "{}", curve.quads.len());
        assert_eq!((curve.start, curve.quads.last().map(|quad| quad.end)), (points[0], points.last().copied()));
        for pair in curve.quads.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let (into, out) = (
                libm::atan2(a.end.y - a.control.y, a.end.x - a.control.x),
                libm::atan2(b.control.y - a.end.y, b.control.x - a.end.x),
            );
            assert!((into - out).abs() < 0.06, "{into} {out}");
        }
    }

    #[test]
    fn two_points_are_a_straight_segment() {
        let points = vec![Point::new(0.0, 0.0), Point::new(8.0, 0.0)];
        let curve = fit_curve(&Path { points, closed: false }, 0.04);
        assert_eq!((curve.quads.len(), curve.quads[0].control), (1, Point::new(4.0, 0.0)));
    }
}
