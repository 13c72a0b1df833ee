//! Who publishes the edition, its marks, and where readers go from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Lines, Portrait, Text, forms, is_default};

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
    /// The postal address, a line each.
    #[serde(default)]
    #[schemars(example = ["Hauptstraße 12", "59423 Unna"])]
    pub address: Vec<String>,
    /// Mail address, to which readers can write what they know better.
    #[schemars(with = "Option<forms::MailAddress>")]
    pub email: Option<String>,
    /// Who answers for the contents.
    #[schemars(example = &"Ingrid Lange")]
    pub responsible: Option<String>,
    /// Web address with its scheme.
    #[schemars(with = "Option<forms::WebAddress>")]
    pub website: Option<String>,
    /// A logo for the cover: an SVG or PNG file in the folder of the edition. Another way to write the first of `logos`.
    #[schemars(example = &"logo.svg")]
    pub logo: Option<String>,
}

/// The mark of a publisher, a funder or a partner.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// An SVG file in the folder of the edition, or a PNG file of at least 600 dpi.
    #[schemars(example = &"logos/publisher.svg")]
    pub file: String,
    /// The name of its owner, as alternative text.
    pub name: Text,
    /// The part its owner has in the edition.
    pub role: LogoRole,
    /// The space that must stay free around it, in mm, if it is not a quarter of its height.
    #[schemars(range(min = 0, max = 20), example = 3.0)]
    pub clear: Option<f64>,
    /// The ground that it needs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ground: LogoGround,
}

/// The part that the owner of a mark has in the edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoRole {
    /// Publishes it.
    Publisher,
    /// Pays for it.
    Funder,
    /// Helps with it.
    Partner,
}

/// The ground that a mark needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogoGround {
    /// White only.
    #[default]
    White,
    /// Any, also the dark one of the cover.
    Any,
}

/// A foreword by a person.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Foreword {
    /// The name with titles.
    #[schemars(example = &"Ingrid Lange")]
    pub name: String,
    /// The office.
    pub office: Option<Text>,
    /// The text, at most 180 words.
    #[schemars(with = "forms::RunningText")]
    pub text: Text,
    /// The day on which the person agreed to text and portrait.
    pub consent: Option<Date>,
    /// A portrait.
    pub portrait: Option<Portrait>,
    /// The signature: an SVG file of one colour in the folder of the edition.
    #[schemars(example = &"pictures/signature.svg")]
    pub signature: Option<String>,
}

/// The text on the back cover: a question, or two sentences.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// A question to the reader, at most 110 characters.
    #[schemars(extend("properties" = forms::at_most(110)))]
    pub question: Option<Text>,
    /// Two short sentences, where there is no question.
    pub text: Option<Text>,
}

/// Where readers can go on.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// The contents of the site, in at most 80 characters.
    #[schemars(extend("properties" = forms::at_most(80)))]
    pub text: Text,
    /// Web address with its scheme.
    #[schemars(with = "forms::WebAddress")]
    pub url: String,
}
