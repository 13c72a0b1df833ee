//! The programme in numbers: members, labels, cluster weeks, criteria.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Level, Members, Qualifier, Refs, Text, limits};

/// The programme in numbers.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The heading of the drawing of its members, if it is not the usual one.
    pub heading: Option<Text>,
    /// How to read it.
    pub caption: Option<Text>,
    /// The counts of its members.
    #[serde(default)]
    pub members: Vec<Members>,
    /// How many labels of each level were given in a region.
    #[serde(default)]
    pub labels: Vec<LabelCount>,
    /// Who needs a label, in one or two sentences: the one place of the book that says so.
    pub label_rules: Option<Text>,
    /// Sources of the rules.
    #[serde(default)]
    pub label_rules_source: Refs,
    /// A criterion that the programme sets.
    #[serde(default)]
    #[schemars(length(max = limits::CRITERIA))]
    pub criteria: Vec<Criterion>,
    /// The date of the criteria.
    pub criteria_as_of: Option<Date>,
    /// Sources of the criteria.
    #[serde(default)]
    pub criteria_source: Refs,
    /// The cluster weeks.
    #[serde(default)]
    pub weeks: Vec<ClusterWeek>,
}

/// How many labels of a level were given.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LabelCount {
    /// The level.
    pub level: Level,
    /// How many.
    #[schemars(range(max = limits::PROGRAMME), example = 119)]
    pub count: u32,
    /// How exactly the number is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub region: Option<Text>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A thing the programme asks of a cluster.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// In a few words.
    pub text: Text,
}

/// A week of events of the clusters.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClusterWeek {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Option<Date>,
    /// How many events there were.
    #[schemars(range(max = limits::PROGRAMME), example = 150)]
    pub events: u32,
    /// How exactly the number is known.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// Where.
    pub places: Option<Text>,
    /// A part of the events that has a name.
    pub part: Option<WeekPart>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

/// A part of the events of a cluster week.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WeekPart {
    /// How many.
    #[schemars(range(max = limits::PROGRAMME), example = 40)]
    pub count: u32,
    /// Which.
    pub text: Text,
}
