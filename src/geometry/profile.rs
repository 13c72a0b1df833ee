//! The height profile of the tour: mountains of stacked lines, apart by kilometres.

use std::f64::consts::TAU;

use serde::Serialize;

use crate::geometry::portable::Portable as _;
use crate::geometry::seed;
use crate::geometry::shape::{Point, round2};

/// Free space between the frame and the first and last station, in mm.
const INSET: f64 = 5.5;

/// Half the width of a mountain's foot in mm, as a factor and a power of its members. It has no
/// meaning; it keeps the look of a mountain at any height.
const FOOT: (f64, f64) = (0.92, 0.4);

/// Half the width of the line at the top, in mm.
const TOP: f64 = 0.3;

/// A station of the tour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    /// The record's identifier; it decides the outline.
    pub id: String,
    /// Kilometres travelled up to here.
    pub km: f64,
    /// Latest known number of members; without one there is no mountain.
    pub members: Option<f64>,
}

/// Where a station stands, in mm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Mark {
    /// On the base line.
    pub at: Point,
    /// The top of its mountain, where the figure stands above; nothing if there is no mountain.
    pub top: Option<Point>,
}

/// A level line. Serialises as `[x1, x2, y]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Left end in mm.
    pub left: f64,
    /// Right end in mm.
    pub right: f64,
    /// Height on the page in mm.
    pub y: f64,
}

impl Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [round2(self.left), round2(self.right), round2(self.y)].serialize(serializer)
    }
}

/// The profile, in mm from the top left corner of its own box; the base line is its lower edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Profile {
    /// Width of the box in mm.
    pub width: f64,
    /// Height of the box in mm: that of the highest mountain.
    pub height: f64,
    /// The stations in the order of the tour.
    pub marks: Vec<Mark>,
    /// The level lines from below, one for every interval of members.
    pub lines: Vec<Level>,
}

/// Draws the profile into a box of `width` × `height` mm, a line for every `interval` members.
#[must_use]
pub(crate) fn height_profile(stops: &[Stop], width: f64, height: f64, interval: u32) -> Profile {
    let all = stops.iter().map(|stop| stop.km).fold(0.0, f64::max);
    let highest = stops.iter().filter_map(|stop| stop.members).fold(0.0, f64::max);
    let scale = if highest > 0.0 { height / highest } else { 0.0 };
    let x = |km: f64| {
        let share = if all > 0.0 { km / all } else { 0.5 };
        INSET + (width - 2.0 * INSET) * share
    };
    let marks = stops
        .iter()
        .map(|stop| Mark {
            at: Point::new(x(stop.km), height),
            top: stop.members.map(|members| Point::new(x(stop.km), height - members * scale)),
        })
        .collect();
    let step = f64::from(interval.max(1));
    let outlines: Vec<_> =
        stops.iter().filter_map(|stop| Some(Outline::new(&stop.id, x(stop.km), stop.members?, step))).collect();
    let lines = std::iter::successors(Some(step), |level| Some(level + step))
        .take_while(|&level| level <= highest)
        .flat_map(|level| merged(&outlines, level, height - level * scale))
        .collect();
    Profile { width, height, marks, lines }
}

/// All mountains at one height; where two overlap, one line is drawn.
fn merged(outlines: &[Outline], level: f64, y: f64) -> Vec<Level> {
    let mut parts: Vec<_> =
        outlines.iter().filter(|outline| level <= outline.members).map(|outline| outline.at(level)).collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lines: Vec<Level> = Vec::new();
    for (left, right) in parts {
        match lines.last_mut() {
            Some(line) if left <= line.right => line.right = line.right.max(right),
            _ => lines.push(Level { left, right, y }),
        }
    }
    lines
}

/// The jagged outline of one mountain.
struct Outline {
    x: f64,
    members: f64,
    step: f64,
    values: [f64; seed::COUNT],
}

impl Outline {
    fn new(id: &str, x: f64, members: f64, step: f64) -> Self {
        Self { x, members, step, values: seed::values(id) }
    }

    /// Left and right end at a height in members.
    fn at(&self, level: f64) -> (f64, f64) {
        let share = level / self.members;
        let slope = FOOT.0 * self.members.power(FOOT.1) * (1.0 - share).power(1.4) + TOP;
        let side = |offset: usize| slope * (1.0 + self.unevenness(level, offset));
        (self.x - side(0), self.x + side(20))
    }

    /// Two slow waves and a small step from line to line, under a fifth.
    fn unevenness(&self, level: f64, offset: usize) -> f64 {
        let lines = level / self.step;
        let phase = |i: usize| TAU * self.values[(offset + i) % seed::COUNT];
        let slow = (TAU * lines / 26.0 + phase(0)).sine();
        let quick = (TAU * lines / 9.5 + phase(1)).sine();
        let jag = (TAU * lines * 0.38 + phase(2)).sine();
        0.10 * slow + 0.05 * quick + 0.025 * jag
    }
}

#[cfg(test)]
mod tests {
    use super::{Stop, height_profile};

    fn stop(id: &str, km: f64, members: Option<f64>) -> Stop {
        Stop { id: id.into(), km, members }
    }

    #[test]
    fn one_line_for_every_interval() {
        let stops = [stop("a", 0.0, Some(72.0)), stop("b", 900.0, Some(650.0)), stop("c", 1000.0, None)];
        let profile = height_profile(&stops, 175.5, 66.0, 5);
        assert_eq!(profile.lines.len(), 14 + 130);
        assert_eq!(profile.marks[2].top, None);
        assert!((profile.marks[1].top.unwrap().y).abs() < 1e-9);
        assert!((profile.marks[0].at.x - 5.5).abs() < 1e-9);
        assert!(profile.lines.iter().all(|line| line.left < line.right && line.y >= -1e-9));
    }

    #[test]
    fn mountains_that_overlap_share_lines() {
        let stops = [stop("a", 0.0, Some(50.0)), stop("b", 0.0, Some(50.0))];
        assert_eq!(height_profile(&stops, 100.0, 20.0, 5).lines.len(), 10);
    }

    #[test]
    fn an_empty_tour_is_no_fault() {
        assert!(height_profile(&[], 100.0, 20.0, 5).lines.is_empty());
        let unknown = height_profile(&[stop("a", 0.0, None)], 100.0, 20.0, 0);
        assert!((unknown.marks[0].at.x - 50.0).abs() < 1e-9);
    }
}
