//! The contents of a chapter besides its facts: voices, topics, projects, figures, pictures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Language, Note, Qualifier, Refs, Slot, Text, forms, limits};

/// How a person's words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceKind {
    /// In the speaker's own words, in quotation marks; needs `consent`.
    Direct,
    /// In indirect speech by the editor; needs `source`.
    Indirect,
}

/// A statement by a person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// Direct or indirect speech.
    pub kind: VoiceKind,
    /// The words without quotation marks, or a sentence in indirect speech.
    pub text: Text,
    /// Who said it.
    #[schemars(example = &"Ingrid Lange")]
    pub speaker: String,
    /// The speaker's function.
    pub function: Option<Text>,
    /// The day on which the speaker agreed to the wording of a quotation.
    pub consent: Option<Date>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A topic of work.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name.
    pub text: Text,
    /// Carried over from an earlier edition; `check` asks whether it still holds until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A project, prize or offer.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its name, in its own spelling.
    #[schemars(example = &"Einkaufspool")]
    pub name: String,
    /// The language of the name, if it is not that of the page.
    pub name_language: Option<Language>,
    /// A fact about it, without a full stop.
    pub fact: Text,
    /// When.
    pub period: Option<Period>,
    /// Carried over from an earlier edition; `check` asks whether it still holds until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A span of time, open on either side.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// From when.
    pub from: Option<Date>,
    /// To when.
    pub to: Option<Date>,
    /// The date of this information, if nothing else is known.
    pub as_of: Option<Date>,
}

/// A figure other than a member count.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The things that were counted.
    pub label: Text,
    /// The value.
    #[schemars(range(min = -1e15, max = 1e15), example = 89)]
    pub value: f64,
    /// Three-letter code of the currency (ISO 4217), if the value is an amount of money.
    #[schemars(with = "Option<forms::Currency>")]
    pub currency: Option<String>,
    /// How exactly it is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// When.
    pub date: Option<Date>,
    /// The span counted over, instead of a date.
    pub period: Option<Period>,
    /// Carried over from an earlier edition; `check` asks for a newer figure until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A photograph.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path of the file in the folder of the edition.
    #[schemars(example = &"pictures/niro.jpg")]
    pub file: String,
    /// Its place in the chapter.
    #[serde(default)]
    pub slot: Slot,
    /// The caption, printed beside the picture.
    pub caption: Text,
    /// Who made it, printed after the caption and in the imprint.
    #[schemars(example = &"Foto: Netzwerk Industrie RuhrOst")]
    pub credit: String,
    /// The alternative text, for readers who cannot see the picture.
    pub alt: Text,
}

/// Notes that are never printed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Editorial {
    /// One note each.
    #[serde(default)]
    #[schemars(inner(length(max = limits::PARAGRAPH)), example = ["date of admission unknown"])]
    pub notes: Vec<String>,
    /// Keys of this record that a new edition has cleared and that are still to be filled. `check` warns about each until it
    /// is removed from the list.
    #[serde(default)]
    #[schemars(example = ["visit", "story"])]
    pub open: Vec<String>,
    /// Notes of `check` that are meant as they are, by their names. They are silent for this file; in edition.toml, for all
    /// files of the edition.
    #[serde(default)]
    #[schemars(example = ["three-dots", "unnamed-source"])]
    pub accepted: Vec<Note>,
}
