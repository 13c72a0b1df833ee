//! The relief of one mountain on a page or in a square: its contours, their labels, its summit.
//!
//! A relief shows a cluster as a mountain: its height is the number of members, and there is a contour for every so
//! many members. So a large cluster has many lines and a small one few, at one scale for the whole brochure.

use serde::Serialize;

use crate::format::BLEED;
use crate::geometry::contour::{Contour, is_speck};
use crate::geometry::contour_labels::{ContourLabel, LabelRules, place_labels};
use crate::geometry::height_field::{HeightField, SUMMIT};
use crate::geometry::marching_squares::{Grid, Lattice};
use crate::geometry::shape::{Bounds, Path, Point};

/// Height of a mountain whose members are unknown at all dates: seven contours at interval five.
pub(crate) const UNKNOWN_HEIGHT: f64 = 40.0;

/// Rings with fewer points are specks if they are farther than this from the summit, in mm.
const LEAST_RING: usize = 6;
const NEAR_SUMMIT: f64 = 10.0;

/// The data of a record that shapes its mountain.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mountain {
    /// The record's identifier; everything that is not data follows from it.
    pub id: String,
    /// The latest known number of members; `None` if it is unknown at all dates.
    pub members: Option<f64>,
    /// Number of technology fields: one summit each, at least one.
    pub fields: usize,
    /// Number of focus topics: one spur each, three if there is none.
    pub topics: usize,
}

/// The part of a mountain that is drawn, and its scale: an opener page or a square.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub lattice: Lattice,
    /// The summit, in mm.
    pub summit: Point,
    /// Millimetres on the sheet for a millimetre on the opener page.
    pub scale: f64,
    /// Intervals between two contours.
    pub every: u32,
    /// How index contours are labelled; `None` without labels.
    pub labels: Option<LabelRules>,
}

/// Width of the part of the opener page that a small relief shows, in mm of that page.
const SMALL_WINDOW: f64 = 167.0;

impl Sheet {
    /// Returns the opener page with its bleed. The labels keep clear of routes on these bearings (degrees) and of
    /// these boxes of texts (mm).
    #[must_use]
    pub(crate) fn opener(bearings: &[f64], texts: Vec<Bounds>) -> Self {
        Self {
            lattice: Lattice { columns: 48, rows: 68, cell: 4.5, origin: Point::new(-BLEED, -BLEED) },
            summit: SUMMIT,
            scale: 1.0,
            every: 1,
            labels: Some(LabelRules::opener(bearings, texts)),
        }
    }

    /// Returns a small square of `side` mm: a contour for every two intervals, no labels. All small reliefs with the
    /// same side have the same scale.
    #[must_use]
    pub(crate) fn small(side: f64) -> Self {
        Self { every: 2, ..Self::square(side, 33, side / SMALL_WINDOW, (0.49, 0.48)) }
    }

    fn square(side: f64, cells: u32, scale: f64, summit: (f64, f64)) -> Self {
        let (columns, cell) = (cells as usize, side / f64::from(cells));
        Self {
            lattice: Lattice { columns, rows: columns, cell, origin: Point::default() },
            summit: Point::new(side * summit.0, side * summit.1),
            scale,
            every: 1,
            labels: None,
        }
    }

    /// Returns the place on this sheet that shows a place of the opener page, in mm.
    #[must_use]
    pub(crate) fn place_on_sheet(&self, p: Point) -> Point {
        Point::new(self.summit.x + (p.x - SUMMIT.x) * self.scale, self.summit.y + (p.y - SUMMIT.y) * self.scale)
    }

    /// Returns the place on the opener page that a place on this sheet shows, in mm.
    #[must_use]
    pub(crate) fn place_on_page(&self, p: Point) -> Point {
        Point::new(SUMMIT.x + (p.x - self.summit.x) / self.scale, SUMMIT.y + (p.y - self.summit.y) / self.scale)
    }
}

/// A mountain as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relief {
    /// The contours from the lowest to the highest.
    pub lines: Vec<Contour>,
    /// The heights on index contours.
    pub labels: Vec<ContourLabel>,
    /// The summit in mm.
    pub summit: Point,
    /// Whether the height is unknown: dashed, no index contours, no labels.
    pub dashed: bool,
}

/// Draws a mountain on a sheet, with a contour for every `interval` members.
#[must_use]
pub(crate) fn draw_relief(mountain: &Mountain, sheet: &Sheet, interval: u32) -> Relief {
    let field = HeightField::new(&mountain.id, mountain.fields, mountain.topics);
    let dashed = mountain.members.is_none();
    // A mountain of unknown height keeps its seven contours whatever the interval.
    let interval = if dashed { LEAST_INTERVAL } else { interval.max(1) };
    let height = mountain.members.unwrap_or(UNKNOWN_HEIGHT);
    let grid = Grid::new(sheet.lattice, |p| height * field.height(sheet.place_on_page(p)));
    let step = interval * sheet.every.max(1);
    let mut paths = grid.trace_contours(f64::from(step));
    paths.retain(|(_, path)| !is_speck(path, LEAST_RING, Some(sheet.summit), NEAR_SUMMIT));
    let contour = |(k, path): &(u32, Path)| {
        let contour = Contour::new(path, k * step, interval);
        Contour { index: contour.index && !dashed, ..contour }
    };
    let lines: Vec<_> = paths.iter().map(contour).collect();
    let labels = sheet.labels.as_ref().map_or_else(Vec::new, |rules| place_labels(&lines, sheet.summit, rules));
    Relief { lines, labels, summit: sheet.summit, dashed }
}

/// The interval of a brochure without a very large cluster, in members.
pub(crate) const LEAST_INTERVAL: u32 = 5;

/// Returns the contour interval of the whole brochure, in members, from the largest membership: 5, or if that is over 700
/// the smallest of 10, 20, 50, 100, 200 … that keeps the highest mountain under 140 contours. So the number of lines
/// never grows with the number of members.
#[must_use]
pub(crate) fn contour_interval(max_members: f64) -> u32 {
    if max_members <= 700.0 {
        return LEAST_INTERVAL;
    }
    let powers = std::iter::successors(Some(10_u32), |power| Some(power * 10)).take(7);
    let mut steps = powers.flat_map(|power| [1, 2, 5].map(|factor| factor * power));
    steps.find(|&step| max_members / f64::from(step) < 140.0).unwrap_or(100_000_000)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Mountain, Sheet, contour_interval, draw_relief};
    use crate::geometry::shape::Point;

    fn mountain(id: &str, members: Option<f64>, fields: usize, topics: usize) -> Mountain {
        Mountain { id: id.into(), members, fields, topics }
    }

    #[test]
    fn the_height_is_the_membership() {
        for (id, members, fields, topics) in [
            ("niro", 72, 3, 5),
            ("chemie-cluster-bayern", 120, 2, 4),
            ("mowin-net", 130, 4, 5),
            ("silicon-saxony", 650, 3, 6),
            ("olec", 60, 2, 3),
        ] {
            let mountain = mountain(id, Some(f64::from(members)), fields, topics);
            let relief = draw_relief(&mountain, &Sheet::opener(&[], Vec::new()), 5);
            let levels: BTreeSet<_> = relief.lines.iter().map(|line| line.level).collect();
            // The foot of a mountain may be outside the sheet. Above it, each five members have a level; the last one may
            // be too small a ring for the grid.
            let (lowest, highest) = (*levels.first().expect("a level"), *levels.last().expect("a level"));
            assert!(
                lowest < members / 2 && highest < members && members - highest <= 10,
                "{id}: {lowest} to {highest}"
            );
            assert_eq!(levels, (lowest..=highest).step_by(5).collect(), "{id}");
        }
    }

    #[test]
    fn every_interval_has_a_contour_and_every_tenth_is_an_index_contour() {
        let relief = draw_relief(&mountain("cyberlago", Some(150.0), 1, 4), &Sheet::opener(&[], Vec::new()), 5);
        let highest = relief.lines.last().map(|line| line.level);
        assert_eq!(highest, Some(145));
        for line in &relief.lines {
            assert_eq!(line.level % 5, 0);
            assert_eq!(line.index, line.level % 50 == 0);
        }
        assert!(relief.lines.iter().any(|line| line.curve.closed));
        assert!(relief.labels.iter().all(|label| label.level % 50 == 0));
    }

    #[test]
    fn an_unknown_height_has_plain_dashed_contours() {
        for step in [5, 20] {
            let mountain = mountain("hamburg-aviation", None, 1, 3);
            let relief = draw_relief(&mountain, &Sheet::opener(&[], Vec::new()), step);
            assert!(relief.dashed && relief.labels.is_empty());
            assert!(relief.lines.iter().all(|line| !line.index && line.level < 40));
            assert_eq!(relief.lines.last().map(|line| line.level), Some(35));
        }
    }

    #[test]
    fn squares_show_the_same_mountain() {
        let mountain = mountain("niro", Some(72.0), 3, 5);
        let small = draw_relief(&mountain, &Sheet::small(24.75), 5);
        assert!(small.lines.iter().all(|line| line.level % 10 == 0));
        assert!(small.lines.iter().any(|line| line.index && line.level == 50));
        let half = draw_relief(&mountain, &Sheet::small(12.375), 5);
        assert_eq!(small.lines.len(), half.lines.len());
        let (a, b) = (small.lines[0].curve.start, half.lines[0].curve.start);
        assert!(a.distance(Point::new(2.0 * b.x, 2.0 * b.y)) < 1e-9);
    }

    #[test]
    fn a_record_always_has_the_same_relief() {
        let mountain = mountain("olec", Some(60.0), 2, 3);
        let sheet = Sheet::opener(&[174.0], Vec::new());
        assert_eq!(draw_relief(&mountain, &sheet, 5), draw_relief(&mountain, &sheet, 5));
        let json = serde_json::to_string(&draw_relief(&mountain, &sheet, 5)).unwrap();
        assert!(json.starts_with(r#"{"lines":[{"level":"#), "{}", &json[..40]);
    }

    #[test]
    fn the_interval_grows_with_the_highest_mountain() {
        for (members, step) in [(60.0, 5), (700.0, 5), (701.0, 10), (1399.0, 10), (1400.0, 20)] {
            assert_eq!(contour_interval(members), step, "{members}");
        }
        assert_eq!((contour_interval(6999.0), contour_interval(1e4), contour_interval(1e7)), (50, 100, 100_000));
        assert!(contour_interval(f64::from(u32::MAX)) > 1_000_000);
    }
}
