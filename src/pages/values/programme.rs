//! The values of the programme's spread: `programme.json`.

use serde::Serialize;

use super::Block;
use crate::edition::records::Qualifier;

/// The programme: what it is, and its numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Programme {
    /// The question that the text answers, or the title where there is no text.
    pub question: String,
    /// The lead.
    pub lead: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// The block with which the second column begins; missing where the text has no such place.
    pub second_column: Option<usize>,
    /// What the programme asks of its members.
    pub criteria: Option<Criteria>,
    /// The numbers; missing where the programme has none.
    pub numbers: Option<ProgrammeNumbers>,
}

/// What the programme asks of its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Criteria {
    /// Each in a few words.
    pub items: Vec<String>,
    /// "Stand September 2025"; missing without a date.
    pub note: Option<String>,
    /// The numbers of the sources, "E5"; empty without a source.
    pub figure: String,
}

/// The page of numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProgrammeNumbers {
    /// Its title.
    pub title: String,
    /// Where and when the labels were counted, and what a line stands for.
    pub note: Told,
    /// The distance of two lines of a tower, in mm.
    pub pitch: f64,
    /// How many labels there are, a tower for each level.
    pub labels: Option<LabelTowers>,
    /// The cluster weeks.
    pub weeks: Option<Weeks>,
    /// The members of the programme.
    pub members: Option<MemberTowers>,
}

/// A text with the numbers of its sources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The text; empty where there is nothing to tell.
    pub text: String,
    /// The numbers of the sources, "E5, E6"; empty without a source.
    pub figure: String,
}

/// The labels by level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelTowers {
    /// From the lowest tower to the highest.
    pub towers: Vec<Tower>,
    /// Who needs a label.
    pub rules: Told,
    /// The towers in words.
    pub alt: String,
}

/// The members of the programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberTowers {
    /// The heading.
    pub heading: String,
    /// By their dates.
    pub towers: Vec<Tower>,
    /// How to read them.
    pub caption: Option<String>,
    /// The towers in words.
    pub alt: String,
}

/// A count as a tower of lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tower {
    /// The level of a label; missing for members.
    pub name: Option<String>,
    /// "mehr als".
    pub qualifier: Option<String>,
    /// "1165".
    pub value: String,
    /// "November 2020"; missing where the note says it.
    pub date: Option<String>,
    /// The numbers of the sources.
    pub figure: String,
    /// The lines.
    pub lines: u32,
    /// How exactly the number is known, for the last line.
    pub precision: Qualifier,
}

/// The cluster weeks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weeks {
    /// The heading.
    pub heading: String,
    /// Each week.
    pub rows: Vec<Week>,
    /// "Ein Punkt steht für zehn."; missing where one stands for one.
    pub scale: Option<String>,
}

/// A cluster week.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Week {
    /// "fast 200".
    pub value: String,
    /// Where, which part of them, and when.
    pub text: Told,
    /// The dots.
    pub dots: u32,
    /// So many of them are the part that has a name.
    pub part: u32,
    /// The dots in a row.
    pub columns: u32,
    /// How exactly the number is known, for the last dots.
    pub precision: Qualifier,
    /// The dots in words.
    pub alt: String,
}
