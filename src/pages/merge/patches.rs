//! The white patches: what is known of each record, what only in part, and what is not.

use super::{Context, facts, qr};
use crate::edition::records::{Cluster, Contact, Date, Mix};
use crate::pages::values::{Ask, Knowledge, PatchRow, Patches};

/// A field of the white patches: the key of its word, and how much of it a record has.
type Patch = (&'static str, fn(&Cluster) -> Knowledge);

const PATCHES: [Patch; 10] = [
    ("founding", |cluster| {
        either(cluster.founded.iter().any(|stage| stage.date.is_some()), !cluster.founded.is_empty())
    }),
    ("members", |cluster| {
        either(cluster.members.iter().any(|members| members.date.is_some()), !cluster.members.is_empty())
    }),
    ("mix", |cluster| cluster.mix.as_ref().map_or(Knowledge::Unknown, mix)),
    ("label", |cluster| either(cluster.labels.iter().any(|label| label.date.is_some()), !cluster.labels.is_empty())),
    ("go_cluster", |cluster| either(cluster.go_cluster.is_some(), false)),
    ("manager", |cluster| either(!cluster.people().is_empty(), false)),
    ("website", |cluster| either(has_contact(cluster, |contact| contact.website.is_some()), false)),
    ("address", |cluster| cluster.contact.as_ref().map_or(Knowledge::Unknown, address)),
    ("phone", |cluster| either(has_contact(cluster, |contact| contact.phone.is_some()), false)),
    ("visit", |cluster| {
        let date = cluster.visit.as_ref().and_then(|visit| visit.date);
        either(matches!(date, Some(Date::Day(_))), date.is_some())
    }),
];

const fn either(known: bool, partly: bool) -> Knowledge {
    match (known, partly) {
        (true, _) => Knowledge::Known,
        (false, true) => Knowledge::Partly,
        (false, false) => Knowledge::Unknown,
    }
}

fn has_contact(cluster: &Cluster, known: fn(&Contact) -> bool) -> bool {
    cluster.contact.as_ref().is_some_and(known)
}

/// The least sum of shares that leaves no rest, in per cent: shares are rounded.
const WHOLE: f64 = 99.0;

/// Returns how much is known of the members' mix: shares with a rest are a part of it.
fn mix(mix: &Mix) -> Knowledge {
    let sum: f64 = mix.shares.iter().map(|share| share.percent).sum();
    let whole = if mix.shares.is_empty() { mix.text.is_some() } else { sum >= WHOLE };
    either(whole, !mix.shares.is_empty())
}

/// Returns how much is known of an address: a street without number or without postcode is a part of it.
fn address(contact: &Contact) -> Knowledge {
    let street = contact.street.is_some() || contact.care_of.is_some();
    either(facts::is_whole_address(contact), street)
}

/// Returns the table of the white patches.
pub(super) fn patches(context: &Context<'_>) -> Patches {
    let locale = context.locale;
    let fields: Vec<_> = PATCHES.iter().map(|(key, _)| locale.word("patches", key).to_owned()).collect();
    let rows = context.clusters().iter().enumerate().map(|(station, record)| PatchRow {
        number: station + 1,
        name: locale.set_spaces(&record.value.short_name),
        known: PATCHES.iter().map(|(_, known)| known(&record.value)).collect(),
    });
    let rows: Vec<_> = rows.collect();
    let partly = rows.iter().any(|row| row.known.contains(&Knowledge::Partly));
    Patches { alt: alt(context, &fields, &rows), ask: ask(context), fields, rows, partly }
}

fn alt(context: &Context<'_>, fields: &[String], rows: &[PatchRow]) -> String {
    let locale = context.locale;
    let row_alt = |row: &PatchRow, kind: Knowledge, key| {
        let names = fields.iter().zip(&row.known).filter(|(_, known)| **known == kind);
        let names: Vec<_> = names.map(|(field, _)| field.as_str()).collect();
        let places = [("name", row.name.as_str()), ("list", &names.join(", "))];
        (!names.is_empty()).then(|| locale.fill("alt", key, &places))
    };
    let list: Vec<_> = rows.iter().filter_map(|row| row_alt(row, Knowledge::Unknown, "patches-row")).collect();
    let missing = if list.is_empty() {
        locale.word("alt", "patches-none").to_owned()
    } else {
        locale.fill("alt", "patches", &[("list", &list.join("; "))])
    };
    let list: Vec<_> = rows.iter().filter_map(|row| row_alt(row, Knowledge::Partly, "patches-partly-row")).collect();
    let partly = (!list.is_empty()).then(|| locale.fill("alt", "patches-partly", &[("list", &list.join("; "))]));
    facts::join(&[Some(missing), partly], " ")
}

/// Returns whom to write; `None` where the publisher has no mail address.
fn ask(context: &Context<'_>) -> Option<Ask> {
    let locale = context.locale;
    let edition = &context.records.edition.value;
    let email = edition.publisher.as_ref()?.email.clone()?;
    let subject = locale.fill("patches", "subject", &[("name", &locale.text_or_empty(&edition.title))]);
    let url = format!("mailto:{email}?subject={}", percent_encode(&subject));
    // A code has room for the address even where it has none for the subject.
    let code = qr::qr(&url, locale).or_else(|| qr::qr(&format!("mailto:{email}"), locale));
    Some(Ask { email, url, qr: code })
}

/// Encodes a text for the query of an address (RFC 3986): all but letters and digits of ASCII and `-._~`.
fn percent_encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Knowledge, address, mix, percent_encode};
    use crate::edition::records::{Contact, Mix};

    #[test]
    fn shares_with_a_rest_are_known_in_part() {
        let known = |text: &str| mix(&toml::from_str::<Mix>(text).unwrap());
        let share = |percent| format!("[[shares]]\nname = {{ de = \"A\" }}\npercent = {percent}\n");
        assert_eq!(known(""), Knowledge::Unknown);
        assert_eq!(known("text = { de = \"Firmen\" }"), Knowledge::Known);
        assert_eq!(known(&share(55)), Knowledge::Partly);
        assert_eq!(known(&format!("{}{}", share(55), share(45))), Knowledge::Known);
        assert_eq!(known(&format!("text = {{ de = \"Firmen\" }}\n{}", share(55))), Knowledge::Partly);
    }

    #[test]
    fn a_street_without_number_or_postcode_is_known_in_part() {
        let known = |text: &str| address(&toml::from_str::<Contact>(text).unwrap());
        assert_eq!(known("street = \"Falkenstraße 11\"\npostal_code = \"23564\""), Knowledge::Known);
        assert_eq!(known("street = \"Falkenstraße 11\""), Knowledge::Partly);
        assert_eq!(known("street = \"Falkenstraße\"\npostal_code = \"23564\""), Knowledge::Partly);
        assert_eq!(known("care_of = \"Technologiezentrum\""), Knowledge::Partly);
        assert_eq!(known("city = \"Lübeck\""), Knowledge::Unknown);
    }

    #[test]
    fn subjects_are_encoded() {
        assert_eq!(percent_encode("Weiße Flecken: 2019"), "Wei%C3%9Fe%20Flecken%3A%202019");
    }
}
