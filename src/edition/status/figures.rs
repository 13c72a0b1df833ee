//! The age of the figures of a record.

use chrono::{Months, NaiveDate};

use crate::edition::records::{Cluster, Date, Members};

/// The age in years at which a figure should be looked up again.
const OLD: u32 = 2;

/// Returns the date of the latest value of each figure, by the path of its field.
pub(super) fn dates(cluster: &Cluster) -> Vec<(String, Option<Date>)> {
    let mut figures = Vec::new();
    if let Some(latest) = Members::latest(&cluster.members) {
        figures.push((format!("members[{latest}]"), cluster.members[latest].date));
    }
    if let Some(mix) = &cluster.mix {
        figures.push(("mix".to_owned(), mix.date));
    }
    for (index, indicator) in cluster.indicators.iter().enumerate() {
        let date = indicator.date.or(indicator.period.and_then(|period| period.to.or(period.as_of)));
        figures.push((format!("indicators[{index}]"), date));
    }
    figures
}

/// Returns the figures whose latest value has no date: they can have any age.
pub(super) fn undated(cluster: &Cluster) -> Vec<String> {
    dates(cluster).into_iter().filter(|(_, date)| date.is_none()).map(|(field, _)| field).collect()
}

/// Returns the figures whose latest value is too old.
pub(super) fn old(cluster: &Cluster, as_of: NaiveDate) -> Vec<String> {
    let is_old = |date: Date| {
        let day = date.span().1;
        day.checked_add_months(Months::new(12 * OLD)).is_some_and(|limit| limit < as_of)
    };
    dates(cluster).into_iter().filter(|(_, date)| date.is_some_and(is_old)).map(|(field, _)| field).collect()
}

/// Returns the number of figures that were carried over.
pub(super) fn carried_over(cluster: &Cluster) -> usize {
    let members = cluster.members.iter().map(|it| it.carried_over);
    let indicators = cluster.indicators.iter().map(|it| it.carried_over);
    let people = cluster.people().into_iter().map(|person| person.carried_over);
    let mix = cluster.mix.iter().map(|mix| mix.carried_over);
    members.chain(indicators).chain(people).chain(mix).filter(|carried| *carried).count()
}
