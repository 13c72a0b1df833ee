//! The tables of a chapter: log, profile, topics and figures. A row without a value is left out.

use super::speech::Speech;
use super::tour::{Tour, capital, latest};
use crate::edition::load::Records;
use crate::edition::records::{Cluster, Contact, Founded, Indicator, Label, Manager, Members, Qualifier, Seat};
use crate::pages::values::{Figure, Row, Topics};

/// From here on a value is set in words: "51 Mrd.".
const MILLION: f64 = 1e6;
const BILLION: f64 = 1e9;

fn row(key: &'static str, label: &str, value: String) -> Row {
    Row { key, label: label.to_owned(), value, url: None }
}

/// Collects rows whose heads stand in one section of the word table.
struct Rows<'a> {
    section: &'a str,
    speech: Speech<'a>,
    done: Vec<Row>,
}

impl<'a> Rows<'a> {
    const fn new(section: &'a str, speech: Speech<'a>) -> Self {
        Self { section, speech, done: Vec::new() }
    }

    fn add(&mut self, key: &'static str, value: Option<String>) {
        let Some(value) = value.filter(|value| !value.trim().is_empty()) else { return };
        self.done.push(row(key, self.speech.word(self.section, key), value));
    }

    fn link(&mut self, key: &'static str, value: Option<String>, url: String) {
        self.add(key, value);
        if let Some(row) = self.done.last_mut().filter(|row| row.key == key) {
            row.url = Some(url);
        }
    }
}

/// The log of the visit: when, where, on what occasion, and the way there and on.
#[must_use]
pub(super) fn log(records: &Records, tour: &Tour, station: usize, speech: Speech<'_>) -> Vec<Row> {
    let cluster = &records.clusters[station].value;
    let city = |station: usize| speech.name(&records.clusters[station].value.seat.city);
    let mut rows = Rows::new("log", speech);
    if let Some(visit) = &cluster.visit {
        rows.add("visit", visit.date.map(|date| capital(&speech.date(date))));
        rows.add("place", visit.place.as_ref().and_then(|place| speech.text(place)));
        rows.add("occasion", visit.occasion.as_ref().and_then(|occasion| speech.text(occasion)));
    }
    rows.add("position", cluster.seat.position().map(|place| speech.position(place).join("\u{2003}")));
    if let Some(leg) = tour.arrival(station) {
        let (distance, bearing) = (speech.kilometres(leg.km), speech.degrees(leg.bearing));
        let places = [("distance", distance.as_str()), ("city", city(leg.from)), ("bearing", &bearing)];
        rows.add("leg", Some(speech.fill("log", "leg-value", &places)));
    }
    if let Some(leg) = tour.departure(station) {
        let distance = speech.kilometres(leg.km);
        let places = [("distance", distance.as_str()), ("city", city(leg.to))];
        rows.add("onward", Some(speech.fill("log", "onward-value", &places)));
    }
    rows.done
}

/// The profile.
#[must_use]
pub(super) fn profile(cluster: &Cluster, field_names: &[String], speech: Speech<'_>) -> Vec<Row> {
    let mut rows = Rows::new("profile", speech);
    rows.add("name", Some(speech.fine(&cluster.official_name)));
    rows.add("former", Some(speech.fine(&cluster.former_names.join("; "))));
    rows.add("legal_form", cluster.legal_form.map(|form| legal_form(form, speech).to_owned()));
    rows.add(
        "management_body",
        cluster.management_body.as_ref().map(|body| {
            let role = body.role.as_ref().and_then(|role| speech.text(role));
            join(&[Some(speech.fine(&body.name)), role], ", ")
        }),
    );
    rows.add("seat", Some(seat(&cluster.seat, speech)));
    rows.add("region", cluster.seat.region.as_ref().and_then(|region| speech.text(region)));
    rows.add("fields", Some(field_names.join(", ")));
    rows.add("founded", Some(founded(&cluster.founded, speech)));
    rows.add("members", Some(members(cluster, speech)));
    rows.add(
        "mix",
        cluster.mix.as_ref().and_then(|mix| {
            let text = mix.text.as_ref().and_then(|text| speech.text(text))?;
            Some(match mix.date {
                Some(date) => format!("{text} ({})", speech.date(date)),
                None => text,
            })
        }),
    );
    let labels: Vec<_> = cluster.labels.iter().map(|entry| label(entry, speech)).collect();
    rows.add("label", Some(labels.join(", ")));
    rows.add(
        "go_cluster",
        cluster
            .go_cluster
            .as_ref()
            .map(|member| speech.fill("profile", "since", &[("date", &speech.date(member.since))])),
    );
    rows.add("manager", cluster.manager.as_ref().map(|manager| manager_row(manager, speech)));
    if let Some(contact) = &cluster.contact {
        contact_rows(contact, &mut rows);
    }
    rows.done
}

fn join(parts: &[Option<String>], separator: &str) -> String {
    let parts: Vec<_> = parts.iter().flatten().filter(|part| !part.is_empty()).cloned().collect();
    parts.join(separator)
}

fn legal_form(form: crate::edition::records::LegalForm, speech: Speech<'_>) -> &str {
    use crate::edition::records::LegalForm as Form;
    speech.word(
        "legal_form",
        match form {
            Form::Association => "association",
            Form::CharitableAssociation => "charitable_association",
            Form::LimitedCompany => "limited_company",
            Form::PublicBody => "public_body",
            Form::None => "none",
        },
    )
}

/// "Kassel, Hessen", or the city alone where the Land has its name; further cities behind it.
#[must_use]
pub(super) fn seat(seat: &Seat, speech: Speech<'_>) -> String {
    let cities = std::iter::once(&seat.city).chain(&seat.further_cities);
    let cities = cities.map(|city| speech.name(city)).collect::<Vec<_>>().join(", ");
    join(&[Some(cities), land(seat, speech)], ", ")
}

/// The name of the Land; none where the city has its name or the seat is abroad.
#[must_use]
pub(super) fn land(seat: &Seat, speech: Speech<'_>) -> Option<String> {
    let name = speech.word("lands", seat.land?.code());
    (name != speech.name(&seat.city)).then(|| name.to_owned())
}

fn founded(stages: &[Founded], speech: Speech<'_>) -> String {
    let alone = stages.len() == 1;
    let stages: Vec<_> = stages
        .iter()
        .map(|stage| {
            let date = stage.date.map(|date| speech.date(date));
            let kind = speech.word(
                "founding",
                match stage.kind {
                    crate::edition::records::FoundingKind::Idea => "idea",
                    crate::edition::records::FoundingKind::Initiative => "initiative",
                    crate::edition::records::FoundingKind::Association => "association",
                    crate::edition::records::FoundingKind::Company => "company",
                },
            );
            let what = if alone { date } else { Some(join(&[Some(kind.to_owned()), date], " ")) };
            let by = stage.by.as_ref().and_then(|by| {
                let who = speech.text(&by.who)?;
                let count = by.count.map(|count| speech.count(count, by.qualifier));
                Some(join(&[count, Some(who)], " "))
            });
            join(&[what, by], ", ")
        })
        .filter(|stage| !stage.is_empty())
        .collect();
    stages.join("; ")
}

/// The count to speak of, and those that were counted otherwise, so that the chart is understood.
fn members(cluster: &Cluster, speech: Speech<'_>) -> String {
    let first = latest(cluster);
    let others = cluster.members.iter().filter(|members| members.basis.is_some());
    let others = others.filter(|members| first != Some(*members));
    let rows: Vec<_> = first.into_iter().chain(others).map(|members| members_row(members, speech)).collect();
    rows.join("; ")
}

fn members_row(members: &Members, speech: Speech<'_>) -> String {
    let date = match members.date {
        Some(date) => speech.date(date),
        None => speech.word("date", "undated").to_owned(),
    };
    let basis = members.basis.as_ref().and_then(|basis| speech.text(basis));
    let remark = join(&[Some(date), basis], ", ");
    format!("{} ({remark})", speech.count(members.count, members.qualifier))
}

/// "Gold 2012", "Silber 2020, bis 2022", "Gold bis 2027", "Bronze".
#[must_use]
pub(super) fn label(label: &Label, speech: Speech<'_>) -> String {
    let level = speech.level(label.level);
    let year = label.date.map(|date| date.year().to_string());
    let until = label.valid_until.map(|date| speech.fill("profile", "until", &[("date", &date.year().to_string())]));
    match (year, until) {
        (Some(year), Some(until)) => format!("{level} {year} ({until})"),
        (Some(year), None) => format!("{level} {year}"),
        (None, Some(until)) => format!("{level} {until}"),
        (None, None) => level.to_owned(),
    }
}

fn manager_row(manager: &Manager, speech: Speech<'_>) -> String {
    let function = manager.function.as_ref().and_then(|function| speech.text(function));
    let since = manager.since.map(|date| speech.fill("profile", "in-office", &[("date", &speech.date(date))]));
    let name = speech.fine(speech.name(&manager.name));
    let who = join(&[Some(name), function, since], ", ");
    match manager.as_of {
        Some(date) => format!("{who} ({})", speech.fill("profile", "as-of", &[("date", &speech.date(date))])),
        None => who,
    }
}

/// The postal address as far as it is known.
#[must_use]
pub(super) fn address(contact: &Contact) -> String {
    let city = join(&[contact.postal_code.clone(), contact.city.clone()], " ");
    join(&[contact.care_of.clone(), contact.street.clone(), Some(city)], ", ")
}

fn contact_rows(contact: &Contact, rows: &mut Rows<'_>) {
    rows.add("address", Some(address(contact)));
    if let Some(phone) = &contact.phone {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        rows.link("phone", Some(phone.clone()), format!("tel:{digits}"));
    }
    if let Some(email) = &contact.email {
        rows.link("email", Some(email.clone()), format!("mailto:{email}"));
    }
    if let Some(website) = &contact.website {
        rows.link("website", Some(bare_url(website).to_owned()), website.clone());
    }
}

/// A web address as it is printed: without scheme, "www." and a closing slash.
#[must_use]
pub(super) fn bare_url(url: &str) -> &str {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/')
}

/// Topics, or technology fields where the record has none.
#[must_use]
pub(super) fn topics(cluster: &Cluster, field_names: &[String], speech: Speech<'_>) -> Option<Topics> {
    let items: Vec<_> = cluster.topics.iter().filter_map(|topic| speech.text(&topic.text)).collect();
    let (heading, items) = if items.is_empty() { ("fields", field_names.to_vec()) } else { ("topics", items) };
    let heading = speech.word("chapter", heading).to_owned();
    (!items.is_empty()).then_some(Topics { heading, items })
}

/// A figure with its words.
#[must_use]
pub(super) fn figure(indicator: &Indicator, speech: Speech<'_>) -> Option<Figure> {
    let label = speech.text(&indicator.label)?;
    let (value, word) = match indicator.value {
        value if value.abs() >= BILLION => (value / BILLION, Some("billion")),
        value if value.abs() >= MILLION => (value / MILLION, Some("million")),
        value => (value, None),
    };
    let word = word.map(|word| speech.word("number", word).to_owned());
    let name = indicator.currency.as_deref().map(|code| speech.word("currency", code).to_owned());
    let before = speech.currency_first();
    let unit = join(&[word, name.clone().filter(|_| !before)], "\u{00A0}");
    let when = indicator
        .date
        .map(|date| speech.date(date))
        .or_else(|| indicator.period.and_then(|period| speech.period(period)));
    Some(Figure {
        qualifier: Some(indicator.qualifier)
            .filter(|qualifier| *qualifier != Qualifier::Exact)
            .and_then(|qualifier| speech.qualifier(qualifier))
            .map(str::to_owned),
        value: speech.decimal(value),
        unit: (!unit.is_empty()).then_some(unit),
        currency: name.filter(|_| before),
        caption: join(&[Some(label), when], ", "),
    })
}
