//! The pages that show all stations side by side: itinerary, table at a glance, legend, white patches.

use super::tour::{latest, member_count};
use super::{Context, chapter, facts, timeline};
use crate::edition::records::{Cluster, Contact, Date, Label, Qualifier};
use crate::format::RouteFrame;
use crate::geometry::elevation_profile::{Stop, draw_elevation_profile};
use crate::geometry::legend::place_letters;
use crate::geometry::relief::Sheet;
use crate::pages::values::{
    ElevationProfile, Glance, GlanceRow, Itinerary, LabelMark, LegendRelief, PatchRow, Patches, ProfileStation,
    RouteRow,
};

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

/// Returns the table at a glance, and the legend.
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
    Glance { years, named_years: timeline::named_years(years), rows: rows.collect(), legend: legend(context) }
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

/// Draws the relief of the record with the most fields; of several, of the first one.
fn legend(context: &Context<'_>) -> Option<LegendRelief> {
    let clusters = context.clusters();
    let most = clusters.iter().map(|record| record.value.fields.len()).max()?;
    let station = clusters.iter().position(|record| record.value.fields.len() == most)?;
    let (record, mountain) = (&clusters[station], chapter::mountain(context, station));
    let side = context.design.frames.legend.relief;
    let sheet = Sheet::legend(side, &mountain);
    let relief = chapter::relief(context, station, &sheet);
    let places = place_letters(&mountain, &sheet, &relief, side);
    let letters = [("A", Some(places.summit)), ("B", places.contour), ("C", places.side_summit), ("D", places.ridge)];
    let members = || clusters.iter().flat_map(|record| &record.value.members);
    let mut qualifiers = vec![Qualifier::Exact, Qualifier::About, Qualifier::MoreThan, Qualifier::Almost];
    qualifiers.retain(|qualifier| members().any(|members| members.qualifier == *qualifier));
    Some(LegendRelief {
        name: context.locale.set_spaces(&record.value.short_name),
        letters: letters.into_iter().filter_map(|(letter, place)| Some((letter.to_owned(), place?))).collect(),
        relief,
        qualifiers,
    })
}

/// A field of the white patches: the key of its word, and whether a record has it.
type Patch = (&'static str, fn(&Cluster) -> bool);

const PATCHES: [Patch; 10] = [
    ("founding", |cluster| timeline::founding(cluster).is_some()),
    ("members", |cluster| cluster.members.iter().any(|members| members.date.is_some())),
    ("mix", |cluster| cluster.mix.is_some()),
    ("label", |cluster| cluster.labels.iter().any(|label| label.date.is_some())),
    ("go_cluster", |cluster| cluster.go_cluster.is_some()),
    ("manager", |cluster| !cluster.people().is_empty()),
    ("website", |cluster| has_contact(cluster, |contact| contact.website.is_some())),
    ("address", |cluster| has_contact(cluster, |contact| !facts::address(contact).is_empty())),
    ("phone", |cluster| has_contact(cluster, |contact| contact.phone.is_some())),
    ("visit", |cluster| matches!(cluster.visit.as_ref().and_then(|visit| visit.date), Some(Date::Day(_)))),
];

fn has_contact(cluster: &Cluster, known: fn(&Contact) -> bool) -> bool {
    cluster.contact.as_ref().is_some_and(known)
}

pub(super) fn patches(context: &Context<'_>) -> Patches {
    let locale = context.locale;
    let fields: Vec<_> = PATCHES.iter().map(|(key, _)| locale.word("patches", key).to_owned()).collect();
    let rows = context.clusters().iter().enumerate().map(|(station, record)| PatchRow {
        number: station + 1,
        name: locale.set_spaces(&record.value.short_name),
        known: PATCHES.iter().map(|(_, known)| known(&record.value)).collect(),
    });
    let rows: Vec<_> = rows.collect();
    let row_alt = |row: &PatchRow| {
        let missing = fields.iter().zip(&row.known).filter(|(_, known)| !**known).map(|(field, _)| field.as_str());
        let missing: Vec<_> = missing.collect();
        let places = [("name", row.name.as_str()), ("list", &missing.join(", "))];
        (!missing.is_empty()).then(|| locale.fill("alt", "patches-row", &places))
    };
    let list: Vec<_> = rows.iter().filter_map(row_alt).collect();
    let alt = if list.is_empty() {
        locale.word("alt", "patches-none").to_owned()
    } else {
        locale.fill("alt", "patches", &[("list", &list.join("; "))])
    };
    Patches { fields, rows, alt }
}
