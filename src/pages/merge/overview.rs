//! The pages that show all stations side by side: itinerary and table at a glance.

use super::tour::{latest, member_count};
use super::{Context, chapter, facts, timeline};
use crate::edition::records::{Cluster, Label};
use crate::format::RouteFrame;
use crate::geometry::elevation_profile::{Stop, draw_elevation_profile};
use crate::geometry::relief::Sheet;
use crate::pages::values::{ElevationProfile, Glance, GlanceRow, Itinerary, LabelMark, ProfileStation, RouteRow};

/// The first year of the time lines at a glance, or an earlier multiple of five where a record needs it.
const FIRST_YEAR: i32 = 2000;

pub(super) fn itinerary(context: &Context<'_>) -> Itinerary {
    let locale = context.locale;
    let rows = context.clusters().iter().enumerate().map(|(station, record)| {
        let leg = context.tour.arrival(station);
        let start = context.tour.departure(station).is_some() && leg.is_none();
        RouteRow {
            number: station + 1,
            city: locale.name(&record.value.seat.city).to_owned(),
            name: locale.set_spaces(&record.value.short_name),
            position: record.value.seat.position().map(|place| locale.format_position(place)),
            bearing: leg.map(|leg| locale.format_degrees(leg.bearing)),
            leg: leg.map(|leg| locale.format_kilometres(leg.km)),
            sum: leg.map(|leg| leg.sum).or(start.then_some(0)).map(|km| locale.format_kilometres(km)),
        }
    });
    Itinerary { rows: rows.collect(), profile: elevation_profile(context), alt: profile_alt(context) }
}

fn elevation_profile(context: &Context<'_>) -> ElevationProfile {
    let stops: Vec<_> = context
        .clusters()
        .iter()
        .zip(&context.tour.travelled)
        .map(|(record, &km)| Stop { id: record.slug.clone(), km, members: member_count(&record.value) })
        .collect();
    let RouteFrame { width, height } = context.design.frames.route;
    let profile = draw_elevation_profile(&stops, width, height, context.tour.interval.line);
    let stations = profile.stations.iter().zip(context.clusters()).enumerate();
    let stations = stations.map(|(index, (place, record))| ProfileStation {
        number: index + 1,
        at: place.base,
        top: place.top,
        value: latest(&record.value).map(|members| context.locale.format_number(members.count)),
    });
    ElevationProfile { width, height, stations: stations.collect(), lines: profile.lines }
}

fn profile_alt(context: &Context<'_>) -> String {
    let locale = context.locale;
    let list = context.clusters().iter().map(|record| {
        let count = latest(&record.value).map(|members| locale.format_count(members.count, members.qualifier));
        let count = count.unwrap_or_else(|| locale.word("alt", "unknown").to_owned());
        format!("{}: {count}", record.value.short_name)
    });
    locale.fill("alt", "profile", &[("list", &list.collect::<Vec<_>>().join("; "))])
}

/// Returns the table at a glance.
pub(super) fn glance(context: &Context<'_>) -> Glance {
    let (locale, clusters) = (context.locale, context.clusters());
    let chart = |cluster| timeline::chart_cluster(cluster, context.edition_year(), locale);
    let charts: Vec<_> = clusters.iter().map(|record| chart(&record.value)).collect();
    let first = charts.iter().flatten().map(|chart| chart.axis.years[0]).fold(FIRST_YEAR, i32::min);
    let years = [first, context.edition_year() + 1];
    let rows = charts.into_iter().enumerate().map(|(station, chart)| {
        let cluster = &clusters[station].value;
        let members = latest(cluster);
        GlanceRow {
            number: station + 1,
            name: locale.set_spaces(&cluster.short_name),
            city: locale.name(&cluster.seat.city).to_owned(),
            land: facts::land(&cluster.seat, locale),
            field: context.field_names(cluster).into_iter().next(),
            relief: chapter::relief(context, station, &Sheet::small(context.design.frames.glance.relief)),
            alt: chart.as_ref().map(|chart| chart.alt.clone()).unwrap_or_default(),
            chart,
            qualifier: members.and_then(|members| locale.qualifier(members.qualifier)).map(str::to_owned),
            value: members.map(|members| locale.format_number(members.count)),
            date: members.map(|members| locale.format_date_or_undated(members.date)),
            label: latest_label(context, cluster),
        }
    });
    Glance { years, named_years: timeline::named_years(years), rows: rows.collect() }
}

/// Returns the latest label.
fn latest_label(context: &Context<'_>, cluster: &Cluster) -> Option<LabelMark> {
    let label = cluster.labels.get(Label::latest(&cluster.labels)?)?;
    let text = match label.date {
        Some(date) => format!("{} {}", context.locale.level(label.level), date.year()),
        None => facts::label(label, context.locale),
    };
    Some(LabelMark { level: label.level, text })
}
