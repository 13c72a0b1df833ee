//! The pages of a story with its pictures, from the heights of its blocks.

use crate::format::PlatesFrame;

/// A block of a story as it is set in its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) struct BlockHeight {
    /// With the white above it, in mm.
    pub height: f64,
    /// Its height below a picture: a scene at the head of a page has white below it.
    pub below_picture: f64,
    /// Whether it stays with the block behind it.
    pub heading: bool,
}

/// Lines at the foot of the last page that stay free where a picture is in the story: Typst may move as many to keep lines
/// together.
const SPARE_LINES: f64 = 2.0;

/// A story on its pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pages {
    /// The page of each block from 0, and of the end of the story.
    pub of_blocks: Vec<usize>,
    /// The page of each picture in the text.
    pub of_pictures: Vec<usize>,
    /// The filled share of each page.
    pub filled: Vec<f64>,
    /// Where the story ends on its last page, in mm.
    pub end: f64,
    /// Whether the end is so far from the foot that it is on this page.
    pub sure: bool,
}

/// A picture in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct InText {
    /// The block that it precedes.
    pub before: usize,
    /// Its height with the white around it.
    pub height: f64,
}

/// Sets a story below a picture whose foot is at a height, with pictures in its text.
#[must_use]
pub(super) fn set(blocks: &[BlockHeight], wide: Option<f64>, pictures: &[InText], frame: &PlatesFrame) -> Pages {
    let first = wide.map_or(frame.text_top, |foot| foot + frame.text_gap);
    let mut run = Run { frame, y: first, filled: Vec::new() };
    let (mut of_blocks, mut of_pictures) = (Vec::new(), vec![0; pictures.len()]);
    for index in 0..=blocks.len() {
        for (nth, picture) in pictures.iter().enumerate().filter(|(_, picture)| picture.before == index) {
            run.picture(picture.height);
            of_pictures[nth] = run.filled.len();
        }
        of_blocks.push(run.filled.len());
        if let Some(block) = blocks.get(index) {
            run.text(if wide.is_some() { block.below_picture } else { block.height });
        }
    }
    let end = run.y;
    // A story that is all text ends where it ends.
    let sure = wide.is_none() && pictures.is_empty() || end <= frame.text_foot - SPARE_LINES * frame.text_line;
    run.close();
    Pages { of_blocks, of_pictures, filled: run.filled, end, sure }
}

struct Run<'a> {
    frame: &'a PlatesFrame,
    y: f64,
    filled: Vec<f64>,
}

impl Run<'_> {
    fn close(&mut self) {
        let (top, foot) = (self.frame.text_top, self.frame.text_foot);
        self.filled.push((self.y - top) / (foot - top));
        self.y = top;
    }

    fn text(&mut self, height: f64) {
        let mut rest = height;
        while self.y + rest > self.frame.text_foot + 1e-6 {
            // Only whole lines.
            let lines = ((self.frame.text_foot - self.y) / self.frame.text_line).floor().max(0.0);
            rest -= lines * self.frame.text_line;
            self.y = self.frame.text_foot;
            self.close();
        }
        self.y += rest;
    }

    /// Sets a picture where it is, or at the head of the next page.
    fn picture(&mut self, height: f64) {
        if self.y + height > self.frame.text_foot - self.frame.text_line {
            self.close();
        }
        self.y += height;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{block, design, story};
    use super::*;

    #[test]
    fn a_story_flows_on_below_and_around_its_pictures() {
        let frame = design().frames.plates;
        let blocks = story(350);
        let plain = set(&blocks, None, &[], &frame);
        assert_eq!(plain.filled.len(), 1);
        let wide = set(&blocks, Some(frame.wide_most), &[], &frame);
        assert_eq!((wide.filled.len(), wide.of_blocks.last()), (2, Some(&1)));
        assert!(wide.filled[0] > 0.95 && wide.filled[1] < plain.filled[0]);
        let picture = InText { before: 3, height: 80.0 };
        let with = set(&blocks, None, &[picture], &frame);
        assert!(with.filled.iter().sum::<f64>() > plain.filled[0] + 0.3, "{with:?}");
    }

    #[test]
    fn a_picture_that_is_higher_than_the_rest_of_its_page_is_on_the_next_one() {
        let frame = design().frames.plates;
        let picture = InText { before: 1, height: 90.0 };
        let pages = set(&story(350), Some(frame.wide_most + 70.0), &[picture], &frame);
        assert_eq!((pages.of_pictures, pages.of_blocks[0]), (vec![1], 0));
        assert!(pages.filled[0] < 0.9, "{:?}", pages.filled);
    }

    #[test]
    fn a_story_that_fills_its_page_below_a_picture_may_not_end_there() {
        let frame = design().frames.plates;
        let blocks = [block(frame.text_foot - frame.text_top)];
        assert!(set(&blocks, None, &[], &frame).sure);
        let below = frame.text_foot - frame.wide_least - frame.text_gap;
        let ends = |rest: f64| set(&[block(below - rest)], Some(frame.wide_least), &[], &frame);
        assert!(!ends(1.0).sure && ends(12.0).sure);
    }
}
