//! The sources page: numbered entries, with places where a long address may break.

use super::profile::bare_url;
use super::speech::Speech;
use crate::edition::load::Records;
use crate::edition::records::Source;
use crate::pages::values::{SourceGroup, SourceItem, Sources};

/// All sources, record by record; the edition's own come last.
#[must_use]
pub(super) fn sources(records: &Records, speech: Speech<'_>) -> Sources {
    let chapters = records.clusters.iter().enumerate().map(|(index, cluster)| {
        let number = (index + 1).to_string();
        group(number, cluster.value.short_name.clone(), &cluster.value.sources, speech)
    });
    let own =
        group(String::new(), speech.word("sources", "edition").to_owned(), &records.edition.value.sources, speech);
    let groups = chapters.chain([own]).filter(|group| !group.items.is_empty());
    Sources { groups: groups.collect() }
}

fn group(number: String, name: String, sources: &[Source], speech: Speech<'_>) -> SourceGroup {
    let items = sources
        .iter()
        .enumerate()
        .map(|(index, source)| SourceItem {
            number: if number.is_empty() { (index + 1).to_string() } else { format!("{number}.{}", index + 1) },
            parts: parts(source, speech),
            url: source.url.clone(),
        })
        .collect();
    SourceGroup { number, name, items }
}

fn parts(source: &Source, speech: Speech<'_>) -> Vec<String> {
    let url = source.url.as_deref().map(bare_url);
    let title = source.title.as_ref().map(|title| {
        let title = speech.fine(speech.name(title));
        source.date.map_or_else(|| title.clone(), |date| format!("{title}, {}", speech.date(date)))
    });
    match (title, url) {
        (Some(title), None) => vec![title],
        (None, Some(url)) => breakable(url),
        (Some(title), Some(url)) => std::iter::once(format!("{title}, ")).chain(breakable(url)).collect(),
        (None, None) => vec![source.id.clone()],
    }
}

/// The last part of an address has at least this many characters.
const LEAST_END: usize = 4;

/// Splits an address after / _ - = and before %, where a line may end without a hyphen.
fn breakable(url: &str) -> Vec<String> {
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
    // A line of a letter or two at the end of an address looks like a mistake.
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
    use super::breakable;

    #[test]
    fn an_address_breaks_after_joints_and_before_escapes() {
        assert_eq!(breakable("a.de/b-c?x=%20yz"), ["a.de/", "b-", "c?x=", "%20yz"]);
        assert_eq!(breakable("a--bcde"), ["a-", "-", "bcde"]);
        assert_eq!(breakable("silicon-saxony-e-v"), ["silicon-", "saxony-e-v"]);
    }
}
