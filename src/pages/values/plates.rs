//! The plates of a chapter: photographs with their captions, and the pages that are theirs alone.

use serde::Serialize;

/// A photograph in its frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Plate {
    /// Its number in the book, from 1.
    pub number: usize,
    /// "Tafel 3".
    pub name: String,
    /// The title of its group, where no page of the group has it.
    pub title: Option<String>,
    /// The file as a path from the root of the project.
    pub path: String,
    /// The caption.
    pub caption: String,
    /// "Foto: Robin Beispiel, CC BY 4.0".
    pub credit_line: String,
    /// The photographer or owner, by which the imprint finds its page.
    pub credit: String,
    /// The picture in words, for readers who cannot see it.
    pub alt: String,
    /// Width and height of the frame in mm, with bleed.
    pub frame: [f64; 2],
    /// The whole picture, of which the frame shows a part: left, top, width and height from the corner of the frame, in mm.
    pub image: [f64; 4],
}

/// A photograph across the head of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WidePlate {
    /// The photograph.
    pub plate: Plate,
    /// Its caption among the notes.
    pub note: usize,
}

/// A photograph between the blocks of a story.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnPlate {
    /// The block that it precedes; the number of blocks if it is at the end.
    pub before: usize,
    /// The photograph.
    pub plate: Plate,
    /// Its caption among the notes.
    pub note: usize,
}

/// One or two pages of photographs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlatePage {
    /// A photograph across a left and a right page.
    Spread {
        /// The photograph.
        plate: Plate,
    },
    /// A photograph that fills a page.
    Full {
        /// The photograph.
        plate: Plate,
    },
    /// A photograph along the outer edge of a page.
    Strip {
        /// The photograph.
        plate: Plate,
    },
    /// Photographs in rows.
    Rows {
        /// The title of their group.
        title: Option<String>,
        /// The first one, which bleeds at the head and on the outer side.
        first: Option<Plate>,
        /// The others.
        rows: Vec<RowPlate>,
        /// The upper edge of the captions, in mm.
        captions: f64,
    },
}

impl PlatePage {
    /// Returns its photographs.
    pub(crate) fn plates(&self) -> Vec<&Plate> {
        match self {
            Self::Spread { plate } | Self::Full { plate } | Self::Strip { plate } => vec![plate],
            Self::Rows { first, rows, .. } => first.iter().chain(rows.iter().map(|row| &row.plate)).collect(),
        }
    }
}

/// A photograph in a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RowPlate {
    /// The photograph.
    pub plate: Plate,
    /// Left and upper edge, in mm from the left edge of the type area and from the trim.
    pub at: [f64; 2],
}
