//! The pages that show all stations side by side: legend, white patches.

use super::{Context, chapter, facts, timeline};
use crate::edition::records::{Cluster, Contact, Date, Qualifier};
use crate::geometry::legend::place_letters;
use crate::geometry::relief::Sheet;
use crate::pages::values::{LegendRelief, PatchRow, Patches};

/// Draws the relief of the record with the most fields; of several, of the first one.
pub(super) fn legend(context: &Context<'_>) -> Option<LegendRelief> {
    let clusters = context.clusters();
    let most = clusters.iter().map(|record| record.value.fields.len()).max()?;
    let station = clusters.iter().position(|record| record.value.fields.len() == most)?;
    let record = &clusters[station];
    let side = context.design.frames.legend.relief;
    let sheet = Sheet::legend(side);
    let relief = chapter::relief(context, station, &sheet);
    let places = place_letters(&chapter::mountain(record), &sheet, &relief, side);
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
