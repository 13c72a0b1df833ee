//! Photographs of a chapter, and their places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::schema_of;
use super::{Slot, Text, is_default};
use crate::format::Design;

/// A photograph.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path of the file in the folder of the edition.
    #[schemars(example = &"pictures/niro.jpg")]
    pub file: String,
    /// The former name of `size`.
    #[serde(default)]
    pub slot: Slot,
    /// The plate that shows it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub size: PlateSize,
    /// Whether it may be cropped.
    #[serde(default, skip_serializing_if = "is_default")]
    pub crop: Crop,
    /// The point that must stay in the picture: from the left and from the top, 0 to 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub focus: Focus,
    /// The pages of the chapter that it belongs to.
    pub on: Option<PicturePages>,
    /// Pictures with the same word are kept together.
    #[schemars(example = &"tour-day")]
    pub group: Option<String>,
    /// The title of the page of its group; on the first picture of the group.
    pub title: Option<Text>,
    /// The caption, printed beside the picture.
    pub caption: Text,
    /// Who made it, without "Foto:"; printed after the caption and in the imprint.
    #[schemars(example = &"Netzwerk Industrie RuhrOst")]
    pub credit: String,
    /// Who owns the rights, for the list in the imprint, if it is not `credit` up to the first comma.
    #[schemars(example = &"Netzwerk Industrie RuhrOst")]
    pub holder: Option<String>,
    /// The alternative text, for readers who cannot see the picture.
    pub alt: Text,
}

impl Picture {
    /// Returns the plate that the record asks for, by either of its two keys.
    #[must_use]
    pub fn plate_size(&self) -> PlateSize {
        match (self.size, self.slot) {
            (PlateSize::Auto, Slot::Spread) => PlateSize::Spread,
            (size, _) => size,
        }
    }

    /// Returns width and height in mm of the frame that the record asks for; without a wish, that of a picture in the text.
    /// `aspect` is the width of the picture over its height.
    #[must_use]
    pub fn frame(&self, design: &Design, aspect: f64) -> (f64, f64) {
        let (page, frame) = (&design.format, &design.frames.plates);
        let (width, height) = (page.width + 2.0 * page.bleed, page.height + 2.0 * page.bleed);
        match self.plate_size() {
            PlateSize::Spread => (page.width + width, height),
            PlateSize::Page => (width, height),
            PlateSize::Wide => {
                let foot = (width / aspect - page.bleed).clamp(frame.wide_least, frame.wide_most);
                (width, foot + page.bleed)
            }
            PlateSize::Head => (width.min((frame.short + page.bleed) * aspect), frame.short + page.bleed),
            PlateSize::Strip => (frame.strip_width + page.bleed, height),
            PlateSize::Auto | PlateSize::Column => {
                let height = (frame.column_width / aspect).min(frame.column_most);
                (height * aspect, height)
            }
        }
    }

    /// Returns who owns the rights.
    #[must_use]
    pub fn holder(&self) -> &str {
        let credit = || self.credit.split(',').next().unwrap_or_default().trim();
        self.holder.as_deref().map_or_else(credit, str::trim)
    }
}

/// A point of a picture: the shares of its width and height, from the left and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Focus(pub [f64; 2]);

impl Default for Focus {
    fn default() -> Self {
        Self([0.5, 0.5])
    }
}

schema_of!(Focus: {
    "description": "A point of a picture: the shares of its width and height, from the left and from the top.",
    "type": "array",
    "items": { "type": "number", "minimum": 0, "maximum": 1 },
    "minItems": 2,
    "maxItems": 2,
    "examples": [[0.5, 0.35]],
});

/// The plate that shows a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlateSize {
    /// The one that suits picture and chapter best.
    #[default]
    Auto,
    /// Two pages.
    Spread,
    /// A page.
    Page,
    /// Across the head of a page of the story.
    Wide,
    /// In the column of the text.
    Column,
    /// Across the head of a short chapter.
    Head,
    /// Along the outer half of a page.
    Strip,
}

/// Whether a picture may be cropped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Crop {
    /// A little, around `focus`.
    #[default]
    Allowed,
    /// The whole picture is shown.
    Never,
}

/// The pages of a chapter that a picture belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PicturePages {
    /// Those of the story.
    Story,
    /// Pages of pictures.
    Plates,
    /// The profile at the end.
    Profile,
}
