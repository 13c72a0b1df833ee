//! Whether a place is in an area, and how far it is from its border.

use crate::geometry::geodata::GeoShape;
use crate::geometry::shape::Point;

impl GeoShape {
    /// Returns whether a point is in the area. A ring inside another one is a hole: the rings are counted that a ray to the
    /// right crosses, and an odd number means inside.
    #[must_use]
    pub(crate) fn contains(&self, p: Point) -> bool {
        self.area && self.borders().filter(|(from, to)| crosses(p, *from, *to)).count() % 2 == 1
    }

    /// Returns the distance from a point to the area, in the unit of the shape: 0 inside.
    #[must_use]
    pub(crate) fn distance(&self, p: Point) -> f64 {
        if self.contains(p) { 0.0 } else { self.distance_to_border(p) }
    }

    /// Returns the distance from a point to the nearest border of the area, inside as well as outside.
    #[must_use]
    pub(crate) fn distance_to_border(&self, p: Point) -> f64 {
        self.borders().map(|(from, to)| distance_to_segment(p, from, to)).fold(f64::INFINITY, f64::min)
    }

    /// Returns the sides of all rings.
    fn borders(&self) -> impl Iterator<Item = (Point, Point)> + '_ {
        self.parts.iter().flat_map(|ring| {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(from, to)| (*from, *to))
        })
    }
}

/// Returns whether a point is inside one ring.
#[must_use]
pub(crate) fn contains(ring: &[Point], p: Point) -> bool {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).filter(|(from, to)| crosses(p, **from, **to)).count() % 2 == 1
}

/// Returns whether a ray from a point to the right crosses a segment. A segment holds its upper end, but not its lower one,
/// so that a ray through a corner crosses one of the two sides.
fn crosses(p: Point, from: Point, to: Point) -> bool {
    (from.y > p.y) != (to.y > p.y) && p.x < from.x + (p.y - from.y) / (to.y - from.y) * (to.x - from.x)
}

fn distance_to_segment(p: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { ((p.x - from.x) * dx + (p.y - from.y) * dy) / length } else { 0.0 };
    p.distance(from.lerp(to, t.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::GeoShape;
    use crate::geometry::shape::Point;

    fn square(left: f64, top: f64, side: f64) -> Vec<Point> {
        let corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        corners.iter().map(|(x, y)| Point::new(left + x, top + y)).collect()
    }

    #[test]
    fn a_hole_and_an_island_count() {
        let parts = vec![square(0.0, 0.0, 10.0), square(4.0, 4.0, 2.0), square(20.0, 0.0, 1.0)];
        let land = GeoShape { code: "X".into(), area: true, parts };
        assert!(land.contains(Point::new(1.0, 1.0)) && land.contains(Point::new(20.5, 0.5)));
        assert!(!land.contains(Point::new(5.0, 5.0)) && !land.contains(Point::new(15.0, 0.5)));
        assert!((land.distance(Point::new(5.0, 5.0)) - 1.0).abs() < 1e-9, "the hole is not the area");
        assert!((land.distance(Point::new(13.0, 14.0)) - 5.0).abs() < 1e-9, "the nearest corner");
        assert!((land.distance_to_border(Point::new(2.0, 3.0)) - 2.0).abs() < 1e-9);
        assert!(land.distance(Point::new(2.0, 3.0)).abs() < 1e-9);
    }

    #[test]
    fn a_line_has_no_inside() {
        let river = GeoShape { code: "R".into(), area: false, parts: vec![square(0.0, 0.0, 10.0)] };
        assert!(!river.contains(Point::new(5.0, 5.0)));
    }
}
