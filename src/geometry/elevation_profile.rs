//! The elevation profile of the tour: mountains of stacked lines, spaced by kilometres.

use std::f64::consts::TAU;

use serde::Serialize;

use crate::geometry::relief::LEAST_INTERVAL;
use crate::geometry::seed;
use crate::geometry::shape::{Point, round2};

/// Free space between the frame and the first and last station, in mm.
const INSET: f64 = 5.5;

/// Half the width of a mountain's foot in mm, as a factor and a power of its members at the least interval. The width
/// means nothing; it keeps the shape of a mountain at any height.
const FOOT: (f64, f64) = (0.92, 0.4);

/// Half the width of the line at the top, in mm.
const TOP: f64 = 0.3;

/// A station of the tour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    /// The record's identifier; the outline follows from it.
    pub id: String,
    /// Kilometres travelled up to here.
    pub km: f64,
    /// Latest known number of members; without one there is no mountain.
    pub members: Option<f64>,
}

/// The place of a station, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StationPlace {
    /// Its place on the base line.
    pub base: Point,
    /// The top of its mountain, below the figure; `None` without a mountain.
    pub top: Option<Point>,
}

/// A level line. Serialises as `[x1, x2, y]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelLine {
    /// Left end in mm.
    pub left: f64,
    /// Right end in mm.
    pub right: f64,
    /// Distance from the top in mm.
    pub y: f64,
}

impl Serialize for LevelLine {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.left, self.right, self.y].map(round2).serialize(serializer)
    }
}

/// The profile, in mm from the top left corner of its box; the base line is the lower edge of the box.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ElevationProfile {
    /// The stations in the order of the tour.
    pub stations: Vec<StationPlace>,
    /// The level lines from the lowest, one for every interval of members.
    pub lines: Vec<LevelLine>,
}

/// Draws the profile into a box of `width` × `height` mm, with a line for every `interval` members.
#[must_use]
pub(crate) fn draw_elevation_profile(stops: &[Stop], width: f64, height: f64, interval: u32) -> ElevationProfile {
    let total = stops.iter().map(|stop| stop.km).fold(0.0, f64::max);
    let highest = stops.iter().filter_map(|stop| stop.members).fold(0.0, f64::max);
    let scale = if highest > 0.0 { height / highest } else { 0.0 };
    let x = |km: f64| INSET + (width - 2.0 * INSET) * if total > 0.0 { km / total } else { 0.5 };
    let place = |stop: &Stop| StationPlace {
        base: Point::new(x(stop.km), height),
        top: stop.members.map(|members| Point::new(x(stop.km), height - members * scale)),
    };
    let step = f64::from(interval.max(1));
    let outline = |stop: &Stop| {
        let members = stop.members?;
        Some(Outline { x: x(stop.km), members, step, values: seed::values(&stop.id) })
    };
    let outlines: Vec<_> = stops.iter().filter_map(outline).collect();
    let lines = std::iter::successors(Some(step), |level| Some(level + step))
        .take_while(|&level| level <= highest)
        .flat_map(|level| draw_level(&outlines, level, height - level * scale))
        .collect();
    ElevationProfile { stations: stops.iter().map(place).collect(), lines }
}

/// Draws all mountains at one level; where two overlap, they share a line.
fn draw_level(outlines: &[Outline], level: f64, y: f64) -> Vec<LevelLine> {
    let reaching = outlines.iter().filter(|outline| level <= outline.members);
    let mut parts: Vec<_> = reaching.map(|outline| outline.line_at(level, y)).collect();
    parts.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut lines: Vec<LevelLine> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if part.left <= line.right => line.right = line.right.max(part.right),
            _ => lines.push(part),
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
    /// Returns the line across the mountain at a level in members. Its sides are a power curve that is narrow at the
    /// top and spreads at the foot, made uneven.
    fn line_at(&self, level: f64, y: f64) -> LevelLine {
        let share = level / self.members;
        // In intervals, as heights are: a mountain of millions is no wider than the frame.
        let members = self.members * (f64::from(LEAST_INTERVAL) / self.step);
        let slope = FOOT.0 * libm::pow(members, FOOT.1) * libm::pow(1.0 - share, 1.4) + TOP;
        let side = |offset: usize| slope * (1.0 + self.unevenness(level, offset));
        LevelLine { left: self.x - side(0), right: self.x + side(20), y }
    }

    /// Returns two slow waves and a small jag from line to line, together under a fifth. The `offset` selects other
    /// phases for each side.
    fn unevenness(&self, level: f64, offset: usize) -> f64 {
        let lines = level / self.step;
        let wave = |turns: f64, i: usize| libm::sin(TAU * turns + TAU * self.values[(offset + i) % seed::COUNT]);
        0.10 * wave(lines / 26.0, 0) + 0.05 * wave(lines / 9.5, 1) + 0.025 * wave(lines * 0.38, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stop, draw_elevation_profile};

    fn stop(id: &str, km: f64, members: Option<f64>) -> Stop {
        Stop { id: id.into(), km, members }
    }

    #[test]
    fn every_interval_has_a_line() {
        let stops = [stop("a", 0.0, Some(72.0)), stop("b", 900.0, Some(650.0)), stop("c", 1000.0, None)];
        let profile = draw_elevation_profile(&stops, 175.5, 66.0, 5);
        assert_eq!(profile.lines.len(), 14 + 130);
        assert_eq!(profile.stations[2].top, None);
        assert!((profile.stations[1].top.unwrap().y).abs() < 1e-9);
        assert!((profile.stations[0].base.x - 5.5).abs() < 1e-9);
        assert!(profile.lines.iter().all(|line| line.left < line.right && line.y >= -1e-9));
    }

    #[test]
    fn mountains_of_millions_are_no_wider_than_others() {
        for (members, interval) in [(650.0, 5), (9000.0, 100), (1e7, 100_000)] {
            let profile = draw_elevation_profile(&[stop("a", 0.0, Some(members))], 175.5, 66.0, interval);
            assert!((60..140).contains(&profile.lines.len()), "{members}: {} lines", profile.lines.len());
            let widest = profile.lines.iter().map(|line| line.right - line.left).fold(0.0, f64::max);
            assert!((10.0..35.0).contains(&widest), "{members}: {widest} mm");
        }
    }

    #[test]
    fn overlapping_mountains_share_lines() {
        let stops = [stop("a", 0.0, Some(50.0)), stop("b", 0.0, Some(50.0))];
        assert_eq!(draw_elevation_profile(&stops, 100.0, 20.0, 5).lines.len(), 10);
    }

    #[test]
    fn an_empty_tour_has_no_lines() {
        assert!(draw_elevation_profile(&[], 100.0, 20.0, 5).lines.is_empty());
        let unknown = draw_elevation_profile(&[stop("a", 0.0, None)], 100.0, 20.0, 0);
        assert!((unknown.stations[0].base.x - 50.0).abs() < 1e-9);
    }
}
