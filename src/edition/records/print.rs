//! How the print PDF of an edition is made: what an editor agrees with the print shop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the print PDF is made; what is left out suits sheet-fed offset on coated paper.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Print {
    /// The printing condition: the ICC profile of press and paper; FOGRA39 where it is left out.
    pub profile: Option<ProfileFile>,
    /// Whether photographs are converted to the inks of the profile, or stay RGB.
    pub photos: PhotoColour,
    /// The most ink that may lie on one place, in per cent of the four inks together.
    #[schemars(range(min = 200, max = 400), example = 300)]
    pub max_ink: u16,
    /// Whether crop marks, register marks, a colour bar and a slug line stand around the pages.
    pub marks: bool,
    /// Whether blank pages are put before the back cover where the pages are no multiple of four.
    pub blank_pages: bool,
}

/// The usual limit for coated paper in sheet-fed offset, in per cent.
const COATED: u16 = 300;

impl Default for Print {
    fn default() -> Self {
        Self { profile: None, photos: PhotoColour::default(), max_ink: COATED, marks: false, blank_pages: false }
    }
}

/// The profile of a printing condition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// The ICC file, seen from the root of the project.
    #[schemars(example = &"data/profiles/PSOcoated_v3.icc")]
    pub file: String,
    /// The name of the condition in the registry of the ICC, as the print shop gives it.
    #[schemars(example = &"FOGRA51")]
    pub condition: String,
}

/// What becomes of photographs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoColour {
    /// Converted to the inks of the profile.
    #[default]
    Cmyk,
    /// Kept in RGB, with their profile, for the print shop to convert.
    Rgb,
}
