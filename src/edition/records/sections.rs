//! The sections of a book.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Text;

/// A section of the book.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its kind.
    pub kind: SectionKind,
    /// Its title, if it is not the usual one.
    pub title: Option<Text>,
    /// Whether it is printed.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub on: bool,
    /// The entry of `[[pages]]` that a text section shows, from 1.
    #[schemars(range(min = 1, max = 50), example = 1)]
    pub page: Option<u32>,
}

const fn yes() -> bool {
    true
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_yes(on: &bool) -> bool {
    *on
}

/// The kinds of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The contents.
    Contents,
    /// The foreword.
    Foreword,
    /// The introduction, and the programme in numbers.
    Programme,
    /// A text of `[[pages]]`.
    Text,
    /// All stations in a table, and the map.
    Glance,
    /// All mountains side by side.
    Panorama,
    /// The topics that stations share.
    Topics,
    /// The chapters.
    Chapters,
    /// How to reach each cluster.
    Contacts,
    /// The white patches.
    Patches,
    /// Where the facts come from, and the glossary.
    Sources,
    /// The index.
    Index,
    /// How to read a mountain.
    Mountain,
    /// The imprint.
    Imprint,
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}
