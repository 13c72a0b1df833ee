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
    pub spread: Option<(SpreadPlace, Full)>,
    /// The pages of pictures behind the story.
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

/// Where two pages of a picture are in a chapter, so that they are a left and a right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pages::merge) enum SpreadPlace {
    /// Before the page with a number.
    BeforeNumber,
    /// Before the story.
    BeforeStory,
    /// Behind the story and so many pages of pictures.
    Behind(usize),
}

/// A page of one or more pictures.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages::merge) enum PlatePage {
    /// A picture that fills it.
    Full(Full),
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
    /// There is no room left.
    Full,
}

impl Plan {
    /// Returns the number of pages of pictures, besides those of the story.
    #[must_use]
    pub(in crate::pages::merge) fn plate_pages(&self) -> usize {
        self.pages.len() + if self.spread.is_some() { 2 } else { 0 }
    }

    /// Returns the indices of the pictures in the order of the pages.
    #[must_use]
    pub(in crate::pages::merge) fn order(&self) -> Vec<usize> {
        let spread = |wanted: fn(SpreadPlace) -> bool| {
            self.spread.filter(|(place, _)| wanted(*place)).map(|(_, full)| full.shot)
        };
        let mut order: Vec<_> = spread(|place| !matches!(place, SpreadPlace::Behind(_))).into_iter().collect();
        order.extend(self.wide.map(|wide| wide.shot));
        let mut beside: Vec<_> = self.columns.iter().chain(&self.margins).collect();
        beside.sort_by_key(|column| (column.before, column.shot));
        order.extend(beside.into_iter().map(|column| column.shot));
        for (nth, page) in self.pages.iter().enumerate() {
            order.extend(self.spread_behind(nth));
            match page {
                PlatePage::Full(full) => order.push(full.shot),
                PlatePage::Rows(rows) => order.extend(rows.shots()),
            }
        }
        order.extend(self.spread_behind(self.pages.len()));
        order
    }

    /// Returns the picture across two pages that is behind the story and so many pages of pictures.
    fn spread_behind(&self, pages: usize) -> Option<usize> {
        self.spread.filter(|(place, _)| *place == SpreadPlace::Behind(pages)).map(|(_, full)| full.shot)
    }
}
