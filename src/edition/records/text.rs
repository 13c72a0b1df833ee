//! Text per language, source references and sources.

use std::collections::BTreeMap;

use schemars::{JsonSchema, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::forms::{self, schema_of};
use super::limits;
use crate::text::Language;

/// A text for readers, once per language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// Returns the text in a language; `None` if it is missing or blank.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// Returns the languages that are present, even if their text is blank.
    pub fn languages(&self) -> impl Iterator<Item = Language> + '_ {
        self.0.keys().copied()
    }
}

/// Lines of text, once per language.
pub type Lines = BTreeMap<Language, Vec<String>>;

schema_of!(Text: {
    "description": "A text for readers, once per language.",
    "type": "object",
    "properties": forms::per_language(&json_schema!({ "type": "string", "maxLength": limits::PARAGRAPH })),
    "additionalProperties": false,
    "minProperties": 1,
    "examples": [{ "de": "…", "en": "…" }],
});

/// A name that is the same in all languages, or differs by language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged, expecting = "a text in quotation marks, or one per language: { de = \"…\", en = \"…\" }")]
pub enum Name {
    /// "Kassel".
    Same(String),
    /// "München", "Munich".
    PerLanguage(Text),
}

impl Name {
    /// Returns the name in a language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match self {
            Self::Same(name) => name,
            Self::PerLanguage(text) => text.get(language).unwrap_or_default(),
        }
    }
}

schema_of!(Name: {
    "description": "A name that is the same in every language, or one per language.",
    "type": ["string", "object"],
    "properties": forms::per_language(&json_schema!({ "type": "string" })),
    "additionalProperties": false,
    "minProperties": 1,
    "examples": ["Kassel", { "de": "München", "en": "Munich" }],
});

/// Yes or no, by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Flag(BTreeMap<Language, bool>);

impl Flag {
    /// Returns the value in a language, which is no by default.
    #[must_use]
    pub fn get(&self, language: Language) -> bool {
        self.0.get(&language).copied().unwrap_or(false)
    }
}

schema_of!(Flag: {
    "description": "A yes or no that differs by language.",
    "type": "object",
    "properties": forms::per_language(&json_schema!({ "type": "boolean" })),
    "additionalProperties": false,
    "examples": [{ "de": false, "en": true }],
});

/// The ids of the sources of a fact: none, one or several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Refs(pub Vec<String>);

impl<'de> Deserialize<'de> for Refs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "write the id of a source, or a list of ids")]
        enum OneOrMany {
            One(String),
            Many(Vec<String>),
        }
        Ok(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::One(id) => Self(vec![id]),
            OneOrMany::Many(ids) => Self(ids),
        })
    }
}

schema_of!(Refs: {
    "description": "The id of an entry of [[sources]] in the same file, or a list of ids.",
    "type": ["string", "array"],
    "items": { "type": "string" },
    "minItems": 1,
    "examples": ["niro-15", ["niro-15", "wfg-2020"]],
});

/// The kind of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = { "bericht": "report", "presse": "press", "webseite": "site", "website": "site" }))]
pub enum SourceKind {
    /// A report of the tour or of an office.
    Report,
    /// A newspaper, a magazine, a broadcaster.
    Press,
    /// A web page of the cluster or of another body.
    Site,
    /// A public register or list.
    Register,
    /// Anything else.
    Other,
}

/// Where facts come from: one entry of the sources page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The name by which facts of the same file refer to it.
    #[schemars(example = &"niro-15")]
    pub id: String,
    /// The web address, with its scheme.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub url: Option<String>,
    /// The title, printed before the address or instead of it.
    pub title: Option<Name>,
    /// Who published it: the newspaper, the office, the owner of the site.
    #[schemars(example = &"TAG24")]
    pub house: Option<String>,
    /// When it was published; printed after the title.
    pub date: Option<super::Date>,
    /// A remark in the margin, if there is no date.
    pub note: Option<Text>,
    /// Its kind.
    pub kind: Option<SourceKind>,
}
