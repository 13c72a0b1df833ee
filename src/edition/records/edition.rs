//! The record of an edition.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Editorial, Flag, Language, Members, Print, Source, Text, forms, limits};

/// An edition of the brochure: everything but its chapters.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The title, as libraries list it.
    pub title: Text,
    /// The subtitle.
    pub subtitle: Option<Text>,
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
    /// The lines of the cover.
    pub cover: Option<Cover>,
    /// When the tour took place.
    pub tour: Option<Tour>,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// The blocks of the imprint.
    #[serde(default)]
    pub imprint: Imprint,
    /// The contact in the imprint.
    #[serde(default)]
    pub contacts: Vec<ContactBlock>,
    /// The introduction.
    pub introduction: Option<Introduction>,
    /// The chart of the programme's members below the introduction.
    pub programme: Option<Programme>,
    /// Further text pages before the chapters.
    #[serde(default)]
    pub pages: Vec<TextPage>,
    /// The text on the back cover.
    pub closing: Option<Closing>,
    /// The technology fields records may name, by code.
    #[serde(default)]
    pub fields: BTreeMap<String, Text>,
    /// Names in running text that are not hyphenated, besides those in fields of the records.
    #[serde(default)]
    #[schemars(length(max = limits::NAMES), example = ["Hannover Messe"])]
    pub names: Vec<String>,
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

/// When the tour took place.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tour {
    /// First visit.
    pub from: Date,
    /// Last visit.
    pub to: Option<Date>,
}

/// Who publishes the edition.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The name, also the author in the PDF.
    #[schemars(example = &"Expedition Clusterinitiative")]
    pub name: String,
    /// Unit, address and further lines.
    #[schemars(with = "Option<forms::Lines>")]
    pub lines: Option<Lines>,
    /// Web address with its scheme.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub website: Option<String>,
    /// A logo for the cover: an SVG or PNG file in the folder of the edition.
    #[schemars(example = &"logo.svg")]
    pub logo: Option<String>,
}

/// Lines of text, once per language.
pub type Lines = BTreeMap<Language, Vec<String>>;

/// The blocks of the imprint. A block without text is left out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Imprint {
    /// Design and typesetting.
    pub design: Option<Text>,
    /// Printed after the as-of date.
    pub as_of_note: Option<Text>,
    /// Printed after the picture credits, or instead of them.
    pub pictures: Option<Text>,
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

/// The members of the programme over time.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The heading of the chart.
    pub heading: Text,
    /// How to read it.
    pub caption: Option<Text>,
    /// The counts.
    pub members: Vec<Members>,
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

/// The text on the back cover.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Two short sentences.
    pub text: Text,
}
