//! Charts over time: points, axes, labels, milestones, and the chart in words.

use super::Locale;
use crate::edition::records::{Cluster, Date, Members};
use crate::pages::values::{Axes, Chart, ChartPoint, Run};

/// Points that span less are not joined, in years.
const LEAST_SPAN: f64 = 2.0;

/// Two points nearer than this share one label: in years, and as a share of the scale.
const NEAR_YEARS: f64 = 1.0;
const NEAR_SCALE: f64 = 0.03;

/// Top of the scale, as a multiple of the largest value.
const HEADROOM: f64 = 1.2;

/// Steps between the named years of an axis, and the most years for which each is taken: an axis of any length has a
/// few dozen names.
const YEAR_STEPS: [(i32, i32); 4] = [(1, 10), (5, 150), (20, 400), (50, i32::MAX)];

/// Returns the chart of a programme's members.
#[must_use]
pub(super) fn chart_programme(name: &str, members: &[Members], locale: Locale<'_>) -> Option<Chart> {
    let years = members.iter().filter_map(|members| members.date).map(Date::year);
    let years = [years.clone().min()?, years.max()? + 1];
    let mut chart = chart_members(members, None, years, locale);
    chart.alt = locale.fill("alt", "programme", &[("name", name), ("list", &list_points(&chart, locale))]);
    Some(chart)
}

/// Returns the years of an axis that are named: each one, or each fifth, twentieth or fiftieth.
#[must_use]
pub(super) fn named_years([first, last]: [i32; 2]) -> Vec<i32> {
    let step = YEAR_STEPS.iter().find(|(_, most)| last - first <= *most).map_or(1, |(step, _)| *step);
    (first..last).filter(|year| year % step == 0).collect()
}

fn chart_members(members: &[Members], visit: Option<Date>, years: [i32; 2], locale: Locale<'_>) -> Chart {
    let mut dated: Vec<_> = members.iter().filter_map(|members| Some((members.date?.middle(), members))).collect();
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut undated: Vec<_> = members.iter().filter(|members| members.date.is_none()).collect();
    undated.sort_by_key(|members| std::cmp::Reverse(members.count));

    let highest = members.iter().map(|members| members.count).max().unwrap_or(0);
    let values = scale_lines(f64::from(highest), locale);
    let top = values.last().map_or(1.0, |value| value.0);
    let mut points: Vec<_> = dated.iter().map(|(year, members)| point(members, Some(*year), locale)).collect();
    let marked = dated.iter().position(|(_, members)| members.latest);
    rank_points(&mut points, marked, visit.map(Date::middle), top);
    Chart {
        axis: Axes { years, named_years: named_years(years), values },
        runs: join_points(&dated),
        points,
        undated: undated.into_iter().map(|members| point(members, None, locale)).collect(),
        labels: Vec::new(),
        milestones: Vec::new(),
        alt: String::new(),
    }
}

fn point(members: &Members, year: Option<f64>, locale: Locale<'_>) -> ChartPoint {
    ChartPoint {
        year,
        count: members.count,
        qualifier: members.qualifier,
        value: locale.format_count(members.count, members.qualifier),
        date: members.date.map(|date| locale.format_date(date)).unwrap_or_default(),
        rank: None,
    }
}

/// Joins neighbouring points with the same counting basis, if they span two years or more.
fn join_points(dated: &[(f64, &Members)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut first = 0;
    for same in dated.chunk_by(|a, b| a.1.basis == b.1.basis) {
        let last = first + same.len() - 1;
        if dated[last].0 - dated[first].0 >= LEAST_SPAN {
            runs.push(Run { first, last });
        } else {
            runs.extend((first..=last).map(|index| Run { first: index, last: index }));
        }
        first = last + 1;
    }
    runs
}

/// Ranks the points for labelling: first the one that the record marks, then the latest, the one of the visit, the
/// first, and the rest from the latest back. Of two that are too near to each other the later in this order gets no
/// label, so that the newest figure is never the one left out.
fn rank_points(points: &mut [ChartPoint], marked: Option<usize>, visit: Option<f64>, top: f64) {
    let year = |index: usize| points[index].year.unwrap_or_default();
    let distance = |index: &usize, visit: f64| (year(*index) - visit).abs();
    let visited = visit.and_then(|visit| {
        let nearest = (0..points.len()).min_by(|a, b| distance(a, visit).total_cmp(&distance(b, visit)));
        nearest.filter(|index| distance(index, visit) <= 1.0)
    });
    let first = (!points.is_empty()).then_some(0);
    let latest_back = (0..points.len()).rev();
    let order = marked.into_iter().chain(points.len().checked_sub(1)).chain(visited).chain(first).chain(latest_back);

    let mut ranked: Vec<usize> = Vec::new();
    for index in order {
        let near = |other: &usize| {
            let count = |index: usize| f64::from(points[index].count);
            (year(index) - year(*other)).abs() < NEAR_YEARS && (count(index) - count(*other)).abs() <= NEAR_SCALE * top
        };
        if !ranked.iter().any(near) {
            ranked.push(index);
        }
    }
    for (rank, index) in ranked.into_iter().enumerate() {
        points[index].rank = Some(rank);
    }
}

/// Returns the scale lines from the lowest to the top: four to nine whole steps of 1, 2, 2.5 or 5 times a power of
/// ten, with a top as little above the needed height as possible.
fn scale_lines(highest: f64, locale: Locale<'_>) -> Vec<(f64, String)> {
    let needed = (highest * HEADROOM).max(4.0);
    let powers = std::iter::successors(Some(1.0), |power| Some(power * 10.0)).take_while(|power| *power <= needed);
    let best = powers
        .flat_map(|power| [1.0, 2.0, 2.5, 5.0].map(|factor| factor * power))
        .filter(|step| step.fract() == 0.0)
        .map(|step| (step, (needed / step - 1e-9).ceil()))
        .filter(|(_, count)| (4.0..=9.0).contains(count))
        .min_by(|a, b| (a.0 * a.1).total_cmp(&(b.0 * b.1)));
    let (step, count) = best.unwrap_or((1.0, 4.0));
    let values = (1..=9).map(f64::from).take_while(|line| *line <= count).map(|line| line * step);
    values.map(|value| (value, locale.format_decimal(value))).collect()
}

/// Returns the date of the founding: that of the first legal entity, or else the first date.
#[must_use]
pub(super) fn founding(cluster: &Cluster) -> Option<Date> {
    let dated = || cluster.founded.iter().filter(|founded| founded.date.is_some());
    dated().find(|founded| founded.kind.is_legal()).or_else(|| dated().next())?.date
}

/// Returns the points in words, such as "November 2020: 72; 30. Mai 2022: 72".
fn list_points(chart: &Chart, locale: Locale<'_>) -> String {
    let points = chart.points.iter().chain(&chart.undated).map(|point| {
        let date = if point.date.is_empty() { locale.word("date", "undated") } else { &point.date };
        format!("{date}: {}", point.value)
    });
    points.collect::<Vec<_>>().join("; ")
}
