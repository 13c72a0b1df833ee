//! The values every page may need, and the introduction.

use chrono::Datelike;

use super::{Merge, Speech, imprint, profile, timeline, tour};
use crate::edition::load::{Records, Words};
use crate::edition::records::{Date, Text, TextPage as Page};
use crate::fs::project::slashes;
use crate::pages::values::{Block, Book, Cover, Introduction, Meta, Proof, Station, TextPage};
use crate::text::markdown::{self, Reading};

/// The book.
pub(super) fn book(merge: &Merge<'_>, words: &Words) -> Book {
    let edition = &merge.records.edition.value;
    Book {
        language: merge.speech.language().code(),
        words: tour::filled_words(words.table(), merge.records, &merge.tour, merge.speech),
        meta: Meta {
            edition: merge.records.name.clone(),
            title: merge.text(&edition.title),
            subtitle: merge.optional(edition.subtitle.as_ref()),
            author: edition.publisher.as_ref().map(|publisher| publisher.name.clone()),
            date: [edition.as_of.year().unsigned_abs(), edition.as_of.month(), edition.as_of.day()],
        },
        cover: cover(merge),
        counts: tour::counts(merge.records, &merge.tour, merge.speech),
        interval: merge.tour.interval,
        stations: stations(merge),
        imprint: imprint::imprint(merge),
        introduction: introduction(merge),
        pages: edition.pages.iter().map(|page| text_page(merge, page)).collect(),
        closing: merge.optional(edition.closing.as_ref().map(|closing| &closing.text)),
        proof: None,
    }
}

/// What marks the pages of a chapter that stands alone, for approval.
#[must_use]
pub(crate) fn proof(records: &Records, words: &Words, slug: &str, fingerprint: &str) -> Proof {
    Proof {
        slug: slug.to_owned(),
        date: Speech::new(words).date(Date::Day(records.edition.value.as_of)),
        fingerprint: fingerprint.to_owned(),
    }
}

fn cover(merge: &Merge<'_>) -> Cover {
    let edition = &merge.records.edition.value;
    let language = merge.speech.language();
    let cover = edition.cover.as_ref();
    let logo = edition.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
    Cover {
        large: cover.and_then(|cover| merge.speech.text(&cover.large)).unwrap_or_else(|| merge.text(&edition.title)),
        small: cover.and_then(|cover| merge.optional(cover.small.as_ref())),
        small_first: cover.is_some_and(|cover| cover.small_first.get(language)),
        logo: logo.map(|file| format!("/{}", slashes(&merge.records.folder.join(file)))),
    }
}

fn stations(merge: &Merge<'_>) -> Vec<Station> {
    let clusters = merge.records.clusters.iter().enumerate();
    clusters
        .map(|(index, document)| {
            let cluster = &document.value;
            Station {
                slug: document.slug.clone(),
                number: index + 1,
                name: merge.speech.fine(&cluster.short_name),
                title: merge.optional(cluster.headline.as_ref()).unwrap_or_else(|| cluster.short_name.clone()),
                city: merge.speech.name(&cluster.seat.city).to_owned(),
                land: profile::land(&cluster.seat, merge.speech),
                strip: merge.tour.strip[index],
                onward: merge.tour.departure(index).map(|leg| merge.speech.kilometres(leg.km)),
            }
        })
        .collect()
}

fn introduction(merge: &Merge<'_>) -> Option<Introduction> {
    let edition = &merge.records.edition.value;
    let introduction = edition.introduction.as_ref()?;
    let programme = edition.programme.as_ref();
    let heading = merge.optional(programme.map(|programme| &programme.heading)).unwrap_or_default();
    Some(Introduction {
        question: merge.text(&introduction.question),
        lead: merge.optional(introduction.lead.as_ref()),
        body: running_text(merge, &introduction.text),
        chart: programme.and_then(|programme| timeline::of_programme(&heading, &programme.members, merge.speech)),
        chart_caption: merge.optional(programme.and_then(|programme| programme.caption.as_ref())),
        chart_heading: heading,
    })
}

fn text_page(merge: &Merge<'_>, page: &Page) -> TextPage {
    TextPage {
        title: merge.text(&page.title),
        lead: merge.optional(page.lead.as_ref()),
        body: running_text(merge, &page.text),
    }
}

fn running_text(merge: &Merge<'_>, text: &Text) -> Vec<Block> {
    let sources = &merge.records.edition.value.sources;
    let sources: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let reading = Reading { top_level: 2, sources: &sources, names: &merge.names };
    let text = text.get(merge.speech.language()).unwrap_or_default();
    markdown::parse(text, reading, merge.speech.language()).blocks
}
