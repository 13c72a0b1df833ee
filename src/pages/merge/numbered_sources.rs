//! The numbers of the sources of a chapter: the one place that the margin of the story and the list of sources share.

use super::Context;
use crate::edition::records::{Source, Text};
use crate::text::markdown::{self, ParseOptions};

/// Returns the sources in the order of their numbers, which start at 1: first those that a text mentions, in the order
/// of their first mention, then the others in the order of the record.
#[must_use]
pub(super) fn number_sources<'a, 'b>(
    sources: &'a [Source],
    mentions: impl IntoIterator<Item = &'b str>,
) -> Vec<&'a Source> {
    let mut numbered: Vec<&Source> = Vec::with_capacity(sources.len());
    let mentioned = mentions.into_iter().filter_map(|id| sources.iter().find(|source| source.id == id));
    for source in mentioned.chain(sources) {
        if !numbered.iter().any(|other| other.id == source.id) {
            numbered.push(source);
        }
    }
    numbered
}

/// Returns the number of a source, from 1.
#[must_use]
pub(super) fn source_number(numbered: &[&Source], id: &str) -> Option<usize> {
    numbered.iter().position(|source| source.id == id).map(|index| index + 1)
}

impl<'a> Context<'a> {
    /// Returns the sources of the edition in the order of their numbers.
    pub(super) fn edition_sources(&self) -> Vec<&'a Source> {
        let edition = &self.records.edition.value;
        let texts = edition.introduction.iter().map(|introduction| &introduction.text);
        let texts: Vec<_> = texts.chain(edition.pages.iter().map(|page| &page.text)).collect();
        self.number_sources(&edition.sources, &texts)
    }

    /// Returns the sources of a record in the order of their numbers, by their mentions in texts such as the story.
    pub(super) fn number_sources<'s>(&self, sources: &'s [Source], texts: &[&Text]) -> Vec<&'s Source> {
        let language = self.locale.language();
        let ids: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        let options = ParseOptions { top_level: None, sources: &ids, names: &[] };
        let texts = texts.iter().filter_map(|text| text.get(language));
        let mentions: Vec<_> = texts.flat_map(|text| markdown::parse(text, options, language).references).collect();
        number_sources(sources, mentions.iter().map(|(id, _)| id.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::{number_sources, source_number};
    use crate::edition::records::Source;

    #[test]
    fn sources_are_numbered_by_their_first_mention_and_the_rest_follows() {
        let record = ["a", "b", "c", "d"].map(|id| format!("id = \"{id}\"\n"));
        let sources: Vec<Source> = record.iter().map(|source| toml::from_str(source).unwrap()).collect();
        let numbered = number_sources(&sources, ["c", "a", "unknown", "c"]);
        let ids: Vec<_> = numbered.iter().map(|source| source.id.as_str()).collect();
        assert_eq!(ids, ["c", "a", "b", "d"]);
        assert_eq!(source_number(&numbered, "a"), Some(2));
        assert_eq!(source_number(&numbered, "unknown"), None);
    }
}
