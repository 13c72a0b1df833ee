//! The record of an edition.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Closing, Date, Editorial, Flag, Foreword, GlossaryEntry, IndexEntry, KnownName, Language, Lines, Logo, MapSettings,
    Next, Print, Programme, Publisher, Section, Source, Text, forms, limits,
};

/// An edition of the brochure: everything but its chapters.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The title, as libraries list it.
    pub title: Text,
    /// The subtitle.
    pub subtitle: Option<Text>,
    /// The name of the edition on the cover, if it is not that of its folder.
    #[schemars(example = &"2019")]
    pub edition: Option<String>,
    /// The ISBN of this edition, for the imprint and the bar code on the back cover.
    #[schemars(example = &"978-3-16-148410-0")]
    pub isbn: Option<String>,
    /// The kind of book.
    #[serde(default)]
    pub form: BookForm,
    /// The first part of the names of the PDFs.
    #[serde(default = "default_file_name")]
    #[schemars(with = "forms::FileName")]
    pub file_name: String,
    /// The languages it is made in.
    #[schemars(length(min = 1), example = ["de", "en"])]
    pub languages: Vec<Language>,
    /// The date of its information, and of the PDF.
    #[schemars(with = "forms::Day")]
    pub as_of: NaiveDate,
    /// The slugs of the clusters in the order of the tour.
    #[schemars(with = "Vec<forms::Slug>", length(max = limits::CHAPTERS))]
    pub chapters: Vec<String>,
    /// Whether each chapter has two pages, as those of more than twelve chapters have anyway.
    #[serde(default)]
    pub chapters_short: bool,
    /// The sections of the book in their order, if it is not the usual one.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// The lines of the cover.
    pub cover: Option<Cover>,
    /// When the tour took place.
    pub tour: Option<Tour>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// Marks of the publisher and of those who fund the edition, the publisher's first.
    #[serde(default)]
    #[schemars(length(max = limits::LOGOS))]
    pub logos: Vec<Logo>,
    /// The blocks of the imprint.
    #[serde(default)]
    pub imprint: Imprint,
    /// The contact in the imprint.
    #[serde(default)]
    pub contacts: Vec<ContactBlock>,
    /// A foreword by a person; left out until `consent` is there.
    pub foreword: Option<Foreword>,
    /// The introduction.
    pub introduction: Option<Introduction>,
    /// The programme in numbers, beside the introduction.
    pub programme: Option<Programme>,
    /// Further text pages before the chapters.
    #[serde(default)]
    pub pages: Vec<TextPage>,
    /// The text on the back cover.
    pub closing: Option<Closing>,
    /// Where readers can go on: the first also on the back cover.
    #[serde(default)]
    #[schemars(length(max = limits::NEXT))]
    pub next: Vec<Next>,
    /// The technology fields records may name, by code.
    #[serde(default)]
    pub fields: BTreeMap<String, Text>,
    /// The topics that several stations may share, by code; `topics.tag` of a record names one.
    #[serde(default)]
    pub tags: BTreeMap<String, Text>,
    /// Terms that are explained in the margin and behind the sources.
    #[serde(default)]
    #[schemars(length(max = limits::GLOSSARY))]
    pub glossary: Vec<GlossaryEntry>,
    /// Entries of the index besides those that the program makes.
    #[serde(default)]
    #[schemars(length(max = limits::INDEX))]
    pub index: Vec<IndexEntry>,
    /// Names in running text that are not hyphenated, besides those in fields of the records; with a kind, they are in the
    /// index.
    #[serde(default)]
    #[schemars(length(max = limits::NAMES))]
    pub names: Vec<KnownName>,
    /// Words with a hyphen at each place where a line may break. A word without one is never broken.
    #[serde(default)]
    #[schemars(with = "forms::Words")]
    pub hyphenation: Lines,
    /// The maps.
    pub map: Option<MapSettings>,
    /// How the print PDF is made.
    #[serde(default)]
    pub print: Print,
    /// Notes for the editor, never printed.
    pub editorial: Option<Editorial>,
    /// Where the facts of this file come from.
    #[serde(default)]
    #[schemars(length(max = limits::SOURCES))]
    pub sources: Vec<Source>,
}

/// Stations of a tour whose chapters have all their pages.
const MOST_STATIONS: usize = 12;

impl Edition {
    /// Returns whether each chapter has two pages, as the edition asks for or because the tour is long.
    #[must_use]
    pub(crate) fn has_short_chapters(&self) -> bool {
        self.chapters_short || self.chapters.len() > MOST_STATIONS
    }
}

fn default_file_name() -> String {
    "brochure".to_owned()
}

/// The lines of the cover.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// The word across the full width.
    pub large: Text,
    /// The smaller line.
    pub small: Option<Text>,
    /// Whether the small line is above the large word.
    #[serde(default)]
    pub small_first: Flag,
}

/// The kinds of books.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BookForm {
    /// A tour of 4 to 24 stations, a chapter for each.
    #[default]
    Tour,
    /// A list of many clusters in groups.
    Directory,
}

/// When the tour took place.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// First visit.
    pub from: Date,
    /// Last visit.
    pub to: Option<Date>,
}

/// The blocks of the imprint. A block without text is left out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// Design and typesetting.
    pub design: Option<Text>,
    /// Printed after the as-of date.
    pub as_of_note: Option<Text>,
    /// Printed after the picture credits.
    pub pictures: Option<Text>,
    /// Printed where the edition has no picture.
    pub no_pictures: Option<Text>,
    /// The web page that lists the sources with their addresses, with its scheme; printed as a QR code.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub sources_url: Option<String>,
    /// Maps and their projection.
    pub maps: Option<Text>,
    /// Where to order.
    pub order: Option<Text>,
    /// Legal notices.
    #[schemars(with = "Option<forms::RunningText>")]
    pub notice: Option<Text>,
}

/// The contact.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContactBlock {
    /// The office or person.
    pub name: Text,
    /// The purpose.
    pub text: Option<Text>,
    /// Web address with its scheme.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub website: Option<String>,
    /// Mail address.
    #[schemars(with = "Option<forms::MailAddress>")]
    pub email: Option<String>,
    /// Telephone number in international form.
    #[schemars(with = "Option<forms::Phone>")]
    pub phone: Option<String>,
}

/// The introduction.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Introduction {
    /// The question it answers, as its title.
    pub question: Text,
    /// Two or three sentences below it.
    pub lead: Option<Text>,
    /// The text in Markdown.
    #[schemars(with = "forms::RunningText")]
    pub text: Text,
}

/// A further text page before the chapters.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TextPage {
    /// Its title.
    pub title: Text,
    /// Two or three sentences below it.
    pub lead: Option<Text>,
    /// The text in Markdown.
    #[schemars(with = "forms::RunningText")]
    pub text: Text,
}
