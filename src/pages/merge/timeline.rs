//! Charts over time: points, axes, labels, milestones, and the chart in words.

use super::speech::Speech;
use crate::edition::records::{Cluster, Date, Members};
use crate::pages::values::{Axis, Chart, Event, EventKind, Mark, Point, Stem};

/// Points that span less are not joined, in years.
const LEAST_SPAN: f64 = 2.0;

/// Two points nearer than this, in years and in parts of the scale, share one label.
const TOO_NEAR: (f64, f64) = (1.0, 0.03);

/// Room above the largest value.
const HEADROOM: f64 = 1.2;

/// Axes of no more years than this name each year.
const EVERY_YEAR: i32 = 10;

/// The chart of a cluster; none where nothing in it is dated.
#[must_use]
pub(super) fn of_cluster(cluster: &Cluster, edition_year: i32, speech: Speech<'_>) -> Option<Chart> {
    let milestones = milestones(cluster, speech);
    let labels = labels(cluster, speech);
    let visit = cluster.visit.as_ref().and_then(|visit| visit.date);
    let dated = cluster.members.iter().any(|members| members.date.is_some());
    if !dated && milestones.is_empty() && labels.is_empty() {
        return None;
    }
    let mut chart = series(&cluster.members, visit, speech);
    let founded = cluster.founded.iter().filter_map(|founded| founded.date);
    let first = founded
        .chain(cluster.members.iter().filter_map(|members| members.date))
        .map(Date::year)
        .min()
        .unwrap_or(edition_year - 5);
    chart.axis.years = [first.div_euclid(5) * 5, edition_year + 1];
    chart.axis.named_years = named_years(chart.axis.years);
    chart.labels = labels;
    chart.milestones = milestones;
    chart.alt = alt(cluster, &chart, speech);
    Some(chart)
}

/// The chart of a programme's members.
#[must_use]
pub(super) fn of_programme(name: &str, members: &[Members], speech: Speech<'_>) -> Option<Chart> {
    let dates = members.iter().filter_map(|members| members.date).map(Date::year);
    let (first, last) = (dates.clone().min()?, dates.max()?);
    let mut chart = series(members, None, speech);
    chart.axis.years = [first, last + 1];
    chart.axis.named_years = named_years(chart.axis.years);
    chart.alt = speech.fill("alt", "programme", &[("name", name), ("list", &point_list(&chart, speech))]);
    Some(chart)
}

/// Named years of an axis: each one, or each fifth.
#[must_use]
pub(super) fn named_years([first, last]: [i32; 2]) -> Vec<i32> {
    let step = if last - first <= EVERY_YEAR { 1 } else { 5 };
    (first..last).filter(|year| year % step == 0).collect()
}

/// Points, runs and value axis; the years are still to be set.
fn series(members: &[Members], visit: Option<Date>, speech: Speech<'_>) -> Chart {
    let mut dated: Vec<_> = members.iter().filter_map(|members| Some((members.date?.middle(), members))).collect();
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut undated: Vec<_> = members.iter().filter(|members| members.date.is_none()).collect();
    undated.sort_by_key(|members| std::cmp::Reverse(members.count));

    let highest = members.iter().map(|members| members.count).max().unwrap_or(0);
    let values = scale(f64::from(highest), speech);
    let top = values.last().map_or(1.0, |value| value.0);
    let mut points: Vec<_> = dated.iter().map(|(year, members)| point(members, Some(*year), speech)).collect();
    let marked = dated.iter().position(|(_, members)| members.latest);
    rank(&mut points, marked, visit.map(Date::middle), top);
    Chart {
        axis: Axis { years: [0, 0], named_years: Vec::new(), values },
        runs: runs(&dated),
        points,
        undated: undated.into_iter().map(|members| point(members, None, speech)).collect(),
        labels: Vec::new(),
        milestones: Vec::new(),
        alt: String::new(),
    }
}

fn point(members: &Members, year: Option<f64>, speech: Speech<'_>) -> Point {
    Point {
        year,
        count: members.count,
        qualifier: members.qualifier,
        value: speech.count(members.count, members.qualifier),
        date: members.date.map(|date| speech.date(date)).unwrap_or_default(),
        rank: None,
    }
}

/// Which points are joined: neighbours with one counting basis that span two years or more.
fn runs(dated: &[(f64, &Members)]) -> Vec<Stem> {
    let mut runs = Vec::new();
    let mut first = 0;
    while first < dated.len() {
        let same = |index: &usize| dated[*index].1.basis == dated[first].1.basis;
        let last = (first..dated.len()).take_while(same).last().unwrap_or(first);
        if dated[last].0 - dated[first].0 >= LEAST_SPAN {
            runs.push(Stem { first, last });
        } else {
            runs.extend((first..=last).map(|index| Stem { first: index, last: index }));
        }
        first = last + 1;
    }
    runs
}

/// The order in which points get their labels: the one to speak of where a record marks it, the
/// latest, the one of the visit, the first, the rest from the latest back. Of two that are too near
/// the later in this order gets none, so that the newest figure is never the one left out.
fn rank(points: &mut [Point], marked: Option<usize>, visit: Option<f64>, top: f64) {
    let year = |point: &Point| point.year.unwrap_or_default();
    let mut order = Vec::from_iter(marked);
    let latest_back = (0..points.len()).rev();
    order.extend(latest_back.clone().take(1));
    if let Some(visit) = visit {
        let distance = |index: &usize| (year(&points[*index]) - visit).abs();
        let nearest = (0..points.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
        order.extend(nearest.filter(|index| distance(index) <= 1.0));
    }
    order.extend((!points.is_empty()).then_some(0));
    order.extend(latest_back);

    let mut ranked: Vec<usize> = Vec::new();
    for index in order {
        let near = |other: &usize| {
            (year(&points[index]) - year(&points[*other])).abs() < TOO_NEAR.0
                && (f64::from(points[index].count) - f64::from(points[*other].count)).abs() <= TOO_NEAR.1 * top
        };
        if !ranked.iter().any(near) {
            ranked.push(index);
        }
    }
    for (rank, index) in ranked.into_iter().enumerate() {
        points[index].rank = Some(rank);
    }
}

/// Scale lines from the lowest step to the top: four to nine steps of 1, 2, 2.5 or 5 times a power
/// of ten, as little above the needed height as they can be.
fn scale(highest: f64, speech: Speech<'_>) -> Vec<(f64, String)> {
    let needed = (highest * HEADROOM).max(4.0);
    let mut best: Option<(f64, u32)> = None;
    for power in [0.1, 1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6] {
        for factor in [1.0, 2.0, 2.5, 5.0] {
            let step = factor * power;
            let count = (needed / step - 1e-9).ceil();
            if step.fract() != 0.0 || !(4.0..=9.0).contains(&count) {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "4 to 9")]
            let count = count as u32;
            let lower = best
                .is_none_or(|(step_now, count_now)| step * f64::from(count) < step_now * f64::from(count_now) - 1e-9);
            if lower {
                best = Some((step, count));
            }
        }
    }
    let (step, count) = best.unwrap_or((1.0, 4));
    (1..=count).map(|line| f64::from(line) * step).map(|value| (value, speech.decimal(value))).collect()
}

fn labels(cluster: &Cluster, speech: Speech<'_>) -> Vec<Mark> {
    let mut dated: Vec<_> = cluster.labels.iter().filter_map(|label| Some((label.date?, label.level))).collect();
    dated.sort_by(|a, b| a.0.middle().total_cmp(&b.0.middle()));
    let mut before = None;
    dated
        .into_iter()
        .map(|(date, level)| {
            let repeated = before.replace(level) == Some(level);
            Mark {
                year: date.middle(),
                level,
                name: if repeated { String::new() } else { speech.level(level).to_owned() },
                date: date.year().to_string(),
            }
        })
        .collect()
}

fn milestones(cluster: &Cluster, speech: Speech<'_>) -> Vec<Event> {
    let event = |date: Date, kind, key| Event {
        year: date.middle(),
        kind,
        name: speech.word("founding", key).to_owned(),
        date: speech.date(date),
    };
    let mut events = Vec::new();
    events.extend(founding(cluster).map(|date| event(date, EventKind::Founding, "event")));
    let admission = cluster.go_cluster.as_ref().map(|member| member.since);
    events.extend(admission.map(|date| event(date, EventKind::Admission, "admission")));
    let visit = cluster.visit.as_ref().and_then(|visit| visit.date);
    events.extend(visit.map(|date| event(date, EventKind::Visit, "visit")));
    events.sort_by(|a, b| a.year.total_cmp(&b.year));
    events
}

/// The date of the founding: of the first body with a legal form, or of what there was first.
#[must_use]
pub(super) fn founding(cluster: &Cluster) -> Option<Date> {
    let dated = || cluster.founded.iter().filter(|founded| founded.date.is_some());
    dated().find(|founded| founded.kind.is_legal()).or_else(|| dated().next()).and_then(|founded| founded.date)
}

fn alt(cluster: &Cluster, chart: &Chart, speech: Speech<'_>) -> String {
    let mut sentences = Vec::new();
    if !cluster.members.is_empty() {
        let list = point_list(chart, speech);
        sentences.push(speech.fill("alt", "members", &[("name", &cluster.short_name), ("list", &list)]));
    }
    if !cluster.labels.is_empty() {
        let list: Vec<_> = cluster.labels.iter().map(|label| super::profile::label(label, speech)).collect();
        sentences.push(speech.fill("alt", "labels", &[("list", &list.join("; "))]));
    }
    if !chart.milestones.is_empty() {
        let list: Vec<_> = chart.milestones.iter().map(|event| format!("{} {}", event.name, event.date)).collect();
        sentences.push(speech.fill("alt", "milestones", &[("list", &list.join("; "))]));
    }
    sentences.join(" ")
}

/// "November 2020: 72; 30. Mai 2022: 72".
fn point_list(chart: &Chart, speech: Speech<'_>) -> String {
    let undated = speech.word("date", "undated");
    let points = chart.points.iter().chain(&chart.undated);
    let list: Vec<_> = points
        .map(|point| {
            let date = if point.date.is_empty() { undated } else { &point.date };
            format!("{date}: {}", point.value)
        })
        .collect();
    list.join("; ")
}
