//! Points, paths and curves, and their short form in JSON: rounded to 0.01 mm.

use serde::{Serialize, Serializer};

/// Rounds to 0.01, so that a written coordinate has at most two decimals and no negative zero.
#[must_use]
pub(crate) fn round2(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// A point on a page in mm, or in the plane of the map projection in km. Serialises as `[x, y]`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    #[must_use]
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Returns the vector of length 1 in a direction, in radians from the right, turning downwards.
    #[must_use]
    pub(crate) fn unit(angle: f64) -> Self {
        Self::new(libm::cos(angle), libm::sin(angle))
    }

    /// Returns the point that is `length` times `direction` away.
    #[must_use]
    pub(crate) const fn offset(self, direction: Self, length: f64) -> Self {
        Self::new(self.x + length * direction.x, self.y + length * direction.y)
    }

    #[must_use]
    pub(crate) const fn midpoint(self, other: Self) -> Self {
        Self::new(f64::midpoint(self.x, other.x), f64::midpoint(self.y, other.y))
    }

    /// Interpolates linearly: `t` is 0 at this point and 1 at the other one.
    #[must_use]
    pub(crate) const fn lerp(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    #[must_use]
    pub(crate) fn distance(self, other: Self) -> f64 {
        // Not `hypot`: nothing here is near the limits of a float, and it takes several times as long.
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.x, self.y].map(round2).serialize(serializer)
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bounds {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Bounds {
    #[must_use]
    pub(crate) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// Returns the square whose sides are `distance` away from a point.
    #[must_use]
    pub(crate) const fn around(p: Point, distance: f64) -> Self {
        Self::new(p.x, p.y, p.x, p.y).expand(distance)
    }

    /// Returns the smallest rectangle around all points; `None` without any.
    #[must_use]
    pub(crate) fn enclosing(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().map(|p| Self::around(p, 0.0)).reduce(Self::union)
    }

    /// Returns the smallest rectangle around two.
    #[must_use]
    pub(crate) fn union(self, other: Self) -> Self {
        Self::new(
            self.left.min(other.left),
            self.top.min(other.top),
            self.right.max(other.right),
            self.bottom.max(other.bottom),
        )
    }

    #[must_use]
    pub(crate) const fn width(self) -> f64 {
        self.right - self.left
    }

    #[must_use]
    pub(crate) const fn height(self) -> f64 {
        self.bottom - self.top
    }

    #[must_use]
    pub(crate) const fn middle(self) -> Point {
        Point::new(f64::midpoint(self.left, self.right), f64::midpoint(self.top, self.bottom))
    }

    /// Moves all sides outwards (inwards if `by` is negative).
    #[must_use]
    pub(crate) const fn expand(self, by: f64) -> Self {
        Self::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }

    /// Returns whether a point is inside or on the edge.
    #[must_use]
    pub(crate) fn contains(self, p: Point) -> bool {
        p.x >= self.left && p.x <= self.right && p.y >= self.top && p.y <= self.bottom
    }

    /// Returns the distance of a point from the rectangle; 0 inside.
    #[must_use]
    pub(crate) fn distance(self, p: Point) -> f64 {
        p.distance(Point::new(p.x.clamp(self.left, self.right), p.y.clamp(self.top, self.bottom)))
    }

    /// Returns whether another rectangle is inside, edges included.
    #[must_use]
    pub(crate) fn encloses(self, other: Self) -> bool {
        self.contains(Point::new(other.left, other.top)) && self.contains(Point::new(other.right, other.bottom))
    }

    /// Returns whether the two rectangles share an area.
    #[must_use]
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// A sequence of straight segments.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Path {
    /// The corners in order; a closed path does not repeat its first point.
    pub points: Vec<Point>,
    /// Whether the last point is joined to the first.
    pub closed: bool,
}

/// A quadratic Bézier segment from the end of the one before. Serialises as `[cx, cy, ex, ey]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// The control point.
    pub control: Point,
    /// The end of the segment, where the next one starts.
    pub end: Point,
}

impl Quad {
    /// Returns the point at `t` (0 to 1) of the segment that begins at `start`.
    #[must_use]
    pub(crate) fn point_at(self, start: Point, t: f64) -> Point {
        start.lerp(self.control, t).lerp(self.control.lerp(self.end, t), t)
    }
}

impl Serialize for Quad {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.control.x, self.control.y, self.end.x, self.end.y].map(round2).serialize(serializer)
    }
}

/// A smooth line of quadratic segments.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// The start of the first segment.
    pub start: Point,
    /// The segments in order.
    pub quads: Vec<Quad>,
    /// Whether the last segment ends at the start.
    pub closed: bool,
}

impl Curve {
    /// Returns the runs of the curve of which every segment has an end inside a window. A closed curve that is inside
    /// as a whole stays closed; else its runs are open.
    #[must_use]
    pub(crate) fn split(&self, window: Bounds) -> Vec<Self> {
        let mut runs: Vec<Self> = Vec::new();
        let mut from = self.start;
        let mut whole = true;
        for &quad in &self.quads {
            if window.contains(from) || window.contains(quad.end) {
                match runs.last_mut() {
                    Some(run) if run.quads.last().is_some_and(|last| last.end == from) => run.quads.push(quad),
                    _ => runs.push(Self { start: from, quads: vec![quad], closed: false }),
                }
            } else {
                whole = false;
            }
            from = quad.end;
        }
        if whole && self.closed { vec![self.clone()] } else { runs }
    }

    /// Returns the curve moved to the right.
    #[must_use]
    pub(crate) fn moved(mut self, by: f64) -> Self {
        self.start.x += by;
        for quad in &mut self.quads {
            quad.control.x += by;
            quad.end.x += by;
        }
        self
    }

    /// Approximates the curve by points: `steps` for each segment, and the start.
    #[cfg(test)]
    pub(crate) fn flatten(&self, steps: u32) -> Vec<Point> {
        let mut start = self.start;
        let mut points = vec![start];
        for quad in &self.quads {
            points.extend((1..=steps).map(|i| quad.point_at(start, f64::from(i) / f64::from(steps))));
            start = quad.end;
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Curve, Point, Quad};

    #[test]
    fn curves_serialise_with_rounded_coordinates() {
        let quad = Quad { control: Point::new(2.0, 3.333_333), end: Point::new(5.0, 6.0) };
        let curve = Curve { start: Point::new(-0.001, 1.005_1), quads: vec![quad], closed: false };
        let json = serde_json::to_string(&curve).unwrap();
        assert_eq!(json, r#"{"start":[0.0,1.01],"quads":[[2.0,3.33,5.0,6.0]],"closed":false}"#);
    }

    #[test]
    fn a_curve_is_split_where_it_leaves_a_window() {
        let ends = [(4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)].map(|(x, y)| Point::new(x, y));
        let quads = ends.map(|end| Quad { control: end, end }).to_vec();
        let curve = Curve { start: Point::new(0.0, 0.0), quads, closed: true };
        assert_eq!(curve.split(Bounds::new(-1.0, -1.0, 5.0, 5.0)), vec![curve.clone()]);
        let runs = curve.split(Bounds::new(-1.0, -1.0, 1.0, 1.0));
        assert_eq!((runs.len(), runs[0].quads.len(), runs[0].closed), (2, 1, false));
        assert_eq!(curve.moved(2.0).start, Point::new(2.0, 0.0));
    }
}
