//! A page of pictures: one that bleeds, and justified rows below it.

use super::shot::{Cut, Shot};
use crate::format::{Design, Format, PlatesFrame};

/// The narrowest picture that bleeds above rows, as width over height.
const FIRST_ASPECT: f64 = 1.2;

/// The narrowest picture that bleeds alone.
const SINGLE_ASPECT: f64 = 0.85;

/// The most pictures whose rows are searched for.
const MOST: usize = 9;

/// A page of pictures.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages::merge) struct RowsPage {
    /// Whether the title of a group is above them.
    pub titled: bool,
    /// The picture that bleeds at the head and on the outer side, with width and height including bleed.
    pub first: Option<(usize, [f64; 2], Cut)>,
    /// The others: left, top, width and height. The left edge of the type area is 0.
    pub rows: Vec<(usize, [f64; 4])>,
    /// Upper edge of the captions.
    pub captions: f64,
    /// The filled share of the height.
    pub filled: f64,
}

impl RowsPage {
    /// Returns the indices of its pictures in reading order.
    pub(in crate::pages::merge) fn shots(&self) -> impl Iterator<Item = usize> {
        self.first.iter().map(|first| first.0).chain(self.rows.iter().map(|row| row.0))
    }

    /// Returns the area of its pictures in mm².
    #[must_use]
    pub(super) fn area(&self) -> f64 {
        let first = self.first.map_or(0.0, |(_, [width, height], _)| width * height);
        first + self.rows.iter().map(|(_, [.., width, height])| width * height).sum::<f64>()
    }

    /// Returns how many pictures lose much to cropping.
    #[must_use]
    pub(super) fn losses(&self) -> usize {
        usize::from(self.first.is_some_and(|(.., cut)| cut.is_loss()))
    }
}

/// Lays out pictures on a page, so that they have the most area. Returns `None` if the page cannot hold them.
#[must_use]
pub(super) fn lay_out(shots: &[Shot], chosen: &[usize], titled: bool, design: &Design) -> Option<RowsPage> {
    let page = Page { shots, titled, format: &design.format, frame: &design.frames.plates, of: chosen.len() };
    let plain = page.below(None, chosen);
    let firsts = chosen.iter().enumerate().filter(|_| !titled).filter_map(|(nth, &shot)| {
        let first = page.first(shot, chosen.len() == 1)?;
        let rest: Vec<_> = chosen[..nth].iter().chain(&chosen[nth + 1..]).copied().collect();
        page.below(Some(first), &rest)
    });
    let pages = plain.into_iter().chain(firsts);
    // The larger picture area wins; of several, the one that keeps the order of the record.
    pages.reduce(|best, page| if page.area() > best.area() + 1.0 { page } else { best })
}

struct Page<'a> {
    shots: &'a [Shot],
    titled: bool,
    format: &'a Format,
    frame: &'a PlatesFrame,
    /// The number of its pictures, which all have captions.
    of: usize,
}

impl Page<'_> {
    /// Returns the width of the type area.
    fn width(&self) -> f64 {
        f64::from(self.format.columns) * self.format.module - self.format.line
    }

    /// Returns the height that the captions take.
    fn captions(&self) -> f64 {
        let across =
            ((self.width() + self.format.line) / (self.frame.caption_width + self.format.line)).floor().max(1.0);
        (super::count(self.of) / across).ceil() * self.frame.caption
    }

    /// Returns the picture that bleeds at the head of the page: whole, unless it would leave no space below it.
    fn first(&self, shot: usize, alone: bool) -> Option<(usize, [f64; 2], Cut)> {
        let (format, frame) = (self.format, self.frame);
        let aspect = self.shots[shot].aspect();
        let (least, foot) = if alone { (SINGLE_ASPECT, frame.single) } else { (FIRST_ASPECT, frame.first) };
        if aspect < least {
            return None;
        }
        let width = self.width() + format.outer + format.bleed;
        let size = [width, (width / aspect).min(foot + format.bleed)];
        Some((shot, size, self.shots[shot].cut(size).ok()?))
    }

    /// Sets pictures in rows below the first one.
    fn below(&self, first: Option<(usize, [f64; 2], Cut)>, rest: &[usize]) -> Option<RowsPage> {
        let frame = self.frame;
        let top = match first {
            Some((_, size, _)) => size[1] - self.format.bleed,
            None if self.titled => frame.rows_titled,
            None => frame.rows_top,
        };
        let start = if first.is_some() && !rest.is_empty() { top + frame.rows_gap } else { top };
        let room = frame.text_foot - self.captions() - frame.captions_gap - start;
        let rows = self.rows(rest, room)?;
        let mut placed = Vec::new();
        let mut foot = start;
        for row in &rows {
            let height = self.row_height(row);
            let mut left = 0.0;
            for &shot in row {
                let width = height * self.shots[shot].aspect();
                placed.push((shot, [left, foot, width, height]));
                left += width + frame.rows_gap;
            }
            foot += height + frame.rows_gap;
        }
        foot -= if rows.is_empty() { 0.0 } else { frame.rows_gap };
        let captions = foot + frame.captions_gap;
        if captions + self.captions() > frame.text_foot + 1e-6 {
            return None;
        }
        let filled = (captions + self.captions() - frame.text_top) / (frame.text_foot - frame.text_top);
        Some(RowsPage { titled: self.titled, first, rows: placed, captions, filled })
    }

    /// Returns the height at which a row fills the width, or the most height of a row.
    fn row_height(&self, row: &[usize]) -> f64 {
        let aspects: f64 = row.iter().map(|shot| self.shots[*shot].aspect()).sum();
        let gaps = super::count(row.len().saturating_sub(1)) * self.frame.rows_gap;
        ((self.width() - gaps) / aspects).min(self.frame.row_most)
    }

    /// Parts pictures into rows of a possible height that have the most area within a total height.
    fn rows(&self, chosen: &[usize], room: f64) -> Option<Vec<Vec<usize>>> {
        if chosen.len() > MOST {
            return None;
        }
        let mut best = None;
        self.search(chosen, room, 0.0, &mut Vec::new(), &mut best);
        let (_, lengths) = best?;
        let mut rest = chosen;
        let row = |length: &usize| {
            let (row, others) = rest.split_at(*length);
            rest = others;
            row.to_vec()
        };
        Some(lengths.iter().map(row).collect())
    }

    /// Tries every length of the next row, and then the rest. `best` has the most area with the lengths of its rows.
    fn search(
        &self,
        rest: &[usize],
        room: f64,
        area: f64,
        lengths: &mut Vec<usize>,
        best: &mut Option<(f64, Vec<usize>)>,
    ) {
        if rest.is_empty() {
            if best.as_ref().is_none_or(|(most, _)| area > *most + 1.0) {
                *best = Some((area, lengths.clone()));
            }
            return;
        }
        for length in 1..=rest.len() {
            let (row, others) = rest.split_at(length);
            let height = self.row_height(row);
            // Longer rows are lower still.
            if height < self.frame.row_least {
                return;
            }
            if height > room + 1e-6 {
                continue;
            }
            let aspects: f64 = row.iter().map(|shot| self.shots[*shot].aspect()).sum();
            lengths.push(length);
            self.search(others, room - height - self.frame.rows_gap, area + height * height * aspects, lengths, best);
            lengths.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{design, shot};
    use super::*;

    fn page(aspects: &[f64]) -> Option<RowsPage> {
        let shots: Vec<_> = aspects.iter().map(|aspect| shot(*aspect)).collect();
        lay_out(&shots, &(0..shots.len()).collect::<Vec<_>>(), false, &design())
    }

    #[test]
    fn of_three_pictures_the_landscape_bleeds_above_the_others() {
        let page = page(&[0.667, 1.5, 1.0]).expect("a page");
        let (shot, size, cut) = page.first.expect("a first picture");
        assert_eq!((shot, size[0]), (1, 193.5));
        assert!(cut.lost() < 0.12 && (size[1] - 129.0).abs() < 0.1, "{size:?} {cut:?}");
        assert_eq!(page.rows.iter().map(|row| row.0).collect::<Vec<_>>(), [0, 2]);
        assert!(page.filled > 0.9, "{}", page.filled);
    }

    #[test]
    fn rows_are_justified_of_one_height_and_whole() {
        let page = page(&[0.667, 0.75, 1.0, 0.8, 0.667]).expect("a page");
        let mut tops: Vec<f64> = page.rows.iter().map(|(_, [_, top, ..])| *top).collect();
        tops.dedup();
        for top in tops {
            let row: Vec<_> = page.rows.iter().filter(|(_, [_, other, ..])| (*other - top).abs() < 1e-9).collect();
            let right = row.iter().map(|(_, [left, _, width, _])| left + width).fold(0.0, f64::max);
            assert!((right - 175.5).abs() < 1e-6 || row[0].1[3] >= 110.0 - 1e-6, "{page:?}");
            assert!(
                row.iter()
                    .all(|(_, [.., height])| (*height - row[0].1[3]).abs() < 1e-9 && (40.0..=110.0).contains(height))
            );
        }
        let shown = |(shot, [_, _, width, height]): &(usize, [f64; 4])| {
            (width / height - [0.667, 0.75, 1.0, 0.8, 0.667][*shot]).abs() < 1e-9
        };
        assert!(page.rows.iter().all(shown), "nothing is cropped");
    }

    #[test]
    fn a_page_holds_no_more_pictures_than_it_has_space_for() {
        assert!(page(&[1.5; 4]).is_some() && page(&[1.5, 0.667, 1.0, 1.333, 1.5]).is_some());
        assert_eq!(page(&[1.5; 9]), None);
        assert_eq!(page(&[0.667; 10]), None);
    }
}
