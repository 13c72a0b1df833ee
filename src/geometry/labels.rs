//! The numbers on index contours: one each, along one ray from the summit, clear of the texts.

use serde::Serialize;

use crate::geometry::contour::Contour;
use crate::geometry::portable::Portable as _;
use crate::geometry::shape::{Point, Rect, TRIM, round2};

/// The usual direction of the ray: to the lower right, in radians from the right, turning down.
pub(crate) const RAY: f64 = 0.9;

/// Least distance between two numbers, in mm.
const LEAST_GAP: f64 = 7.0;

/// Half the length of line, in mm, whose direction a number takes.
const REST: f64 = 2.5;

/// How straight the line must be there: chord against length.
const STRAIGHT: f64 = 0.97;

/// How far the line must run across the ray: the sine of the angle between the two.
const ACROSS: f64 = 0.5;

/// The ray, and how far a single number may leave it, in radians, where the ray has no good place.
const TURNS: [f64; 5] = [0.0, 0.1, -0.1, 0.2, -0.2];

/// A height written on its contour.
#[derive(Clone, Debug, PartialEq)]
pub struct HeightLabel {
    /// The centre of the number, in mm.
    pub at: Point,
    /// How far it is turned clockwise, in degrees (−90 to 90), so that it reads uphill.
    pub angle: f64,
    /// The height in members.
    pub level: u32,
}

impl Serialize for HeightLabel {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("HeightLabel", 3)?;
        out.serialize_field("at", &self.at)?;
        out.serialize_field("angle", &round2(self.angle))?;
        out.serialize_field("level", &self.level)?;
        out.end()
    }
}

/// Where the numbers of a sheet stand.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Numbers {
    /// Direction of their ray, in radians from the right, turning downwards.
    pub ray: f64,
    /// The centre of a number lies inside of this, in mm.
    pub inside: Rect,
    /// And its surroundings outside of these, in mm.
    pub clear_of: Vec<Rect>,
}

/// What a number needs around its centre, in mm.
const ROOM: f64 = 3.5;

impl Numbers {
    /// On an opener page: a number lies 5 mm inside the trim, off the other texts, and on a ray
    /// that is turned away from routes on these bearings (degrees).
    #[must_use]
    pub(crate) fn opener(bearings: &[f64], clear_of: Vec<Rect>) -> Self {
        Self { ray: ray_clear_of(bearings), inside: TRIM.grown(-5.0 - ROOM), clear_of }
    }

    /// In a square relief of `side` mm, on a ray in radians from the right, turning downwards.
    #[must_use]
    pub(crate) fn square(side: f64, ray: f64) -> Self {
        Self { ray, inside: Rect::new(0.0, 0.0, side, side).grown(-ROOM), clear_of: Vec::new() }
    }

    fn allow(&self, p: Point) -> bool {
        let blocked = |rect: &Rect| rect.grown(ROOM).contains(p);
        self.inside.contains(p) && !self.clear_of.iter().any(blocked)
    }
}

/// The direction of the ray that keeps at least 11 degrees from routes on these bearings (degrees
/// of the compass): the usual one if it is free, else the next free one in the lower right.
#[must_use]
pub(crate) fn ray_clear_of(bearings: &[f64]) -> f64 {
    let is_free = |ray: f64| {
        bearings.iter().all(|bearing| {
            let apart = (ray.to_degrees() + 90.0 - bearing).rem_euclid(360.0);
            apart.min(360.0 - apart) >= 11.0
        })
    };
    [0.0, -0.2, 0.2, -0.35, 0.35, -0.5, 0.5].into_iter().map(|turn| RAY + turn).find(|&ray| is_free(ray)).unwrap_or(RAY)
}

/// Places one number on each index contour, where the ray from the summit crosses it first at a
/// place that is allowed, and leaves out a number that would stand too near to the one before.
#[must_use]
pub(crate) fn place(lines: &[Contour], summit: Point, numbers: &Numbers) -> Vec<HeightLabel> {
    let mut labels: Vec<HeightLabel> = Vec::new();
    // From the summit down: where there is room for one only, the higher one stands.
    for level in lines.chunk_by(|a, b| a.level == b.level).rev() {
        let free = |label: &HeightLabel| {
            numbers.allow(label.at) && labels.iter().all(|other| other.at.distance(label.at) >= LEAST_GAP)
        };
        let label = TURNS.iter().find_map(|turn| {
            level
                .iter()
                .filter(|line| line.index)
                .flat_map(|line| crossings(line, summit, numbers.ray + turn))
                .filter(|(_, label)| free(label))
                .min_by(|(a, _), (b, _)| a.total_cmp(b))
                .map(|(_, label)| label)
        });
        labels.extend(label);
    }
    labels
}

/// All crossings of a contour with a ray at which a number can stand: distance from the summit in
/// mm, and the number there.
fn crossings(line: &Contour, summit: Point, ray: f64) -> Vec<(f64, HeightLabel)> {
    let (sin, cos) = ray.sine_cosine();
    let points = line.curve.flatten(4);
    let across = |p: Point| (p.y - summit.y) * cos - (p.x - summit.x) * sin;
    let along = |p: Point| (p.x - summit.x) * cos + (p.y - summit.y) * sin;
    let mut found = Vec::new();
    for (i, pair) in points.windows(2).enumerate() {
        let (a, b) = (across(pair[0]), across(pair[1]));
        if (a < 0.0) == (b < 0.0) {
            continue;
        }
        let at = pair[0].towards(pair[1], a / (a - b));
        if along(at) <= 0.0 {
            continue;
        }
        if let Some(angle) = reading_angle(&points, i, at, summit) {
            let level = line.level;
            found.push((along(at), HeightLabel { at, angle, level }));
        }
    }
    found
}

/// The angle of a number at the `i`-th piece of a line: that of the line over its length, with the
/// number's head towards the summit unless it would then stand upside down. Nothing where the line
/// ends or bends, or runs along the ray.
fn reading_angle(points: &[Point], i: usize, at: Point, summit: Point) -> Option<f64> {
    let far = |p: &&Point| p.distance(at) >= REST;
    let a = points[..=i].iter().rev().find(far)?;
    let b = points[i + 1..].iter().find(far)?;
    let (mut dx, mut dy) = (b.x - a.x, b.y - a.y);
    let chord = dx.hypotenuse(dy);
    if chord < STRAIGHT * (a.distance(at) + at.distance(*b)) {
        return None;
    }
    // The head of a text that runs along (dx, dy) points to (dy, −dx).
    let (up_x, up_y) = (summit.x - at.x, summit.y - at.y);
    let uphill = (dy * up_x - dx * up_y) / (chord * up_x.hypotenuse(up_y));
    if uphill.abs() < ACROSS {
        return None;
    }
    if uphill < 0.0 {
        (dx, dy) = (-dx, -dy);
    }
    let angle = dy.arc_tangent(dx).to_degrees();
    Some(if angle > 90.0 {
        angle - 180.0
    } else if angle < -90.0 {
        angle + 180.0
    } else {
        angle
    })
}

#[cfg(test)]
mod tests {
    use super::{HeightLabel, Numbers, RAY, place, ray_clear_of};
    use crate::geometry::contour::Contour;
    use crate::geometry::portable::Portable as _;
    use crate::geometry::shape::{Path, Point, Rect};

    const SUMMIT: Point = Point::new(112.0, 118.0);

    fn ring(level: u32, radius: f64) -> Contour {
        let points = (0..60)
            .map(|i| {
                let a = f64::from(i) * std::f64::consts::TAU / 60.0;
                Point::new(SUMMIT.x + radius * a.cosine(), SUMMIT.y + radius * a.sine())
            })
            .collect();
        let closed = true;
        Contour { level, index: level.is_multiple_of(50), curve: Path { points, closed }.curve() }
    }

    fn levels(labels: &[HeightLabel]) -> Vec<u32> {
        labels.iter().map(|label| label.level).collect()
    }

    #[test]
    fn numbers_stand_on_index_contours_along_the_ray_and_read_uphill() {
        let lines = [ring(50, 90.0), ring(95, 60.0), ring(100, 40.0)];
        let labels = place(&lines, SUMMIT, &Numbers::opener(&[], Vec::new()));
        assert_eq!(levels(&labels), [100, 50]);
        for label in &labels {
            let ray = (label.at.y - SUMMIT.y).arc_tangent(label.at.x - SUMMIT.x);
            assert!((ray - RAY).abs() < 0.01);
            // Uphill is to the upper left there: the number rises to the right.
            assert!((label.angle - (RAY.to_degrees() - 90.0)).abs() < 2.0);
        }
    }

    #[test]
    fn numbers_keep_off_texts_each_other_and_the_edge() {
        let texts = vec![Rect::new(117.0, 121.0, 172.0, 136.0)];
        let lines = [ring(50, 200.0), ring(100, 48.0), ring(150, 45.0), ring(200, 12.0)];
        let labels = place(&lines, SUMMIT, &Numbers::opener(&[], texts));
        assert_eq!(levels(&labels)[0], 150);
        assert!(!levels(&labels).contains(&200) && !levels(&labels).contains(&50));
    }

    #[test]
    fn the_ray_turns_away_from_a_route() {
        assert!((ray_clear_of(&[8.0, 94.0]) - RAY).abs() < 1e-9);
        let turned = ray_clear_of(&[142.0]);
        assert!((turned.to_degrees() + 90.0 - 142.0).abs() >= 11.0);
    }
}
