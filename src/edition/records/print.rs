//! The settings of the print PDF, as agreed with the print shop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The settings of the print PDF. The defaults suit sheet-fed offset on coated paper.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Print {
    /// The printing condition: the ICC profile of press and paper. The default is FOGRA39.
    pub profile: Option<ProfileFile>,
    /// Whether photographs are converted to the inks of the profile, or stay RGB.
    pub photos: PhotoColour,
    /// The limit for the sum of the four inks in one place, in per cent.
    #[schemars(range(min = 200, max = 400), example = 300)]
    pub max_ink: u16,
    /// Whether to add crop marks, register marks, a colour bar and a slug line around the pages.
    pub marks: bool,
    /// The kind of paper.
    pub paper: Paper,
    /// The thickness of a sheet of paper in mm, for the spine.
    #[schemars(range(min = 0.01, max = 1), example = 0.12)]
    pub paper_mm: Option<f64>,
    /// Whether cover and inside are two files.
    pub split: bool,
    /// Whether to add blank pages before the back cover if the number of pages is not a multiple of four.
    pub blank_pages: bool,
}

/// The kind of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// Coated.
    #[default]
    Coated,
    /// Uncoated.
    Uncoated,
}

/// The usual limit for coated paper in sheet-fed offset, in per cent.
const COATED: u16 = 300;

impl Default for Print {
    fn default() -> Self {
        Self {
            profile: None,
            photos: PhotoColour::default(),
            max_ink: COATED,
            marks: false,
            paper: Paper::default(),
            paper_mm: None,
            split: false,
            blank_pages: false,
        }
    }
}

/// The profile of a printing condition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// The path of the ICC file from the root of the project.
    #[schemars(example = &"data/profiles/PSOcoated_v3.icc")]
    pub file: String,
    /// The name of the condition in the registry of the ICC. Ask the print shop.
    #[schemars(example = &"FOGRA51")]
    pub condition: String,
}

/// The colours of photographs in print.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoColour {
    /// Converted to the inks of the profile.
    #[default]
    Cmyk,
    /// Kept in RGB, with their profile, for the print shop to convert.
    Rgb,
}
