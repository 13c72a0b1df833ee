//! The values of the table at a glance: `glance.json`.

use serde::Serialize;

use crate::edition::records::{Level, Qualifier};
use crate::geometry::log_scale::Tick;

/// The table at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Glance {
    /// The scale that all rows share.
    pub scale: GlanceScale,
    /// The rows in the order of the tour.
    pub rows: Vec<GlanceRow>,
    /// The pages of the table.
    pub pages: usize,
    /// The keys of the signs that the rows use, in the order in which they are explained.
    pub signs: Vec<&'static str>,
}

/// The scale of members.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlanceScale {
    /// Its width in mm.
    pub width: f64,
    /// Named values.
    pub ticks: Vec<Tick>,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlanceRow {
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// "Unna · Produktionstechnik".
    pub place: String,
    /// "besucht im November 2018".
    pub visit: Option<String>,
    /// Every count with a date, from the earliest; the one of the mountain is the last.
    pub counts: Vec<GlanceCount>,
    /// "mehr als 130"; missing where no count has a date.
    pub value: Option<String>,
    /// "Juli 2024".
    pub date: Option<String>,
    /// The latest label.
    pub label: Option<LabelMark>,
    /// Whether the relief of the station is dashed, because no count is known.
    pub unknown: bool,
}

/// A count on the scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GlanceCount {
    /// Its distance from the left end of the scale, in mm.
    pub x: f64,
    /// The qualifier.
    pub qualifier: Qualifier,
    /// Whether it was counted in another way than the latest.
    pub other_basis: bool,
}

/// A label as flag and words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelMark {
    /// The level.
    pub level: Level,
    /// "Gold".
    pub name: String,
    /// "bis 2027", or the year of the award.
    pub year: Option<String>,
    /// Whether its term ended before the date of the edition.
    pub expired: bool,
}
