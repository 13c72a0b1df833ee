//! Heights written on index contours: one on each, along one ray from the summit, clear of the texts.
//!
//! Cartographers label contours in columns that read uphill, because the eye then follows the slope (E. Imhof,
//! "Cartographic Relief Presentation", 1965). So each label is tried where a ray from the summit crosses its contour, from
//! the summit down, and at a few slightly turned rays where that fails. A crossing is suitable where the line is nearly
//! straight over the length of the label, runs across the ray, and nothing else is there. It is a greedy search: no
//! label moves again, so a label depends only on those above it.

use serde::Serialize;

use crate::format::EDGE_CLEARANCE;
use crate::geometry::contour::Contour;
use crate::geometry::shape::{Bounds, Point, TRIM, round2};

/// The usual direction of the ray: to the lower right, in radians from the right, turning downwards.
const RAY: f64 = 0.9;

/// How far one label may leave the ray, in radians, where the ray has no suitable place; nearest first.
const TURNS: [f64; 5] = [0.0, 0.1, -0.1, 0.2, -0.2];

/// Turns of the whole ray, in radians, that are tried where a route runs along it.
const RAY_TURNS: [f64; 7] = [0.0, -0.2, 0.2, -0.35, 0.35, -0.5, 0.5];

/// Least angle between the ray and a route, in degrees.
const ROUTE_CLEARANCE: f64 = 11.0;

/// Least distance between two labels, in mm.
const LEAST_GAP: f64 = 7.0;

/// Free space around the centre of a label, in mm.
const ROOM: f64 = 3.5;

/// Half the length of line, in mm, whose direction a label takes.
const HALF_LENGTH: f64 = 2.5;

/// The least ratio of chord to length over which a line counts as straight.
const STRAIGHT: f64 = 0.97;

/// The least sine of the angle between a line and the ray.
const ACROSS: f64 = 0.5;

/// A height written on its contour.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContourLabel {
    /// The centre of the label, in mm.
    pub at: Point,
    /// Clockwise rotation in degrees (−90 to 90), so that it reads uphill.
    pub angle: f64,
    /// The height in members.
    pub level: u32,
}

/// Where the labels of a sheet may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LabelRules {
    /// Direction of their ray, in radians from the right, turning downwards.
    ray: f64,
    /// The area for their centres, in mm.
    inside: Bounds,
    /// Areas that they keep clear of, in mm.
    clear_of: Vec<Bounds>,
}

impl LabelRules {
    /// Returns the rules of an opener page. The ray is turned away from routes on these bearings (degrees).
    #[must_use]
    pub(crate) fn opener(bearings: &[f64], clear_of: Vec<Bounds>) -> Self {
        Self { ray: ray_clear_of(bearings), inside: TRIM.expand(-EDGE_CLEARANCE - ROOM), clear_of }
    }

    fn allow(&self, p: Point) -> bool {
        self.inside.contains(p) && !self.clear_of.iter().any(|bounds| bounds.expand(ROOM).contains(p))
    }
}

/// Returns the usual direction of the ray, or the nearest one in the lower right that is clear of routes on these
/// bearings (degrees of the compass).
fn ray_clear_of(bearings: &[f64]) -> f64 {
    let is_free = |ray: &f64| {
        bearings.iter().all(|bearing| {
            let apart = (ray.to_degrees() + 90.0 - bearing).rem_euclid(360.0);
            apart.min(360.0 - apart) >= ROUTE_CLEARANCE
        })
    };
    RAY_TURNS.into_iter().map(|turn| RAY + turn).find(is_free).unwrap_or(RAY)
}

/// Places a label on each index contour that has a suitable place, at the one nearest to the summit.
#[must_use]
pub(crate) fn place_labels(lines: &[Contour], summit: Point, rules: &LabelRules) -> Vec<ContourLabel> {
    let mut labels: Vec<ContourLabel> = Vec::new();
    // From the summit down: where there is room for only one, the higher one stays.
    for level in lines.chunk_by(|a, b| a.level == b.level).rev() {
        let free = |label: &ContourLabel| {
            rules.allow(label.at) && labels.iter().all(|other| other.at.distance(label.at) >= LEAST_GAP)
        };
        let label = TURNS.iter().find_map(|turn| {
            level
                .iter()
                .filter(|line| line.index)
                .flat_map(|line| find_crossings(line, summit, rules.ray + turn))
                .filter(free)
                .min_by(|a, b| a.at.distance(summit).total_cmp(&b.at.distance(summit)))
        });
        labels.extend(label);
    }
    labels
}

/// Returns the labels at all crossings of a contour with a ray where the line is suitable.
fn find_crossings(line: &Contour, summit: Point, ray: f64) -> Vec<ContourLabel> {
    let (sin, cos) = libm::sincos(ray);
    let points = line.curve.flatten(4);
    // The coordinates of a point in the direction of the ray and across it.
    let along = |p: Point| (p.x - summit.x) * cos + (p.y - summit.y) * sin;
    let across = |p: Point| (p.y - summit.y) * cos - (p.x - summit.x) * sin;
    let mut labels = Vec::new();
    for (i, pair) in points.windows(2).enumerate() {
        let (a, b) = (across(pair[0]), across(pair[1]));
        if (a < 0.0) == (b < 0.0) {
            continue;
        }
        let at = pair[0].lerp(pair[1], a / (a - b));
        if along(at) > 0.0
            && let Some(angle) = reading_angle(&points, i, at, summit)
        {
            labels.push(ContourLabel { at, angle: round2(angle), level: line.level });
        }
    }
    labels
}

/// Returns the rotation in degrees of a label at the `i`-th segment of a line: that of the line, with the top of the
/// label towards the summit unless it would then be upside down. `None` where the line ends, bends or runs along
/// the ray.
fn reading_angle(points: &[Point], i: usize, at: Point, summit: Point) -> Option<f64> {
    let far = |p: &&Point| p.distance(at) >= HALF_LENGTH;
    let a = points[..=i].iter().rev().find(far)?;
    let b = points[i + 1..].iter().find(far)?;
    let (mut dx, mut dy) = (b.x - a.x, b.y - a.y);
    let chord = libm::hypot(dx, dy);
    if chord < STRAIGHT * (a.distance(at) + at.distance(*b)) {
        return None;
    }
    // The top of a text that runs along (dx, dy) points to (dy, −dx). Its product with the direction of the summit is
    // the cosine of the angle between the two, and so the sine of the angle between the line and the ray.
    let (up_x, up_y) = (summit.x - at.x, summit.y - at.y);
    let uphill = (dy * up_x - dx * up_y) / (chord * libm::hypot(up_x, up_y));
    if uphill.abs() < ACROSS {
        return None;
    }
    if uphill < 0.0 {
        (dx, dy) = (-dx, -dy);
    }
    Some(match libm::atan2(dy, dx).to_degrees() {
        angle if angle > 90.0 => angle - 180.0,
        angle if angle < -90.0 => angle + 180.0,
        angle => angle,
    })
}

#[cfg(test)]
mod tests {
    use super::{ContourLabel, LabelRules, RAY, place_labels, ray_clear_of};
    use crate::geometry::contour::Contour;
    use crate::geometry::shape::{Bounds, Path, Point};

    const SUMMIT: Point = Point::new(112.0, 118.0);

    fn ring(level: u32, radius: f64) -> Contour {
        let points =
            (0..60).map(|i| SUMMIT.offset(Point::unit(f64::from(i) * std::f64::consts::TAU / 60.0), radius)).collect();
        Contour::new(&Path { points, closed: true }, level, 5)
    }

    fn levels(labels: &[ContourLabel]) -> Vec<u32> {
        labels.iter().map(|label| label.level).collect()
    }

    #[test]
    fn labels_are_on_index_contours_along_the_ray_and_read_uphill() {
        let lines = [ring(50, 90.0), ring(95, 60.0), ring(100, 40.0)];
        let labels = place_labels(&lines, SUMMIT, &LabelRules::opener(&[], Vec::new()));
        assert_eq!(levels(&labels), [100, 50]);
        for label in &labels {
            let ray = libm::atan2(label.at.y - SUMMIT.y, label.at.x - SUMMIT.x);
            assert!((ray - RAY).abs() < 0.01);
            // There uphill is to the upper left, so that the label rises to the right.
            assert!((label.angle - (RAY.to_degrees() - 90.0)).abs() < 2.0);
        }
    }

    #[test]
    fn labels_keep_clear_of_texts_each_other_and_the_edge() {
        let texts = vec![Bounds::new(117.0, 121.0, 172.0, 136.0)];
        let lines = [ring(50, 200.0), ring(100, 48.0), ring(150, 45.0), ring(200, 12.0)];
        let labels = place_labels(&lines, SUMMIT, &LabelRules::opener(&[], texts));
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
