//! The card of a chapter. A line without a value is left out, and so is a block without lines.

use super::qr::qr;
use super::{Context, Locale, facts};
use crate::edition::records::{Cluster, Contact, Indicator, Members};
use crate::pages::values::{Card, CardBlock, CardGaps, CardLine};

/// Returns the card of a cluster. `numbered` is the figure that has a page.
#[must_use]
pub(super) fn card(context: &Context<'_>, cluster: &Cluster, numbered: Option<usize>) -> Card {
    let locale = context.locale;
    let mut form = Lines::default();
    form.add("legal_form", legal_form(cluster, locale));
    let drawn = super::life_strip::has_strip(cluster);
    let columns = [
        [("who", form.and(who(cluster, drawn, locale))), ("where", place(context, cluster))],
        [("what", what(context, cluster)), ("how-many", counts(cluster, drawn, numbered, locale))],
    ];
    let contact = [("contact", contact(cluster, locale))];
    let columns = columns.map(|column| blocks(column, locale)).into_iter().chain([blocks(contact, locale)]);
    of_columns(cluster, columns.collect(), locale)
}

/// Returns the card of a chapter of two pages: two columns beside the small map, without a life strip.
#[must_use]
pub(super) fn short_card(context: &Context<'_>, cluster: &Cluster, numbered: Option<usize>) -> Card {
    let locale = context.locale;
    let mut lines = Lines::default();
    let name = Some(locale.set_spaces(&cluster.official_name));
    lines.add(
        "official_name",
        facts::join(&[name, cluster.legal_form.map(|form| facts::legal_form(form, locale).to_owned())], ", "),
    );
    let fields = context.field_names(cluster);
    lines.add("fields", fields.join(", "));
    let mut topics = Lines::default();
    topics.add("topics[0].text", topic_line(cluster, &fields, locale));
    topics.add("seat.region", locale.text(&cluster.seat.region));
    let who = lines.and(topics).and(who(cluster, false, locale));
    let columns = [blocks([("who", who)], locale), {
        let contact = ("contact", contact(cluster, locale));
        blocks([("how-many", counts(cluster, false, numbered, locale)), contact], locale)
    }];
    of_columns(cluster, columns.into(), locale)
}

fn of_columns(cluster: &Cluster, columns: Vec<Vec<CardBlock>>, locale: Locale<'_>) -> Card {
    let contact = cluster.contact.as_ref();
    let website = contact.and_then(|contact| contact.website.as_deref().or(contact.platform_url.as_deref()));
    Card {
        name: locale.set_spaces(&cluster.official_name),
        columns,
        qr: website.and_then(|url| qr(url, locale)),
        gaps: gaps(cluster, locale),
    }
}

fn blocks<const N: usize>(blocks: [(&'static str, Lines); N], locale: Locale<'_>) -> Vec<CardBlock> {
    let blocks = blocks.into_iter().filter(|(_, lines)| !lines.0.is_empty());
    blocks.map(|(key, lines)| CardBlock { label: locale.word("card", key).to_owned(), lines: lines.0 }).collect()
}

/// The lines of a block.
#[derive(Default)]
struct Lines(Vec<CardLine>);

impl Lines {
    fn add(&mut self, field: &'static str, text: impl Into<Option<String>>) {
        self.add_link(field, text, None);
    }

    fn add_link(&mut self, field: &'static str, text: impl Into<Option<String>>, url: Option<String>) {
        if let Some(text) = text.into().filter(|text| !text.trim().is_empty()) {
            self.0.push(CardLine { field, text, url });
        }
    }

    fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }
}

fn legal_form(cluster: &Cluster, locale: Locale<'_>) -> Option<String> {
    cluster.legal_form.map(|form| super::tour::capitalise(facts::legal_form(form, locale)))
}

/// Earlier names, the second legal body, who the members are, and what is dated where no life strip has drawn it: the
/// founding, labels and programme.
fn who(cluster: &Cluster, drawn: bool, locale: Locale<'_>) -> Lines {
    let mut lines = Lines::default();
    if !cluster.former_names.is_empty() {
        let former = locale.set_spaces(&cluster.former_names.join("; "));
        lines.add("former_names", locale.fill("card", "formerly", &[("list", &former)]));
    }
    if let Some(body) = &cluster.management_body {
        lines
            .add("management_body", facts::join(&[Some(locale.set_spaces(&body.name)), locale.text(&body.role)], ", "));
    }
    if !drawn {
        lines.add("founded", founded(cluster, locale));
    }
    lines.add("mix.text", cluster.mix.as_ref().and_then(|mix| locale.text(&mix.text)));
    // Dated entries are in the life strip.
    let labels: Vec<_> = cluster.labels.iter().filter(|label| !drawn || label.date.is_none()).collect();
    // Beside a dated one, a label that is alone would be read as the latest.
    let undated = drawn && labels.len() < cluster.labels.len() && labels.iter().all(|it| it.valid_until.is_none());
    if !labels.is_empty() {
        let list: Vec<_> = labels.iter().map(|label| facts::label(label, locale)).collect();
        let word = if undated { "labels-undated" } else { "labels" };
        lines.add("labels", locale.fill("card", word, &[("list", &list.join(", "))]));
    }
    if let Some(member) = cluster.go_cluster.as_ref().filter(|_| !drawn) {
        lines.add("go_cluster", locale.fill("card", "go-cluster", &[("date", &locale.format_date(member.since))]));
    }
    lines
}

fn founded(cluster: &Cluster, locale: Locale<'_>) -> Option<String> {
    let founded = facts::founded(&cluster.founded, locale);
    (!founded.is_empty()).then(|| locale.fill("card", "founded", &[("list", &founded)]))
}

/// The technology fields, then the topics that are not among them.
fn what(context: &Context<'_>, cluster: &Cluster) -> Lines {
    let mut lines = Lines::default();
    let fields = context.field_names(cluster);
    for field in &fields {
        lines.add("fields", field.clone());
    }
    lines.add("topics[0].text", topic_line(cluster, &fields, context.locale));
    lines
}

fn topic_line(cluster: &Cluster, fields: &[String], locale: Locale<'_>) -> Option<String> {
    let topics: Vec<_> = cluster.topics.iter().filter_map(|topic| locale.text(&topic.text)).collect();
    let topics: Vec<_> = topics.into_iter().filter(|topic| !fields.contains(topic)).collect();
    (!topics.is_empty()).then(|| locale.fill("card", "topics", &[("list", &topics.join(", "))]))
}

/// The seat, and the region in the words of the record, else the regions that are hatched on its map.
fn place(context: &Context<'_>, cluster: &Cluster) -> Lines {
    let locale = context.locale;
    let mut lines = Lines::default();
    lines.add("seat.city", facts::seat(&cluster.seat, locale));
    let area = context.geodata.maps.area(cluster);
    let regions = area.regions.iter().map(|region| region.name(locale.language().code()));
    let regions = regions.collect::<Vec<_>>().join(", ");
    let regions = (!regions.is_empty()).then(|| locale.set_spaces(&regions));
    lines.add("seat.region", locale.text(&cluster.seat.region).or(regions));
    lines
}

/// The members, their shares, and the other counts; amounts of money are no counts.
fn counts(cluster: &Cluster, drawn: bool, numbered: Option<usize>, locale: Locale<'_>) -> Lines {
    let mut lines = Lines::default();
    // A count without a date gives no height, but the card tells it. Without a life strip it tells all.
    let latest = Members::latest(&cluster.members);
    let others = (0..cluster.members.len()).rev().filter(|index| !drawn && Some(*index) != latest);
    for members in latest.into_iter().chain(others).map(|index| &cluster.members[index]) {
        let count = locale.format_count(members.count, members.qualifier);
        let date = locale.format_date_or_undated(members.date);
        let line = locale.fill("card", "members", &[("value", &count), ("date", &date)]);
        let basis = members.basis.as_ref().filter(|_| !drawn).and_then(|basis| locale.text(basis));
        lines.add("members", facts::join(&[Some(line), basis], ", "));
    }
    // Shares are told by the words about the members, where there are any.
    let mix = cluster.mix.iter().filter(|mix| locale.text(&mix.text).is_none());
    for share in mix.flat_map(|mix| &mix.shares) {
        let percent = locale.qualify(share.qualifier, locale.format_percent(share.percent));
        lines.add("mix.shares", facts::join(&[Some(percent), locale.text(&share.name)], " "));
    }
    for index in carded_figures(cluster, numbered) {
        lines.add("indicators", indicator(&cluster.indicators[index], locale));
    }
    lines
}

/// The most further figures on a card, which has no room for a list.
const MOST_FIGURES: usize = 2;

/// Returns the indices of the figures on a card: the first counts that no other part of the chapter shows.
pub(super) fn carded_figures(cluster: &Cluster, numbered: Option<usize>) -> Vec<usize> {
    let figures = cluster.indicators.iter().enumerate();
    let unseen = figures.filter(|(index, figure)| Some(*index) != numbered && !is_member_count(cluster, figure));
    let counted = unseen.filter(|(_, figure)| figure.currency.is_none());
    counted.map(|(index, _)| index).take(MOST_FIGURES).collect()
}

/// Returns whether a figure repeats a count of members, which has its place in the life strip or on the card.
pub(super) fn is_member_count(cluster: &Cluster, figure: &Indicator) -> bool {
    let mut counts = cluster.members.iter().filter(|members| members.date == figure.date);
    figure.currency.is_none() && counts.any(|members| f64::from(members.count).total_cmp(&figure.value).is_eq())
}

/// Returns a figure on one line, such as "81 000 Beschäftigte der Branche (15. Februar 2026)".
fn indicator(indicator: &Indicator, locale: Locale<'_>) -> String {
    let figure = facts::figure(indicator, locale);
    let label = locale.text(&indicator.label);
    let value = facts::join(&[figure.qualifier, Some(figure.value), figure.unit], "\u{00A0}");
    let date = facts::date_of_figure(indicator, locale).map(|date| format!("({date})"));
    let line = facts::join(&[Some(value), label, date], " ");
    locale.set_spaces(&line)
}

fn contact(cluster: &Cluster, locale: Locale<'_>) -> Lines {
    let mut lines = Lines::default();
    let people = cluster.people();
    if let Some(person) = people.iter().find(|person| person.contact).or(people.first()) {
        let date = person.as_of.map(|date| format!("({})", locale.format_date(date)));
        lines.add("manager.name", facts::join(&[Some(locale.set_spaces(locale.name(&person.name))), date], " "));
    }
    let Some(contact) = &cluster.contact else { return lines };
    address(contact, &mut lines);
    if let Some(phone) = &contact.phone {
        lines.add_link("contact.phone", phone.clone(), Some(facts::dial(phone)));
    }
    if let Some(email) = &contact.email {
        lines.add_link("contact.email", email.clone(), Some(format!("mailto:{email}")));
    }
    if let Some(website) = &contact.website {
        lines.add_link("contact.website", facts::short_url(website).to_owned(), Some(website.clone()));
    }
    lines
}

fn address(contact: &Contact, lines: &mut Lines) {
    lines.add("contact.care_of", contact.care_of.clone());
    let city = facts::join(&[contact.postal_code.clone(), contact.city.clone()], " ");
    lines.add("contact.street", facts::join(&[contact.street.clone(), Some(city)], ", "));
}

/// A fact that a reader may miss: the key of its word, and whether a record has it.
type Gap = (&'static str, fn(&Cluster) -> bool);

const GAPS: [Gap; 8] = [
    ("founding", |cluster| super::timeline::founding(cluster).is_some()),
    ("members", |cluster| cluster.members.iter().any(|members| members.date.is_some())),
    ("manager", |cluster| !cluster.people().is_empty()),
    ("address", |cluster| cluster.contact.as_ref().is_some_and(|contact| !facts::address(contact).is_empty())),
    ("phone", |cluster| cluster.contact.as_ref().is_some_and(|contact| contact.phone.is_some())),
    ("email", |cluster| cluster.contact.as_ref().is_some_and(|contact| contact.email.is_some())),
    ("website", |cluster| cluster.contact.as_ref().is_some_and(|contact| contact.website.is_some())),
    ("go_cluster", |cluster| cluster.go_cluster.is_some()),
];

fn gaps(cluster: &Cluster, locale: Locale<'_>) -> Option<CardGaps> {
    let unknown = GAPS.iter().filter(|(_, known)| !known(cluster));
    let list: Vec<_> = unknown.map(|(key, _)| locale.word("card-gaps", key)).collect();
    let label = locale.word("card", "gaps").to_owned();
    (!list.is_empty()).then(|| CardGaps { label, list: list.join(", ") })
}
