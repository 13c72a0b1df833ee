//! Merge: from records and a language to the plain values that templates get.
//!
//! This stage knows languages, dates, numbers, Markdown and geometry, but neither Typst nor the target.

mod book;
mod chapter;
mod facts;
mod imprint;
mod jacket;
mod lines;
mod locale;
mod maps;
mod opener;
mod overview;
mod sources;
mod timeline;
mod tour;

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::edition::load::{Document, Geodata, Records, Words};
use crate::edition::records::{Cluster, KnownName, Source, Text};
use crate::format::Design;
use crate::geometry::locator::{Locator, draw_locator};
use crate::pages::values::{Block, Book, Chapter, Glance, Itinerary, Jacket, Map, Patches, Sources};
use crate::text::markdown::{self, ParseOptions};
use crate::text::typography;

pub(crate) use book::proof_values;
use locale::Locale;
use tour::Tour;

/// The values of an edition in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// `design.json`.
    pub design: Design,
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
    /// Returns the values as files: their paths below `values/LANG/` and their JSON.
    ///
    /// # Errors
    ///
    /// Fails if a value cannot be written as JSON, which no value of these types does.
    pub fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, serde_json::Error> {
        let mut files = BTreeMap::from([
            ("design.json".to_owned(), serde_json::to_vec(&self.design)?),
            ("book.json".to_owned(), serde_json::to_vec(&self.book)?),
            ("jacket.json".to_owned(), serde_json::to_vec(&self.jacket)?),
            ("map.json".to_owned(), serde_json::to_vec(&self.map)?),
            ("route.json".to_owned(), serde_json::to_vec(&self.route)?),
            ("glance.json".to_owned(), serde_json::to_vec(&self.glance)?),
            ("patches.json".to_owned(), serde_json::to_vec(&self.patches)?),
            ("sources.json".to_owned(), serde_json::to_vec(&self.sources)?),
        ]);
        for chapter in &self.chapters {
            files.insert(format!("chapters/{}.json", chapter.slug), serde_json::to_vec(chapter)?);
        }
        Ok(files)
    }
}

/// Merges the records of an edition in the language of a word table, for the pages of a design.
#[must_use]
pub fn merge_records(records: &Records, words: &Words, geodata: &Geodata, design: &Design) -> Values {
    let context = Context::new(records, words, geodata, design);
    Values {
        design: design.clone(),
        book: book::book(&context, words),
        jacket: jacket::jacket(&context),
        map: maps::map(&context, geodata),
        route: overview::itinerary(&context),
        glance: overview::glance(&context),
        patches: overview::patches(&context),
        sources: sources::sources(&context),
        chapters: (0..records.clusters.len()).map(|station| chapter::chapter(&context, station)).collect(),
    }
}

/// What all parts of a merge share.
struct Context<'a> {
    records: &'a Records,
    design: &'a Design,
    geodata: &'a Geodata,
    locale: Locale<'a>,
    tour: Tour,
    locator: Locator,
    /// Names that are neither hyphenated nor broken in running text.
    names: Vec<String>,
}

impl<'a> Context<'a> {
    fn new(records: &'a Records, words: &'a Words, geodata: &'a Geodata, design: &'a Design) -> Self {
        let locale = Locale::new(words);
        let tour = Tour::measure(records, design);
        let locator = draw_locator(&geodata.lands_small, &tour.positions, design.frames.locator.width);
        Self { records, design, geodata, locale, tour, locator, names: collect_names(records, locale) }
    }

    fn clusters(&self) -> &'a [Document<Cluster>] {
        &self.records.clusters
    }

    fn edition_year(&self) -> i32 {
        self.records.edition.value.as_of.year()
    }

    /// Returns the names of a cluster's technology fields.
    fn field_names(&self, cluster: &Cluster) -> Vec<String> {
        let names = &self.records.edition.value.fields;
        cluster.fields.iter().map(|code| self.locale.text(names.get(code)).unwrap_or_else(|| code.clone())).collect()
    }

    /// Parses running text. Its sub-headings begin with `top_level` signs `#`.
    fn parse_markdown(&self, text: Option<&Text>, top_level: Option<u8>, sources: &[Source]) -> Vec<Block> {
        let language = self.locale.language();
        let Some(text) = text.and_then(|text| text.get(language)) else { return Vec::new() };
        let sources: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        markdown::parse(text, ParseOptions { top_level, sources: &sources, names: &self.names }, language).blocks
    }
}

/// Returns the names in the fields of all records, those that the edition lists, and the months, with their
/// no-break spaces.
fn collect_names(records: &Records, locale: Locale<'_>) -> Vec<String> {
    let mut names: Vec<&str> = records.edition.value.names.iter().map(KnownName::text).collect();
    names.extend(typography::MONTHS);
    for cluster in records.clusters.iter().map(|cluster| &cluster.value) {
        names.extend([cluster.short_name.as_str(), &cluster.official_name, locale.name(&cluster.seat.city)]);
        names.extend(cluster.former_names.iter().map(String::as_str));
        names.extend(cluster.management_body.iter().map(|body| body.name.as_str()));
        names.extend(cluster.people().into_iter().map(|person| locale.name(&person.name)));
        names.extend(cluster.projects.iter().map(|project| project.name.as_str()));
    }
    names.into_iter().map(|name| locale.set_spaces(name)).collect()
}
