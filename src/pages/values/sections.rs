//! The sections of the book in the order in which they are printed.

use serde::Serialize;

/// A section in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlannedSection {
    /// What is printed.
    pub kind: BookPart,
    /// The index of a text in the further texts.
    pub text: Option<usize>,
    /// The page on which it is planned to begin.
    pub first: usize,
}

/// The parts of a book. The two halves of the pages at a glance are parts of their own, because a single page may stand
/// between them; so are the pages that fill a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BookPart {
    /// The contents.
    Contents,
    /// The foreword.
    Foreword,
    /// The programme.
    Programme,
    /// A further text.
    Text,
    /// All stations in a table.
    Glance,
    /// The map.
    Map,
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
    /// The sources and the glossary.
    Sources,
    /// The index.
    Index,
    /// The map of the places after the index, which fills a sheet.
    Places,
    /// How to read a mountain.
    Mountain,
    /// Three mountains at one scale, which fill a sheet.
    Scales,
    /// The imprint.
    Imprint,
    /// A page for notes, which fills a sheet.
    Notes,
}
