//! The table at a glance: all stations on one scale of members.

use std::collections::BTreeSet;

use super::tour::{latest, latest_dated};
use super::{Context, facts};
use crate::edition::records::{Cluster, Date, Label, Level, Qualifier};
use crate::geometry::log_scale::LogScale;
use crate::pages::values::{Glance, GlanceCount, GlanceRow, GlanceScale, LabelMark};

/// More rows take a spread.
const ROWS_ON_PAGE: usize = 12;

/// Returns the table at a glance.
#[must_use]
pub(super) fn glance(context: &Context<'_>) -> Glance {
    let counts = || context.clusters().iter().flat_map(|record| &record.value.members);
    let dated = counts().filter(|members| members.date.is_some()).map(|members| members.count);
    let width = context.design.frames.glance.scale;
    let scale = LogScale::around(dated, width);
    let clusters = context.clusters().iter().enumerate();
    let rows: Vec<_> = clusters.map(|(station, record)| row(context, station, &record.value, &scale)).collect();
    Glance {
        scale: GlanceScale { width, ticks: scale.ticks() },
        pages: if rows.len() > ROWS_ON_PAGE { 2 } else { 1 },
        signs: signs(&rows),
        rows,
    }
}

fn row(context: &Context<'_>, station: usize, cluster: &Cluster, scale: &LogScale) -> GlanceRow {
    let locale = context.locale;
    let latest = latest(cluster);
    let city = Some(locale.name(&cluster.seat.city).to_owned());
    GlanceRow {
        number: station + 1,
        name: locale.set_spaces(&cluster.short_name),
        place: facts::join(&[city, context.field_names(cluster).into_iter().next()], " · "),
        visit: cluster.visit.as_ref().and_then(|visit| visit.date).map(|date| visited(context, date)),
        counts: counts(cluster, scale),
        value: latest.map(|members| locale.format_count(members.count, members.qualifier)),
        date: latest.and_then(|members| members.date).map(|date| locale.format_date(date)),
        label: label(context, cluster),
        unknown: cluster.members.is_empty(),
    }
}

fn visited(context: &Context<'_>, date: Date) -> String {
    let key = match date {
        Date::Day(_) => "visited-day",
        _ => "visited",
    };
    context.locale.fill("glance", key, &[("date", &context.locale.format_date(date))])
}

/// Returns the counts of a cluster that have a date, the one of its mountain last.
fn counts(cluster: &Cluster, scale: &LogScale) -> Vec<GlanceCount> {
    let Some(latest) = latest_dated(&cluster.members) else { return Vec::new() };
    let basis = &cluster.members[latest].basis;
    let mut dated: Vec<_> =
        cluster.members.iter().enumerate().filter_map(|(index, members)| Some((members.date?, index))).collect();
    dated.sort_by(|a, b| (a.1 == latest).cmp(&(b.1 == latest)).then(a.0.middle().total_cmp(&b.0.middle())));
    let count = |&(_, index): &(Date, usize)| {
        let members = &cluster.members[index];
        GlanceCount {
            x: crate::geometry::shape::round2(scale.place(members.count)),
            qualifier: members.qualifier,
            other_basis: members.basis != *basis,
        }
    };
    dated.iter().map(count).collect()
}

fn label(context: &Context<'_>, cluster: &Cluster) -> Option<LabelMark> {
    let label = cluster.labels.get(Label::latest(&cluster.labels)?)?;
    let year = |date: Date| date.year().to_string();
    let until = label.valid_until.map(|date| context.locale.fill("profile", "until", &[("date", &year(date))]));
    let as_of = context.records.edition.value.as_of;
    Some(LabelMark {
        level: label.level,
        name: context.locale.level(label.level).to_owned(),
        year: until.or_else(|| label.date.map(year)),
        expired: label.valid_until.is_some_and(|date| date.span().1 < as_of),
    })
}

/// Returns the keys of the signs that need words.
fn signs(rows: &[GlanceRow]) -> Vec<&'static str> {
    let counts = || rows.iter().flat_map(|row| &row.counts);
    let used: BTreeSet<_> = counts().map(|count| qualifier_key(count.qualifier)).collect();
    let labels = || rows.iter().filter_map(|row| row.label.as_ref());
    let level = |level: Level| labels().any(|label| label.level == level);
    [
        ("latest", counts().next().is_some()),
        ("earlier", rows.iter().any(|row| row.counts.len() > 1)),
        ("other-basis", counts().any(|count| count.other_basis)),
        ("about", used.contains("about")),
        ("more-than", used.contains("more-than")),
        ("almost", used.contains("almost")),
        ("gold", level(Level::Gold)),
        ("silver", level(Level::Silver)),
        ("bronze", level(Level::Bronze)),
        ("expired", labels().any(|label| label.expired)),
        ("scale", counts().next().is_some()),
    ]
    .into_iter()
    .filter_map(|(key, shown)| shown.then_some(key))
    .collect()
}

const fn qualifier_key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::Almost => "almost",
        Qualifier::MoreThan => "more-than",
    }
}
