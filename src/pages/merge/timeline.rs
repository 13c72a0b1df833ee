//! The years of a time axis, and the date from which a cluster counts.

use crate::edition::records::{Cluster, Date};

/// Steps between the named years of an axis, and the most years for which each is taken: an axis of any length has a
/// few dozen names.
const YEAR_STEPS: [(i32, i32); 4] = [(1, 10), (5, 150), (20, 400), (50, i32::MAX)];

/// Returns the years of an axis that are named: each one, or each fifth, twentieth or fiftieth.
#[must_use]
pub(super) fn named_years([first, last]: [i32; 2]) -> Vec<i32> {
    let step = YEAR_STEPS.iter().find(|(_, most)| last - first <= *most).map_or(1, |(step, _)| *step);
    (first..last).filter(|year| year % step == 0).collect()
}

/// Returns the date of the founding: that of the first legal entity, or else the first date.
#[must_use]
pub(super) fn founding(cluster: &Cluster) -> Option<Date> {
    let dated = || cluster.founded.iter().filter(|founded| founded.date.is_some());
    dated().find(|founded| founded.kind.is_legal()).or_else(|| dated().next())?.date
}
