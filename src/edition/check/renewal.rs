//! The work left in a new edition: facts that were carried over, keys that were cleared.

use chrono::NaiveDate;
use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::node::Node;
use crate::edition::records::schema::RecordKind;
use crate::edition::records::{Cluster, Date, Edition, Editorial, Indicator, Members, Name, Qualifier, Text};

/// Returns the warnings for the record of a cluster.
pub(super) fn of_cluster(records: &Records, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let cluster = &document.value;
    let mut found = Renewal { document, as_of: records.edition.value.as_of, diagnostics: Vec::new() };
    for (index, members) in cluster.members.iter().enumerate().filter(|(_, it)| it.carried_over) {
        found.members(&format!("members[{index}]"), members);
    }
    for (index, indicator) in cluster.indicators.iter().enumerate().filter(|(_, it)| it.carried_over) {
        let date = indicator.date.or(indicator.period.and_then(|period| period.to.or(period.as_of)));
        found.carried(&format!("indicators[{index}]"), &of_indicator(indicator), date, "a newer figure");
    }
    if let Some(mix) = cluster.mix.as_ref().filter(|mix| mix.carried_over) {
        found.carried("mix", "the mix of the members", mix.date, "a newer mix");
    }
    for (field, person) in cluster.people_by_field().into_iter().filter(|(_, person)| person.carried_over) {
        let (what, newer) = match field.as_str() {
            "manager" => ("the name of the manager".to_owned(), "the present name"),
            _ => (format!("the function of {}", name(&person.name)), "the present name"),
        };
        found.carried(&field, &what, person.as_of, newer);
    }
    for (index, label) in cluster.labels.iter().enumerate().filter(|(_, it)| it.carried_over) {
        let level = label.level.to_string();
        found.carried(&format!("labels[{index}]"), &format!("the {level} label"), label.date, "a newer label");
    }
    if cluster.contact.as_ref().is_some_and(|contact| contact.carried_over) {
        found.unsure("contact", "the entry");
    }
    for (index, topic) in cluster.topics.iter().enumerate().filter(|(_, it)| it.carried_over) {
        found.unsure(&format!("topics[{index}]"), &format!("the topic “{}”", in_english(&topic.text)));
    }
    for (index, project) in cluster.projects.iter().enumerate().filter(|(_, it)| it.carried_over) {
        found.unsure(&format!("projects[{index}]"), &format!("the project “{}”", project.name));
    }
    found.open(cluster.editorial.as_ref(), RecordKind::Cluster);
    found.diagnostics
}

/// Returns the warnings for the edition file.
pub(super) fn of_edition(document: &Document<Edition>) -> Vec<Diagnostic> {
    let edition = &document.value;
    let mut found = Renewal { document, as_of: edition.as_of, diagnostics: Vec::new() };
    let programme = edition.programme.iter().flat_map(|programme| &programme.members).enumerate();
    for (index, members) in programme.filter(|(_, it)| it.carried_over) {
        found.members(&format!("programme.members[{index}]"), members);
    }
    found.open(edition.editorial.as_ref(), RecordKind::Edition);
    found.diagnostics
}

struct Renewal<'a, T> {
    document: &'a Document<T>,
    as_of: NaiveDate,
    diagnostics: Vec<Diagnostic>,
}

impl<T> Renewal<'_, T> {
    fn members(&mut self, field: &str, members: &Members) {
        let about = match members.qualifier {
            Qualifier::Exact => "",
            Qualifier::About => "about ",
            Qualifier::Almost => "almost ",
            Qualifier::MoreThan => "more than ",
        };
        self.carried(field, &format!("the count of {about}{} members", members.count), members.date, "a newer count");
    }

    fn carried(&mut self, field: &str, what: &str, date: Option<Date>, newer: &str) {
        // A list keeps the old entry, which charts show; a table is there only once.
        let is_list = ["members", "labels", "programme.members"].iter().any(|list| field.starts_with(list));
        let how = if is_list { "add it as a new entry" } else { "write it in place of the old one" };
        let message = match date {
            Some(date) => format!("{what} is from {}{}", words(date), age(date, self.as_of)),
            None => format!("{what} has no date and was carried over from an earlier edition"),
        };
        let warning = Diagnostic::warning(Code::CARRIED_OVER, message).hint(format!(
            "look for {newer}: if there is one, {how}, with its date and source; in either case, remove the line `carried_over`"
        ));
        self.diagnostics.push(self.document.locate(warning, &format!("{field}.carried_over")));
    }

    /// Reports what is not dated itself.
    fn unsure(&mut self, field: &str, what: &str) {
        let warning = Diagnostic::warning(
            Code::CARRIED_OVER,
            format!("{what} was carried over from an earlier edition"),
        )
        .hint(
            "check whether it is still true; if it is not, take it out, or correct it and remove the line `carried_over`; if it is, remove only that line",
        );
        self.diagnostics.push(self.document.locate(warning, &format!("{field}.carried_over")));
    }

    fn open(&mut self, editorial: Option<&Editorial>, kind: RecordKind) {
        let known = Node::root(kind.form()).keys();
        for (index, name) in editorial.iter().flat_map(|editorial| &editorial.open).enumerate() {
            let filled = self.document.plain.get(name).is_some_and(|value| !is_empty(value));
            let field = format!("editorial.open[{index}]");
            let known = known.contains(&name.as_str());
            let warning = if !known {
                Diagnostic::warning(Code::OPEN_PLACE, format!("unknown key `{name}`"))
                    .hint("the list contains top-level keys of this file, such as \"visit\" and \"story\"")
            } else if filled {
                Diagnostic::warning(Code::OPEN_PLACE, format!("`{name}` is still listed as open"))
                    .hint(format!("check it, then remove \"{name}\" from the list"))
            } else {
                Diagnostic::warning(Code::OPEN_PLACE, format!("`{name}` has not been written for this edition"))
                    .hint(format!("write it or leave it out, then remove \"{name}\" from the list"))
            };
            self.diagnostics.push(self.document.locate(warning, &field));
        }
    }
}

fn of_indicator(indicator: &Indicator) -> String {
    format!("{} ({})", indicator.value, in_english(&indicator.label))
}

/// Returns a text in English, or in another language that it has.
fn in_english(text: &Text) -> &str {
    text.languages().last().and_then(|language| text.get(language)).unwrap_or("?")
}

/// Returns a name in English, or in another language that it has.
fn name(name: &Name) -> &str {
    match name {
        Name::Same(name) => name,
        Name::PerLanguage(text) => in_english(text),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(table) => table.values().all(is_empty),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Returns a date for a sentence.
fn words(date: Date) -> String {
    match date {
        Date::Day(day) => day.format("%-d %B %Y").to_string(),
        Date::Month(..) => date.span().0.format("%B %Y").to_string(),
        Date::Quarter(year, quarter) => format!("quarter {quarter} of {year}"),
        Date::Season(year, season) => format!("{} {year}", season.key()),
        Date::Year(year) => year.to_string(),
    }
}

/// Describes the age of a figure at the date of the edition.
fn age(date: Date, as_of: NaiveDate) -> String {
    let day = date.span().1;
    // On the very day, the years are not yet over.
    let before = as_of.pred_opt().unwrap_or(as_of);
    match before.years_since(day) {
        Some(0) | None => String::new(),
        Some(1) => ", more than a year before this edition".to_owned(),
        Some(years) => format!(", more than {years} years before this edition"),
    }
}
