//! The life strip of a chapter. Lengths are in mm: `x` from the left end of the time axis, `y` downwards from it.

use serde::Serialize;

use crate::edition::records::Level;

/// What is dated about a cluster, on the time axis of the book.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LifeStrip {
    /// The row of the axis, in L from the top trim edge.
    pub base: f64,
    /// The width of the axis.
    pub width: f64,
    /// The years of the axis.
    pub ticks: Vec<Tick>,
    /// Dated counts from the earliest to the latest.
    pub stems: Vec<StripStem>,
    /// The width of a stem.
    pub stem_width: f64,
    /// The distance of two lines of a stem.
    pub pitch: f64,
    /// The labels of the stems.
    pub labels: Vec<StripLabel>,
    /// What the stems show, and the counts without a date; missing where there are no counts.
    pub note: Option<StripNote>,
    /// The lanes below the axis.
    pub lanes: Vec<Lane>,
    /// The line below the last lane.
    pub foot: f64,
    /// The visit of the tour.
    pub visit: Option<StripVisit>,
    /// The strip in words, for readers who cannot see it.
    pub alt: String,
}

/// A year of the axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tick {
    /// Its beginning.
    pub x: f64,
    /// Its name; missing for the years between.
    pub name: Option<String>,
}

/// A count at its date.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StripStem {
    /// The place of its date.
    pub x: f64,
    /// The number of its lines; one for each contour interval.
    pub lines: u32,
    /// Whether it has another counting basis and is drawn as an outline.
    pub outline: bool,
}

/// The label of one stem, or of several close together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StripLabel {
    /// Where its text begins, or ends if it is flush right.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// Whether its text ends at `x`.
    pub ends: bool,
    /// "rund 350".
    pub value: String,
    /// "April 2019".
    pub date: String,
}

/// The text beside the stems.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StripNote {
    /// Where it begins.
    pub x: f64,
    /// Its top.
    pub y: f64,
    /// What a line of a stem stands for.
    pub scale: String,
    /// "Ohne Datum: 280, mehr als 375."
    pub undated: Option<String>,
    /// "Umrissen: Angabe der Fachpresse": how the counts were counted whose stems are outlines.
    pub basis: Option<String>,
}

/// A lane of marks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// The line above it.
    pub top: f64,
    /// Its marks.
    pub entries: Vec<StripEntry>,
}

/// A mark with its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StripEntry {
    /// The kind of mark.
    pub mark: StripMark,
    /// The place of its date, or of its first date.
    pub from: f64,
    /// The place of its last date; missing for a single date.
    pub to: Option<f64>,
    /// Whether it goes on after its last date, nobody says for how long.
    pub open: bool,
    /// The level of a label.
    pub level: Option<Level>,
    /// The top of its row.
    pub y: f64,
    /// Its text.
    pub text: String,
    /// Where the text begins.
    pub text_x: f64,
    /// The language of the text, if it is not that of the page.
    pub language: Option<&'static str>,
}

/// The kinds of marks in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StripMark {
    /// From date to date.
    Bar,
    /// A single date.
    Dot,
    /// A label, with a line as long as it is valid.
    Flag,
    /// A date before the axis begins.
    Before,
}

/// The visit of the tour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StripVisit {
    /// The place of its date.
    pub x: f64,
    /// The top of its text.
    pub y: f64,
    /// The pieces of its line between the texts that it meets: top and bottom.
    pub pieces: Vec<(f64, f64)>,
    /// "Besuch, Frühjahr 2019".
    pub text: String,
    /// Whether the text is left of the line.
    pub ends: bool,
}
