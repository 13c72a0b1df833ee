//! The values of one chapter: `chapters/SLUG.json`.

use serde::Serialize;

use super::{Block, Chart, Opener};
use crate::geometry::shape::Point;

/// One chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// The slug of the record.
    pub slug: String,
    /// The number of the station, from 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The thumb tab.
    pub tab: Tab,
    /// The opener page.
    pub opener: Opener,
    /// The chapter title; the short name where the record has no headline.
    pub title: String,
    /// The lead; missing where the record has neither standfirst nor description.
    pub lead: Option<String>,
    /// The rows of the log: visit, place, occasion, position, leg, onward.
    pub log: Vec<Row>,
    /// The locator map.
    pub locator: ChapterLocator,
    /// The statement in large type.
    pub pull: Option<String>,
    /// The story; empty where the record has none.
    pub story: Vec<Block>,
    /// The number of words of the story.
    pub words: usize,
    /// Direct and indirect quotations, after the story.
    pub voices: Vec<Voice>,
    /// The rows of the table of projects.
    pub projects: Vec<ProjectRow>,
    /// Photographs for the story page and for further spreads.
    pub pictures: Vec<Picture>,
    /// Members and milestones over time; missing where nothing is dated.
    pub chart: Option<Chart>,
    /// Shares of the members; missing where the record has none.
    pub shares: Option<Shares>,
    /// The rows of the profile.
    pub profile: Vec<Row>,
    /// Topics, or technology fields where the record has no topics.
    pub topics: Option<Topics>,
    /// The large figure.
    pub figure: Option<Figure>,
    /// The smaller figures.
    pub figures: Vec<Figure>,
}

/// The thumb tab at the fore-edge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tab {
    /// Its middle, in L (4.5 mm) from the top trim edge: the height of the station on the strip map of the contents page.
    pub middle: f64,
}

/// A row of a table with a head and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// A stable name of the row, for templates that treat some rows in a special way.
    pub key: &'static str,
    /// The head.
    pub label: String,
    /// The value.
    pub value: String,
    /// The link of a value that is a web, mail or telephone address.
    pub url: Option<String>,
}

/// The locator map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChapterLocator {
    /// The code of the Land to fill.
    pub land: Option<String>,
    /// The place of the seat, in the coordinates of the locator map in `map.json`.
    pub seat: Option<Point>,
    /// The places of the other stations.
    pub others: Vec<Point>,
    /// The text below the map where the seat is abroad or unknown.
    pub caption: Option<String>,
    /// The map in words.
    pub alt: String,
}

/// A quotation of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Whether the quotation is direct.
    pub direct: bool,
    /// The text, in quotation marks if it is direct.
    pub text: String,
    /// "Dr. Astrid Szogs, Clusterleitung".
    pub speaker: String,
}

/// A row of the table of projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectRow {
    /// Its name.
    pub name: String,
    /// The language of the name, if it is not that of the page.
    pub name_language: Option<&'static str>,
    /// "2009–2013"; missing where it is unknown.
    pub period: Option<String>,
    /// A fact about it.
    pub fact: String,
}

/// A photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The file as a path from the root of the project.
    pub path: String,
    /// Where it is placed: `story` or `spread`.
    pub slot: crate::edition::records::Slot,
    /// The caption.
    pub caption: String,
    /// The photographer or owner.
    pub credit: String,
    /// The picture in words, for readers who cannot see it.
    pub alt: String,
}

/// Shares of the members, in one bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shares {
    /// The parts; the last may be the remainder.
    pub parts: Vec<Share>,
    /// The bar in words.
    pub alt: String,
}

/// A part of the bar.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Share {
    /// The share in %.
    pub percent: f64,
    /// "rund 55 %".
    pub value: String,
    /// The group that has this share.
    pub name: String,
    /// Whether this is the rest up to 100 %.
    pub remainder: bool,
}

/// The list beside the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topics {
    /// "Themen", or "Technologiefelder" for a record without topics.
    pub heading: String,
    /// The topics, one in each line.
    pub items: Vec<String>,
}

/// A figure with its qualifier and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// "mehr als"; missing for an exact figure.
    pub qualifier: Option<String>,
    /// "125", "81 000", "51".
    pub value: String,
    /// The text after the value: "Mrd. Euro".
    pub unit: Option<String>,
    /// The text before the value: "EUR".
    pub currency: Option<String>,
    /// "Projekte seit 2004, 2. Juli 2024".
    pub caption: String,
}

/// A chapter set by itself, for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The slug of its record.
    pub slug: String,
    /// The date on which the information of the edition is based.
    pub date: String,
    /// A short hash of the record: any change of the record changes it.
    pub fingerprint: String,
}
