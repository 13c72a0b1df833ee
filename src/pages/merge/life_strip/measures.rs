//! The measures of a life strip.

use crate::geometry::life_strip::{LaneMeasures, TagMeasures};

/// The measures of a life strip: lengths in mm, sizes in pt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// The unit L of the page.
    pub(super) line: f64,
    /// The width of the axis.
    pub(super) width: f64,
    /// The height of the largest count of the book, and the most for a single member.
    pub(super) highest: f64,
    pub(super) member: f64,
    /// Stems with less between their dates share a label.
    pub(super) near: f64,
    /// From the axis to the first lane, and the heights of a lane's head and of its rows, in L.
    pub(super) first_lane: f64,
    pub(super) lane_head: f64,
    pub(super) lane_row: f64,
    /// The top of the stems' room on the page, in L, and the column width of the note.
    pub(super) top: f64,
    pub(super) note: (f64, f64),
    pub(super) note_columns: [f64; 3],
    /// The sizes of a count and of all other texts.
    pub(super) value: f64,
    pub(super) text: f64,
    /// The distance of the word of the visit from its line, its height, and half the width that the line keeps free.
    pub(super) visit_gap: f64,
    pub(super) visit_height: f64,
    pub(super) visit_room: f64,
    pub(super) tags: TagMeasures,
    pub(super) lanes: LaneMeasures,
    pub(super) marks: MarkMeasures,
}

/// The reach of the marks in a lane, in mm.
#[derive(Debug, Clone, Copy)]
pub(super) struct MarkMeasures {
    pub(super) dot: f64,
    pub(super) flag: f64,
    /// Three dots of an open end.
    pub(super) open: f64,
    pub(super) before: f64,
}

/// The place of a strip on its page: the rows of its axis and of its foot, in L.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages::merge) struct StripPlace {
    pub(in crate::pages::merge) base: f64,
    pub(in crate::pages::merge) foot: f64,
}

/// Above the card, where that shares the page.
pub(in crate::pages::merge) const ABOVE_CARD: StripPlace = StripPlace { base: 24.75, foot: 38.0 };

/// On a page of its own.
pub(in crate::pages::merge) const ALONE: StripPlace = StripPlace { base: 34.0, foot: 60.0 };

/// The measures of the shipped page.
pub(super) const MEASURES: Measures = Measures {
    line: 4.5,
    width: 175.5,
    highest: 65.0,
    member: 0.3,
    near: 3.2,
    first_lane: 1.5,
    lane_head: 0.5,
    lane_row: 1.5,
    top: 8.25,
    note: (40.5, 27.0),
    note_columns: [0.0, 60.0, 120.0],
    value: 9.5,
    text: 7.6,
    visit_gap: 1.2,
    visit_height: 3.4,
    visit_room: 0.8,
    tags: TagMeasures { axis: 175.5, stem: 3.0, height: 6.9, gap: 0.8, lift: 1.6, step: 2.0 },
    lanes: LaneMeasures { axis: 175.5, gap: 2.0, clear: 1.2 },
    marks: MarkMeasures { dot: 0.9, flag: 3.0, open: 5.2, before: 3.0 },
};
