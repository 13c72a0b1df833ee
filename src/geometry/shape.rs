//! Points, paths and curves, and how they are written down: rounded to 0.01 mm, as short as can be.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

/// Rounds to 0.01, so that a written coordinate has at most two decimals and no negative zero.
#[must_use]
pub(crate) fn round2(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

/// A place on a page in mm, or in the plane of the map in km. Serialises as `[x, y]`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// A point from its two coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The point half way to another one.
    #[must_use]
    pub const fn middle(self, other: Self) -> Self {
        Self::new(f64::midpoint(self.x, other.x), f64::midpoint(self.y, other.y))
    }

    /// The point at the share `t` (0 to 1) of the straight way to another one.
    #[must_use]
    pub fn towards(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// The distance to another point, in the points' own unit.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        // Not `hypot`: nothing here is near the limits of a float, and it takes several times as long.
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [round2(self.x), round2(self.y)].serialize(serializer)
    }
}

/// An upright rectangle, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// A rectangle from its four edges.
    #[must_use]
    pub const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right, bottom }
    }

    /// The rectangle moved outwards on all sides by `by` mm (inwards if negative).
    #[must_use]
    pub fn grown(self, by: f64) -> Self {
        Self::new(self.left - by, self.top - by, self.right + by, self.bottom + by)
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub fn contains(self, p: Point) -> bool {
        p.x >= self.left && p.x <= self.right && p.y >= self.top && p.y <= self.bottom
    }

    /// Whether the two rectangles share an area.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// The A4 page without bleed, in mm.
pub(crate) const TRIM: Rect = Rect::new(0.0, 0.0, 210.0, 297.0);

/// Bleed on all sides of a page, in mm.
pub(crate) const BLEED: f64 = 3.0;

/// A run of straight pieces. Serialises as `{"points":[[x,y],…],"closed":bool}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The corners in order; the first is not repeated at the end of a closed path.
    pub points: Vec<Point>,
    /// Whether the last point is joined to the first.
    pub closed: bool,
}

impl Path {
    /// The path as it is drawn: one curve through the mid-points of its points, with the points as
    /// control points, which rounds it without more points. An open path keeps its two ends.
    #[must_use]
    pub fn curve(&self) -> Curve {
        let p = &self.points;
        let n = p.len();
        if self.closed && n > 2 {
            let start = p[n - 1].middle(p[0]);
            let quads = (0..n).map(|i| Quad::new(p[i], p[i].middle(p[(i + 1) % n]))).collect();
            return Curve { start, quads, closed: true };
        }
        let start = p.first().copied().unwrap_or_default();
        let quads = match n {
            0 | 1 => Vec::new(),
            2 => vec![Quad::new(p[0].middle(p[1]), p[1])],
            _ => (1..n - 1)
                .map(|i| {
                    let end = if i + 2 == n { p[n - 1] } else { p[i].middle(p[i + 1]) };
                    Quad::new(p[i], end)
                })
                .collect(),
        };
        Curve { start, quads, closed: false }
    }
}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Path", 2)?;
        out.serialize_field("points", &self.points)?;
        out.serialize_field("closed", &self.closed)?;
        out.end()
    }
}

/// One quadratic piece of a curve. Serialises as `[cx, cy, ex, ey]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quad {
    /// The control point.
    pub control: Point,
    /// Where the piece ends and the next one starts.
    pub end: Point,
}

impl Quad {
    /// A piece from its control point and its end.
    #[must_use]
    pub const fn new(control: Point, end: Point) -> Self {
        Self { control, end }
    }

    /// The point at `t` (0 to 1) of the piece that begins at `start`.
    #[must_use]
    pub fn at(self, start: Point, t: f64) -> Point {
        let first = start.towards(self.control, t);
        first.towards(self.control.towards(self.end, t), t)
    }
}

impl Serialize for Quad {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_seq(Some(4))?;
        for value in [self.control.x, self.control.y, self.end.x, self.end.y] {
            out.serialize_element(&round2(value))?;
        }
        out.end()
    }
}

/// A smooth line of quadratic pieces, in mm.
/// Serialises as `{"start":[x,y],"quads":[[cx,cy,ex,ey],…],"closed":bool}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Where the first piece begins.
    pub start: Point,
    /// The pieces in order.
    pub quads: Vec<Quad>,
    /// Whether the last piece ends at the start.
    pub closed: bool,
}

impl Curve {
    /// The curve as straight pieces, `steps` for each quadratic one; used to find places on it.
    #[must_use]
    pub fn flatten(&self, steps: u32) -> Vec<Point> {
        let mut start = self.start;
        let mut points = vec![start];
        for quad in &self.quads {
            points.extend((1..=steps).map(|i| quad.at(start, f64::from(i) / f64::from(steps))));
            start = quad.end;
        }
        points
    }
}

impl Serialize for Curve {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Curve", 3)?;
        out.serialize_field("start", &self.start)?;
        out.serialize_field("quads", &self.quads)?;
        out.serialize_field("closed", &self.closed)?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Curve, Path, Point};

    fn square(closed: bool) -> Path {
        let points = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)].map(|(x, y)| Point::new(x, y)).to_vec();
        Path { points, closed }
    }

    #[test]
    fn a_closed_path_is_drawn_through_its_mid_points_and_comes_home() {
        let curve = square(true).curve();
        assert_eq!(curve.start, Point::new(0.0, 2.0));
        assert_eq!(curve.quads.len(), 4);
        assert_eq!(curve.quads[3].end, curve.start);
        assert_eq!(curve.quads[0].control, Point::new(0.0, 0.0));
    }

    #[test]
    fn an_open_path_keeps_its_ends() {
        let curve = square(false).curve();
        assert_eq!(curve.start, Point::new(0.0, 0.0));
        assert_eq!(curve.quads.len(), 2);
        assert_eq!(curve.quads[1].end, Point::new(0.0, 4.0));
        assert_eq!(Path::default().curve(), Curve::default());
    }

    #[test]
    fn curves_are_written_short_and_rounded() {
        let path = Path {
            points: vec![Point::new(-0.001, 1.005_1), Point::new(2.0, 3.333_333), Point::new(5.0, 6.0)],
            closed: false,
        };
        let json = serde_json::to_string(&path.curve()).unwrap();
        assert_eq!(json, r#"{"start":[0.0,1.01],"quads":[[2.0,3.33,5.0,6.0]],"closed":false}"#);
    }
}
