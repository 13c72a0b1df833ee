//! Merge: from records and a language to the plain values that templates get.
//!
//! Knows languages, dates, numbers, Markdown and geometry. Knows neither Typst nor the target.

mod book;
mod chapter;
mod imprint;
mod maps;
mod overview;
mod profile;
mod sources;
mod speech;
mod timeline;
mod tour;

use std::collections::BTreeMap;

use chrono::Datelike;
use serde::Serialize;

use crate::edition::load::{Geodata, Records, Words};
use crate::edition::records::{Cluster, Language, Text};
use crate::geometry::locator::Locator;
use crate::pages::values::{Book, Chapter, Glance, Itinerary, Jacket, Map, Patches, Sources};
use crate::text::fine;

pub(crate) use book::proof;
pub(crate) use speech::Speech;
pub(crate) use tour::Tour;

/// The values of an edition in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// `book.json`.
    pub book: Book,
    /// `jacket.json`.
    pub jacket: Jacket,
    /// `map.json`.
    pub map: Map,
    /// `route.json`.
    pub route: Itinerary,
    /// `glance.json`.
    pub glance: Glance,
    /// `patches.json`.
    pub patches: Patches,
    /// `sources.json`.
    pub sources: Sources,
    /// `chapters/SLUG.json`.
    pub chapters: Vec<Chapter>,
}

impl Values {
    /// The values as files: their paths below `values/LANG/` and their JSON.
    ///
    /// # Errors
    ///
    /// Fails where a value is no JSON, which no value of these types is.
    pub fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
        fn put(
            files: &mut BTreeMap<String, Vec<u8>>,
            path: String,
            value: &impl Serialize,
        ) -> Result<(), serde_json::Error> {
            files.insert(path, serde_json::to_vec(value)?);
            Ok(())
        }
        let mut files = BTreeMap::new();
        put(&mut files, "book.json".into(), &self.book)?;
        put(&mut files, "jacket.json".into(), &self.jacket)?;
        put(&mut files, "map.json".into(), &self.map)?;
        put(&mut files, "route.json".into(), &self.route)?;
        put(&mut files, "glance.json".into(), &self.glance)?;
        put(&mut files, "patches.json".into(), &self.patches)?;
        put(&mut files, "sources.json".into(), &self.sources)?;
        for chapter in &self.chapters {
            put(&mut files, format!("chapters/{}.json", chapter.slug), chapter)?;
        }
        Ok(files)
    }
}

/// What all parts of a merge share.
struct Merge<'a> {
    records: &'a Records,
    speech: Speech<'a>,
    tour: Tour,
    locator: Locator,
    /// Names that are neither hyphenated nor broken in running text.
    names: Vec<String>,
}

impl<'a> Merge<'a> {
    fn new(records: &'a Records, words: &'a Words, geodata: &Geodata) -> Self {
        let tour = Tour::of(records);
        let locator = maps::locator(geodata, &tour);
        let names = names(records, words.language);
        Self { records, speech: Speech::new(words), tour, locator, names }
    }

    /// A text in the language of the merge.
    fn text(&self, text: &Text) -> String {
        self.speech.text(text).unwrap_or_default()
    }

    /// The same for a text that may be missing.
    fn optional(&self, text: Option<&Text>) -> Option<String> {
        text.and_then(|text| self.speech.text(text))
    }

    /// The year of the edition.
    fn year(&self) -> i32 {
        self.records.edition.value.as_of.year()
    }

    /// The names of a cluster's technology fields.
    fn field_names(&self, cluster: &Cluster) -> Vec<String> {
        let names = &self.records.edition.value.fields;
        cluster.fields.iter().map(|code| self.optional(names.get(code)).unwrap_or_else(|| code.clone())).collect()
    }
}

/// Every name that a record has as a field, those the edition lists and the months, with their
/// spaces set: none is hyphenated.
fn names(records: &Records, language: Language) -> Vec<String> {
    let mut names: Vec<&str> = records.edition.value.names.iter().map(String::as_str).collect();
    names.extend(crate::text::typography::MONTHS);
    for cluster in records.clusters.iter().map(|cluster| &cluster.value) {
        names.extend([cluster.short_name.as_str(), &cluster.official_name, cluster.seat.city.get(language)]);
        names.extend(cluster.former_names.iter().map(String::as_str));
        names.extend(cluster.management_body.iter().map(|body| body.name.as_str()));
        names.extend(cluster.manager.iter().map(|manager| manager.name.get(language)));
        names.extend(cluster.projects.iter().map(|project| project.name.as_str()));
    }
    names.into_iter().map(|name| fine(name, language)).collect()
}

/// Merges the records of an edition in the language of a word table.
#[must_use]
pub fn merge(records: &Records, words: &Words, geodata: &Geodata) -> Values {
    let merge = Merge::new(records, words, geodata);
    Values {
        book: book::book(&merge, words),
        jacket: maps::jacket(&merge),
        map: maps::map(&merge, geodata),
        route: overview::itinerary(&merge),
        glance: overview::glance(&merge),
        patches: overview::patches(&merge),
        sources: sources::sources(records, merge.speech),
        chapters: (0..records.clusters.len()).map(|station| chapter::chapter(&merge, station)).collect(),
    }
}
