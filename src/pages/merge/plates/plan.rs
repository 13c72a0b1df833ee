//! What a plan of plates says.

use super::rows::RowsPage;
use super::shot::{Cut, Misfit};
use crate::edition::records::PlateSize;

/// The places of all pictures of a chapter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::pages::merge) struct Plan {
    /// The pages of the story.
    pub story: usize,
    /// Where the story ends on the last of them, in mm.
    pub end: f64,
    /// The picture across the head of the first of them, or of a short chapter.
    pub wide: Option<Full>,
    /// Pictures in the text.
    pub columns: Vec<Column>,
    /// Pictures in the margin, each with the block of the story beside which it stands.
    pub margins: Vec<Column>,
    /// A picture across two pages.
    pub spread: Option<Full>,
    /// The pages of pictures after the story.
    pub pages: Vec<PlatePage>,
    /// Pictures that have no place.
    pub refused: Vec<(usize, Refusal)>,
    /// Pages that are less filled than they should be.
    pub thin: usize,
}

/// A picture that bleeds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) struct Full {
    /// Its index in the record.
    pub shot: usize,
    /// Width and height with bleed, in mm.
    pub size: [f64; 2],
    /// The part that is seen.
    pub cut: Cut,
}

/// A picture beside or between blocks of the story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) struct Column {
    /// Its index in the record.
    pub shot: usize,
    /// Width and height in mm.
    pub size: [f64; 2],
    /// The block that it precedes, or beside which it stands.
    pub before: usize,
}

/// A page of one or more pictures.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages::merge) enum PlatePage {
    /// A picture that fills it.
    Full(Full),
    /// A picture along its outer edge.
    Strip(Full),
    /// Rows of pictures.
    Rows(RowsPage),
}

/// Why a picture has no place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::pages::merge) enum Refusal {
    /// The plate that its record asks for cannot show it.
    Misfit(PlateSize, Misfit),
    /// Another picture has the only place for that plate.
    Taken(PlateSize),
    /// The chapter has no two facing pages for it.
    NoSpread,
    /// The chapter has no story in which it could be.
    NoStory,
    /// It has too few pixels for any place.
    Pixels,
    /// There is no room left.
    Full,
}

impl Plan {
    /// Returns the number of pages of pictures, besides those of the story.
    #[must_use]
    pub(in crate::pages::merge) fn plate_pages(&self) -> usize {
        self.pages.len() + if self.spread.is_some() { 2 } else { 0 }
    }

    /// Returns whether a picture is in the column of the story, which may then go on over a page.
    #[must_use]
    pub(in crate::pages::merge) fn is_in_story(&self) -> bool {
        self.wide.is_some() || !self.columns.is_empty()
    }
}

impl PlatePage {
    /// Returns the indices of its pictures in reading order.
    #[must_use]
    pub(in crate::pages::merge) fn shots(&self) -> Vec<usize> {
        match self {
            Self::Full(full) | Self::Strip(full) => vec![full.shot],
            Self::Rows(rows) => rows.shots().collect(),
        }
    }
}

/// Returns the index of the page on which two facing pages of a picture begin, in a chapter that begins with a left page:
/// after the story and some of its pages of pictures if possible, else before the story or before the page of a number.
#[must_use]
pub(in crate::pages::merge) fn spread_page(before: usize, number: bool, story: usize, pages: usize) -> Option<usize> {
    let behind = (0..=pages).map(|pages| before + story + pages);
    let mut places = behind.chain([before]).chain(number.then(|| before - 1));
    places.find(|page| page.is_multiple_of(2))
}
