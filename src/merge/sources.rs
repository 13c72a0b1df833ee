//! The sources page: numbered entries, with places where a long address may break.

use super::profile::bare_url;
use super::speech::Speech;
use crate::load::Records;
use crate::records::Source;
use crate::values::{SourceGroup, SourceItem, Sources};

/// All sources, record by record; the edition's own come last.
#[must_use]
pub fn sources(records: &Records, speech: Speech<'_>) -> Sources {
    let chapters = records.clusters.iter().enumerate().map(|(index, cluster)| {
        let number = (index + 1).to_string();
        group(number, cluster.value.short_name.clone(), &cluster.value.sources)
    });
    let own = group(String::new(), speech.word("sources", "edition").to_owned(), &records.edition.value.sources);
    let groups = chapters.chain([own]).filter(|group| !group.items.is_empty());
    Sources { groups: groups.collect() }
}

fn group(number: String, name: String, sources: &[Source]) -> SourceGroup {
    let items = sources
        .iter()
        .enumerate()
        .map(|(index, source)| SourceItem {
            number: if number.is_empty() { (index + 1).to_string() } else { format!("{number}.{}", index + 1) },
            parts: parts(source),
            url: source.url.clone(),
        })
        .collect();
    SourceGroup { number, name, items }
}

fn parts(source: &Source) -> Vec<String> {
    let url = source.url.as_deref().map(bare_url);
    match (&source.title, url) {
        (Some(title), None) => vec![title.clone()],
        (None, Some(url)) => breakable(url),
        (Some(title), Some(url)) => std::iter::once(format!("{title}, ")).chain(breakable(url)).collect(),
        (None, None) => vec![source.id.clone()],
    }
}

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
    parts
}

#[cfg(test)]
mod tests {
    use super::breakable;

    #[test]
    fn an_address_breaks_after_joints_and_before_escapes() {
        assert_eq!(breakable("a.de/b-c?x=%20y"), ["a.de/", "b-", "c?x=", "%20y"]);
        assert_eq!(breakable("a--b"), ["a-", "-", "b"]);
    }
}
