//! The rows of the imprint. A row without text is left out.

use super::{Context, facts::short_url};
use crate::edition::records::{ContactBlock, Date, Period, Text};
use crate::pages::values::{Block, ImprintBlock, Inline};

/// Returns the imprint, in the order in which public bodies print it.
pub(super) fn imprint(context: &Context<'_>) -> Vec<ImprintBlock> {
    let edition = &context.records.edition.value;
    let imprint = &edition.imprint;
    let text = |text: &Option<Text>| paragraphs(context, text.as_ref());
    let rows = [
        ("publisher", publisher(context)),
        ("design", text(&imprint.design)),
        ("as_of", as_of(context)),
        ("tour", tour(context)),
        ("pictures", text(&imprint.pictures)),
        ("maps", text(&imprint.maps)),
        ("contact", edition.contacts.iter().map(|block| contact(context, block)).collect()),
        ("order", text(&imprint.order)),
        ("notice", text(&imprint.notice)),
    ];
    let blocks = rows.into_iter().map(|(key, paragraphs)| ImprintBlock {
        key,
        label: context.locale.word("imprint", key).to_owned(),
        paragraphs,
        credits: if key == "pictures" { credits(context) } else { Vec::new() },
    });
    blocks.filter(|block| !block.paragraphs.is_empty() || !block.credits.is_empty()).collect()
}

fn plain(text: String) -> Inline {
    Inline::Text { text }
}

/// Returns a web or mail address as a link that shows the address.
fn address(url: &str) -> Inline {
    let shown = short_url(url.trim_start_matches("mailto:")).to_owned();
    Inline::Link { url: url.to_owned(), content: vec![plain(shown)] }
}

fn publisher(context: &Context<'_>) -> Vec<Vec<Inline>> {
    let locale = context.locale;
    let Some(publisher) = &context.records.edition.value.publisher else { return Vec::new() };
    let lines = publisher.lines.as_ref().and_then(|lines| lines.get(&locale.language()));
    let lines = std::iter::once(&publisher.name).chain(lines.into_iter().flatten());
    let mut paragraphs: Vec<_> = lines.map(|line| vec![plain(locale.set_spaces(line))]).collect();
    paragraphs.extend(publisher.website.as_deref().map(|url| vec![address(url)]));
    paragraphs
}

fn as_of(context: &Context<'_>) -> Vec<Vec<Inline>> {
    let edition = &context.records.edition.value;
    let date = context.locale.format_date(Date::Day(edition.as_of));
    vec![vec![plain(match context.locale.text(&edition.imprint.as_of_note) {
        Some(note) => format!("{date}. {note}"),
        None => date,
    })]]
}

fn tour(context: &Context<'_>) -> Vec<Vec<Inline>> {
    let Some(tour) = context.records.edition.value.tour else { return Vec::new() };
    let period = Period { from: Some(tour.from), to: tour.to, as_of: None };
    context.locale.format_period(period).map(|period| vec![plain(period)]).into_iter().collect()
}

fn contact(context: &Context<'_>, contact: &ContactBlock) -> Vec<Inline> {
    let mut out = vec![plain(context.locale.text_or_empty(&contact.name))];
    out.extend(context.locale.text(&contact.text).map(|text| plain(format!(": {text}"))));
    let email = contact.email.as_ref().map(|email| format!("mailto:{email}"));
    for url in [contact.website.clone(), email].into_iter().flatten() {
        out.extend([plain(" ".to_owned()), address(&url)]);
    }
    out.extend(contact.phone.as_ref().map(|phone| plain(format!(" {phone}"))));
    out
}

/// Returns the photographs to credit: the slug of the chapter and the credit.
fn credits(context: &Context<'_>) -> Vec<(String, String)> {
    let pictures =
        context.clusters().iter().flat_map(|record| record.value.pictures.iter().map(move |it| (record, it)));
    pictures.map(|(record, it)| (record.slug.clone(), context.locale.set_spaces(&it.credit))).collect()
}

/// Returns the paragraphs of a text in Markdown that has no other blocks.
fn paragraphs(context: &Context<'_>, text: Option<&Text>) -> Vec<Vec<Inline>> {
    let blocks = context.parse_markdown(text, None, &[]).into_iter();
    blocks
        .filter_map(|block| match block {
            Block::Paragraph { content } => Some(content),
            _ => None,
        })
        .collect()
}
