//! Where two drawn pages differ.

use serde::{Deserialize, Serialize};

use super::raster::Raster;
use super::sketch::groups;

/// A rectangle on a page, as fractions of its width and height.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The side of a cell in pixels. Areas consist of differing cells.
const CELL: usize = 10;

/// Returns where two pages differ; the whole new page if their sizes do.
pub(super) fn areas(old: &Raster, new: &Raster) -> Vec<Area> {
    if (old.width, old.height) != (new.width, new.height) {
        return vec![Area { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }];
    }
    let columns = new.width.div_ceil(CELL);
    let mut cells = vec![false; columns * new.height.div_ceil(CELL)];
    for (y, (before, after)) in old.rows().zip(new.rows()).enumerate() {
        if before == after {
            continue;
        }
        let pixels = before.chunks_exact(3).zip(after.chunks_exact(3)).enumerate();
        for (x, _) in pixels.filter(|(_, (before, after))| before != after) {
            cells[y / CELL * columns + x / CELL] = true;
        }
    }
    groups(&cells, columns).into_iter().map(|found| area(found, new)).collect()
}

/// Returns the area from one cell to another, both included.
#[expect(clippy::cast_precision_loss, reason = "pictures have at most some thousand pixels a side")]
fn area((left, top, right, bottom): (usize, usize, usize, usize), page: &Raster) -> Area {
    let part = |cells: usize, of: usize| ((cells * CELL) as f64 / of as f64).min(1.0);
    let (x, y) = (part(left, page.width), part(top, page.height));
    Area { x, y, width: part(right + 1, page.width) - x, height: part(bottom + 1, page.height) - y }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with stripes, and a mark in its corner.
    fn page(mark: u8) -> Raster {
        let (width, height) = (160, 240);
        let pixel = |index: usize| match (index % width, index / width) {
            (0..8, 0..8) => mark,
            (_, y) if (y / 30).is_multiple_of(2) => 255,
            _ => 40,
        };
        Raster { width, height, pixels: (0..width * height).flat_map(|index| [pixel(index); 3]).collect() }
    }

    #[test]
    fn an_area_holds_what_differs() {
        let (old, mut new) = (page(0), page(0));
        assert_eq!(areas(&old, &new), []);
        for (x, y) in [(100, 100), (119, 139)] {
            new.pixels[(y * new.width + x) * 3] ^= 1;
        }
        let part = |of: f64, pixels: f64| pixels / of;
        let expected = |x, y| Area { x: part(160.0, x), y: part(240.0, y), width: 0.0625, height: 10.0 / 240.0 };
        let found = areas(&old, &new);
        assert_eq!(found.len(), 2);
        for (found, expected) in found.iter().zip([expected(100.0, 100.0), expected(110.0, 130.0)]) {
            let parts = |area: &Area| [area.x, area.y, area.width, area.height];
            let near = |(a, b): (f64, f64)| (a - b).abs() < 1e-9;
            assert!(parts(found).into_iter().zip(parts(&expected)).all(near), "{found:?} {expected:?}");
        }
        let wide = Raster { width: 1, height: 1, pixels: vec![0; 3] };
        assert_eq!(areas(&old, &wide), [Area { x: 0.0, y: 0.0, width: 1.0, height: 1.0 }]);
    }
}
