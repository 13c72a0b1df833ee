//! The choices of a house, as `theme.toml` writes it.

use serde::{Deserialize, Serialize};

use super::Format;
use super::colours::{Choice, Palette};

/// The colours, faces and format of a house.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Theme {
    colour: Choice,
    #[serde(rename = "type")]
    faces: Faces,
    format: Paper,
}

impl Theme {
    /// Returns the grid of the page.
    #[must_use]
    pub(super) fn format(&self) -> Format {
        let (width, height) = self.format.page.size();
        Format::new(width, height, self.format.bleed)
    }

    /// Returns the faces.
    #[must_use]
    pub(super) fn faces(&self) -> Faces {
        self.faces.clone()
    }

    /// Returns all colours.
    #[must_use]
    pub(super) fn palette(&self) -> Palette {
        Palette::new(self.colour.clone())
    }
}

/// Typefaces by what they are for, and how large they are set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Faces {
    /// Titles, numerals and figures.
    pub display: String,
    /// Its weight, from 100 to 900.
    pub display_weight: u16,
    /// Names and words of people, in its italic.
    pub people: String,
    /// Stories.
    pub text: String,
    /// Leads and introductions.
    pub lead: String,
    /// Tables, notes and labels.
    pub sans: String,
    /// How large small type is set: 1 for faces that look as large as those that are shipped.
    pub scale: f64,
}

/// The paper.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    page: PageSize,
    /// Bleed on all sides, in mm.
    bleed: f64,
}

/// The size of a page, by its name or in mm.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum PageSize {
    /// A size with a name.
    Named(PageName),
    /// Width and height in mm.
    Own([f64; 2]),
}

/// Sizes of pages with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum PageName {
    /// 210 × 297 mm (ISO 216).
    A4,
    /// 148 × 210 mm (ISO 216).
    A5,
    /// 8.5 × 11 inches.
    #[serde(rename = "letter")]
    Letter,
    /// 210 × 210 mm.
    #[serde(rename = "square")]
    Square,
}

impl PageSize {
    /// The names of sizes.
    pub(crate) const NAMES: [&str; 4] = ["A4", "A5", "letter", "square"];

    /// Returns width and height in mm.
    fn size(self) -> (f64, f64) {
        match self {
            Self::Named(PageName::A4) => (210.0, 297.0),
            Self::Named(PageName::A5) => (148.0, 210.0),
            Self::Named(PageName::Letter) => (215.9, 279.4),
            Self::Named(PageName::Square) => (210.0, 210.0),
            Self::Own([width, height]) => (width, height),
        }
    }
}
