//! What a chapter tells beside its facts: voices, topics, projects, figures, pictures.

use serde::{Deserialize, Serialize};

use super::{Date, Language, Qualifier, Refs, Slot, Text};

/// What a person said.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "snake_case")]
pub enum Voice {
    /// A quotation in the speaker's own words.
    Direct {
        /// The words, without quotation marks.
        text: Text,
        /// Who said them.
        speaker: String,
        /// The speaker's function.
        function: Option<Text>,
        /// The day on which the speaker agreed to the wording.
        consent: Date,
    },
    /// What was said, told by the editor.
    Indirect {
        /// A sentence in indirect speech.
        text: Text,
        /// Who said it.
        speaker: String,
        /// The speaker's function.
        function: Option<Text>,
        /// Sources.
        source: Refs,
    },
}

/// A topic of work.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name.
    pub text: Text,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A project, prize or offer.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its name, in its own spelling.
    pub name: String,
    /// The language of the name where it is not that of the page.
    pub name_language: Option<Language>,
    /// What is known of it, without a full stop.
    pub fact: Text,
    /// When.
    pub period: Option<Period>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A span of time, open on either side.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// From when.
    pub from: Option<Date>,
    /// To when.
    pub to: Option<Date>,
    /// The date of the state of affairs, where that is all that is known.
    pub as_of: Option<Date>,
}

/// A figure other than a member count.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What was counted.
    pub label: Text,
    /// The value.
    pub value: f64,
    /// Three-letter code of a currency (ISO 4217), where the value is money.
    pub currency: Option<String>,
    /// How exactly it is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// When.
    pub date: Option<Date>,
    /// The span counted over, instead of a date.
    pub period: Option<Period>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A photograph.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The file, seen from the edition's folder.
    pub file: String,
    /// Where it stands.
    #[serde(default)]
    pub slot: Slot,
    /// What it shows, printed beside it.
    pub caption: Text,
    /// Who made it, printed after the caption and in the imprint.
    pub credit: String,
    /// What it shows, for readers who cannot see it.
    pub alt: Text,
}

/// Remarks that are never printed.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Editorial {
    /// One remark each.
    #[serde(default)]
    pub notes: Vec<String>,
}
