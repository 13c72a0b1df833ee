//! Cuts lines around the words on them: nothing comes nearer to a letter than the clearance.

use std::hash::Hasher;

use crate::geometry::exact::Bits;
use crate::geometry::fit::square_distance;
use crate::geometry::shape::{Bounds, Path, Point};

/// The outline of one letter in mm: closed rings, filled by the rule of even and odd.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shape {
    bounds: Bounds,
    rings: Vec<Vec<Point>>,
}

impl Bits for Shape {
    fn hash_bits(&self, state: &mut impl Hasher) {
        self.rings.hash_bits(state);
    }
}

impl Shape {
    /// Makes a shape of its rings, which do not repeat their first point.
    #[must_use]
    pub(crate) fn new(rings: Vec<Vec<Point>>) -> Self {
        let far = Bounds::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        let bounds = rings
            .iter()
            .flatten()
            .fold(far, |b, p| Bounds::new(b.left.min(p.x), b.top.min(p.y), b.right.max(p.x), b.bottom.max(p.y)));
        Self { bounds, rings }
    }

    /// Makes a disc.
    #[must_use]
    pub(crate) fn disc(centre: Point, radius: f64) -> Self {
        let corner = |n: u32| centre.offset(Point::unit(f64::from(n) * std::f64::consts::TAU / 48.0), radius);
        Self::new(vec![(0..48).map(corner).collect()])
    }

    /// Returns the box around the shape.
    #[must_use]
    pub(crate) const fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Returns the shape with all its points moved.
    #[must_use]
    pub(crate) fn map(&self, place: impl Fn(Point) -> Point) -> Self {
        Self::new(self.rings.iter().map(|ring| ring.iter().map(|&p| place(p)).collect()).collect())
    }

    /// Returns whether a place is within `clear` mm of the shape, or inside it: whether it is inside the outline
    /// grown by that distance with round joins.
    #[must_use]
    pub(crate) fn covers(&self, p: Point, clear: f64) -> bool {
        if !self.bounds.expand(clear).contains(p) {
            return false;
        }
        let mut inside = false;
        let reach = clear * clear;
        for ring in &self.rings {
            for (n, &b) in ring.iter().enumerate() {
                let a = ring[(n + ring.len() - 1) % ring.len()];
                if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y) {
                    inside = !inside;
                }
                if clear > 0.0 && square_distance(p, a, b) < reach {
                    return true;
                }
            }
        }
        inside
    }
}

/// How lines are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rules {
    /// The least distance of a line from a letter, in mm.
    pub clear: f64,
    /// Pieces shorter than this are dropped, in mm.
    pub least: f64,
}

impl Bits for Rules {
    fn hash_bits(&self, state: &mut impl Hasher) {
        [self.clear, self.least].hash_bits(state);
    }
}

/// The step along a line in mm: what comes nearer to a letter for less than this is not seen.
const STEP: f64 = 0.25;

/// Cuts paths by letters, and drops what is left of them that is too short.
#[must_use]
pub(crate) fn cut(paths: Vec<(u32, Path)>, shapes: &[Shape], rules: Rules) -> Vec<(u32, Path)> {
    let pieces = paths
        .into_iter()
        .flat_map(|(level, path)| cut_path(path, shapes, rules.clear).into_iter().map(move |piece| (level, piece)));
    pieces.filter(|(_, piece)| length(piece) >= rules.least).collect()
}

/// Returns the length of a path in mm.
#[must_use]
pub(crate) fn length(path: &Path) -> f64 {
    let open: f64 = path.points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    match (path.points.first(), path.points.last()) {
        (Some(first), Some(last)) if path.closed => open + last.distance(*first),
        _ => open,
    }
}

fn cut_path(path: Path, shapes: &[Shape], clear: f64) -> Vec<Path> {
    let near: Vec<&Shape> = near(&path, shapes, clear);
    let covered = |p: Point| near.iter().any(|shape| shape.covers(p, clear));
    if near.is_empty() {
        return vec![path];
    }
    let mut points = path.points.clone();
    if path.closed {
        // A closed path is read from a covered point on, so that its own start does not split a piece.
        let start = points.iter().position(|&p| covered(p)).unwrap_or(0);
        points.rotate_left(start);
        points.extend(points.first().copied());
    }
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut was_covered = true;
    let mut cuts = 0;
    for (n, &to) in points.iter().enumerate() {
        let from = if n == 0 { to } else { points[n - 1] };
        for (p, last) in steps(from, to) {
            let is_covered = covered(p.1);
            if is_covered != was_covered {
                let edge = if n == 0 { p.1 } else { bisect(p.0, p.1, &covered) };
                if is_covered {
                    cuts += 1;
                    if let Some(piece) = pieces.last_mut() {
                        piece.push(edge);
                    }
                } else {
                    pieces.push(if edge == p.1 && last { Vec::new() } else { vec![edge] });
                }
                was_covered = is_covered;
            }
            if last
                && !is_covered
                && let Some(piece) = pieces.last_mut()
            {
                piece.push(to);
            }
        }
    }
    if cuts == 0 && pieces.len() == 1 && !points.first().is_some_and(|&p| covered(p)) {
        return vec![path];
    }
    // A ring whose start is free goes on there.
    let joins = path.closed && pieces.len() > 1 && !points.first().is_some_and(|&p| covered(p));
    if joins && let Some(mut last) = pieces.pop() {
        last.pop();
        last.append(&mut pieces[0]);
        pieces[0] = last;
    }
    pieces.into_iter().filter(|piece| piece.len() > 1).map(|points| Path { points, closed: false }).collect()
}

/// Returns the shapes that a path may touch.
fn near<'s>(path: &Path, shapes: &'s [Shape], clear: f64) -> Vec<&'s Shape> {
    let bounds = Shape::new(vec![path.points.clone()]).bounds;
    shapes.iter().filter(|shape| shape.bounds.expand(clear).overlaps(bounds.expand(clear))).collect()
}

/// Returns the small steps of a segment, each with its two ends, and whether it is the last.
fn steps(from: Point, to: Point) -> impl Iterator<Item = ((Point, Point), bool)> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a segment is a few mm long")]
    let count = (from.distance(to) / STEP).ceil().max(1.0) as u32;
    (0..count).map(move |n| {
        let end = if n + 1 == count { to } else { from.lerp(to, f64::from(n + 1) / f64::from(count)) };
        ((from.lerp(to, f64::from(n) / f64::from(count)), end), n + 1 == count)
    })
}

/// Returns the place between two points where the cover begins or ends, on its open side.
fn bisect(from: Point, to: Point, covered: &impl Fn(Point) -> bool) -> Point {
    let from_covered = covered(from);
    let (mut a, mut b) = (from, to);
    for _ in 0..8 {
        let middle = a.midpoint(b);
        if covered(middle) == from_covered { a = middle } else { b = middle }
    }
    if from_covered { b } else { a }
}

/// Drops points that are nearer than `tolerance` mm to the line between those that stay (D. Douglas and T. Peucker,
/// 1973). A closed path keeps its start and the point farthest from it.
#[must_use]
pub(crate) fn simplify(path: &Path, tolerance: f64) -> Path {
    let mut points = path.points.clone();
    if path.closed {
        points.extend(path.points.first().copied());
    }
    if points.len() < 4 {
        return path.clone();
    }
    let last = points.len() - 1;
    let mut kept = vec![false; points.len()];
    kept[0] = true;
    kept[last] = true;
    let mut open = vec![(0, last)];
    while let Some((a, b)) = open.pop() {
        let far = (a + 1..b).map(|n| (n, square_distance(points[n], points[a], points[b])));
        let Some((n, distance)) = far.max_by(|x, y| x.1.total_cmp(&y.1)) else { continue };
        if distance > tolerance * tolerance {
            kept[n] = true;
            open.extend([(a, n), (n, b)]);
        }
    }
    let end = if path.closed { last } else { points.len() };
    let points: Vec<_> = (0..end).filter(|&n| kept[n]).map(|n| points[n]).collect();
    if path.closed && points.len() < 3 { path.clone() } else { Path { points, closed: path.closed } }
}

#[cfg(test)]
mod tests {
    use super::{Rules, Shape, cut, length, simplify};
    use crate::geometry::shape::{Path, Point};

    const RULES: Rules = Rules { clear: 1.2, least: 8.0 };

    fn line(points: &[(f64, f64)], closed: bool) -> Path {
        Path { points: points.iter().map(|&(x, y)| Point::new(x, y)).collect(), closed }
    }

    #[test]
    fn a_line_keeps_its_distance_from_a_letter() {
        let letter = Shape::disc(Point::new(50.0, 0.0), 5.0);
        let pieces = cut(vec![(5, line(&[(0.0, 0.0), (100.0, 0.0)], false))], std::slice::from_ref(&letter), RULES);
        let ends: Vec<_> = pieces.iter().flat_map(|(_, piece)| piece.points.clone()).map(|p| p.x).collect();
        assert_eq!(pieces.len(), 2);
        assert!((ends[1] - 43.8).abs() < 0.02 && (ends[2] - 56.2).abs() < 0.02, "{ends:?}");
        assert!(pieces.iter().all(|(level, piece)| *level == 5 && !piece.closed));
    }

    #[test]
    fn short_pieces_are_dropped() {
        let letters = [10.0, 22.0].map(|x| Shape::disc(Point::new(x, 0.0), 2.0));
        let pieces = cut(vec![(5, line(&[(0.0, 0.0), (100.0, 0.0)], false))], &letters, RULES);
        assert_eq!(pieces.len(), 1, "before the first letter and between the two is too little room");
        assert!((length(&pieces[0].1) - (100.0 - 25.2)).abs() < 0.05);
    }

    #[test]
    fn a_ring_is_opened_where_it_meets_a_letter() {
        let ring = line(&[(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)], true);
        let far = Shape::disc(Point::new(20.0, 20.0), 3.0);
        assert_eq!(cut(vec![(5, ring.clone())], &[far], RULES), vec![(5, ring.clone())]);
        let pieces = cut(vec![(5, ring)], &[Shape::disc(Point::new(40.0, 20.0), 3.0)], RULES);
        assert_eq!(pieces.len(), 1);
        assert!(!pieces[0].1.closed && pieces[0].1.points.len() == 6, "{pieces:?}");
    }

    #[test]
    fn thinning_stays_within_its_tolerance() {
        let wave: Vec<_> = (0..200).map(|n| (f64::from(n) * 0.5, libm::sin(f64::from(n) * 0.05) * 10.0)).collect();
        let thin = simplify(&line(&wave, false), 0.04);
        assert!(thin.points.len() < 60 && thin.points.len() > 20);
        assert_eq!(thin.points.first().map(|p| p.x), Some(0.0));
    }
}
