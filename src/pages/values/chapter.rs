//! The values of one chapter: `chapters/SLUG.json`.

use serde::Serialize;

use super::{Block, Chart};
use crate::geometry::opener_routes::Route as OpenerRoute;
use crate::geometry::relief::Relief;
use crate::geometry::shape::Point;

/// One chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chapter {
    /// The name of the record.
    pub slug: String,
    /// The number of the station, from 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The thumb tab.
    pub tab: Tab,
    /// The dark page.
    pub opener: Opener,
    /// The chapter title; the short name where the record has no headline.
    pub title: String,
    /// The lead; missing where the record has neither standfirst nor description.
    pub lead: Option<String>,
    /// Visit, place, occasion, position, leg, onward.
    pub log: Vec<Row>,
    /// The small map.
    pub locator: Locator,
    /// The statement in large type.
    pub pull: Option<String>,
    /// The story; empty where the record has none.
    pub story: Vec<Block>,
    /// The number of words of the story.
    pub words: usize,
    /// Quotations and reports of what was said, after the story.
    pub voices: Vec<Voice>,
    /// Projects.
    pub projects: Vec<Project>,
    /// Photographs for the story page and for further spreads.
    pub pictures: Vec<Picture>,
    /// Members and milestones; missing where nothing is dated.
    pub chart: Option<Chart>,
    /// Shares of the members; missing where the record has none.
    pub shares: Option<Shares>,
    /// The profile.
    pub profile: Vec<Row>,
    /// Topics, or technology fields where the record has no topics.
    pub topics: Option<Topics>,
    /// The large figure.
    pub figure: Option<Figure>,
    /// Further figures.
    pub figures: Vec<Figure>,
}

/// The tab at the fore-edge.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tab {
    /// Its middle, in units L of 4.5 mm from the top trim edge: the place of the station's ring on
    /// the strip of the contents page.
    pub middle: f64,
}

/// The dark page that opens a chapter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opener {
    /// "Station 4".
    pub station: String,
    /// "51° 19′ N  9° 29′ E"; missing where the position is unknown.
    pub position: Option<String>,
    /// "Kassel, Hessen", or the city alone where both have one name.
    pub place: String,
    /// The relief of the page.
    pub relief: Relief,
    /// The figure at the summit; missing where no count is known.
    pub summit: Option<Summit>,
    /// Line from the previous station.
    pub arrival: Option<Route>,
    /// Line to the next station.
    pub departure: Option<Route>,
}

/// A line of the route with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Route {
    /// Where it runs.
    #[serde(flatten)]
    pub line: OpenerRoute,
    /// "von Kassel".
    pub name: String,
    /// "298 km".
    pub distance: String,
}

/// The figure at the summit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summit {
    /// "mehr als 130".
    pub value: String,
    /// "Mitglieder, 2. Juli 2024".
    pub caption: String,
}

/// A row of a table with a head and a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// A stable name of the row, for templates that treat one apart.
    pub key: &'static str,
    /// The head.
    pub label: String,
    /// The value.
    pub value: String,
    /// Web, mail or telephone address, where the value is one.
    pub url: Option<String>,
}

/// The small map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Locator {
    /// The Land to fill.
    pub land: Option<&'static str>,
    /// The place of the seat, in the coordinates of `/values/LANG/map.json`.
    pub seat: Option<Point>,
    /// The places of the other stations.
    pub others: Vec<Point>,
    /// Said below the map where the seat is abroad or unknown.
    pub caption: Option<String>,
    /// The map in words.
    pub alt: String,
}

/// What a person said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Whether the text is a quotation.
    pub direct: bool,
    /// The text, with quotation marks where it is one.
    pub text: String,
    /// "Dr. Astrid Szogs, Clusterleitung".
    pub speaker: String,
}

/// A row of the table of projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// The language of the name, where it is not that of the page.
    pub name_language: Option<&'static str>,
    /// "2009–2013"; missing where it is unknown.
    pub period: Option<String>,
    /// What is known of it.
    pub fact: String,
}

/// A photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The file as a path from the project's root.
    pub path: String,
    /// `story` or `spread`.
    pub slot: crate::edition::records::Slot,
    /// What it shows.
    pub caption: String,
    /// Who made it.
    pub credit: String,
    /// What it shows, for readers who cannot see it.
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
    /// Per cent.
    pub percent: f64,
    /// "rund 55 %".
    pub value: String,
    /// Whose share.
    pub name: String,
    /// Whether this is what is missing to the whole.
    pub remainder: bool,
}

/// The list beside the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topics {
    /// "Themen", or "Technologiefelder" where the fields stand in.
    pub heading: String,
    /// One topic a line.
    pub items: Vec<String>,
}

/// A figure with its qualifier and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// "mehr als"; missing for an exact figure.
    pub qualifier: Option<String>,
    /// "125", "81 000", "51".
    pub value: String,
    /// What stands after the value: "Mrd. Euro".
    pub unit: Option<String>,
    /// What stands before the value: "EUR".
    pub currency: Option<String>,
    /// "Projekte seit 2004, 2. Juli 2024".
    pub caption: String,
}

/// A chapter alone, for approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The name of its record.
    pub slug: String,
    /// The date of the edition's information.
    pub date: String,
    /// What the record says, in short: a change of the record changes it.
    pub fingerprint: String,
}
