//! The values of one chapter: `chapters/SLUG.json`.

use serde::Serialize;

use super::{Block, BlockNotes, Card, LifeStrip, Note, NumberPage, Opener, Part, ProjectTable, SummitBook, VoicePage};
use crate::geometry::hatch::Stroke;
use crate::geometry::shape::{Path, Point};

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
    /// The people whom the sources name.
    pub summit_book: SummitBook,
    /// The rows of the log: visit, place, occasion, leg, and the way on or the end of the tour.
    pub log: Vec<Row>,
    /// The locator map.
    pub locator: ChapterLocator,
    /// The same as a large map, where a page has room for it.
    pub area_map: Option<ChapterLocator>,
    /// The statement in large type.
    pub pull: Option<String>,
    /// The story; empty where the record has none.
    pub story: Vec<Block>,
    /// Whether the first paragraph of the story is set as a scene.
    pub scene: bool,
    /// The notes in the margin of the story.
    pub notes: Vec<Note>,
    /// The notes of each block of the story.
    pub block_notes: Vec<BlockNotes>,
    /// Direct and indirect quotations, after the story.
    pub voices: Vec<Voice>,
    /// Photographs for the story page and for further spreads.
    pub pictures: Vec<Picture>,
    /// The pages in their order.
    pub plan: Vec<Part>,
    /// The life strip; missing where too little is dated.
    pub strip: Option<LifeStrip>,
    /// The card.
    pub card: Card,
    /// The projects.
    pub projects: Option<ProjectTable>,
    /// The number that has a page; missing where the plan has none.
    pub number_page: Option<NumberPage>,
    /// The voice that has a page; missing where the plan has none.
    pub voice_page: Option<VoicePage>,
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
    /// Width and height in mm.
    pub size: [f64; 2],
    /// Countries and borders; missing where they are those of `map.json`.
    pub ground: Option<LocatorGround>,
    /// Outlines of the countries that the cluster works in.
    pub strong: Vec<Path>,
    /// The hatching of the regions that it works in.
    pub hatch: Vec<Stroke>,
    /// The outline of these regions.
    pub outline: Vec<Path>,
    /// The place of the seat.
    pub seat: Option<Point>,
    /// The place of a visit elsewhere.
    pub visit: Option<Point>,
    /// The places of the other stations.
    pub others: Vec<Point>,
    /// The text below the map where the seat is not on it.
    pub caption: Option<String>,
    /// The map in words.
    pub alt: String,
}

/// The ground of a small map.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LocatorGround {
    /// Width and height in mm.
    pub size: [f64; 2],
    /// Areas of countries.
    pub areas: Vec<Path>,
    /// Borders between their regions.
    pub borders: Vec<Path>,
}

/// A quotation of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Whether the quotation is direct.
    pub direct: bool,
    /// The block of the story that it precedes; the number of blocks if it is at the end.
    pub before: usize,
    /// The text, in quotation marks if it is direct.
    pub text: String,
    /// How large it is set.
    pub weight: crate::edition::records::VoiceWeight,
    /// "Dr. Astrid Szogs".
    pub speaker: String,
    /// "Clusterleitung, MoWiN.net".
    pub role: String,
    /// "im Gespräch, April 2019".
    pub occasion: String,
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
