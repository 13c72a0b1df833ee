//! The pages that show all stations side by side: itinerary, at a glance, legend, white patches.

use super::tour::latest;
use super::{Merge, chapter, profile, timeline};
use crate::edition::records::{Cluster, Date, Qualifier};
use crate::geometry::legend::legend_marks;
use crate::geometry::profile::{Stop, height_profile};
use crate::geometry::relief::Sheet;
use crate::pages::values::{
    Glance, GlanceRow, Itinerary, LabelMark, LegendRelief, PatchRow, Patches, Profile, ProfileStation, RouteRow,
};

/// The box of the height profile, in mm: twelve columns wide; 38 L to 57 L without the figures.
const PROFILE: (f64, f64) = (175.5, 66.0);

/// The side of a small relief and of the legend's relief, in mm.
const SMALL: f64 = 24.75;
const LEGEND: f64 = 115.5;

/// The first year of the time lines at a glance, or an earlier multiple of five where a record
/// needs it.
const FIRST_YEAR: i32 = 2000;

/// The itinerary and the tour in profile.
pub(super) fn itinerary(merge: &Merge<'_>) -> Itinerary {
    let speech = merge.speech;
    let clusters = &merge.records.clusters;
    let rows = clusters.iter().enumerate().map(|(station, document)| {
        let leg = merge.tour.arrival(station);
        let start = merge.tour.departure(station).is_some() && leg.is_none();
        RouteRow {
            number: station + 1,
            city: speech.name(&document.value.seat.city).to_owned(),
            name: speech.fine(&document.value.short_name),
            position: document.value.seat.position().map(|place| speech.position(place)),
            bearing: leg.map(|leg| speech.degrees(leg.bearing)),
            leg: leg.map(|leg| speech.kilometres(leg.km)),
            sum: leg.map(|leg| leg.sum).or(start.then_some(0)).map(|km| speech.kilometres(km)),
        }
    });
    Itinerary { rows: rows.collect(), profile: tour_profile(merge), alt: profile_alt(merge) }
}

fn tour_profile(merge: &Merge<'_>) -> Profile {
    let clusters = &merge.records.clusters;
    let mut km = 0.0;
    let stops: Vec<_> = clusters
        .iter()
        .enumerate()
        .map(|(station, document)| {
            km = merge.tour.arrival(station).map_or(km, |leg| f64::from(leg.sum));
            Stop {
                id: document.slug.clone(),
                km,
                members: latest(&document.value).map(|members| f64::from(members.count)),
            }
        })
        .collect();
    let drawn = height_profile(&stops, PROFILE.0, PROFILE.1, merge.tour.interval.line);
    let stations = drawn.marks.iter().zip(clusters).enumerate();
    Profile {
        width: drawn.width,
        height: drawn.height,
        stations: stations
            .map(|(index, (mark, document))| ProfileStation {
                number: index + 1,
                at: mark.at,
                top: mark.top,
                value: latest(&document.value).map(|members| merge.speech.number(u64::from(members.count))),
            })
            .collect(),
        lines: drawn.lines,
    }
}

fn profile_alt(merge: &Merge<'_>) -> String {
    let speech = merge.speech;
    let list: Vec<_> = merge
        .records
        .clusters
        .iter()
        .map(|document| {
            let count = latest(&document.value).map_or_else(
                || speech.word("alt", "unknown").to_owned(),
                |members| speech.count(members.count, members.qualifier),
            );
            format!("{}: {count}", document.value.short_name)
        })
        .collect();
    speech.fill("alt", "profile", &[("list", &list.join("; "))])
}

/// The table at a glance, and the legend.
pub(super) fn glance(merge: &Merge<'_>) -> Glance {
    let clusters = &merge.records.clusters;
    let charts: Vec<_> =
        clusters.iter().map(|document| timeline::of_cluster(&document.value, merge.year(), merge.speech)).collect();
    let first = charts.iter().flatten().map(|chart| chart.axis.years[0]).fold(FIRST_YEAR, i32::min);
    let years = [first, merge.year() + 1];
    let rows = charts.into_iter().enumerate().map(|(station, chart)| {
        let cluster = &clusters[station].value;
        let members = latest(cluster);
        GlanceRow {
            number: station + 1,
            name: merge.speech.fine(&cluster.short_name),
            city: merge.speech.name(&cluster.seat.city).to_owned(),
            land: profile::land(&cluster.seat, merge.speech),
            field: merge.field_names(cluster).into_iter().next(),
            relief: chapter::relief_on(merge, station, &Sheet::small(SMALL)),
            alt: chart.as_ref().map(|chart| chart.alt.clone()).unwrap_or_default(),
            chart,
            qualifier: members.and_then(|members| merge.speech.qualifier(members.qualifier)).map(str::to_owned),
            value: members.map(|members| merge.speech.number(u64::from(members.count))),
            date: members.map(|members| match members.date {
                Some(date) => merge.speech.date(date),
                None => merge.speech.word("date", "undated").to_owned(),
            }),
            label: latest_label(cluster, merge),
        }
    });
    Glance { years, named_years: timeline::named_years(years), rows: rows.collect(), legend: legend(merge) }
}

/// The label with the latest date, or with the longest validity where that has none.
fn latest_label(cluster: &Cluster, merge: &Merge<'_>) -> Option<LabelMark> {
    let place = |date: Option<Date>| date.map_or(f64::MIN, Date::middle);
    let label = cluster.labels.iter().max_by(|a, b| {
        let key =
            |label: &crate::edition::records::Label| place(label.valid_until.or(label.date)).max(place(label.date));
        key(a).total_cmp(&key(b))
    })?;
    let year = label.date.map(|date| date.year().to_string());
    let level = merge.speech.level(label.level);
    Some(LabelMark {
        level: label.level,
        text: match year {
            Some(year) => format!("{level} {year}"),
            None => profile::label(label, merge.speech),
        },
    })
}

/// The relief of the record with most fields; of several, of the one that comes first.
fn legend(merge: &Merge<'_>) -> Option<LegendRelief> {
    let clusters = &merge.records.clusters;
    let most = clusters.iter().map(|document| document.value.fields.len()).max()?;
    let station = clusters.iter().position(|document| document.value.fields.len() == most)?;
    let sheet = Sheet::legend(LEGEND);
    let relief = chapter::relief_on(merge, station, &sheet);
    let document = &clusters[station];
    let mountain = chapter::mountain(&document.slug, &document.value);
    let marks = legend_marks(&mountain, &sheet, &relief, LEGEND);
    let letters = [("A", Some(marks.summit)), ("B", marks.contour), ("C", marks.side_summit), ("D", marks.ridge)];
    let used = |qualifier: &Qualifier| {
        let mut members = clusters.iter().flat_map(|document| &document.value.members);
        members.any(|members| members.qualifier == *qualifier)
    };
    Some(LegendRelief {
        name: merge.speech.fine(&clusters[station].value.short_name),
        letters: letters.into_iter().filter_map(|(letter, place)| Some((letter.to_owned(), place?))).collect(),
        relief,
        qualifiers: [Qualifier::Exact, Qualifier::About, Qualifier::MoreThan, Qualifier::Almost]
            .into_iter()
            .filter(used)
            .collect(),
    })
}

/// A field of the white patches: the key of its word, and whether a record has it.
type Patch = (&'static str, fn(&Cluster) -> bool);

/// The fields of the white patches.
const PATCHES: [Patch; 10] = [
    ("founding", |cluster| timeline::founding(cluster).is_some()),
    ("members", |cluster| cluster.members.iter().any(|members| members.date.is_some())),
    ("mix", |cluster| cluster.mix.is_some()),
    ("label", |cluster| cluster.labels.iter().any(|label| label.date.is_some())),
    ("go_cluster", |cluster| cluster.go_cluster.is_some()),
    ("manager", |cluster| cluster.manager.is_some()),
    ("website", |cluster| contact(cluster, |contact| contact.website.is_some())),
    ("address", |cluster| contact(cluster, |contact| !profile::address(contact).is_empty())),
    ("phone", |cluster| contact(cluster, |contact| contact.phone.is_some())),
    ("visit", |cluster| {
        let date = cluster.visit.as_ref().and_then(|visit| visit.date);
        matches!(date, Some(Date::Day(_)))
    }),
];

fn contact(cluster: &Cluster, known: fn(&crate::edition::records::Contact) -> bool) -> bool {
    cluster.contact.as_ref().is_some_and(known)
}

/// The white patches.
pub(super) fn patches(merge: &Merge<'_>) -> Patches {
    let speech = merge.speech;
    let fields: Vec<_> = PATCHES.iter().map(|(key, _)| speech.word("patches", key).to_owned()).collect();
    let rows: Vec<_> = merge
        .records
        .clusters
        .iter()
        .enumerate()
        .map(|(station, document)| PatchRow {
            number: station + 1,
            name: speech.fine(&document.value.short_name),
            known: PATCHES.iter().map(|(_, known)| known(&document.value)).collect(),
        })
        .collect();
    let list: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let missing: Vec<_> =
                fields.iter().zip(&row.known).filter(|(_, known)| !**known).map(|(field, _)| field.as_str()).collect();
            let places = [("name", row.name.as_str()), ("list", &missing.join(", "))];
            (!missing.is_empty()).then(|| speech.fill("alt", "patches-row", &places))
        })
        .collect();
    let alt = match list.as_slice() {
        [] => speech.word("alt", "patches-none").to_owned(),
        list => speech.fill("alt", "patches", &[("list", &list.join("; "))]),
    };
    Patches { fields, rows, alt }
}
