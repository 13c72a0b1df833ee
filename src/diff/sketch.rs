//! Coarse sketches of drawn pages, for pairing pages and for grouping differing cells.

use serde::{Deserialize, Serialize};

use super::raster::Raster;
use crate::fs::hash::sha256_hex;

/// The side of a cell in pixels.
const CELL: usize = 16;

/// The difference in brightness, of 255, below which cells look alike.
const ALIKE: u8 = 4;

/// A page in coarse cells. Two are equal if all pixels of their pages are.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Sketch {
    size: (usize, usize),
    /// The mean brightness of each cell.
    cells: Vec<u8>,
    hash: String,
}

impl PartialEq for Sketch {
    fn eq(&self, other: &Self) -> bool {
        (self.size, &self.hash) == (other.size, &other.hash)
    }
}

impl Sketch {
    pub(super) fn new(page: &Raster) -> Self {
        let columns = page.width.div_ceil(CELL);
        let mut sums = vec![(0_u32, 0_u32); columns * page.height.div_ceil(CELL)];
        for (y, row) in page.rows().enumerate() {
            for (x, pixel) in row.chunks_exact(3).enumerate() {
                if let Some((sum, count)) = sums.get_mut(y / CELL * columns + x / CELL) {
                    *sum += pixel.iter().map(|&value| u32::from(value)).sum::<u32>();
                    *count += 3;
                }
            }
        }
        let mean = |(sum, count): (u32, u32)| u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX);
        Self {
            size: (page.width, page.height),
            cells: sums.into_iter().map(mean).collect(),
            hash: sha256_hex(&page.pixels),
        }
    }

    /// Returns the share of two pages that looks different, from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "some thousand cells")]
    pub(super) fn distance(&self, other: &Self) -> f64 {
        if self == other {
            return 0.0;
        }
        if self.size != other.size {
            return 1.0;
        }
        let cells = self.cells.iter().zip(&other.cells);
        let different = cells.filter(|(a, b)| a.abs_diff(**b) > ALIKE).count();
        // Pages with few differences are still not the same.
        (different.max(1) as f64 / self.cells.len().max(1) as f64).min(1.0)
    }
}

/// Returns the bounding boxes of groups of set cells (left, top, right, bottom, all included). Cells belong to a group
/// if they touch or have one cell between them.
pub(super) fn groups(cells: &[bool], columns: usize) -> Vec<(usize, usize, usize, usize)> {
    let mut met = vec![false; cells.len()];
    let mut found = Vec::new();
    let rows = cells.len().checked_div(columns).unwrap_or(0);
    for start in 0..cells.len() {
        if !cells[start] || met[start] {
            continue;
        }
        met[start] = true;
        let mut open = vec![start];
        let mut around = (columns, rows, 0, 0);
        while let Some(cell) = open.pop() {
            let (x, y) = (cell % columns, cell / columns);
            around = (around.0.min(x), around.1.min(y), around.2.max(x), around.3.max(y));
            for row in y.saturating_sub(2)..(y + 3).min(rows) {
                for column in x.saturating_sub(2)..(x + 3).min(columns) {
                    let near = row * columns + column;
                    if cells[near] && !met[near] {
                        met[near] = true;
                        open.push(near);
                    }
                }
            }
        }
        found.push(around);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn cells_with_one_between_them_are_one_group() {
        let picture = ["##.#......", "..........", "......##..", "#......#.."];
        let cells: Vec<_> = picture.iter().flat_map(|row| row.bytes().map(|cell| cell == b'#')).collect();
        assert_eq!(groups(&cells, 10), [(0, 0, 3, 0), (6, 2, 7, 3), (0, 3, 0, 3)]);
    }
}
