//! The relief of one mountain on a page or in a square: its contours, their numbers, its summit.

use serde::Serialize;

use crate::geometry::contour::Contour;
use crate::geometry::field::{Field, SUMMIT};
use crate::geometry::labels::{self, HeightLabel, Numbers};
use crate::geometry::marching::Grid;
use crate::geometry::shape::{BLEED, Path, Point, Rect};

/// Height of a mountain whose members are unknown at all dates: seven lines at interval five.
pub(crate) const UNKNOWN_HEIGHT: f64 = 40.0;

/// Every tenth line is an index contour.
const INDEX: u32 = 10;

/// Rings with fewer points are left out away from the summit.
const LEAST_RING: usize = 6;

/// What of a record goes into its relief.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mountain {
    /// The record's identifier; it decides everything that is not data.
    pub id: String,
    /// The latest known number of members, or nothing if it is unknown at all dates.
    pub members: Option<f64>,
    /// Number of technology fields: one summit each, at least one.
    pub fields: usize,
    /// Number of focus topics: one spur each, three if there is none.
    pub topics: usize,
}

/// The window through which a mountain is seen: a page or a square, at a scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    /// Number of cells across and down.
    pub cells: (usize, usize),
    /// Width and height of a cell in mm.
    pub cell: f64,
    /// Top left corner of the grid in mm.
    pub origin: Point,
    /// Where the summit stands, in mm.
    pub summit: Point,
    /// Millimetres on the sheet for a millimetre on the opener page.
    pub scale: f64,
    /// How many intervals lie between two lines.
    pub every: u32,
    /// Where heights are written on index contours, if they are.
    pub numbers: Option<Numbers>,
}

/// Width of the part of the opener page that a small relief shows, in mm of that page.
const SMALL_WINDOW: f64 = 167.0;

/// Scale of the legend's relief against the opener page.
const LEGEND_SCALE: f64 = 0.485;

impl Sheet {
    /// The opener page with its bleed. The numbers keep off routes on these bearings (degrees)
    /// and off these boxes of texts (mm).
    #[must_use]
    pub(crate) fn opener(bearings: &[f64], texts: Vec<Rect>) -> Self {
        Self {
            cells: (48, 68),
            cell: 4.5,
            origin: Point::new(-BLEED, -BLEED),
            summit: SUMMIT,
            scale: 1.0,
            every: 1,
            numbers: Some(Numbers::opener(bearings, texts)),
        }
    }

    /// A small relief in a square of `side` mm (24.75 for rows of 6 L): a line for every two
    /// intervals, no numbers. All small reliefs of one side have one scale.
    #[must_use]
    pub(crate) fn small(side: f64) -> Self {
        Self { every: 2, ..Self::square(side, 33, side / SMALL_WINDOW, (0.49, 0.48)) }
    }

    /// The relief beside the legend, in a square of `side` mm (116): part of the opener page.
    #[must_use]
    pub(crate) fn legend(side: f64) -> Self {
        Self {
            // To the right, as the letters stand elsewhere.
            numbers: Some(Numbers::square(side, -0.42)),
            ..Self::square(side, 54, LEGEND_SCALE * side / 116.0, (0.548, 0.491))
        }
    }

    fn square(side: f64, cells: u32, scale: f64, summit: (f64, f64)) -> Self {
        Self {
            cells: (cells as usize, cells as usize),
            cell: side / f64::from(cells),
            origin: Point::new(0.0, 0.0),
            summit: Point::new(side * summit.0, side * summit.1),
            scale,
            every: 1,
            numbers: None,
        }
    }

    /// The place on this sheet that shows a place of the opener page, in mm.
    #[must_use]
    pub(crate) fn place_from_page(&self, p: Point) -> Point {
        Point::new(self.summit.x + (p.x - SUMMIT.x) * self.scale, self.summit.y + (p.y - SUMMIT.y) * self.scale)
    }

    /// The place on the opener page that a place on this sheet shows, in mm.
    #[must_use]
    pub(crate) fn to_page(&self, p: Point) -> Point {
        Point::new(SUMMIT.x + (p.x - self.summit.x) / self.scale, SUMMIT.y + (p.y - self.summit.y) / self.scale)
    }
}

/// A mountain as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relief {
    /// The contours from the lowest to the highest.
    pub lines: Vec<Contour>,
    /// The heights that stand on index contours.
    pub labels: Vec<HeightLabel>,
    /// The summit in mm.
    pub summit: Point,
    /// Whether the height is not known: dashed, no index contours, no numbers.
    pub dashed: bool,
}

/// Draws a mountain on a sheet, with a line for every `interval` members.
#[must_use]
pub(crate) fn contours(mountain: &Mountain, sheet: &Sheet, interval: u32) -> Relief {
    let field = Field::new(&mountain.id, mountain.fields, mountain.topics);
    let dashed = mountain.members.is_none();
    // A height of unknown members keeps its seven lines whatever the interval.
    let interval = if dashed { 5 } else { interval.max(1) };
    let height = mountain.members.unwrap_or(UNKNOWN_HEIGHT);
    let grid = Grid::new(sheet.cells, sheet.cell, sheet.origin, |p| height * field.height(sheet.to_page(p)));
    let step = interval * sheet.every.max(1);
    let lines: Vec<_> = grid
        .level_lines(f64::from(step))
        .into_iter()
        .filter(|(_, path)| !is_speck(path, sheet.summit))
        .map(|(k, path)| Contour {
            level: k * step,
            index: !dashed && (k * step).is_multiple_of(interval * INDEX),
            curve: path.curve(),
        })
        .collect();
    let labels = sheet.numbers.as_ref().map_or_else(Vec::new, |numbers| labels::place(&lines, sheet.summit, numbers));
    Relief { lines, labels, summit: sheet.summit, dashed }
}

/// Whether a path is a ring of a few points where a side summit just reaches a level: at its size
/// it would look like dirt. At the summit itself a small ring is a true contour.
fn is_speck(path: &Path, summit: Point) -> bool {
    let small = path.closed && path.points.len() < LEAST_RING;
    small && path.points.iter().all(|p| p.distance(summit) > 10.0)
}

/// The interval of the whole brochure, in members, from the largest membership: 5, or where that
/// is over 700 the smallest of 10, 20, 50 and 100 that keeps the highest mountain under 140 lines.
#[must_use]
pub(crate) fn interval(max_members: f64) -> u32 {
    if max_members <= 700.0 {
        return 5;
    }
    [10_u32, 20, 50].into_iter().find(|&step| max_members / f64::from(step) < 140.0).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::{Mountain, Sheet, contours, interval};
    use crate::geometry::shape::Point;

    fn mountain(id: &str, members: Option<f64>, fields: usize, topics: usize) -> Mountain {
        Mountain { id: id.into(), members, fields, topics }
    }

    /// Paths and points that the design gives, and how near this reading of its rules comes, in percent.
    #[test]
    fn reliefs_have_about_the_paths_and_points_of_the_design() {
        for (id, members, fields, topics, paths, points) in [
            ("niro", 72.0, 3, 5, 21.0, 1140.0),
            ("chemie-cluster-bayern", 120.0, 2, 4, 33.0, 1788.0),
            ("hamburg-aviation", 130.0, 1, 3, 29.0, 1836.0),
            ("mowin-net", 130.0, 4, 5, 34.0, 2083.0),
            ("silicon-saxony", 650.0, 3, 6, 204.0, 10769.0),
            ("foodregio", 90.0, 1, 3, 19.0, 1213.0),
            ("cyberlago", 150.0, 1, 4, 35.0, 2144.0),
            ("olec", 60.0, 2, 3, 14.0, 851.0),
        ] {
            let mountain = mountain(id, Some(members), fields, topics);
            let relief = contours(&mountain, &Sheet::opener(&[], Vec::new()), 5);
            let (mut found, mut count) = (0.0, 0.0);
            for line in &relief.lines {
                count += 1.0;
                let ends = if line.curve.closed { 0.0 } else { 2.0 };
                found += line.curve.quads.iter().fold(ends, |n, _| n + 1.0);
            }
            assert!((count / paths - 1.0_f64).abs() < 0.16, "{id}: {count} paths");
            assert!((found / points - 1.0_f64).abs() < 0.10, "{id}: {found} points");
        }
    }

    #[test]
    fn lines_stand_at_every_interval_and_index_lines_at_every_tenth() {
        let relief = contours(&mountain("cyberlago", Some(150.0), 1, 4), &Sheet::opener(&[], Vec::new()), 5);
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
    fn an_unknown_height_has_plain_dashed_lines() {
        for step in [5, 20] {
            let mountain = mountain("hamburg-aviation", None, 1, 3);
            let relief = contours(&mountain, &Sheet::opener(&[], Vec::new()), step);
            assert!(relief.dashed && relief.labels.is_empty());
            assert!(relief.lines.iter().all(|line| !line.index && line.level < 40));
            assert_eq!(relief.lines.last().map(|line| line.level), Some(35));
        }
    }

    #[test]
    fn squares_show_the_same_mountain() {
        let mountain = mountain("niro", Some(72.0), 3, 5);
        let small = contours(&mountain, &Sheet::small(24.75), 5);
        assert!(small.lines.iter().all(|line| line.level % 10 == 0));
        assert!(small.lines.iter().any(|line| line.index && line.level == 50));
        let half = contours(&mountain, &Sheet::small(12.375), 5);
        assert_eq!(small.lines.len(), half.lines.len());
        let (a, b) = (small.lines[0].curve.start, half.lines[0].curve.start);
        assert!(a.distance(Point::new(2.0 * b.x, 2.0 * b.y)) < 1e-9);
        let legend = contours(&mountain, &Sheet::legend(116.0), 5);
        assert!((legend.summit.x - 63.568).abs() < 1e-9);
    }

    #[test]
    fn one_record_always_gives_the_same_relief() {
        let mountain = mountain("olec", Some(60.0), 2, 3);
        let sheet = Sheet::opener(&[174.0], Vec::new());
        assert_eq!(contours(&mountain, &sheet, 5), contours(&mountain, &sheet, 5));
        let json = serde_json::to_string(&contours(&mountain, &sheet, 5)).unwrap();
        assert!(json.starts_with(r#"{"lines":[{"level":"#), "{}", &json[..40]);
    }

    #[test]
    fn the_interval_grows_with_the_highest_mountain() {
        for (members, step) in [(60.0, 5), (700.0, 5), (701.0, 10), (1399.0, 10), (1400.0, 20)] {
            assert_eq!(interval(members), step, "{members}");
        }
        assert_eq!((interval(6999.0), interval(1e6)), (50, 100));
    }
}
