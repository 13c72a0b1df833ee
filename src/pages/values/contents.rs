//! The values of the contents: `contents.json`.

use serde::Serialize;

use super::{JacketRelief, LabelBox};
use crate::geometry::legs::Arc;
use crate::geometry::shape::Point;

/// The contents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contents {
    /// The rows of the stations, by their pages. The first of these is a right page.
    pub pages: Vec<Vec<ContentsRow>>,
    /// The height of all rows, in mm.
    pub height: f64,
    /// Whether rows are too low for a title.
    pub low: bool,
    /// The relief of the jacket's front, in the coordinates of the page.
    pub relief: JacketRelief,
    /// The route on it.
    pub legs: Vec<Arc>,
    /// The discs on it.
    pub stations: Vec<ContentsStation>,
}

/// The row of a station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContentsRow {
    /// The name of the record.
    pub slug: String,
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The chapter title; missing where it is the name.
    pub title: Option<String>,
    /// "Unna · Produktionstechnik · 72 Mitglieder".
    pub facts: String,
    /// Its upper edge in mm.
    pub top: f64,
    /// The height of its ring on the strip, in mm.
    pub ring: f64,
    /// The distance to the next station, such as "470 km".
    pub onward: Option<String>,
}

/// A disc on the relief: one place with the numbers and names of its stations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContentsStation {
    /// "4", or "4/5" for two stations at one place.
    pub number: String,
    /// The centre of the disc.
    pub at: Point,
    /// The names, one a line; none where they have no place.
    pub names: Vec<String>,
    /// Where the names are.
    pub label: LabelBox,
}
