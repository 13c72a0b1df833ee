//! The values of the pages around the chapters.

use serde::Serialize;
use serde_json::{Map as JsonMap, Value};

use super::{Block, PlannedSection, Proof};

/// What every page may need: `book.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Book {
    /// Two-letter code of the language (ISO 639-1).
    pub language: &'static str,
    /// The word table of the language, with its places filled in.
    pub words: JsonMap<String, Value>,
    /// Title, author, date.
    pub meta: Meta,
    /// The texts of the cover.
    pub cover: Cover,
    /// The totals of the edition.
    pub counts: Counts,
    /// The contour intervals.
    pub interval: Interval,
    /// The stations in the order of the tour.
    pub stations: Vec<Station>,
    /// Further text pages.
    pub pages: Vec<TextPage>,
    /// The sections in the order in which they are printed.
    pub plan: Vec<PlannedSection>,
    /// The text at the foot of the back cover; missing where the one of the word table is used.
    pub closing: Option<String>,
    /// The chapter that is set by itself, for approval; missing in the whole brochure.
    pub proof: Option<Proof>,
}

/// Title, author, date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The name of the edition, which is that of its folder.
    pub edition: String,
    /// The title.
    pub title: String,
    /// The line below the title.
    pub subtitle: Option<String>,
    /// The publisher.
    pub author: Option<String>,
    /// Year, month and day of the edition.
    pub date: [u32; 3],
}

/// The texts of the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The word across the full width.
    pub large: String,
    /// The smaller line.
    pub small: Option<String>,
    /// Whether the smaller line comes first.
    pub small_first: bool,
}

/// The totals of the edition, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Number of stations.
    pub stations: String,
    /// Number of different Länder.
    pub lands: String,
    /// Kilometres of the tour as the crow flies; missing where fewer than two positions are known.
    pub kilometres: Option<String>,
}

/// The contour intervals, in members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Between two contours.
    pub line: u32,
    /// Between two index contours.
    pub index: u32,
    /// Between two contours of a small relief.
    pub small: u32,
}

/// A station in lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Station {
    /// The name of the record.
    pub slug: String,
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The chapter title.
    pub title: String,
    /// The city.
    pub city: String,
    /// The name of the Land; missing abroad and where the city has the same name.
    pub land: Option<String>,
}

/// A further text page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPage {
    /// Its title.
    pub title: String,
    /// The lead.
    pub lead: Option<String>,
    /// The text.
    pub body: Vec<Block>,
}
