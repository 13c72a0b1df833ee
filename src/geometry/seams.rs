//! The borders between areas, and their coasts: a line that two areas share is drawn once.

use std::collections::BTreeMap;

use crate::geometry::geodata::GeoShape;
use crate::geometry::shape::Point;

/// The lines around areas.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Seams {
    /// Lines that two of the areas have in common.
    pub shared: Vec<Vec<Point>>,
    /// Lines that only one of them has.
    pub single: Vec<Vec<Point>>,
}

/// A side of a ring, without its direction.
type Side = ((u64, u64), (u64, u64));

/// Returns the lines around areas. Sides are shared if both ends are the same places, so the data has to keep shared
/// borders point for point.
#[must_use]
pub(crate) fn find_seams<'a>(areas: impl IntoIterator<Item = &'a GeoShape>) -> Seams {
    let areas: Vec<_> = areas.into_iter().filter(|shape| shape.area).collect();
    let rings = || areas.iter().flat_map(|shape| &shape.parts);
    let mut counts: BTreeMap<Side, u32> = BTreeMap::new();
    for (from, to) in rings().flat_map(|ring| sides(ring)) {
        *counts.entry(side(from, to)).or_default() += 1;
    }
    let mut seams = Seams::default();
    for ring in rings() {
        // Two of a kind are counted once: the second ring finds nothing left to draw.
        let mut kinds: Vec<Option<bool>> = Vec::with_capacity(ring.len());
        for (from, to) in sides(ring) {
            let count = counts.get_mut(&side(from, to));
            kinds.push(count.and_then(|count| match std::mem::take(count) {
                0 => None,
                1 => Some(false),
                _ => Some(true),
            }));
        }
        add_runs(ring, &kinds, &mut seams);
    }
    seams
}

/// Adds the runs of sides of one kind as lines.
fn add_runs(ring: &[Point], kinds: &[Option<bool>], seams: &mut Seams) {
    let count = ring.len();
    let start = (0..count).find(|&n| kinds[n] != kinds[(n + count - 1) % count]).unwrap_or(0);
    let mut last = None;
    for n in (0..count).map(|n| (start + n) % count) {
        let kind = kinds[n];
        let lines = match kind {
            Some(true) => &mut seams.shared,
            Some(false) => &mut seams.single,
            None => {
                last = None;
                continue;
            }
        };
        if last != kind {
            lines.push(vec![ring[n]]);
        }
        if let Some(line) = lines.last_mut() {
            line.push(ring[(n + 1) % count]);
        }
        last = kind;
    }
}

fn sides(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    ring.iter().zip(ring.iter().cycle().skip(1)).map(|(from, to)| (*from, *to))
}

fn side(from: Point, to: Point) -> Side {
    let key = |p: Point| (p.x.to_bits(), p.y.to_bits());
    let (a, b) = (key(from), key(to));
    if a < b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::find_seams;
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::shape::Point;

    fn area(corners: &[(f64, f64)]) -> GeoShape {
        let ring = corners.iter().map(|&(x, y)| Point::new(x, y)).collect();
        GeoShape { code: String::new(), area: true, parts: vec![ring] }
    }

    #[test]
    fn a_border_is_drawn_once_and_the_coast_around_it() {
        let west = area(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0)]);
        let east = area(&[(1.0, 2.0), (1.0, 1.0), (1.0, 0.0), (2.0, 0.0), (2.0, 2.0)]);
        let seams = find_seams([&west, &east]);
        assert_eq!(seams.shared, [[(1.0, 0.0), (1.0, 1.0), (1.0, 2.0)].map(|(x, y)| Point::new(x, y))]);
        assert_eq!(seams.single.len(), 2);
        assert!(seams.single.iter().all(|line| line.len() == 4));
    }

    #[test]
    fn an_area_alone_is_all_coast() {
        let alone = area(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]);
        let seams = find_seams([&alone]);
        assert!(seams.shared.is_empty());
        assert_eq!((seams.single.len(), seams.single[0].len()), (1, 4), "the line is closed");
    }
}
