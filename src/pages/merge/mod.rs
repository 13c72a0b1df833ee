//! Merge: from records and a language to the plain values that templates get.
//!
//! This stage knows languages, dates, numbers, Markdown and geometry, but neither Typst nor the target.

mod book;
mod card;
mod chapter;
mod contacts;
mod contents;
mod facts;
mod foreword;
mod front_frames;
mod further;
mod glance;
mod imprint;
mod index;
mod jacket;
mod life_strip;
mod lines;
mod locale;
mod locator;
mod map;
mod map_base;
mod map_names;
mod maps;
mod marginalia;
mod mountain_page;
mod number;
mod numbered_sources;
mod opener;
mod panorama;
mod patches;
mod plan;
mod planning;
mod programme;
mod qr;
mod sections;
mod sources;
mod timeline;
mod title_page;
mod topic_lines;
mod tour;

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::edition::load::{Document, Geodata, Records, Words};
use crate::edition::records::{Cluster, Date, KnownName, Source, Text};
use crate::format::Design;
use crate::pages::values::{
    Block, Book, Chapter, Contacts, Contents, Foreword, GalleyStory, Glance, Imprint, Index, Jacket, Map, MountainPage,
    Panorama, Patches, Programme, Sources, StoryRoom, TopicLines,
};
use crate::text::faces::Faces;
use crate::text::hyphenation::Hyphenator;
use crate::text::markdown::{self, ParseOptions};
use crate::text::typography;
use crate::text::widths::Ruler;
use crate::text::{closing, drop_sources};

pub(crate) use book::proof_values;
use life_strip::StripScale;
use locale::Locale;
use map_base::MapBase;
use marginalia::Term;
pub(crate) use sections::{NoPlan, Sections};
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
    /// `contents.json`.
    pub contents: Contents,
    /// `foreword.json`.
    pub foreword: Option<Foreword>,
    /// `programme.json`.
    pub programme: Option<Programme>,
    /// `map.json`.
    pub map: Map,
    /// `panorama.json`.
    pub panorama: Option<Panorama>,
    /// `topics.json`.
    pub topics: Option<TopicLines>,
    /// `glance.json`.
    pub glance: Glance,
    /// `contacts.json`.
    pub contacts: Contacts,
    /// `patches.json`.
    pub patches: Patches,
    /// `sources.json`.
    pub sources: Sources,
    /// `index.json`.
    pub index: Index,
    /// `mountain.json`: nothing in an edition without chapters.
    pub mountain: Option<MountainPage>,
    /// `imprint.json`.
    pub imprint: Imprint,
    /// `chapters/SLUG.json`.
    pub chapters: Vec<Chapter>,
    /// The sections before they are put in order.
    pub(crate) sections: Sections,
}

impl Values {
    /// Puts the sections in order. Without an order in which no page is blank they stay as they are listed.
    pub(crate) fn plan_sections(&mut self) {
        self.book.plan = self.sections.plan().unwrap_or_else(|_| self.sections.as_listed());
    }

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
            ("contents.json".to_owned(), serde_json::to_vec(&self.contents)?),
            ("foreword.json".to_owned(), serde_json::to_vec(&self.foreword)?),
            ("programme.json".to_owned(), serde_json::to_vec(&self.programme)?),
            ("map.json".to_owned(), serde_json::to_vec(&self.map)?),
            ("panorama.json".to_owned(), serde_json::to_vec(&self.panorama)?),
            ("glance.json".to_owned(), serde_json::to_vec(&self.glance)?),
            ("contacts.json".to_owned(), serde_json::to_vec(&self.contacts)?),
            ("topics.json".to_owned(), serde_json::to_vec(&self.topics)?),
            ("patches.json".to_owned(), serde_json::to_vec(&self.patches)?),
            ("sources.json".to_owned(), serde_json::to_vec(&self.sources)?),
            ("index.json".to_owned(), serde_json::to_vec(&self.index)?),
            ("mountain.json".to_owned(), serde_json::to_vec(&self.mountain)?),
            ("imprint.json".to_owned(), serde_json::to_vec(&self.imprint)?),
        ]);
        for chapter in &self.chapters {
            files.insert(format!("chapters/{}.json", chapter.slug), serde_json::to_vec(chapter)?);
        }
        Ok(files)
    }
}

/// Merges the records of an edition in the language of a word table, for the pages of a design, as if each story took
/// one page.
#[must_use]
pub fn merge_records(records: &Records, words: &Words, geodata: &Geodata, design: &Design) -> Values {
    Merging::new(records, words, geodata, design).values()
}

/// Merges the records of an edition in the language of a word table, for the pages of a design.
pub struct Merging<'a> {
    context: Context<'a>,
    words: &'a Words,
}

impl std::fmt::Debug for Merging<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Merging").field("language", &self.words.language).finish_non_exhaustive()
    }
}

impl<'a> Merging<'a> {
    /// Reads what all values share.
    #[must_use]
    pub fn new(records: &'a Records, words: &'a Words, geodata: &'a Geodata, design: &'a Design) -> Self {
        Self { context: Context::new(records, words, geodata, design), words }
    }

    /// Returns the values, with the pages of each chapter as if its story took one of them.
    #[must_use]
    pub fn values(&self) -> Values {
        let context = &self.context;
        let plans = planning::first_plans(context);
        let mut values = Values {
            design: context.design.clone(),
            book: book::book(context, self.words),
            jacket: jacket::jacket(context),
            contents: contents::contents(context),
            foreword: foreword::foreword(context),
            programme: programme::programme(context),
            map: map::map(context),
            panorama: panorama::panorama(context),
            topics: topic_lines::topic_lines(context),
            glance: glance::glance(context),
            contacts: contacts::contacts(context),
            patches: patches::patches(context),
            sources: sources::sources(context),
            index: index::index(context),
            mountain: mountain_page::mountain_page(context),
            imprint: imprint::imprint(context),
            chapters: plans.iter().enumerate().map(|(n, plan)| chapter::chapter(context, n, plan)).collect(),
            sections: Sections::default(),
        };
        values.sections = sections::sections(context, &values);
        values.plan_sections();
        values
    }

    /// Returns the stories whose room decides about the pages of the chapters.
    #[must_use]
    pub(crate) fn galley(&self, values: &Values) -> Vec<GalleyStory> {
        planning::galley(&self.context, values)
    }

    /// Plans the chapters by the room that their stories take. Returns whether that changed the values, and an error for
    /// each story that is longer than its pages.
    #[must_use]
    pub(crate) fn replan(
        &self,
        values: &mut Values,
        stories: &[GalleyStory],
        rooms: &[StoryRoom],
    ) -> (bool, Vec<Diagnostic>) {
        let (changed, diagnostics) = planning::replan(&self.context, values, stories, rooms);
        if changed {
            values.sections.count_chapters(&values.chapters);
            values.plan_sections();
        }
        (changed, diagnostics)
    }
}

/// What all parts of a merge share.
struct Context<'a> {
    records: &'a Records,
    design: &'a Design,
    geodata: &'a Geodata,
    locale: Locale<'a>,
    tour: Tour,
    /// What the maps have in common.
    maps: MapBase<'a>,
    /// The faces in which names are measured.
    faces: &'a Faces,
    /// Names that are neither hyphenated nor broken in running text.
    names: Vec<String>,
    hyphenator: Hyphenator,
    /// The terms of the glossary.
    terms: Vec<Term>,
    /// What the life strips of the book have in common.
    strip: StripScale,
    rulers: Rulers<'a>,
}

/// Measures of the faces that tables and notes are set in, where the project has them.
#[derive(Debug)]
struct Rulers<'a> {
    text: Option<Ruler<'a>>,
    strong: Option<Ruler<'a>>,
}

impl<'a> Rulers<'a> {
    fn new(faces: &'a Faces, family: &str) -> Self {
        Self { text: faces.ruler(family, REGULAR), strong: faces.ruler(family, SEMIBOLD) }
    }
}

/// Weights of OpenType faces.
const REGULAR: u16 = 400;
const SEMIBOLD: u16 = 600;

impl<'a> Context<'a> {
    fn new(records: &'a Records, words: &'a Words, geodata: &'a Geodata, design: &'a Design) -> Self {
        let locale = Locale::new(words);
        let tour = Tour::measure(records, design);
        let as_of = Date::Day(records.edition.value.as_of);
        let clusters: Vec<_> = records.clusters.iter().map(|record| &record.value).collect();
        Self {
            names: collect_names(records, locale),
            hyphenator: hyphenator(records, locale),
            terms: marginalia::terms(&records.edition.value.glossary, &clusters, locale),
            records,
            design,
            geodata,
            locale,
            tour,
            maps: MapBase::new(records, geodata, design),
            faces: &geodata.faces,
            strip: StripScale::measure(&records.clusters, as_of.middle(), &design.frames.life_strip),
            rulers: Rulers::new(&geodata.faces, &design.faces.sans),
        }
    }

    fn clusters(&self) -> &'a [Document<Cluster>] {
        &self.records.clusters
    }

    /// Returns the names of a cluster's technology fields.
    fn field_names(&self, cluster: &Cluster) -> Vec<String> {
        let names = &self.records.edition.value.fields;
        cluster.fields.iter().map(|code| self.locale.text(names.get(code)).unwrap_or_else(|| code.clone())).collect()
    }

    /// Puts soft hyphens into a note or caption.
    fn soften(&self, text: &str) -> String {
        self.hyphenator.soften_line(text, &self.names)
    }

    /// Parses running text that does not show its sources, ready to be set.
    fn running_text(&self, text: Option<&Text>, top_level: u8, sources: &[Source]) -> Vec<Block> {
        let mut blocks = self.parse_markdown(text, Some(top_level), sources);
        drop_sources(&mut blocks);
        self.prepare(&mut blocks, 0);
        blocks
    }

    /// Puts the places into running text at which its lines may and must not break. The first `whole` blocks are not
    /// hyphenated.
    fn prepare(&self, blocks: &mut [Block], whole: usize) {
        self.hyphenator.soften_blocks(&mut blocks[whole..]);
        closing::prepare_lines(blocks);
    }

    /// Parses running text. Its sub-headings begin with `top_level` signs `#`.
    fn parse_markdown(&self, text: Option<&Text>, top_level: Option<u8>, sources: &[Source]) -> Vec<Block> {
        let language = self.locale.language();
        let Some(text) = text.and_then(|text| text.get(language)) else { return Vec::new() };
        let sources: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
        markdown::parse(text, ParseOptions { top_level, sources: &sources, names: &self.names }, language).blocks
    }
}

/// Returns the hyphenator of a language, which knows every word of the records in it.
fn hyphenator(records: &Records, locale: Locale<'_>) -> Hyphenator {
    let mut texts = Vec::new();
    let edition = serde_json::to_value(&records.edition.value);
    let clusters = records.clusters.iter().map(|record| serde_json::to_value(&record.value));
    for record in std::iter::once(edition).chain(clusters).flatten() {
        collect_texts(record, locale.language().code(), &mut texts);
    }
    let own = records.edition.value.hyphenation.get(&locale.language());
    let own = own.into_iter().flatten().map(String::as_str);
    let exceptions = locale.words("hyphenation", "exceptions").into_iter().chain(own);
    Hyphenator::new(locale.language(), texts.iter().map(String::as_str), exceptions)
}

/// Collects the texts of a record in a language.
fn collect_texts(value: serde_json::Value, language: &str, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(items) => items.into_iter().for_each(|item| collect_texts(item, language, texts)),
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    serde_json::Value::String(text) if key == language => texts.push(text),
                    serde_json::Value::String(_) => {}
                    other => collect_texts(other, language, texts),
                }
            }
        }
        _ => {}
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
        names.extend(cluster.voices.iter().map(|voice| voice.speaker.as_str()));
        names.extend(cluster.projects.iter().map(|project| project.name.as_str()));
    }
    names.into_iter().map(|name| locale.set_spaces(name)).collect()
}
