//! The contents of a chapter besides its facts: voices, topics, projects, figures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Language, Note, Portrait, Qualifier, Refs, Text, forms, is_default, limits};

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
    /// The company or office.
    #[schemars(example = &"Lange GmbH")]
    pub company: Option<String>,
    /// On what occasion.
    pub occasion: Option<Text>,
    /// When.
    pub date: Option<Date>,
    /// How large it is set, if it is not by its length.
    pub weight: Option<VoiceWeight>,
    /// A portrait of the speaker; needs `consent`.
    pub portrait: Option<Portrait>,
    /// The day on which the speaker agreed to the wording of a quotation, and to the portrait.
    pub consent: Option<Date>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// How large a statement is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VoiceWeight {
    /// On a separate page.
    Page,
    /// In the column of the story.
    Column,
    /// Beside the story.
    Margin,
}

/// A topic of work.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its name.
    pub text: Text,
    /// A code of the edition's `[tags]`: stations with the same one share a line of the topics' page.
    #[schemars(example = &"ai")]
    pub tag: Option<String>,
    /// The name on the mountain, at most 22 characters, if `text` is too long for it.
    #[schemars(extend("properties" = forms::at_most(22)))]
    pub short: Option<Text>,
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
    /// Its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ProjectKind,
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

/// What an entry of `[[projects]]` is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = {
    "projekt": "project", "preis": "prize", "award": "prize", "angebot": "offer", "ort": "place",
    "netzwerk": "network", "veranstaltung": "event",
}))]
pub enum ProjectKind {
    /// A project.
    #[default]
    Project,
    /// A prize.
    Prize,
    /// An offer to members or others.
    Offer,
    /// A place, such as a laboratory.
    Place,
    /// A network with others.
    Network,
    /// An event.
    Event,
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

/// The numbers that are drawn: fewer say nothing, and nobody could count more.
pub(crate) const DRAWN: std::ops::RangeInclusive<u32> = 20..=100_000;

/// The largest number that is drawn as lines without being asked for.
const MOST_LINES: u32 = 200;

impl Indicator {
    /// Returns the number if it can be drawn: a whole number in range that is no amount of money.
    #[must_use]
    pub fn countable(&self) -> Option<u32> {
        if self.currency.is_some() || self.value.fract() != 0.0 || !(0.0..=f64::from(u32::MAX)).contains(&self.value) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number in range")]
        let count = self.value as u32;
        DRAWN.contains(&count).then_some(count)
    }

    /// Returns the number and how it is drawn: [`Drawing::Lines`] or [`Drawing::Dots`]. `None` if it cannot or must not be
    /// drawn, or has no date.
    #[must_use]
    pub fn drawing(&self) -> Option<(u32, Drawing)> {
        let count = self.countable()?;
        let dated = self.date.is_some() || self.period.is_some();
        let drawing = match self.draw {
            Drawing::None => return None,
            Drawing::Auto if count <= MOST_LINES => Drawing::Lines,
            Drawing::Auto => Drawing::Dots,
            asked => asked,
        };
        dated.then_some((count, drawing))
    }
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
    /// Whether persons or things were counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: Counted,
    /// The drawing of the number.
    #[serde(default, skip_serializing_if = "is_default")]
    pub draw: Drawing,
    /// The sentence that follows the number on its page, at most 140 characters. A number without it is not drawn.
    #[schemars(extend("properties" = forms::at_most(140)))]
    pub sentence: Option<Text>,
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

/// The things that a figure counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Persons.
    Persons,
    /// Anything else.
    #[default]
    Things,
}

/// How a number is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawing {
    /// By its size: lines up to 200, dots up to 100,000; amounts of money, shares and other sizes are not drawn.
    #[default]
    Auto,
    /// A dot for each.
    Dots,
    /// A line for each.
    Lines,
    /// Not at all.
    None,
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
