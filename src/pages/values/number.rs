//! The pages of one number and of one voice.

use serde::Serialize;

use crate::edition::records::Qualifier;

/// A number that becomes a drawing of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberPage {
    /// The index of the figure in the record.
    pub index: usize,
    /// "mehr als"; missing for an exact number.
    pub qualifier: Option<String>,
    /// "14 058".
    pub value: String,
    /// The sentence that follows the number.
    pub sentence: String,
    /// "Ein Punkt steht für zehn."; missing where one sign stands for one thing.
    pub scale: Option<String>,
    /// The line at the foot: "Teilnehmende in zehn Jahren, 20. Oktober 2023".
    pub foot: String,
    /// The signs.
    pub signs: Signs,
    /// How exactly the number is known, for the last signs.
    pub precision: Qualifier,
    /// The drawing in words.
    pub alt: String,
}

/// The signs of a number.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Signs {
    /// Dots from the middle outwards.
    Dots {
        /// How many.
        count: u32,
        /// Cosine and sine of the angle from one dot to the next.
        turn: (f64, f64),
    },
    /// Numbered lines in columns.
    Lines {
        /// How many.
        count: u32,
        /// In each column.
        rows: u32,
    },
}

/// The page of one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoicePage {
    /// The index of the voice in the record.
    pub index: usize,
    /// The opening quotation mark.
    pub opening: String,
    /// The words with the closing mark.
    pub text: String,
    /// The name.
    pub name: String,
    /// Function and company.
    pub role: Option<String>,
    /// "im Gespräch am 3. März 2026".
    pub occasion: Option<String>,
    /// The portrait.
    pub portrait: Option<VoicePortrait>,
}

/// A portrait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoicePortrait {
    /// The file as a path from the root of the project.
    pub path: String,
    /// Who made it.
    pub credit: String,
    /// The picture in words.
    pub alt: String,
}
