//! Level lines of a grid of heights by marching squares, linked to long paths.

use crate::geometry::shape::{Path, Point};

/// What is added to each level, so that no level falls on a height of the grid.
const NUDGE: f64 = 0.001;

/// Marks an edge that has no (second) neighbour on the line.
const NONE: usize = usize::MAX;

/// Heights at the corners of square cells.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Number of cells across.
    pub columns: usize,
    /// Number of cells down.
    pub rows: usize,
    /// Width and height of a cell in mm.
    pub cell: f64,
    /// The top left corner in mm.
    pub origin: Point,
    heights: Vec<f64>,
}

impl Grid {
    /// Fills a grid from a function of the place in mm.
    pub(crate) fn new(
        (columns, rows): (usize, usize),
        cell: f64,
        origin: Point,
        height: impl Fn(Point) -> f64,
    ) -> Self {
        let mut grid = Self { columns, rows, cell, origin, heights: Vec::with_capacity((columns + 1) * (rows + 1)) };
        for row in 0..=rows {
            for column in 0..=columns {
                grid.heights.push(height(grid.corner(column, row)));
            }
        }
        grid
    }

    #[expect(clippy::cast_precision_loss, reason = "a grid has far fewer than 2^52 cells")]
    fn corner(&self, column: usize, row: usize) -> Point {
        Point::new(self.origin.x + column as f64 * self.cell, self.origin.y + row as f64 * self.cell)
    }

    fn height(&self, column: usize, row: usize) -> f64 {
        self.heights[row * (self.columns + 1) + column]
    }

    /// The highest corner of the grid.
    #[must_use]
    pub(crate) fn highest(&self) -> f64 {
        self.heights.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }

    /// The number of edges: first the level ones, row by row, then the upright ones.
    fn edges(&self) -> usize {
        self.columns * (self.rows + 1) + (self.columns + 1) * self.rows
    }

    /// The edges of a cell: top, right, bottom, left.
    fn edges_of(&self, column: usize, row: usize) -> [usize; 4] {
        let level = row * self.columns + column;
        let upright = self.columns * (self.rows + 1) + row * (self.columns + 1) + column;
        [level, upright + 1, level + self.columns, upright]
    }

    /// Where the line of a height cuts an edge.
    fn cut(&self, edge: usize, level: f64) -> Point {
        let levels = self.columns * (self.rows + 1);
        let ((c0, r0), (c1, r1)) = if edge < levels {
            let (row, column) = (edge / self.columns, edge % self.columns);
            ((column, row), (column + 1, row))
        } else {
            let edge = edge - levels;
            let (row, column) = (edge / (self.columns + 1), edge % (self.columns + 1));
            ((column, row), (column, row + 1))
        };
        let (from, to) = (self.height(c0, r0), self.height(c1, r1));
        let share = (level - from) / (to - from);
        self.corner(c0, r0).towards(self.corner(c1, r1), share)
    }

    /// All level lines at the multiples of `interval` from the first one up, in rising order of
    /// `k` = level / interval.
    ///
    /// One pass over the cells; each cell is asked only for the levels between its lowest and its
    /// highest corner.
    #[must_use]
    pub(crate) fn level_lines(&self, interval: f64) -> Vec<(u32, Path)> {
        let pieces = self.pieces(interval);
        let mut joiner = Links::new(self.edges());
        let mut lines = Vec::new();
        for (k, pieces) in (0_u32..).zip(&pieces) {
            let level = f64::from(k) * interval + NUDGE;
            for (edges, closed) in joiner.join(pieces) {
                let points = edges.iter().map(|&edge| self.cut(edge, level)).collect();
                lines.push((k, Path { points, closed }));
            }
        }
        lines
    }

    /// For each level the pieces of its line, as pairs of edges.
    fn pieces(&self, interval: f64) -> Vec<Vec<[usize; 2]>> {
        let count = steps_below(self.highest(), interval) + 1;
        let mut pieces = vec![Vec::new(); count];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let corners = [
                    self.height(column, row),
                    self.height(column + 1, row),
                    self.height(column + 1, row + 1),
                    self.height(column, row + 1),
                ];
                let low = corners.iter().copied().fold(f64::INFINITY, f64::min);
                let high = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let edges = self.edges_of(column, row);
                let first = steps_below(low, interval).max(1);
                let last = steps_below(high, interval);
                for (k, found) in pieces.iter_mut().enumerate().take(last + 1).skip(first) {
                    #[expect(clippy::cast_precision_loss, reason = "a few hundred levels")]
                    let level = k as f64 * interval + NUDGE;
                    for [a, b] in cell_pieces(corners, level).into_iter().flatten() {
                        found.push([edges[a], edges[b]]);
                    }
                }
            }
        }
        pieces
    }
}

/// The number of whole intervals below a height; 0 for a height below zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "heights are member counts; the value is cut off at zero before"
)]
fn steps_below(height: f64, interval: f64) -> usize {
    (height / interval).floor().max(0.0) as usize
}

/// The pieces of a line in one cell, as pairs of its edges (0 top, 1 right, 2 bottom, 3 left).
/// Where two opposite corners are high, the mean of the four says which of them are joined.
fn cell_pieces(corners: [f64; 4], level: f64) -> [Option<[usize; 2]>; 2] {
    let case = corners.iter().enumerate().fold(0_u8, |case, (i, &height)| case | (u8::from(height > level) << i));
    let high_centre = corners.iter().sum::<f64>() / 4.0 > level;
    match case {
        1 | 14 => [Some([3, 0]), None],
        2 | 13 => [Some([0, 1]), None],
        3 | 12 => [Some([3, 1]), None],
        4 | 11 => [Some([1, 2]), None],
        6 | 9 => [Some([0, 2]), None],
        7 | 8 => [Some([3, 2]), None],
        // Top left and bottom right are high: a high centre joins them.
        5 if high_centre => [Some([0, 1]), Some([2, 3])],
        5 => [Some([3, 0]), Some([1, 2])],
        10 if high_centre => [Some([3, 0]), Some([1, 2])],
        10 => [Some([0, 1]), Some([2, 3])],
        _ => [None, None],
    }
}

/// For each edge the one or two edges it is joined to; kept between levels to be filled anew.
struct Links {
    next: Vec<[usize; 2]>,
}

impl Links {
    fn new(edges: usize) -> Self {
        Self { next: vec![[NONE; 2]; edges] }
    }

    /// Joins the pieces of one level to paths: the open ones first, each in order of appearance.
    fn join(&mut self, pieces: &[[usize; 2]]) -> Vec<(Vec<usize>, bool)> {
        for &[a, b] in pieces {
            self.link(a, b);
            self.link(b, a);
        }
        let mut paths = Vec::new();
        for &edge in pieces.iter().flatten() {
            let [first, second] = self.next[edge];
            if first != NONE && second == NONE {
                paths.push((self.follow(edge), false));
            }
        }
        for &edge in pieces.iter().flatten() {
            if self.next[edge][0] != NONE {
                paths.push((self.follow(edge), true));
            }
        }
        paths
    }

    fn link(&mut self, from: usize, to: usize) {
        let slot = usize::from(self.next[from][0] != NONE);
        self.next[from][slot] = to;
    }

    /// Walks from an edge to the end of its path and wipes the links behind it.
    fn follow(&mut self, start: usize) -> Vec<usize> {
        let mut path = vec![start];
        let mut before = NONE;
        let mut here = start;
        loop {
            let [first, second] = std::mem::replace(&mut self.next[here], [NONE; 2]);
            let there = if first == before { second } else { first };
            if there == NONE || there == start {
                return path;
            }
            path.push(there);
            before = here;
            here = there;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, cell_pieces};
    use crate::geometry::shape::Point;

    #[test]
    fn a_saddle_follows_the_mean_of_its_corners() {
        let high = cell_pieces([3.0, 0.0, 3.0, 0.0], 1.0);
        let low = cell_pieces([3.0, 0.0, 3.0, 0.0], 2.0);
        assert_eq!(high, [Some([0, 1]), Some([2, 3])]);
        assert_eq!(low, [Some([3, 0]), Some([1, 2])]);
        let other = cell_pieces([0.0, 3.0, 0.0, 3.0], 1.0);
        assert_eq!(other, [Some([3, 0]), Some([1, 2])]);
    }

    #[test]
    fn a_cone_gives_one_ring_for_each_level() {
        let grid = Grid::new((20, 20), 1.0, Point::new(0.0, 0.0), |p| 42.0 - 4.0 * p.distance(Point::new(10.2, 9.7)));
        let rings: Vec<_> = grid.level_lines(5.0).into_iter().filter(|(k, _)| *k >= 2).collect();
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
    fn a_slope_gives_open_lines_from_edge_to_edge() {
        let grid = Grid::new((4, 3), 2.0, Point::new(-1.0, -1.0), |p| p.x + 1.0);
        let lines = grid.level_lines(5.0);
        // The slope runs from 0 to 8; the ground itself is no line.
        assert_eq!(lines.len(), 1);
        let (k, path) = &lines[0];
        assert!(*k == 1 && !path.closed && path.points.len() == 4);
        assert!((path.points[0].x - 4.001).abs() < 1e-9);
    }
}
