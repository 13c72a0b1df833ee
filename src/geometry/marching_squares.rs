//! Contour lines of a grid of heights, by marching squares.
//!
//! Each cell of the grid is looked at by itself. Comparing the heights at its four corners with a level gives one of 16
//! cases, and each case says which sides of the cell the contour connects; where it crosses a side follows by linear
//! interpolation between the two corners. Neighbouring cells share their sides, so that the pieces are joined by
//! the number of the side, exactly, without comparing coordinates. The method is that of W. Lorensen and H. Cline,
//! "Marching Cubes" (1987), in two dimensions.

use std::hash::Hasher;

use crate::geometry::exact::Bits;
use crate::geometry::shape::{Bounds, Path, Point};

/// Added to each level, so that no level equals a height of the grid: a corner is either above or below.
const NUDGE: f64 = 0.001;

/// Stands for a missing neighbour of a side in [`Links`].
const NONE: usize = usize::MAX;

/// The arrangement of a grid: square cells with their corners.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lattice {
    pub columns: usize,
    pub rows: usize,
    /// Width and height of a cell in mm.
    pub cell: f64,
    /// The top left corner in mm.
    pub origin: Point,
}

impl Lattice {
    /// Covers a window with cells of a size in mm, with one cell more on all sides.
    #[must_use]
    pub(crate) fn covering(window: Bounds, cell: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sheet is under a metre wide")]
        let count = |length: f64| (length / cell).ceil() as usize + 2;
        Self {
            columns: count(window.right - window.left),
            rows: count(window.bottom - window.top),
            cell,
            origin: Point::new(window.left - cell, window.top - cell),
        }
    }

    /// Returns the places of all columns and of all rows, in mm.
    #[must_use]
    pub(crate) fn axes(&self) -> (Vec<f64>, Vec<f64>) {
        let columns = (0..=self.columns).map(|column| self.corner(column, 0).x).collect();
        (columns, (0..=self.rows).map(|row| self.corner(0, row).y).collect())
    }

    #[expect(clippy::cast_precision_loss, reason = "a grid has far fewer than 2^52 cells")]
    fn corner(&self, column: usize, row: usize) -> Point {
        Point::new(self.origin.x + column as f64 * self.cell, self.origin.y + row as f64 * self.cell)
    }

    /// Returns the number of horizontal sides. Sides are numbered row by row: first the horizontal ones, then the vertical
    /// ones.
    fn horizontal_sides(&self) -> usize {
        self.columns * (self.rows + 1)
    }

    fn all_sides(&self) -> usize {
        self.horizontal_sides() + (self.columns + 1) * self.rows
    }

    /// Returns the sides of a cell: top, right, bottom, left.
    fn sides(&self, column: usize, row: usize) -> [usize; 4] {
        let top = row * self.columns + column;
        let left = self.horizontal_sides() + row * (self.columns + 1) + column;
        [top, left + 1, top + self.columns, left]
    }

    /// Returns the columns and rows of the two corners of a side.
    fn ends(&self, side: usize) -> [(usize, usize); 2] {
        match side.checked_sub(self.horizontal_sides()) {
            None => {
                let (row, column) = (side / self.columns, side % self.columns);
                [(column, row), (column + 1, row)]
            }
            Some(upright) => {
                let (row, column) = (upright / (self.columns + 1), upright % (self.columns + 1));
                [(column, row), (column, row + 1)]
            }
        }
    }
}

impl Bits for Lattice {
    fn hash_bits(&self, state: &mut impl Hasher) {
        state.write_usize(self.columns);
        state.write_usize(self.rows);
        self.cell.hash_bits(state);
        self.origin.hash_bits(state);
    }
}

/// Heights at the corners of a lattice.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    lattice: Lattice,
    heights: Vec<f64>,
}

impl Bits for Grid {
    fn hash_bits(&self, state: &mut impl Hasher) {
        self.lattice.hash_bits(state);
        self.heights.hash_bits(state);
    }
}

impl Grid {
    /// Fills a grid from a function of the place in mm.
    #[cfg(test)]
    fn new(lattice: Lattice, height: impl Fn(Point) -> f64) -> Self {
        let corners = (0..=lattice.rows).flat_map(|row| (0..=lattice.columns).map(move |column| (column, row)));
        let heights = corners.map(|(column, row)| height(lattice.corner(column, row))).collect();
        Self { lattice, heights }
    }

    /// Fills a grid with the heights of its corners, row by row.
    pub(crate) const fn with_heights(lattice: Lattice, heights: Vec<f64>) -> Self {
        Self { lattice, heights }
    }

    /// Returns the grid with its edge sunk below all levels, so that every contour is closed.
    #[must_use]
    pub(crate) fn walled(&self) -> Self {
        let mut walled = self.clone();
        let columns = self.lattice.columns + 1;
        for (n, height) in walled.heights.iter_mut().enumerate() {
            let (column, row) = (n % columns, n / columns);
            if column == 0 || row == 0 || column + 1 == columns || row == self.lattice.rows {
                *height = -1.0;
            }
        }
        walled
    }

    fn height(&self, column: usize, row: usize) -> f64 {
        self.heights[row * (self.lattice.columns + 1) + column]
    }

    /// Returns the point at which the contour of a level crosses a side.
    fn crossing(&self, side: usize, level: f64) -> Point {
        let [(c0, r0), (c1, r1)] = self.lattice.ends(side);
        let (from, to) = (self.height(c0, r0), self.height(c1, r1));
        self.lattice.corner(c0, r0).lerp(self.lattice.corner(c1, r1), (level - from) / (to - from))
    }

    /// Returns all contours at `interval`, `2 * interval` and so on, each with its factor, in rising order.
    #[must_use]
    pub(crate) fn trace_contours(&self, interval: f64) -> Vec<(u32, Path)> {
        let mut links = Links::new(self.lattice.all_sides());
        let mut contours = Vec::new();
        for (k, segments) in (0_u32..).zip(&self.find_segments(interval)) {
            let level = f64::from(k) * interval + NUDGE;
            for Chain { sides, closed } in links.chain(segments) {
                let points = sides.iter().map(|&side| self.crossing(side, level)).collect();
                contours.push((k, Path { points, closed }));
            }
        }
        contours
    }

    /// Returns for each level the segments of its contours, as pairs of sides.
    ///
    /// One pass over the cells is enough: a cell has segments only of the levels between its lowest and its highest corner.
    fn find_segments(&self, interval: f64) -> Vec<Vec<[usize; 2]>> {
        let highest = self.heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut levels = vec![Vec::new(); steps_below(highest, interval) + 1];
        for row in 0..self.lattice.rows {
            for column in 0..self.lattice.columns {
                let corners = [
                    self.height(column, row),
                    self.height(column + 1, row),
                    self.height(column + 1, row + 1),
                    self.height(column, row + 1),
                ];
                let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
                let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let sides = self.lattice.sides(column, row);
                let first = steps_below(low, interval).max(1);
                let last = steps_below(high, interval);
                for (k, segments) in levels.iter_mut().enumerate().take(last + 1).skip(first) {
                    #[expect(clippy::cast_precision_loss, reason = "a few hundred levels")]
                    let level = k as f64 * interval + NUDGE;
                    segments
                        .extend(cell_segments(corners, level).into_iter().flatten().map(|ends| ends.map(|i| sides[i])));
                }
            }
        }
        levels
    }
}

/// Returns the number of whole intervals below a height; 0 for a height below zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "heights are member counts; negative ones become zero before"
)]
fn steps_below(height: f64, interval: f64) -> usize {
    (height / interval).floor().max(0.0) as usize
}

/// Returns the segments of a contour in one cell, as pairs of its sides (0 top, 1 right, 2 bottom, 3 left).
///
/// The corners are numbered clockwise from the top left; bit `i` of the case is set where corner `i` is above the level.
/// A case and its complement have the same segments. The two cases with opposite corners above are ambiguous: there the
/// mean of the four heights decides whether the high corners or the low ones are connected.
fn cell_segments(corners: [f64; 4], level: f64) -> [Option<[usize; 2]>; 2] {
    let case = corners.iter().enumerate().fold(0_u8, |case, (i, &height)| case | (u8::from(height > level) << i));
    let high_centre = corners.iter().sum::<f64>() / 4.0 > level;
    match case {
        1 | 14 => [Some([3, 0]), None],
        2 | 13 => [Some([0, 1]), None],
        3 | 12 => [Some([3, 1]), None],
        4 | 11 => [Some([1, 2]), None],
        6 | 9 => [Some([0, 2]), None],
        7 | 8 => [Some([3, 2]), None],
        5 if high_centre => [Some([0, 1]), Some([2, 3])],
        10 if !high_centre => [Some([0, 1]), Some([2, 3])],
        5 | 10 => [Some([3, 0]), Some([1, 2])],
        _ => [None, None],
    }
}

/// A contour as the sides that it crosses one after the other.
struct Chain {
    sides: Vec<usize>,
    closed: bool,
}

/// For each side the one or two sides that the contour leads to. The table is emptied while contours are followed, so
/// that all levels can use it.
struct Links(Vec<[usize; 2]>);

impl Links {
    fn new(sides: usize) -> Self {
        Self(vec![[NONE; 2]; sides])
    }

    /// Joins the segments of one level: first the open chains, then the closed ones, each in the order of the segments.
    fn chain(&mut self, segments: &[[usize; 2]]) -> Vec<Chain> {
        for &[a, b] in segments {
            self.link(a, b);
            self.link(b, a);
        }
        let mut chains = Vec::new();
        for &side in segments.as_flattened() {
            let [first, second] = self.0[side];
            if first != NONE && second == NONE {
                chains.push(Chain { sides: self.follow(side), closed: false });
            }
        }
        for &side in segments.as_flattened() {
            if self.0[side][0] != NONE {
                chains.push(Chain { sides: self.follow(side), closed: true });
            }
        }
        chains
    }

    fn link(&mut self, from: usize, to: usize) {
        let slot = usize::from(self.0[from][0] != NONE);
        self.0[from][slot] = to;
    }

    /// Follows the links from a side to the end of its chain, and removes them.
    fn follow(&mut self, start: usize) -> Vec<usize> {
        let mut sides = vec![start];
        let (mut before, mut here) = (NONE, start);
        loop {
            let [first, second] = std::mem::replace(&mut self.0[here], [NONE; 2]);
            let next = if first == before { second } else { first };
            if next == NONE || next == start {
                return sides;
            }
            sides.push(next);
            (before, here) = (here, next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Lattice, cell_segments};
    use crate::geometry::shape::Point;

    #[test]
    fn the_mean_of_the_corners_decides_a_saddle() {
        let high = cell_segments([3.0, 0.0, 3.0, 0.0], 1.0);
        let low = cell_segments([3.0, 0.0, 3.0, 0.0], 2.0);
        assert_eq!(high, [Some([0, 1]), Some([2, 3])]);
        assert_eq!(low, [Some([3, 0]), Some([1, 2])]);
        let other = cell_segments([0.0, 3.0, 0.0, 3.0], 1.0);
        assert_eq!(other, [Some([3, 0]), Some([1, 2])]);
    }

    #[test]
    fn a_cone_has_one_ring_for_each_level() {
        let lattice = Lattice { columns: 20, rows: 20, cell: 1.0, origin: Point::default() };
        let grid = Grid::new(lattice, |p| 42.0 - 4.0 * p.distance(Point::new(10.2, 9.7)));
        let rings: Vec<_> = grid.trace_contours(5.0).into_iter().filter(|(k, _)| *k >= 2).collect();
        assert_eq!(rings.len(), 7, "levels 10 to 40");
        for (k, path) in rings {
            assert!(path.closed);
            for p in &path.points {
                let height = 42.0 - 4.0 * p.distance(Point::new(10.2, 9.7));
                assert!((height - f64::from(k) * 5.0).abs() < 1.3, "{height} at {k}");
            }
        }
    }

    #[test]
    fn a_slope_has_open_contours_from_edge_to_edge() {
        let lattice = Lattice { columns: 4, rows: 3, cell: 2.0, origin: Point::new(-1.0, -1.0) };
        let contours = Grid::new(lattice, |p| p.x + 1.0).trace_contours(5.0);
        // The slope runs from 0 to 8; level 0 has no contour.
        assert_eq!(contours.len(), 1);
        let (k, path) = &contours[0];
        assert!(*k == 1 && !path.closed && path.points.len() == 4);
        assert!((path.points[0].x - 4.001).abs() < 1e-9);
    }
}
