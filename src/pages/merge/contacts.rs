//! The contacts: whom to ask at each station, and where to read on.

use super::facts::{self, join, short_url};
use super::{Context, Locale, qr};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Contact, Person};
use crate::pages::values::{ContactRow, Contacts, LinkedLine, NextStep};

/// The most places to read on: they share the foot of a page.
const MOST_NEXT: usize = 3;

/// Returns the rows of the contacts. They are empty if no record has any.
#[must_use]
pub(super) fn contacts(context: &Context<'_>) -> Contacts {
    let locale = context.locale;
    let known = |record: &Document<Cluster>| record.value.contact.is_some() || person(&record.value).is_some();
    let rows = context.clusters().iter().enumerate().map(|(index, record)| row(index, record, locale));
    let rows = if context.clusters().iter().any(known) { rows.collect() } else { Vec::new() };
    let next = context.records.edition.value.next.iter().take(MOST_NEXT).filter_map(|next| {
        let shown = short_url(&next.url).to_owned();
        Some(NextStep { text: locale.text(&next.text)?, shown, url: next.url.clone() })
    });
    Contacts { rows, next: next.collect() }
}

fn row(index: usize, record: &Document<Cluster>, locale: Locale<'_>) -> ContactRow {
    let cluster = &record.value;
    let contact = cluster.contact.as_ref();
    let web = contact.and_then(|contact| web(contact, locale));
    ContactRow {
        slug: record.slug.clone(),
        number: index + 1,
        name: locale.set_spaces(&cluster.short_name),
        person: person(cluster).map(|person| describe(person, locale)),
        qr: web.as_ref().and_then(|web| qr::qr(web.url.as_deref()?, locale)),
        web,
        lines: lines(cluster, locale),
    }
}

/// Returns whom to ask: of those who are marked for it the one with the latest date, else the first.
fn person(cluster: &Cluster) -> Option<&Person> {
    let date = |person: &&Person| person.as_of.map_or(f64::MIN, crate::edition::records::Date::middle);
    let marked = cluster.people().into_iter().filter(|person| person.contact);
    // Of several with the same date, the first one.
    let latest = marked.reduce(|best, next| if date(&next) > date(&best) { next } else { best });
    latest.or_else(|| cluster.people().first().copied())
}

/// Describes a person, such as "Ingrid Lange, Geschäftsführerin (November 2025)".
fn describe(person: &Person, locale: Locale<'_>) -> String {
    let name = locale.set_spaces(locale.name(&person.name));
    let who = join(&[Some(name), locale.text(&person.function)], ", ");
    match person.as_of {
        Some(date) => format!("{who} ({})", locale.format_date(date)),
        None => who,
    }
}

/// Returns the website, or the entry on a platform.
fn web(contact: &Contact, locale: Locale<'_>) -> Option<LinkedLine> {
    if let Some(website) = &contact.website {
        let text = short_url(website).to_owned();
        return Some(LinkedLine { field: "contact.website", text, url: Some(website.clone()) });
    }
    let platform = contact.platform_url.as_ref()?;
    let text = locale.fill("contacts", "entry", &[("name", facts::domain(platform))]);
    Some(LinkedLine { field: "contact.platform_url", text, url: Some(platform.clone()) })
}

/// Returns address, telephone and mail. A street without number or postcode leads nowhere and is left out.
fn lines(cluster: &Cluster, locale: Locale<'_>) -> Vec<LinkedLine> {
    let line = |field, text: String, url| LinkedLine { field, text, url };
    let contact = cluster.contact.as_ref();
    let city = contact.and_then(|contact| contact.city.clone());
    let city = city.unwrap_or_else(|| locale.name(&cluster.seat.city).to_owned());
    let mut lines = Vec::new();
    if let Some(care_of) = contact.and_then(|contact| contact.care_of.as_ref()) {
        lines.push(line("contact.care_of", locale.set_spaces(care_of), None));
    }
    let whole = contact.filter(|contact| facts::is_whole_address(contact));
    let place = match whole {
        Some(contact) => {
            let place = join(&[contact.postal_code.clone(), Some(city)], "\u{A0}");
            join(&[contact.street.clone(), Some(place)], ", ")
        }
        None => city,
    };
    lines.push(line("contact.street", place, None));
    if let Some(phone) = contact.and_then(|contact| contact.phone.as_ref()) {
        lines.push(line("contact.phone", phone.replace(' ', "\u{A0}"), Some(facts::dial(phone))));
    }
    if let Some(email) = contact.and_then(|contact| contact.email.as_ref()) {
        lines.push(line("contact.email", email.clone(), Some(format!("mailto:{email}"))));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::person;
    use crate::edition::records::{Cluster, Language};

    fn cluster(people: &str) -> Cluster {
        let record = format!("official_name = \"A\"\nshort_name = \"A\"\n{people}\n[seat]\ncity = \"Unna\"\n");
        toml::from_str(&record).unwrap()
    }

    #[test]
    fn the_latest_of_those_marked_is_asked_else_the_first() {
        let people = "[[people]]\nname = \"A\"\nas_of = 2025\n\
             [[people]]\nname = \"B\"\nas_of = 2019\ncontact = true\n\
             [[people]]\nname = \"C\"\nas_of = \"2024-07\"\ncontact = true\n\
             [[people]]\nname = \"D\"\ncontact = true\n";
        let name = |people: &str| person(&cluster(people)).map(|it| it.name.get(Language::De).to_owned());
        assert_eq!(name(people).as_deref(), Some("C"));
        assert_eq!(name(&people.replace("contact = true\n", "")).as_deref(), Some("A"));
        assert_eq!(name(""), None);
    }
}
