//! The facts of a chapter: log, profile, topics and figures. A row without a value is left out.

use super::Locale;
use crate::edition::records::{
    Cluster, Contact, Founded, FoundingKind, Indicator, Label, LegalForm, Project, ProjectKind, Seat,
};
use crate::pages::values::Row;

/// Units of large values and their words. A value is printed in a unit, such as "1,25 Mrd.", if at most two decimals show
/// it exactly; otherwise, all its digits are printed.
const UNITS: [(f64, &str); 2] = [(1e9, "billion"), (1e6, "million")];

/// A figure with its qualifier, ready to be joined.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    /// "mehr als"; missing for an exact figure.
    pub qualifier: Option<String>,
    /// "125", "81 000", "51".
    pub value: String,
    /// The text after the value: "Mrd.".
    pub unit: Option<String>,
}

/// Collects rows whose heads are in one section of the word table.
pub(super) struct Rows<'a> {
    section: &'a str,
    locale: Locale<'a>,
    pub(super) done: Vec<Row>,
}

impl<'a> Rows<'a> {
    pub(super) const fn new(section: &'a str, locale: Locale<'a>) -> Self {
        Self { section, locale, done: Vec::new() }
    }

    pub(super) fn add(&mut self, key: &'static str, value: impl Into<Option<String>>) {
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

pub(super) fn legal_form(form: LegalForm, locale: Locale<'_>) -> &str {
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

/// Returns the word for what came into being.
#[must_use]
pub(super) fn founding(kind: FoundingKind, locale: Locale<'_>) -> &str {
    let key = match kind {
        FoundingKind::Idea => "idea",
        FoundingKind::Initiative => "initiative",
        FoundingKind::Association => "association",
        FoundingKind::Company => "company",
    };
    locale.word("founding", key)
}

/// Returns the heading of a list of projects, from the kinds in it.
#[must_use]
pub(super) fn projects_heading(projects: &[Project], locale: Locale<'_>) -> String {
    locale.join_list(&project_kinds(projects, locale))
}

/// Returns the words for the kinds of projects in a list.
pub(super) fn project_kinds<'a>(projects: &[Project], locale: Locale<'a>) -> Vec<&'a str> {
    let kinds = PROJECT_KINDS.iter().filter(|(kind, _)| projects.iter().any(|project| project.kind == *kind));
    kinds.map(|(_, key)| locale.word("project-kinds", key)).collect()
}

/// The kinds of projects with their words, in the order of headings.
const PROJECT_KINDS: [(ProjectKind, &str); 6] = [
    (ProjectKind::Project, "project"),
    (ProjectKind::Prize, "prize"),
    (ProjectKind::Offer, "offer"),
    (ProjectKind::Place, "place"),
    (ProjectKind::Network, "network"),
    (ProjectKind::Event, "event"),
];

pub(super) fn founded(stages: &[Founded], locale: Locale<'_>) -> String {
    let stage = |stage: &Founded| {
        let date = stage.date.map(|date| locale.format_date(date));
        // A single stage is explained by the head of the row.
        let kind = (stages.len() > 1).then(|| founding(stage.kind, locale).to_owned());
        Some(join(&[Some(join(&[kind, date], " ")), founders(stage, locale)], ", "))
    };
    join(&stages.iter().map(stage).collect::<Vec<_>>(), "; ")
}

/// Returns by whom a cluster was founded, such as "8 Gründungsunternehmen".
pub(super) fn founders(stage: &Founded, locale: Locale<'_>) -> Option<String> {
    let by = stage.by.as_ref()?;
    let who = locale.text(&by.who)?;
    let count = by.count.map(|count| locale.format_count(count, by.qualifier));
    Some(join(&[count, Some(who)], " "))
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

#[must_use]
pub(super) fn figure(indicator: &Indicator, locale: Locale<'_>) -> Figure {
    let value = indicator.value;
    let unit = UNITS.into_iter().find(|(unit, _)| value.abs() >= *unit && value % (unit / 100.0) == 0.0);
    let (value, word) = unit.map_or((value, None), |(unit, word)| (value / unit, Some(word)));
    let word = word.map(|word| locale.word("number", word).to_owned());
    Figure {
        qualifier: locale.qualifier(indicator.qualifier).map(str::to_owned),
        value: locale.format_decimal(value),
        unit: word,
    }
}

/// Returns the date or the period of a figure.
pub(super) fn date_of_figure(indicator: &Indicator, locale: Locale<'_>) -> Option<String> {
    let date = indicator.date.map(|date| locale.format_date(date));
    date.or_else(|| locale.format_period(indicator.period?))
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
