//! Pairs the pages of two documents, and finds where they look different.

use rayon::prelude::*;

use super::raster::{Document, PdfError, Raster};
use super::sketch::{Sketch, groups};

/// A page that differs. Page numbers count from 1.
#[derive(Debug, Clone, PartialEq)]
pub enum PageChange {
    /// It looks different.
    Changed {
        /// The number in the old document.
        old: usize,
        /// The number in the new document.
        new: usize,
        /// The differing areas on the new page.
        areas: Vec<Area>,
    },
    /// It was removed.
    Removed {
        /// The number in the old document.
        old: usize,
    },
    /// It was added.
    Added {
        /// The number in the new document.
        new: usize,
    },
}

impl PageChange {
    /// Returns the number in the new document, or in the old one if the page was removed.
    #[must_use]
    pub const fn number(&self) -> usize {
        match *self {
            Self::Changed { new, .. } | Self::Added { new } => new,
            Self::Removed { old } => old,
        }
    }
}

/// A rectangle on a page, as fractions of its width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
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

/// The cost of leaving out one page, where a pair of pages without anything in common costs 1: pairing two pages is never
/// worse than removing one and adding the other.
const GAP: f64 = 0.5;

/// Why two documents cannot be compared, and whether the old one is the cause.
pub(super) type SidedError = (bool, PdfError);

/// Returns every page that differs, in the order of the new document.
pub(super) fn compare(old: &Document, new: &Document) -> Result<Vec<PageChange>, SidedError> {
    let (before, after) = rayon::join(|| sketches(old), || sketches(new));
    let (of_old, of_new) = (|error| (true, error), |error| (false, error));
    let (before, after) = (before.map_err(of_old)?, after.map_err(of_new)?);
    let pairs = align(&before, &after);
    let changes = pairs.par_iter().map(|pair| match *pair {
        (Some(a), Some(b)) if before.get(a) == after.get(b) => Ok(None),
        (Some(a), Some(b)) => {
            let areas = areas(&old.draw(a).map_err(of_old)?, &new.draw(b).map_err(of_new)?);
            Ok(Some(PageChange::Changed { old: a + 1, new: b + 1, areas }))
        }
        (Some(a), None) => Ok(Some(PageChange::Removed { old: a + 1 })),
        (None, Some(b)) => Ok(Some(PageChange::Added { new: b + 1 })),
        (None, None) => Ok(None),
    });
    Ok(changes.collect::<Result<Vec<_>, SidedError>>()?.into_iter().flatten().collect())
}

fn sketches(document: &Document) -> Result<Vec<Sketch>, PdfError> {
    let pages = (0..document.pages()).into_par_iter();
    pages.map(|page| Ok(Sketch::new(&document.draw(page)?))).collect()
}

/// A pair of an old and a new page, or only one of them.
type Pair = (Option<usize>, Option<usize>);

/// Pairs pages so that the sum of their differences is smallest.
fn align(old: &[Sketch], new: &[Sketch]) -> Vec<Pair> {
    let same = |(a, b): &(&Sketch, &Sketch)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let rest = (&old[head..], &new[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut pairs: Vec<Pair> = (0..head).map(|page| (Some(page), Some(page))).collect();
    pairs.extend(align_middle(&old[head..old_end], &new[head..new_end], head));
    pairs.extend((0..tail).map(|page| (Some(old_end + page), Some(new_end + page))));
    pairs
}

/// Does so for pages of which neither the first nor the last are equal (Needleman and Wunsch).
fn align_middle(old: &[Sketch], new: &[Sketch], offset: usize) -> Vec<Pair> {
    let width = new.len() + 1;
    let place = |a: usize, b: usize| a * width + b;
    let mut costs = vec![0.0; (old.len() + 1) * width];
    let mut ways = vec![(0, 0); costs.len()];
    for a in 0..=old.len() {
        for b in 0..=new.len() {
            let mut steps = Vec::with_capacity(3);
            if a > 0 && b > 0 {
                steps.push((costs[place(a - 1, b - 1)] + old[a - 1].distance(&new[b - 1]), (1, 1)));
            }
            if a > 0 {
                steps.push((costs[place(a - 1, b)] + GAP, (1, 0)));
            }
            if b > 0 {
                steps.push((costs[place(a, b - 1)] + GAP, (0, 1)));
            }
            // Of equal costs, prefer the pair.
            if let Some((cost, way)) = steps.into_iter().min_by(|x, y| x.0.total_cmp(&y.0)) {
                costs[place(a, b)] = cost;
                ways[place(a, b)] = way;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (old.len(), new.len());
    while a + b > 0 {
        let (of_old, of_new) = ways[place(a, b)];
        pairs.push(((of_old > 0).then(|| offset + a - 1), (of_new > 0).then(|| offset + b - 1)));
        (a, b) = (a - of_old, b - of_new);
    }
    pairs.reverse();
    pairs
}

/// Returns where two pages differ; the whole new page if their sizes do.
fn areas(old: &Raster, new: &Raster) -> Vec<Area> {
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

    /// A page with stripes of a height, and a mark in its corner.
    fn page(stripes: usize, mark: u8) -> Raster {
        let (width, height) = (160, 240);
        let pixel = |index: usize| match (index % width, index / width) {
            (0..8, 0..8) => mark,
            (_, y) if (y / stripes).is_multiple_of(2) => 255,
            _ => 40,
        };
        Raster { width, height, pixels: (0..width * height).flat_map(|index| [pixel(index); 3]).collect() }
    }

    fn aligned(old: &[(usize, u8)], new: &[(usize, u8)]) -> Vec<Pair> {
        let sketches = |pages: &[(usize, u8)]| -> Vec<_> {
            pages.iter().map(|&(stripes, mark)| Sketch::new(&page(stripes, mark))).collect()
        };
        align(&sketches(old), &sketches(new))
    }

    fn both(a: usize, b: usize) -> Pair {
        (Some(a), Some(b))
    }

    #[test]
    fn pages_behind_a_new_one_find_their_old_selves() {
        // After the new page, each has another number in its corner.
        let old = [(30, 1), (50, 2), (70, 3), (90, 4)];
        let new = [(30, 1), (20, 2), (50, 3), (70, 4), (90, 5)];
        assert_eq!(aligned(&old, &new), [both(0, 0), (None, Some(1)), both(1, 2), both(2, 3), both(3, 4)]);
        assert_eq!(aligned(&new, &old), [both(0, 0), (Some(1), None), both(2, 1), both(3, 2), both(4, 3)]);
    }

    #[test]
    fn pages_that_were_all_made_anew_stay_beside_each_other() {
        assert_eq!(aligned(&[(30, 1), (50, 2)], &[(20, 9), (70, 9)]), [both(0, 0), both(1, 1)]);
        assert_eq!(aligned(&[], &[(20, 9)]), [(None, Some(0))]);
    }

    #[test]
    fn an_area_holds_what_differs() {
        let (old, mut new) = (page(30, 0), page(30, 0));
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
