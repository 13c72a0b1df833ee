//! The values every page may need, and the further texts.

use chrono::Datelike;

use super::{Context, Locale, facts, sections, tour};
use crate::edition::load::{Records, Words};
use crate::edition::records::{Date, TextPage as TextPageRecord};
use crate::pages::values::{Book, Cover, Meta, Proof, Station, TextPage};

pub(super) fn book(context: &Context<'_>, words: &Words) -> Book {
    let edition = &context.records.edition.value;
    let locale = context.locale;
    Book {
        language: locale.language().code(),
        words: sections::title_sections(tour::fill_words(words.table(), context), context),
        meta: Meta {
            edition: context.records.name.clone(),
            title: locale.text_or_empty(&edition.title),
            subtitle: locale.text(&edition.subtitle),
            author: edition.publisher.as_ref().map(|publisher| publisher.name.clone()),
            date: [edition.as_of.year().unsigned_abs(), edition.as_of.month(), edition.as_of.day()],
        },
        cover: cover(context),
        counts: tour::counts(context),
        interval: context.tour.interval,
        stations: stations(context),
        pages: edition.pages.iter().enumerate().map(|(index, page)| text_page(context, index, page)).collect(),
        plan: Vec::new(),
        closing: locale
            .text(edition.closing.as_ref().and_then(|closing| closing.question.as_ref().or(closing.text.as_ref()))),
        proof: None,
    }
}

/// Returns the values of a proof, a single chapter for approval: for its cover sheet and the mark on every page.
#[must_use]
pub(crate) fn proof_values(records: &Records, words: &Words, slug: &str, fingerprint: &str) -> Proof {
    Proof {
        slug: slug.to_owned(),
        date: Locale::new(words).format_date(Date::Day(records.edition.value.as_of)),
        fingerprint: fingerprint.to_owned(),
    }
}

fn cover(context: &Context<'_>) -> Cover {
    let edition = &context.records.edition.value;
    let locale = context.locale;
    let cover = edition.cover.as_ref();
    let large = locale.text(cover.map(|cover| &cover.large));
    Cover {
        large: large.unwrap_or_else(|| locale.text_or_empty(&edition.title)),
        small: locale.text(cover.and_then(|cover| cover.small.as_ref())),
        small_first: cover.is_some_and(|cover| cover.small_first.get(locale.language())),
    }
}

fn stations(context: &Context<'_>) -> Vec<Station> {
    let locale = context.locale;
    let station = |(index, record): (usize, &crate::edition::load::Document<crate::edition::records::Cluster>)| {
        let cluster = &record.value;
        Station {
            slug: record.slug.clone(),
            number: index + 1,
            name: locale.set_spaces(&cluster.short_name),
            title: facts::title(cluster, locale),
            city: locale.name(&cluster.seat.city).to_owned(),
            land: facts::land(&cluster.seat, locale),
        }
    };
    context.clusters().iter().enumerate().map(station).collect()
}

fn text_page(context: &Context<'_>, index: usize, page: &TextPageRecord) -> TextPage {
    let title = sections::title_of_text(context, index);
    TextPage {
        title: title.unwrap_or_else(|| context.locale.text_or_empty(&page.title)),
        lead: context.locale.text(&page.lead),
        body: context.running_text(Some(&page.text), 2, &context.records.edition.value.sources),
    }
}
