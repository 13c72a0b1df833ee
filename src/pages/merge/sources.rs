//! The sources page: numbered entries, with places where a long address may break.

use super::facts::{join, short_url};
use super::{Context, Locale};
use crate::edition::records::Source;
use crate::pages::values::{SourceGroup, SourceItem, Sources};

/// Returns all sources, record by record; those of the edition come last.
#[must_use]
pub(super) fn sources(context: &Context<'_>) -> Sources {
    let locale = context.locale;
    let chapters = context.clusters().iter().enumerate().map(|(index, record)| {
        group((index + 1).to_string(), record.value.short_name.clone(), &record.value.sources, locale)
    });
    let heading = locale.word("sources", "edition").to_owned();
    let edition = group(String::new(), heading, &context.records.edition.value.sources, locale);
    Sources { groups: chapters.chain([edition]).filter(|group| !group.items.is_empty()).collect() }
}

fn group(number: String, name: String, sources: &[Source], locale: Locale<'_>) -> SourceGroup {
    let items = sources.iter().enumerate().map(|(index, source)| SourceItem {
        number: if number.is_empty() { (index + 1).to_string() } else { format!("{number}.{}", index + 1) },
        parts: parts(source, locale),
        url: source.url.clone(),
    });
    SourceGroup { items: items.collect(), number, name }
}

fn parts(source: &Source, locale: Locale<'_>) -> Vec<String> {
    let date = source.date.map(|date| locale.format_date(date));
    let title = source.title.as_ref().map(|title| join(&[Some(locale.set_spaces(locale.name(title))), date], ", "));
    match (title, source.url.as_deref().map(short_url)) {
        (Some(title), None) => vec![title],
        (None, Some(url)) => split_url(url),
        (Some(title), Some(url)) => std::iter::once(format!("{title}, ")).chain(split_url(url)).collect(),
        (None, None) => vec![source.id.clone()],
    }
}

/// The last part of an address has at least this many characters: a line of a letter or two looks like a mistake.
const LEAST_END: usize = 4;

/// Splits an address after / _ - = and before %, where a line may end without a hyphen.
fn split_url(url: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in url.chars() {
        if letter == '%' && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
        if matches!(letter, '/' | '_' | '-' | '=') {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    while parts.len() > 1 && parts.last().is_some_and(|end| end.chars().count() < LEAST_END) {
        let end = parts.pop().unwrap_or_default();
        if let Some(part) = parts.last_mut() {
            part.push_str(&end);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::split_url;

    #[test]
    fn an_address_breaks_after_separators_and_before_escapes() {
        assert_eq!(split_url("a.de/b-c?x=%20yz"), ["a.de/", "b-", "c?x=", "%20yz"]);
        assert_eq!(split_url("a--bcde"), ["a-", "-", "bcde"]);
        assert_eq!(split_url("silicon-saxony-e-v"), ["silicon-", "saxony-e-v"]);
    }
}
