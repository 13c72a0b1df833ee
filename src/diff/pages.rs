//! Pairs the pages of two documents, and finds where they look different.

use rayon::prelude::*;

use super::areas::Area;
use super::drawing::Document;
use super::error::PdfError;
use super::sketch::Sketch;

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
    let pairs = align(&before, &after, &|| new.is_on_time()).ok_or((false, PdfError::TooSlow))?;
    let changes = pairs.par_iter().map(|pair| match *pair {
        (Some(a), Some(b)) if before.get(a) == after.get(b) => Ok(None),
        (Some(a), Some(b)) => {
            let areas = new.areas(old, a, b).map_err(of_new)?;
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
    pages.map(|page| document.sketch(page)).collect()
}

/// A pair of an old and a new page, or only one of them.
type Pair = (Option<usize>, Option<usize>);

/// Pairs pages so that the sum of their differences is smallest. Returns `None` if the time is up.
fn align(old: &[Sketch], new: &[Sketch], is_on_time: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let same = |(a, b): &(&Sketch, &Sketch)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let rest = (&old[head..], &new[head..]);
    let tail = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut pairs: Vec<Pair> = (0..head).map(|page| (Some(page), Some(page))).collect();
    pairs.extend(align_middle(&old[head..old_end], &new[head..new_end], head, is_on_time)?);
    pairs.extend((0..tail).map(|page| (Some(old_end + page), Some(new_end + page))));
    Some(pairs)
}

/// The cheapest last step to a place in the table of costs.
#[derive(Clone, Copy)]
enum Way {
    Pair,
    Remove,
    Add,
}

/// Does so for pages of which neither the first nor the last are equal (Needleman and Wunsch).
fn align_middle(old: &[Sketch], new: &[Sketch], offset: usize, is_on_time: &dyn Fn() -> bool) -> Option<Vec<Pair>> {
    let width = new.len() + 1;
    // Of the costs, only a row is kept.
    let mut costs: Vec<f64> = std::iter::successors(Some(0.0), |cost| Some(cost + GAP)).take(width).collect();
    let mut ways = vec![Way::Add; width];
    for before in old {
        if !is_on_time() {
            return None;
        }
        let mut across = costs[0];
        costs[0] += GAP;
        ways.push(Way::Remove);
        for (b, after) in new.iter().enumerate() {
            // Of equal costs, prefer the pair.
            let steps = [
                (across + before.distance(after), Way::Pair),
                (costs[b + 1] + GAP, Way::Remove),
                (costs[b] + GAP, Way::Add),
            ];
            across = costs[b + 1];
            if let Some((cost, way)) = steps.into_iter().min_by(|x, y| x.0.total_cmp(&y.0)) {
                costs[b + 1] = cost;
                ways.push(way);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut a, mut b) = (old.len(), new.len());
    while a + b > 0 {
        let (of_old, of_new) = match ways[a * width + b] {
            Way::Pair => (1, 1),
            Way::Remove => (1, 0),
            Way::Add => (0, 1),
        };
        pairs.push(((of_old > 0).then(|| offset + a - 1), (of_new > 0).then(|| offset + b - 1)));
        (a, b) = (a - of_old, b - of_new);
    }
    pairs.reverse();
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::super::raster::Raster;
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
        align(&sketches(old), &sketches(new), &|| true).expect("enough time")
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
        assert_eq!(aligned(&[(20, 9)], &[]), [(Some(0), None)]);
    }

    #[test]
    fn pairing_pages_ends_when_the_time_is_up() {
        let pages: Vec<_> = (1..9).map(|stripes| Sketch::new(&page(stripes, 0))).collect();
        let rows = std::cell::Cell::new(0);
        let is_on_time = || rows.replace(rows.get() + 1) < 3;
        let backwards: Vec<_> = pages.iter().rev().cloned().collect();
        assert_eq!(align(&pages, &backwards, &is_on_time), None);
        assert_eq!(rows.get(), 4);
    }
}
