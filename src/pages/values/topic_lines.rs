//! The values of the page of shared topics: `topics.json`. Lengths are in mm on the spread.

use serde::Serialize;

/// The topics that stations share, as lines from station to station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicLines {
    /// The lead.
    pub lead: String,
    /// Whether the stations are below each other, because there are too many for columns or a name is too long.
    pub turned: bool,
    /// The stations.
    pub stations: Vec<TopicStation>,
    /// The shared topics, the most shared first.
    pub lines: Vec<TopicLine>,
    /// The lines in words.
    pub alt: String,
}

/// A station with what only it has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicStation {
    /// The name of the record.
    pub slug: String,
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The left edge of its column.
    pub x: f64,
    /// The width of its column.
    pub width: f64,
    /// Topics that no other station has.
    pub own: Vec<String>,
}

/// A shared topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicLine {
    /// Its name.
    pub name: String,
    /// The indices of the stations that have it.
    pub stations: Vec<usize>,
}
