//! The values of the panorama: `panorama.json`. Lengths are in mm on the spread; the right page begins at its width.

use serde::Serialize;

use crate::geometry::panorama::Silhouette;
use crate::geometry::shape::Point;

/// The panorama of the tour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Panorama {
    /// The base line, from the top trim edge.
    pub base: f64,
    /// The mountains, from the one that is drawn first.
    pub mountains: Vec<Silhouette>,
    /// The stations on the base line.
    pub stations: Vec<PanoramaStation>,
    /// The kilometres between stations.
    pub legs: Vec<PanoramaLeg>,
    /// The labels of the summits.
    pub flags: Vec<PanoramaFlag>,
    /// The left edge of title and lead, in mm from the left edge of the spread.
    pub title: f64,
    /// Whether they need a ground, because a mountain is behind them.
    pub title_ground: bool,
    /// The lead.
    pub lead: String,
    /// How the picture is to be read.
    pub note: String,
    /// The picture in words.
    pub alt: String,
}

/// A station on the base line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanoramaStation {
    /// From 1.
    pub number: usize,
    /// Its place.
    pub at: Point,
    /// The city; missing where there are too many.
    pub city: Option<String>,
}

/// The kilometres between two stations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanoramaLeg {
    /// The middle of the words, in mm from the left edge of the spread.
    pub x: f64,
    /// "470 km".
    pub distance: String,
}

/// The label of a summit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanoramaFlag {
    /// The cluster.
    pub name: String,
    /// "mehr als 130".
    pub value: String,
    /// "Juli 2024"; missing where there are too many stations.
    pub date: Option<String>,
    /// The upper left corner of its text.
    pub at: Point,
    /// The width of its text.
    pub width: f64,
    /// The height of its text.
    pub height: f64,
    /// How it is set.
    pub setting: FlagSetting,
    /// Whether it has a ground, because lines of mountains are behind it.
    pub ground: bool,
    /// The lower end of its leader; missing where the summit is above the page.
    pub summit: Option<Point>,
    /// Whether the text is left of the leader.
    pub left: bool,
    /// "Der Gipfel liegt 91 mm über dem Rand dieses Blattes."
    pub beyond: Option<String>,
}

/// How the label of a summit is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagSetting {
    /// Name, large figure and date below each other.
    Large,
    /// Name and a smaller figure, because there are many.
    Small,
    /// Name and figure on one line that reads upwards along the leader.
    Turned,
}
