//! The closed lists of codes an editor chooses from.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::format::Design;

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

impl Land {
    /// All Länder with their English names.
    const NAMES: [(Self, &'static str); 16] = [
        (Self::Bb, "Brandenburg"),
        (Self::Be, "Berlin"),
        (Self::Bw, "Baden-Württemberg"),
        (Self::By, "Bavaria"),
        (Self::Hb, "Bremen"),
        (Self::He, "Hesse"),
        (Self::Hh, "Hamburg"),
        (Self::Mv, "Mecklenburg-Western Pomerania"),
        (Self::Ni, "Lower Saxony"),
        (Self::Nw, "North Rhine-Westphalia"),
        (Self::Rp, "Rhineland-Palatinate"),
        (Self::Sh, "Schleswig-Holstein"),
        (Self::Sl, "Saarland"),
        (Self::Sn, "Saxony"),
        (Self::St, "Saxony-Anhalt"),
        (Self::Th, "Thuringia"),
    ];

    /// Returns the English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// Finds a Land by its ISO 3166-2 code, such as "DE-BW".
    #[must_use]
    pub fn from_iso(code: &str) -> Option<Self> {
        let code = code.strip_prefix("DE-")?;
        Self::NAMES.into_iter().map(|(land, _)| land).find(|land| land.to_string() == code)
    }
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
    /// Returns the width and height of a picture in this place of a page, in mm including its bleed.
    #[must_use]
    pub fn size(self, design: &Design) -> (f64, f64) {
        let (page, frame) = (&design.format, &design.frames.pictures);
        match self {
            Self::Story => (page.width + 2.0 * page.bleed, frame.head + page.bleed),
            Self::Spread => frame.column,
        }
    }
}

/// A note of `check` that can be accepted: the text is meant as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// A seat in Germany without its Land.
    MissingLand,
    /// A label that is no longer valid at the date of the edition.
    ExpiredLabel,
    /// A text that is the same in two languages.
    SameText,
    /// Two quotation marks in one place.
    DoubledQuotes,
    /// Quotation marks of a typewriter.
    StraightQuotes,
    /// A hyphen in the place of a dash.
    HyphenDash,
    /// Three dots in the place of an ellipsis.
    ThreeDots,
    /// Two spaces in the place of one.
    DoubleSpace,
    /// A word such as "TODO" that marks unfinished text.
    UnfinishedText,
    /// A bracket or a quotation mark without its counterpart.
    UnbalancedMark,
    /// Markdown in a text that is printed as it is written.
    Markup,
    /// A text of the example from which a record was made.
    Placeholder,
    /// Two chapters about the same cluster.
    CopiedRecord,
    /// A source that nothing names.
    UnnamedSource,
    /// A statement that no page prints.
    UnprintedPull,
    /// A story with many sub-headings.
    ManyHeadings,
    /// A sentence about sources in a story.
    SourceInText,
    /// A person without the date of the source.
    UndatedPerson,
    /// Sources without title, house and date.
    BareSource,
    /// A source with the address of a tracker or a copy of a page.
    OddAddress,
    /// A publisher without an address, a mail address or a responsible person.
    UnknownPublisher,
    /// A list that a chapter of two pages does not print.
    UnprintedPart,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Land;

    #[test]
    fn each_land_has_its_own_name_and_code() {
        for (index, (land, name)) in Land::NAMES.into_iter().enumerate() {
            assert_eq!((land as usize, land.name()), (index, name));
            assert_eq!(Land::from_iso(&format!("DE-{land}")), Some(land));
        }
        assert_eq!((Land::from_iso("BW"), Land::from_iso("DE-XX")), (None, None));
    }
}
