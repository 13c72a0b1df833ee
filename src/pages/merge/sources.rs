//! The sources by chapter, with the numbers of the notes beside the stories, and the glossary.

use super::facts::{domain, join};
use super::{Context, Locale, qr};
use crate::edition::records::Source;
use crate::pages::values::{SourceGroup, SourceItem, Sources, Term};
use crate::text::sorting::sort_key;

/// Returns all sources, record by record; those of the edition come last.
#[must_use]
pub(super) fn sources(context: &Context<'_>) -> Sources {
    let locale = context.locale;
    let chapters = context.clusters().iter().enumerate().map(|(index, record)| {
        let texts: Vec<_> = record.value.story.iter().collect();
        let name = locale.set_spaces(&record.value.short_name);
        let numbered = context.number_sources(&record.value.sources, &texts);
        group((index + 1).to_string(), name, &numbered, locale)
    });
    let edition = &context.records.edition.value;
    let letter = locale.word("sources", "edition-letter").to_owned();
    let heading = locale.word("sources", "edition").to_owned();
    let edition_group = group(letter, heading, &context.edition_sources(), locale);
    let groups = chapters.chain([edition_group]).filter(|group| !group.items.is_empty());
    Sources {
        groups: groups.collect(),
        qr: edition.imprint.sources_url.as_deref().and_then(|url| qr::qr(url, locale)),
        glossary: glossary(context),
    }
}

fn group(number: String, name: String, numbered: &[&Source], locale: Locale<'_>) -> SourceGroup {
    let items = numbered.iter().map(|source| SourceItem { text: describe(source, locale), url: source.url.clone() });
    SourceGroup { number, name, items: items.collect() }
}

/// Describes a source, such as "Zehn Jahre. cyberlago.net, 20. Oktober 2023". The house is the domain of the address
/// where the record does not name one, and the title where both are the same.
fn describe(source: &Source, locale: Locale<'_>) -> String {
    let title = source.title.as_ref().map(|title| locale.set_spaces(locale.name(title)));
    let house = source.house.as_deref().map(|house| locale.set_spaces(house));
    let house = house.or_else(|| source.url.as_deref().map(|url| domain(url).to_owned()));
    let title = title.filter(|title| house.as_deref() != Some(title));
    let date = locale.format_date_or_undated(source.date);
    // A title that ends with a mark of its own takes no full stop.
    let stop = title.as_deref().is_some_and(|title| title.ends_with(['.', '!', '?', '…']));
    let stop = if stop { " " } else { ". " };
    let place = match (&title, &house) {
        (None, None) => join(&[Some(source.id.clone()), Some(date)], ", "),
        (Some(title), None) => format!("{title}, {date}"),
        (None, Some(house)) => format!("{house}, {date}"),
        (Some(title), Some(house)) => format!("{title}{stop}{house}, {date}"),
    };
    join(&[Some(place), locale.text(&source.note)], ". ")
}

fn glossary(context: &Context<'_>) -> Vec<Term> {
    let locale = context.locale;
    let terms = context.records.edition.value.glossary.iter();
    let terms =
        terms.filter_map(|entry| Some(Term { term: locale.text(&entry.term)?, text: locale.text(&entry.text)? }));
    let mut terms: Vec<_> = terms.collect();
    terms.sort_by_cached_key(|entry| (sort_key(&entry.term), entry.term.clone()));
    terms
}
