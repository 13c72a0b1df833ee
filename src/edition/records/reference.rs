//! Words that are looked up: names, terms, the index.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::{self, schema_of};
use super::{Text, limits};

/// A name in running text, with or without its kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged, expecting = "a name in quotation marks, or with its kind: { text = \"…\", kind = \"person\" }")]
pub enum KnownName {
    /// "Hannover Messe".
    Plain(String),
    /// "Ingrid Lange", a person.
    WithKind(NameOfKind),
}

/// A name and its kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NameOfKind {
    /// The name.
    pub text: String,
    /// Its kind.
    pub kind: NameKind,
}

impl KnownName {
    /// Returns the name.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::WithKind(NameOfKind { text, .. }) => text,
        }
    }

    /// Returns the kind, if it is known.
    #[must_use]
    pub const fn kind(&self) -> Option<NameKind> {
        match self {
            Self::Plain(_) => None,
            Self::WithKind(NameOfKind { kind, .. }) => Some(*kind),
        }
    }
}

schema_of!(KnownName: {
    "description": "A name, or a name with its kind.",
    "type": ["string", "object"],
    "maxLength": limits::LINE,
    "properties": {
        "text": { "type": "string", "description": "The name." },
        "kind": {
            "type": "string",
            "description": "What it names.",
            "enum": ["person", "place", "organisation", "other"],
        },
    },
    "required": ["text", "kind"],
    "additionalProperties": false,
    "examples": ["Hannover Messe", { "text": "Ingrid Lange", "kind": "person" }],
});

/// The kind of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// A person.
    Person,
    /// A city, a region, a building.
    Place,
    /// A firm, an office, a school.
    Organisation,
    /// Anything else.
    Other,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryEntry {
    /// The term as the glossary lists it.
    pub term: Text,
    /// Words of the running text that it explains, besides the term.
    #[serde(default)]
    #[schemars(example = ["Interreg"])]
    pub r#match: Vec<String>,
    /// Its meaning, in at most 25 words.
    pub text: Text,
}

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IndexEntry {
    /// The entry.
    pub term: Text,
    /// Another entry to look under.
    pub see: Option<Text>,
    /// The chapters whose pages it names, by their slugs.
    #[serde(default)]
    #[schemars(with = "Vec<forms::Slug>", length(max = limits::CHAPTERS))]
    pub pages_of: Vec<String>,
}
