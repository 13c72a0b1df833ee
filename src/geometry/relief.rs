//! The relief of one mountain on a page or in a square: its contours, its ground tones, its summit.
//!
//! A relief shows a cluster as a mountain: its height is the number of members, and there is a contour for every so
//! many members. Height and base have one scale for the whole brochure: a mountain with four times as many members
//! reaches twice as far. So a large cluster fills two pages and a small one leaves a dark page.

use serde::Serialize;

use crate::geometry::contour::{Contour, INDEX_EVERY};
use crate::geometry::cut::{Rules, Shape, cut, length, simplify};
use crate::geometry::height_field::{HeightField, WarpFactors};
use crate::geometry::marching_squares::{Grid, Lattice};
use crate::geometry::shape::{Bounds, Path, Point};

/// Height of a mountain whose members are unknown at all dates: seven contours at interval five.
pub(crate) const UNKNOWN_HEIGHT: f64 = 40.0;

/// The ground is one tone lighter after this many contours, and has so many tones above the first.
const TONE_EVERY: u32 = 2 * INDEX_EVERY;
const TONES: u32 = 4;

/// Millimetres to which areas are thinned: their edges lie under a line.
const AREA_TOLERANCE: f64 = 0.12;

/// Returns the reach of a mountain with one member, in mm on an opener; that of others grows with the square root of
/// their members. It follows from the largest mountain of the book: `most` are the farthest that the reach of one member
/// goes, and the farthest reach of the largest mountain.
#[must_use]
pub(crate) fn base_scale(largest: f64, most: (f64, f64)) -> f64 {
    most.0.min(most.1 / largest.max(1.0).sqrt())
}

/// The data of a record that shapes its mountain.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mountain {
    /// The record's identifier; everything that is not data follows from it.
    pub id: String,
    /// The latest known number of members; `None` if it is unknown at all dates.
    pub members: Option<f64>,
    /// Number of technology fields: one summit each, at least one.
    pub fields: usize,
    /// Number of focus topics: one ridge each, three if there is none.
    pub topics: usize,
    /// The scale of the book: the reach of a mountain with one member, in mm on an opener.
    pub base: f64,
}

impl Mountain {
    /// Returns the height in members; that of an unknown mountain is fixed.
    #[must_use]
    pub(crate) fn height(&self) -> f64 {
        self.members.unwrap_or(UNKNOWN_HEIGHT)
    }

    /// Returns the reach in mm on an opener.
    #[must_use]
    pub(crate) fn reach(&self) -> f64 {
        self.base * self.height().sqrt()
    }

    /// Returns the form.
    #[must_use]
    pub(crate) fn field(&self) -> HeightField {
        HeightField::new(&self.id, self.fields, self.topics)
    }
}

/// The part of a mountain that is drawn, and its scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    /// The area that is drawn, in mm.
    pub window: Bounds,
    /// Width and height of a cell of the grid, in mm.
    pub cell: f64,
    /// The summit, in mm.
    pub summit: Point,
    /// Millimetres on the sheet for a millimetre on the opener.
    pub scale: f64,
    /// Intervals between two contours.
    pub every: u32,
    /// How lines are cut by words, and the least length of a piece.
    pub rules: Rules,
}

impl Sheet {
    /// Returns the reach of a mountain on this sheet, in mm.
    #[must_use]
    pub(crate) fn reach(&self, mountain: &Mountain) -> f64 {
        mountain.reach() * self.scale
    }

    /// Returns the place on this sheet of a place in reaches from the summit.
    #[must_use]
    pub(crate) fn place(&self, mountain: &Mountain, p: Point) -> Point {
        self.summit.offset(p, self.reach(mountain))
    }
}

/// A mountain as it is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relief {
    /// The contours from the lowest to the highest.
    pub lines: Vec<Contour>,
    /// The ground from the second tone on: closed rings, filled by the rule of even and odd.
    pub tones: Vec<Vec<Path>>,
    /// The summit in mm.
    pub summit: Point,
    /// Whether the height is unknown: dashed, no index contours.
    pub dashed: bool,
}

/// Draws a mountain on a sheet, with a contour for every `interval` members. Lines keep clear of the shapes.
#[must_use]
pub(crate) fn draw_relief(mountain: &Mountain, sheet: &Sheet, interval: u32, shapes: &[Shape]) -> Relief {
    let dashed = mountain.members.is_none();
    // A mountain of unknown height keeps its seven contours whatever the interval.
    let interval = if dashed { LEAST_INTERVAL } else { interval.max(1) };
    let lattice = Lattice::covering(sheet.window, sheet.cell);
    let heights = sample(&mountain.field(), &lattice, sheet.summit, sheet.reach(mountain), mountain.height());
    let grid = Grid::with_heights(lattice, heights);
    let tones = if dashed { Vec::new() } else { fill_tones(&grid, interval) };
    let lines = trace_lines(&grid, interval, sheet.every, sheet.rules, shapes);
    let plain = |line: Contour| if dashed { Contour { index: false, snow: false, ..line } } else { line };
    Relief { lines: lines.into_iter().map(plain).collect(), tones, summit: sheet.summit, dashed }
}

/// Returns the heights of a mountain at the corners of a lattice, row by row.
#[must_use]
pub(crate) fn sample(field: &HeightField, lattice: &Lattice, summit: Point, reach: f64, height: f64) -> Vec<f64> {
    let (xs, ys) = lattice.axes();
    // The factors of the warp are the same along a column and along a row.
    let columns: Vec<(f64, WarpFactors)> =
        xs.iter().map(|x| (x - summit.x) / reach).map(|x| (x, field.column(x))).collect();
    let mut heights = Vec::with_capacity(xs.len() * ys.len());
    for y in ys.iter().map(|y| (y - summit.y) / reach) {
        let row = field.row(y);
        heights.extend(columns.iter().map(|(x, column)| height * field.height_by(Point::new(*x, y), column, &row)));
    }
    heights
}

/// Traces the contours of a grid, cut by shapes.
#[must_use]
pub(crate) fn trace_lines(grid: &Grid, interval: u32, every: u32, rules: Rules, shapes: &[Shape]) -> Vec<Contour> {
    let step = interval * every.max(1);
    let traced = grid.trace_contours(f64::from(step)).into_iter();
    // What is too short from the start needs no cutting.
    let long = traced.filter(|(_, path)| length(path) >= rules.least).collect();
    let contour = |(k, path): (u32, Path)| Contour::new(&path, k * step, interval);
    cut(long, shapes, rules).into_iter().map(contour).collect()
}

/// Returns the areas above each step of the ground's tone.
#[must_use]
pub(crate) fn fill_tones(grid: &Grid, interval: u32) -> Vec<Vec<Path>> {
    let mut tones: Vec<Vec<Path>> = Vec::new();
    for (k, path) in grid.walled().trace_contours(f64::from(interval * TONE_EVERY)) {
        if (1..=TONES).contains(&k) {
            tones.resize_with(tones.len().max(k as usize), Vec::new);
            if let Some(tone) = tones.get_mut(k as usize - 1) {
                tone.push(simplify(&path, AREA_TOLERANCE));
            }
        }
    }
    tones
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

    use super::{Mountain, Sheet, base_scale, contour_interval, draw_relief};
    use crate::geometry::cut::{Rules, Shape, length};
    use crate::geometry::shape::{Bounds, Path, Point};

    const RULES: Rules = Rules { clear: 1.2, least: 8.0 };

    fn mountain(id: &str, members: Option<f64>, fields: usize, topics: usize) -> Mountain {
        Mountain { id: id.into(), members, fields, topics, base: base_scale(650.0, (11.0, 224.0)) }
    }

    fn opener() -> Sheet {
        let window = Bounds::new(-3.0, -3.0, 213.0, 300.0);
        Sheet { window, cell: 0.75, summit: Point::new(112.0, 118.0), scale: 1.0, every: 1, rules: RULES }
    }

    #[test]
    fn one_scale_serves_the_whole_book() {
        let (hill, massif) = (mountain("a", Some(50.0), 1, 3), mountain("b", Some(200.0), 1, 3));
        assert!((massif.reach() - 2.0 * hill.reach()).abs() < 1e-9);
        assert!((base_scale(650.0, (11.0, 224.0)) * 650.0_f64.sqrt() - 224.0).abs() < 1e-9);
        assert!((base_scale(100.0, (11.0, 224.0)) - 11.0).abs() < 1e-9);
    }

    #[test]
    fn the_height_is_the_membership() {
        for (id, members, fields, topics) in
            [("niro", 72, 3, 5), ("chemie-cluster-bayern", 120, 2, 4), ("mowin-net", 130, 4, 5), ("olec", 62, 2, 3)]
        {
            let relief = draw_relief(&mountain(id, Some(f64::from(members)), fields, topics), &opener(), 5, &[]);
            let levels: BTreeSet<_> = relief.lines.iter().map(|line| line.level).collect();
            let highest = *levels.last().expect("a level");
            // The last rings may be shorter than a crumb.
            assert!(highest < members && members - highest <= 15, "{id}: {highest}");
            assert_eq!(levels, (5..=highest).step_by(5).collect(), "{id}");
            assert!(relief.lines.iter().all(|line| line.index == (line.level % 50 == 0) && !line.snow));
            assert_eq!(relief.tones.len(), usize::from(members > 100));
        }
    }

    #[test]
    fn the_ground_lightens_with_each_hundred_and_snow_lies_above_four_hundred() {
        let relief = draw_relief(&mountain("silicon-saxony", Some(650.0), 3, 6), &opener(), 5, &[]);
        assert_eq!(relief.tones.len(), 4);
        assert!(relief.tones.iter().flatten().all(|ring| ring.closed && ring.points.len() > 2));
        assert!(relief.lines.iter().all(|line| line.snow == (line.level > 400 && !line.index)));
        let wide = draw_relief(&mountain("silicon-saxony", Some(1300.0), 3, 6), &opener(), 10, &[]);
        assert!(wide.lines.iter().all(|line| line.snow == (line.level > 800 && !line.index)));
    }

    #[test]
    fn no_line_meets_a_letter_and_no_piece_is_a_crumb() {
        let letters = [Shape::disc(Point::new(60.0, 118.0), 12.0), Shape::disc(Point::new(90.0, 160.0), 5.0)];
        let relief = draw_relief(&mountain("niro", Some(72.0), 3, 5), &opener(), 5, &letters);
        assert!(relief.lines.len() > 14);
        for line in &relief.lines {
            let points = line.curve.flatten(8);
            // Thinning may take back a twentieth of a millimetre.
            assert!(!points.iter().any(|&p| letters.iter().any(|letter| letter.covers(p, 1.1))), "{}", line.level);
            assert!(length(&Path { points, closed: line.curve.closed }) > 7.8);
        }
    }

    #[test]
    fn an_unknown_height_has_plain_dashed_contours() {
        for step in [5, 20] {
            let relief = draw_relief(&mountain("hamburg-aviation", None, 1, 3), &opener(), step, &[]);
            assert!(relief.dashed && relief.tones.is_empty());
            assert!(relief.lines.iter().all(|line| !line.index && line.level < 40));
            assert_eq!(relief.lines.last().map(|line| line.level), Some(35));
        }
    }

    #[test]
    fn a_record_always_has_the_same_relief() {
        let draw = || {
            let relief = draw_relief(&mountain("olec", Some(60.0), 2, 3), &opener(), 5, &[]);
            serde_json::to_string(&relief).expect("JSON")
        };
        assert_eq!(draw(), draw());
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
