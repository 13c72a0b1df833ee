//! Where drawings have their place, as `frames.toml` writes it, in mm on a page.
//!
//! A page kind has a table of its own. The measures of the file become millimetres before they are read, so that the
//! types hold plain lengths: positions from the top left corner of the trim, with y downwards.

use serde::{Deserialize, Serialize};

/// The frames of all page kinds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frames {
    /// The contents.
    pub contents: ContentsFrame,
    /// The table at a glance.
    pub glance: GlanceFrame,
    /// How a mountain is made.
    pub mountain: MountainFrame,
    /// The map of the places behind the index.
    pub places: PlacesFrame,
    /// The small map of a chapter.
    pub locator: LocatorFrame,
    /// Photographs.
    pub pictures: PicturesFrame,
}

/// The strip map beside the contents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct ContentsFrame {
    /// Its top edge.
    pub strip_top: f64,
    /// Its bottom edge.
    pub strip_bottom: f64,
}

/// The table at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct GlanceFrame {
    /// Side of the square reliefs.
    pub relief: f64,
}

/// How a mountain is made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct MountainFrame {
    /// Width of the relief.
    pub width: f64,
    /// Height of the relief.
    pub height: f64,
    /// Width of the mountain from the side.
    pub side_width: f64,
    /// Height of the mountain from the side.
    pub side_height: f64,
    /// Heights of three mountains at one scale together.
    pub scales_height: f64,
    /// Least distance of a key from the edge and from other keys.
    pub key_room: f64,
}

/// The map of the places behind the index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PlacesFrame {
    /// Its width.
    pub width: f64,
}

/// The small map of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct LocatorFrame {
    /// Its width.
    pub width: f64,
}

/// Photographs in their places.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PicturesFrame {
    /// The lower edge of one that bleeds at the head of a page.
    pub head: f64,
    /// Width and height of one in the columns of the text.
    pub column: (f64, f64),
}
