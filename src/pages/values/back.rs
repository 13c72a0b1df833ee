//! The values of the pages after the chapters.

use serde::Serialize;

use super::{Inline, LocatorGround, Qr};
use crate::geometry::relief::Relief;
use crate::geometry::shape::Point;
use crate::geometry::side_view::SideView;

/// The contacts: `contacts.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contacts {
    /// A row for each station.
    pub rows: Vec<ContactRow>,
    /// Where to read on, beyond the stations.
    pub next: Vec<NextStep>,
}

/// How to reach one station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactRow {
    /// The slug of the record.
    pub slug: String,
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// "Ingrid Lange, Geschäftsführerin (November 2025)".
    pub person: Option<String>,
    /// The website, or the entry on a platform.
    pub web: Option<LinkedLine>,
    /// Address, telephone, mail.
    pub lines: Vec<LinkedLine>,
    /// The code of the website, or of the entry on a platform.
    pub qr: Option<Qr>,
}

/// A line that may be a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkedLine {
    /// The key of the field in the record.
    pub field: &'static str,
    /// The printed text.
    pub text: String,
    /// The address.
    pub url: Option<String>,
}

/// A place to read on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// The contents of the site.
    pub text: String,
    /// The address as it is printed.
    pub shown: String,
    /// The address.
    pub url: String,
}

/// White patches: `patches.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patches {
    /// The names of the fields.
    pub fields: Vec<String>,
    /// A row for each record.
    pub rows: Vec<PatchRow>,
    /// Whether anything is known in part.
    pub partly: bool,
    /// The table in words.
    pub alt: String,
    /// Whom to write; missing where the publisher has no mail address.
    pub ask: Option<Ask>,
}

/// A row of the white patches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatchRow {
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// How much is known of each field.
    pub known: Vec<Knowledge>,
}

/// How much of a field is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// All of it.
    Known,
    /// A part: a month instead of a day, a street without number, shares without a rest.
    Partly,
    /// Nothing.
    Unknown,
}

/// Where readers can send what they know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The mail address.
    pub email: String,
    /// The link that begins a letter with its subject.
    pub url: String,
    /// Its code.
    pub qr: Option<Qr>,
}

/// The sources and the glossary: `sources.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sources {
    /// A group for each record; the group of the edition comes last.
    pub groups: Vec<SourceGroup>,
    /// The code of the page that lists all addresses.
    pub qr: Option<Qr>,
    /// The terms, in alphabetical order.
    pub glossary: Vec<Term>,
}

/// The sources of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceGroup {
    /// "4"; empty for the edition.
    pub number: String,
    /// The short name.
    pub name: String,
    /// The entries, in the order of their numbers from 1.
    pub items: Vec<SourceItem>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceItem {
    /// "Zehn Jahre. cyberlago.net, 20. Oktober 2023".
    pub text: String,
    /// The address.
    pub url: Option<String>,
}

/// An entry of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning.
    pub text: String,
}

/// The index: `index.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Index {
    /// The entries below each head letter, sorted by DIN 5007-1.
    pub groups: Vec<IndexGroup>,
    /// The map of the places, for a page that is left over.
    pub map: PlaceMap,
}

/// A map with a page number at the seat of each station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceMap {
    /// Width and height in mm.
    pub size: [f64; 2],
    /// Countries and borders.
    pub ground: LocatorGround,
    /// The stations with a place on the map: slug, city and place.
    pub places: Vec<(String, String, Point)>,
}

/// The entries that begin with one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexGroup {
    /// "A", or "0–9".
    pub letter: String,
    /// The entries.
    pub entries: Vec<IndexEntry>,
}

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexEntry {
    /// How it is set.
    pub kind: IndexKind,
    /// "Bösenberg, Frank".
    pub term: String,
    /// The term to look up instead.
    pub see: Option<String>,
    /// Parts of chapters that deal with it: the part, and the slug.
    pub chapters: Vec<(ChapterPart, String)>,
    /// The words by which running text names it.
    pub mentions: Vec<String>,
}

/// What an entry of the index names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexKind {
    /// A cluster.
    Cluster,
    /// A person.
    Person,
    /// A place, topic, project or other term.
    Term,
}

/// A page of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChapterPart {
    /// The page that opens it.
    Opener,
    /// The page with its title and people.
    Title,
    /// The page with its card.
    Profile,
}

/// The page on how a mountain is made: `mountain.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MountainPage {
    /// The short name of the cluster whose mountain is shown.
    pub name: String,
    /// Its height in words: "mehr als 130, Juli 2024"; missing where no count is known.
    pub height: Option<String>,
    /// Width and height of the frame, in mm.
    pub size: [f64; 2],
    /// The relief in its frame.
    pub relief: Relief,
    /// The places of the keys A to D in the frame. A key without a place is left out.
    pub keys: Vec<(&'static str, Point)>,
    /// The mountain from the side, in a separate frame.
    pub side: SideView,
    /// The whole drawing in words.
    pub alt: String,
    /// The highest, a middle and the lowest mountain at one scale, for a page that is left over; empty where fewer than
    /// three heights are known.
    pub scales: Vec<ScaledMountain>,
}

/// A mountain from the side, at the scale of others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaledMountain {
    /// The short name.
    pub name: String,
    /// "rund 120, April 2019".
    pub height: String,
    /// The mountain.
    pub side: SideView,
}

/// The imprint: `imprint.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imprint {
    /// The sentence below the title.
    pub lead: Option<String>,
    /// The rows.
    pub rows: Vec<ImprintRow>,
}

/// A row of the imprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImprintRow {
    /// The key of its word.
    pub key: &'static str,
    /// The head.
    pub label: String,
    /// Lines or paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Photographs to credit, by holder. The template adds the pages.
    pub credits: Vec<Credit>,
}

/// The photographs of one holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Credit {
    /// Whom to name.
    pub holder: String,
    /// The printed photographs: the slug of the chapter, and the credit beside the picture.
    pub pictures: Vec<(String, String)>,
}
