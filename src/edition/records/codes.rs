//! The closed lists of codes an editor chooses from.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How exactly a count is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = {
    "ca.": "about", "circa": "about", "rund": "about", "etwa": "about", "fast": "almost", "knapp": "almost",
    "über": "more_than", "mehr als": "more_than", "more than": "more_than", "genau": "exact",
}))]
pub enum Qualifier {
    /// Counted.
    #[default]
    Exact,
    /// "rund", "about".
    About,
    /// "fast", "almost".
    Almost,
    /// "mehr als", "more than".
    MoreThan,
}

/// The level of a European cluster management label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = { "silber": "silver" }))]
pub enum Level {
    /// First level.
    Bronze,
    /// Second level.
    Silver,
    /// Third and highest level.
    Gold,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// The kind of founding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = { "verein": "association", "firma": "company", "idee": "idea" }))]
pub enum FoundingKind {
    /// The thought, the first talk.
    Idea,
    /// A working initiative without a legal form.
    Initiative,
    /// A registered association.
    Association,
    /// A company.
    Company,
}

impl FoundingKind {
    /// Returns whether an organisation with a legal form was founded.
    #[must_use]
    pub const fn is_legal(self) -> bool {
        matches!(self, Self::Association | Self::Company)
    }
}

/// The legal form of a cluster organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("x-also" = {
    "e. v.": "association", "e.v.": "association", "verein": "association", "gmbh": "limited_company",
    "gemeinnütziger verein": "charitable_association", "keine": "none",
}))]
pub enum LegalForm {
    /// Registered association, "e. V.".
    Association,
    /// Registered association with charitable status.
    CharitableAssociation,
    /// Limited company, "Gesellschaft mit beschränkter Haftung".
    LimitedCompany,
    /// Part of a public body.
    PublicBody,
    /// A network without a legal form.
    None,
}

/// A German Land by its ISO 3166-2 code without the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[schemars(extend("x-also" = {
    "brandenburg": "BB", "berlin": "BE", "baden-württemberg": "BW", "bayern": "BY", "bavaria": "BY",
    "bremen": "HB", "hessen": "HE", "hamburg": "HH", "mecklenburg-vorpommern": "MV", "niedersachsen": "NI",
    "nordrhein-westfalen": "NW", "nrw": "NW", "rheinland-pfalz": "RP", "schleswig-holstein": "SH",
    "saarland": "SL", "sachsen": "SN", "saxony": "SN", "sachsen-anhalt": "ST", "thüringen": "TH",
}))]
#[allow(missing_docs, reason = "the codes speak for themselves")]
pub enum Land {
    Bb,
    Be,
    Bw,
    By,
    Hb,
    He,
    Hh,
    Mv,
    Ni,
    Nw,
    Rp,
    Sh,
    Sl,
    Sn,
    St,
    Th,
}

impl fmt::Display for Land {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The code is the serialised name.
        self.serialize(f)
    }
}

/// The place of a picture in a chapter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Across the head of the story page, bleeding on three sides.
    #[default]
    Story,
    /// In the text columns of a further spread.
    Spread,
}

impl Slot {
    /// Returns the width and height of a picture in this place, in mm including its bleed.
    #[must_use]
    pub const fn size(self) -> (f64, f64) {
        match self {
            Self::Story => (216.0, 124.5),
            Self::Spread => (145.5, 96.75),
        }
    }
}
