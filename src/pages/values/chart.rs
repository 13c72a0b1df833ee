//! Charts over time. Places on the axes are in years and members, not in millimetres.

use serde::Serialize;

use crate::edition::records::{Level, Qualifier};

/// Members and milestones over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// The axes.
    pub axis: Axes,
    /// Dated counts from the earliest to the latest.
    pub points: Vec<ChartPoint>,
    /// Runs of points that are joined by a line; a run of one point is drawn as a stem.
    pub runs: Vec<Run>,
    /// Counts without a date, from the highest to the lowest.
    pub undated: Vec<ChartPoint>,
    /// Labels with a date, in the order of time.
    pub labels: Vec<ChartLabel>,
    /// Founding, admission and visit, in the order of time.
    pub milestones: Vec<Milestone>,
    /// The chart in words, for readers who cannot see it.
    pub alt: String,
}

/// The axes of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axes {
    /// First and last year.
    pub years: [i32; 2],
    /// Years that are named.
    pub named_years: Vec<i32>,
    /// The values of the scale lines with their texts; the last is the top.
    pub values: Vec<(f64, String)>,
}

/// A count.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartPoint {
    /// Place on the time axis, in years; missing for a count without a date.
    pub year: Option<f64>,
    /// The count.
    pub count: u32,
    /// The qualifier, for the mark.
    pub qualifier: Qualifier,
    /// "rund 350".
    pub value: String,
    /// "April 2019"; empty without a date.
    pub date: String,
    /// Rank for labelling, from 0; missing where another label is too near.
    pub rank: Option<usize>,
}

/// A run of joined points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Index of the first point.
    pub first: usize,
    /// Index of the last point; equal to `first` for a single point.
    pub last: usize,
}

/// A cluster management label on the time axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartLabel {
    /// Place on the time axis, in years.
    pub year: f64,
    /// The level, for the pennant.
    pub level: Level,
    /// "Gold"; empty where the label before has the same level.
    pub name: String,
    /// "2012".
    pub date: String,
}

/// A milestone on the time axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Milestone {
    /// Place on the time axis, in years.
    pub year: f64,
    /// The kind, for the mark.
    pub kind: MilestoneKind,
    /// "Gründung".
    pub name: String,
    /// "19. Dezember 2000".
    pub date: String,
}

/// The kinds of milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// Triangle.
    Founding,
    /// Square.
    Admission,
    /// Ring with dot.
    Visit,
}
