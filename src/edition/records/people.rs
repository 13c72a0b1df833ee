//! People and their portraits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Focus, Name, Refs, Text, is_default};

/// A person whom a source names with a function.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name with titles.
    pub name: Name,
    /// The function.
    pub function: Option<Text>,
    /// In office since.
    pub since: Option<Date>,
    /// The date of the source that says so.
    pub as_of: Option<Date>,
    /// The place among the people of the chapter, from 1, if it is not that in the file.
    #[schemars(range(min = 1, max = 100), example = 1)]
    pub order: Option<u32>,
    /// The name as the index sorts it, if that is not by its last word.
    #[schemars(example = &"von Au, Lena")]
    pub sort: Option<String>,
    /// Whether readers may turn to this person, who is then named on the page of contacts.
    #[serde(default)]
    pub contact: bool,
    /// The day on which the person agreed to the portrait.
    pub consent: Option<Date>,
    /// A portrait; needs `consent`.
    pub portrait: Option<Portrait>,
    /// Carried over from an earlier edition; `check` asks for a newer figure until this is removed.
    #[serde(default)]
    pub carried_over: bool,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A picture of a person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Portrait {
    /// The path of the file in the folder of the edition.
    #[schemars(example = &"pictures/lange.jpg")]
    pub file: String,
    /// The point that must stay in the picture: from the left and from the top, 0 to 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub focus: Focus,
    /// Who made it.
    #[schemars(example = &"Ingrid Lange")]
    pub credit: String,
    /// The alternative text: what the picture shows besides the name.
    pub alt: Text,
}
