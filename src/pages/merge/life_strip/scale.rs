//! What the life strips of a book have in common.

use super::dated;
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Date};
use crate::format::LifeStripFrame;
use crate::geometry::life_strip::{TimeAxis, first_year, member_height};

/// What the strips of a book have in common.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages::merge) struct StripScale {
    pub(super) axis: TimeAxis,
    /// The height of a member in mm.
    pub(super) member: f64,
}

impl StripScale {
    /// Measures the records of an edition.
    #[must_use]
    pub(in crate::pages::merge) fn measure(clusters: &[Document<Cluster>], as_of: f64, frame: &LifeStripFrame) -> Self {
        let earliest = clusters.iter().filter_map(|record| dated::dates(&record.value).map(Date::year).min());
        let first = first_year(&earliest.collect::<Vec<_>>()).map_or(as_of.floor(), f64::from);
        let counts = clusters.iter().flat_map(|record| &record.value.members);
        let largest = counts.filter(|members| members.date.is_some()).map(|members| members.count).max();
        Self {
            axis: TimeAxis { first, last: as_of + 0.5, width: frame.width },
            member: member_height(largest.unwrap_or(0), frame.highest, frame.member),
        }
    }
}
