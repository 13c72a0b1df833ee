//! The rows of the imprint. One without text is left out.

use super::{Merge, profile::bare_url};
use crate::edition::records::{ContactBlock, Date, Text};
use crate::pages::values::{Block, ImprintBlock, Inline};
use crate::text::markdown::{self, Reading};

/// The imprint, in the order in which public bodies print it.
pub(super) fn imprint(merge: &Merge<'_>) -> Vec<ImprintBlock> {
    let edition = &merge.records.edition.value;
    let imprint = &edition.imprint;
    let text = |text: &Option<Text>| text.as_ref().map(|text| paragraphs(merge, text)).unwrap_or_default();
    let mut blocks = vec![
        block(merge, "publisher", publisher(merge)),
        block(merge, "design", text(&imprint.design)),
        block(merge, "as_of", as_of(merge)),
        block(merge, "tour", tour(merge)),
        block(merge, "pictures", text(&imprint.pictures)),
        block(merge, "maps", text(&imprint.maps)),
        block(merge, "contact", edition.contacts.iter().map(|contact| line(merge, contact)).collect()),
        block(merge, "order", text(&imprint.order)),
        block(merge, "notice", text(&imprint.notice)),
    ];
    for pictures in blocks.iter_mut().filter(|block| block.key == "pictures") {
        pictures.credits = credits(merge);
    }
    blocks.retain(|block| !block.paragraphs.is_empty() || !block.credits.is_empty());
    blocks
}

fn block(merge: &Merge<'_>, key: &'static str, paragraphs: Vec<Vec<Inline>>) -> ImprintBlock {
    ImprintBlock { key, label: merge.speech.word("imprint", key).to_owned(), paragraphs, credits: Vec::new() }
}

fn words(text: String) -> Inline {
    Inline::Text { text }
}

/// A web or mail address as a link that shows the address.
fn address(url: &str) -> Inline {
    let shown = bare_url(url.trim_start_matches("mailto:")).to_owned();
    Inline::Link { url: url.to_owned(), content: vec![words(shown)] }
}

fn publisher(merge: &Merge<'_>) -> Vec<Vec<Inline>> {
    let Some(publisher) = &merge.records.edition.value.publisher else { return Vec::new() };
    let mut paragraphs = vec![vec![words(merge.speech.fine(&publisher.name))]];
    let lines = publisher.lines.as_ref().and_then(|lines| lines.get(&merge.speech.language()));
    paragraphs.extend(lines.into_iter().flatten().map(|line| vec![words(merge.speech.fine(line))]));
    paragraphs.extend(publisher.website.as_deref().map(|url| vec![address(url)]));
    paragraphs
}

fn as_of(merge: &Merge<'_>) -> Vec<Vec<Inline>> {
    let edition = &merge.records.edition.value;
    let date = merge.speech.date(Date::Day(edition.as_of));
    let note = merge.optional(edition.imprint.as_of_note.as_ref());
    vec![vec![words(match note {
        Some(note) => format!("{date}. {note}"),
        None => date,
    })]]
}

fn tour(merge: &Merge<'_>) -> Vec<Vec<Inline>> {
    let Some(tour) = merge.records.edition.value.tour else { return Vec::new() };
    let period = crate::edition::records::Period { from: Some(tour.from), to: tour.to, as_of: None };
    let period = merge.speech.period(period);
    period.into_iter().map(|period| vec![words(period)]).collect()
}

fn line(merge: &Merge<'_>, contact: &ContactBlock) -> Vec<Inline> {
    let mut out = vec![words(merge.text(&contact.name))];
    if let Some(text) = merge.optional(contact.text.as_ref()) {
        out.push(words(format!(": {text}")));
    }
    let email = contact.email.as_ref().map(|email| format!("mailto:{email}"));
    for url in [contact.website.clone(), email].into_iter().flatten() {
        out.push(words(" ".to_owned()));
        out.push(address(&url));
    }
    if let Some(phone) = &contact.phone {
        out.push(words(format!(" {phone}")));
    }
    out
}

/// Photographs to credit: the slug of the chapter and the credit.
fn credits(merge: &Merge<'_>) -> Vec<(String, String)> {
    let mut credits = Vec::new();
    for cluster in &merge.records.clusters {
        for picture in &cluster.value.pictures {
            credits.push((cluster.slug.clone(), merge.speech.fine(&picture.credit)));
        }
    }
    credits
}

/// The paragraphs of a text in Markdown, without sub-headings and lists.
fn paragraphs(merge: &Merge<'_>, text: &Text) -> Vec<Vec<Inline>> {
    let text = text.get(merge.speech.language()).unwrap_or_default();
    let reading = Reading { top_level: 3, sources: &[], names: &merge.names };
    let blocks = markdown::parse(text, reading, merge.speech.language()).blocks;
    blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Paragraph { content } => Some(content),
            _ => None,
        })
        .collect()
}
