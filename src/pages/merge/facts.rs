//! The facts of a chapter: log, profile, topics and figures. A row without a value is left out.

use super::tour::{capitalise, latest};
use super::{Context, Locale};
use crate::edition::records::{
    Cluster, Contact, Founded, FoundingKind, Indicator, Label, LegalForm, Members, Person, Seat,
};
use crate::pages::values::{Figure, Row, Topics};

/// Units of large values and their words. A value is printed in a unit, such as "1,25 Mrd.", if at most two decimals show
/// it exactly; otherwise, all its digits are printed.
const UNITS: [(f64, &str); 2] = [(1e9, "billion"), (1e6, "million")];

/// Collects rows whose heads are in one section of the word table.
struct Rows<'a> {
    section: &'a str,
    locale: Locale<'a>,
    done: Vec<Row>,
}

impl<'a> Rows<'a> {
    const fn new(section: &'a str, locale: Locale<'a>) -> Self {
        Self { section, locale, done: Vec::new() }
    }

    fn add(&mut self, key: &'static str, value: impl Into<Option<String>>) {
        self.add_link(key, value, None);
    }

    fn add_link(&mut self, key: &'static str, value: impl Into<Option<String>>, url: Option<String>) {
        if let Some(value) = value.into().filter(|value| !value.trim().is_empty()) {
            self.done.push(Row { key, label: self.locale.word(self.section, key).to_owned(), value, url });
        }
    }
}

/// Joins the parts that are neither missing nor empty.
pub(super) fn join(parts: &[Option<String>], separator: &str) -> String {
    let parts: Vec<_> = parts.iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(separator)
}

/// Returns the title of a chapter: the headline, or the short name of a record without one.
pub(super) fn title(cluster: &Cluster, locale: Locale<'_>) -> String {
    locale.text(&cluster.headline).unwrap_or_else(|| cluster.short_name.clone())
}

/// Returns the log of the visit: when, where, on what occasion, and the way there and on.
#[must_use]
pub(super) fn log(context: &Context<'_>, station: usize) -> Vec<Row> {
    let locale = context.locale;
    let cluster = &context.clusters()[station].value;
    let city = |station: usize| locale.name(&context.clusters()[station].value.seat.city);
    let mut rows = Rows::new("log", locale);
    if let Some(visit) = &cluster.visit {
        rows.add("visit", visit.date.map(|date| capitalise(&locale.format_date(date))));
        rows.add("place", locale.text(&visit.place));
        rows.add("occasion", locale.text(&visit.occasion));
    }
    rows.add("position", cluster.seat.position().map(|place| locale.format_position(place).join("\u{2003}")));
    if let Some(leg) = context.tour.arrival(station) {
        let (distance, bearing) = (locale.format_kilometres(leg.km), locale.format_degrees(leg.bearing));
        let places = [("distance", distance.as_str()), ("city", city(leg.from)), ("bearing", &bearing)];
        rows.add("leg", locale.fill("log", "leg-value", &places));
    }
    if let Some(leg) = context.tour.departure(station) {
        let distance = locale.format_kilometres(leg.km);
        let places = [("distance", distance.as_str()), ("city", city(leg.to))];
        rows.add("onward", locale.fill("log", "onward-value", &places));
    }
    rows.done
}

#[must_use]
pub(super) fn profile(cluster: &Cluster, field_names: &[String], locale: Locale<'_>) -> Vec<Row> {
    let mut rows = Rows::new("profile", locale);
    rows.add("name", locale.set_spaces(&cluster.official_name));
    rows.add("former", locale.set_spaces(&cluster.former_names.join("; ")));
    rows.add("legal_form", cluster.legal_form.map(|form| legal_form(form, locale).to_owned()));
    let body = cluster.management_body.as_ref();
    rows.add(
        "management_body",
        body.map(|body| join(&[Some(locale.set_spaces(&body.name)), locale.text(&body.role)], ", ")),
    );
    rows.add("seat", seat(&cluster.seat, locale));
    rows.add("region", locale.text(&cluster.seat.region));
    rows.add("fields", field_names.join(", "));
    rows.add("founded", founded(&cluster.founded, locale));
    rows.add("members", members(cluster, locale));
    let mix = cluster.mix.as_ref().and_then(|mix| {
        let text = locale.text(&mix.text)?;
        Some(mix.date.map_or_else(|| text.clone(), |date| format!("{text} ({})", locale.format_date(date))))
    });
    rows.add("mix", mix);
    let labels: Vec<_> = cluster.labels.iter().map(|entry| label(entry, locale)).collect();
    rows.add("label", labels.join(", "));
    let since = cluster.go_cluster.as_ref().map(|member| locale.format_date(member.since));
    rows.add("go_cluster", since.map(|date| locale.fill("profile", "since", &[("date", &date)])));
    rows.add("manager", cluster.people().first().map(|it| manager(it, locale)));
    if let Some(contact) = &cluster.contact {
        add_contact(contact, &mut rows);
    }
    rows.done
}

fn legal_form(form: LegalForm, locale: Locale<'_>) -> &str {
    let key = match form {
        LegalForm::Association => "association",
        LegalForm::CharitableAssociation => "charitable_association",
        LegalForm::LimitedCompany => "limited_company",
        LegalForm::PublicBody => "public_body",
        LegalForm::None => "none",
    };
    locale.word("legal_form", key)
}

/// Returns the seat, such as "Kassel, Hessen": further cities follow the first, and a Land with the name of the city
/// is left out.
#[must_use]
pub(super) fn seat(seat: &Seat, locale: Locale<'_>) -> String {
    let cities = std::iter::once(&seat.city).chain(&seat.further_cities);
    let cities: Vec<_> = cities.map(|city| locale.name(city)).collect();
    join(&[Some(cities.join(", ")), land(seat, locale)], ", ")
}

/// Returns the name of the Land; `None` where the city has the same name or the seat is abroad.
#[must_use]
pub(super) fn land(seat: &Seat, locale: Locale<'_>) -> Option<String> {
    let code = seat.land?.to_string();
    let name = locale.word("lands", &code);
    (name != locale.name(&seat.city)).then(|| name.to_owned())
}

fn founded(stages: &[Founded], locale: Locale<'_>) -> String {
    let stage = |stage: &Founded| {
        let date = stage.date.map(|date| locale.format_date(date));
        let kind = match stage.kind {
            FoundingKind::Idea => "idea",
            FoundingKind::Initiative => "initiative",
            FoundingKind::Association => "association",
            FoundingKind::Company => "company",
        };
        // A single stage is explained by the head of the row.
        let kind = (stages.len() > 1).then(|| locale.word("founding", kind).to_owned());
        let by = stage.by.as_ref().and_then(|by| {
            let who = locale.text(&by.who)?;
            let count = by.count.map(|count| locale.format_count(count, by.qualifier));
            Some(join(&[count, Some(who)], " "))
        });
        Some(join(&[Some(join(&[kind, date], " ")), by], ", "))
    };
    join(&stages.iter().map(stage).collect::<Vec<_>>(), "; ")
}

/// Returns the principal count, and those with another basis, which explain the chart.
fn members(cluster: &Cluster, locale: Locale<'_>) -> String {
    let first = latest(cluster);
    let others = cluster.members.iter().filter(|members| members.basis.is_some() && first != Some(*members));
    let row = |members: &Members| {
        let date = locale.format_date_or_undated(members.date);
        let remark = join(&[Some(date), locale.text(&members.basis)], ", ");
        format!("{} ({remark})", locale.format_count(members.count, members.qualifier))
    };
    first.into_iter().chain(others).map(row).collect::<Vec<_>>().join("; ")
}

/// Returns a label, such as "Gold 2012", "Silber 2020 (bis 2022)", "Gold bis 2027" or "Bronze".
#[must_use]
pub(super) fn label(label: &Label, locale: Locale<'_>) -> String {
    let level = locale.level(label.level);
    let until = label.valid_until.map(|date| locale.fill("profile", "until", &[("date", &date.year().to_string())]));
    match (label.date, until) {
        (Some(date), Some(until)) => format!("{level} {} ({until})", date.year()),
        (Some(date), None) => format!("{level} {}", date.year()),
        (None, Some(until)) => format!("{level} {until}"),
        (None, None) => level.to_owned(),
    }
}

fn manager(manager: &Person, locale: Locale<'_>) -> String {
    let dated = |key, date| locale.fill("profile", key, &[("date", &locale.format_date(date))]);
    let name = locale.set_spaces(locale.name(&manager.name));
    let since = manager.since.map(|date| dated("in-office", date));
    let who = join(&[Some(name), locale.text(&manager.function), since], ", ");
    match manager.as_of {
        Some(date) => format!("{who} ({})", dated("as-of", date)),
        None => who,
    }
}

/// Returns the postal address as far as it is known.
#[must_use]
pub(super) fn address(contact: &Contact) -> String {
    let city = join(&[contact.postal_code.clone(), contact.city.clone()], " ");
    join(&[contact.care_of.clone(), contact.street.clone(), Some(city)], ", ")
}

/// Returns the link of a telephone number (RFC 3966). A zero in brackets is only dialled within the country.
pub(super) fn dial(phone: &str) -> String {
    let abroad = phone.replace("(0)", "");
    let digits: String = abroad.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}

fn add_contact(contact: &Contact, rows: &mut Rows<'_>) {
    rows.add("address", address(contact));
    if let Some(phone) = &contact.phone {
        rows.add_link("phone", phone.clone(), Some(dial(phone)));
    }
    if let Some(email) = &contact.email {
        rows.add_link("email", email.clone(), Some(format!("mailto:{email}")));
    }
    if let Some(website) = &contact.website {
        rows.add_link("website", short_url(website).to_owned(), Some(website.clone()));
    }
}

/// Returns a web address as it is printed: without scheme, "www." and a closing slash.
#[must_use]
pub(super) fn short_url(url: &str) -> &str {
    let short = url.trim_start_matches("https://").trim_start_matches("http://");
    short.strip_prefix("www.").unwrap_or(short).trim_end_matches('/')
}

/// Returns the domain of a web address, without "www.".
#[must_use]
pub(super) fn domain(url: &str) -> &str {
    let short = short_url(url);
    short.split(['/', '?', '#']).next().unwrap_or(short)
}

/// Returns whether a letter can be sent to an address: the street has a number, and the postcode is known.
#[must_use]
pub(super) fn is_whole_address(contact: &Contact) -> bool {
    let numbered = contact.street.as_deref().is_some_and(|street| street.contains(|c: char| c.is_ascii_digit()));
    numbered && contact.postal_code.is_some()
}

/// Returns the topics, or the technology fields of a record without topics.
#[must_use]
pub(super) fn topics(cluster: &Cluster, field_names: Vec<String>, locale: Locale<'_>) -> Option<Topics> {
    let items: Vec<_> = cluster.topics.iter().filter_map(|topic| locale.text(&topic.text)).collect();
    let (heading, items) = if items.is_empty() { ("fields", field_names) } else { ("topics", items) };
    (!items.is_empty()).then(|| Topics { heading: locale.word("chapter", heading).to_owned(), items })
}

#[must_use]
pub(super) fn figure(indicator: &Indicator, locale: Locale<'_>) -> Option<Figure> {
    let label = locale.text(&indicator.label)?;
    let value = indicator.value;
    let unit = UNITS.into_iter().find(|(unit, _)| value.abs() >= *unit && value % (unit / 100.0) == 0.0);
    let (value, word) = unit.map_or((value, None), |(unit, word)| (value / unit, Some(word)));
    let word = word.map(|word| locale.word("number", word).to_owned());
    let currency = indicator.currency.as_deref().map(|code| locale.word("currency", code).to_owned());
    let (before, after) = if locale.currency_first() { (currency, None) } else { (None, currency) };
    let unit = join(&[word, after], "\u{00A0}");
    let date = indicator.date.map(|date| locale.format_date(date));
    let date = date.or_else(|| locale.format_period(indicator.period?));
    Some(Figure {
        qualifier: locale.qualifier(indicator.qualifier).map(str::to_owned),
        value: locale.format_decimal(value),
        unit: (!unit.is_empty()).then_some(unit),
        currency: before,
        caption: join(&[Some(label), date], ", "),
    })
}

#[cfg(test)]
mod tests {
    use super::{dial, domain};

    #[test]
    fn a_domain_has_neither_scheme_nor_path() {
        assert_eq!(domain("https://www.tag24.de/sachsen/25-jahre"), "tag24.de");
        assert_eq!(domain("http://ni-ro.de"), "ni-ro.de");
        assert_eq!(domain("https://a.de?x=1"), "a.de");
    }

    #[test]
    fn numbers_are_dialled_as_from_abroad() {
        assert_eq!(dial("+49 (0)345 123-456"), "tel:+49345123456");
        assert_eq!(dial("+49 (345) 123"), "tel:+49345123");
    }
}
