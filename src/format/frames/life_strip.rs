//! The frame of the life strip of a chapter.

use serde::{Deserialize, Serialize};

/// The life strip.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct LifeStripFrame {
    /// The strip above the card, where that shares the page.
    pub above_card: StripPlace,
    /// The strip on a page of its own.
    pub alone: StripPlace,
    /// Width of the axis.
    pub width: f64,
    /// Height of the largest count of the book.
    pub highest: f64,
    /// The greatest height of a single member.
    pub member: f64,
    /// Stems with less between their dates share a label.
    pub near: f64,
    /// Upper edge of the room above the axis.
    pub top: f64,
    /// Distance of the first lane from the axis.
    pub first_lane: f64,
    /// Height of the head of a lane.
    pub lane_head: f64,
    /// Height of a row of a lane.
    pub lane_row: f64,
    /// Width and height of the note.
    pub note: (f64, f64),
    /// The places at which the note may begin.
    pub note_left: (f64, f64, f64),
    /// Distance of the word of the visit from its line.
    pub visit_gap: f64,
    /// Height of that word.
    pub visit_height: f64,
    /// Half the width that the line of the visit keeps free.
    pub visit_room: f64,
    /// Width of a stem.
    pub stem: f64,
    /// Height of a label.
    pub label: f64,
    /// Space between a stem and its label.
    pub label_gap: f64,
    /// How far a label beside a stem rises above it.
    pub label_lift: f64,
    /// Step by which a label is raised.
    pub label_step: f64,
    /// Least space between two texts, and between two marks, of a lane.
    pub text_gap: f64,
    /// Distance of a text from the line of the visit.
    pub text_clear: f64,
    /// Radius of the dot of a day.
    pub dot: f64,
    /// Width of a flag.
    pub flag: f64,
    /// Width of the dots of an open end.
    pub open: f64,
    /// Width of the arrow of what began before the axis.
    pub before: f64,
}

/// The place of a strip on its page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct StripPlace {
    /// The axis.
    pub base: f64,
    /// The lowest place of a lane.
    pub foot: f64,
}
