//! Charts over time. Places on the axes are in years and members, not in millimetres.

use serde::Serialize;

use crate::edition::records::{Level, Qualifier};

/// Members and milestones over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The axes.
    pub axis: Axis,
    /// Dated counts from the earliest to the latest.
    pub points: Vec<Point>,
    /// Runs of points (first and last index) that are joined by a line; a run of one is a stem.
    pub runs: Vec<Stem>,
    /// Counts without a date, from the highest down.
    pub undated: Vec<Point>,
    /// Labels, in the order of time; one without a date is not among them.
    pub labels: Vec<Mark>,
    /// Founding, admission and visit, in the order of time.
    pub milestones: Vec<Event>,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
}

/// The axes of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis {
    /// First and last year.
    pub years: [i32; 2],
    /// Years that are named.
    pub named_years: Vec<i32>,
    /// Values that have a scale line, with what stands beside it; the last is the top.
    pub values: Vec<(f64, String)>,
}

/// A count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// Place on the time axis, in years; missing for a count without date.
    pub year: Option<f64>,
    /// The count.
    pub count: u32,
    /// Which mark it takes.
    pub qualifier: Qualifier,
    /// "rund 350".
    pub value: String,
    /// "April 2019"; empty without date.
    pub date: String,
    /// Rank for labelling, 0 first; none where the label would repeat another.
    pub rank: Option<usize>,
}

/// A run of joined points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stem {
    /// Index of the first point.
    pub first: usize,
    /// Index of the last point; equal to `first` for a point that stands alone.
    pub last: usize,
}

/// A cluster management label on the time axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Place on the time axis, in years.
    pub year: f64,
    /// Level, for the pennant.
    pub level: Level,
    /// "Gold", empty where the label before it has the same level.
    pub name: String,
    /// "2012".
    pub date: String,
}

/// A milestone on the time axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Place on the time axis, in years.
    pub year: f64,
    /// Which mark it takes.
    pub kind: EventKind,
    /// "Gründung".
    pub name: String,
    /// "19. Dezember 2000".
    pub date: String,
}

/// The kinds of milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Triangle.
    Founding,
    /// Square.
    Admission,
    /// Ring with dot.
    Visit,
}
