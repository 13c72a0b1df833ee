//! The values of the pages around the chapters.

use serde::Serialize;
use serde_json::{Map as JsonMap, Value};

use super::{Block, Chart, Inline, Proof};
use crate::edition::records::{Level, Qualifier};
use crate::geometry::contour::Contour;
use crate::geometry::profile::Level as ProfileLine;
use crate::geometry::relief::Relief;
use crate::geometry::shape::{Path, Point};
use crate::geometry::tour::Arc;

/// What every page may need: `book.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Book {
    /// Two-letter code of the language.
    pub language: &'static str,
    /// The word table of the language, with its places filled in.
    pub words: JsonMap<String, Value>,
    /// Title, author, date.
    pub meta: Meta,
    /// The lines of the cover.
    pub cover: Cover,
    /// What was counted.
    pub counts: Counts,
    /// Heights between lines.
    pub interval: Interval,
    /// The stations in the order of the tour.
    pub stations: Vec<Station>,
    /// The table of the imprint.
    pub imprint: Vec<ImprintBlock>,
    /// The introduction.
    pub introduction: Option<Introduction>,
    /// Further text pages.
    pub pages: Vec<TextPage>,
    /// The text at the foot of the back cover; missing where the word table's stands.
    pub closing: Option<String>,
    /// The chapter that stands alone, for approval; missing in the whole brochure.
    pub proof: Option<Proof>,
}

/// Title, author, date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The name of the edition: its folder.
    pub edition: String,
    /// The title.
    pub title: String,
    /// The line below it.
    pub subtitle: Option<String>,
    /// The publisher.
    pub author: Option<String>,
    /// Year, month and day of the edition.
    pub date: [u32; 3],
}

/// The lines of the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The word over the full width.
    pub large: String,
    /// The line in second size.
    pub small: Option<String>,
    /// Whether that line comes first.
    pub small_first: bool,
    /// The publisher's mark as a path from the project's root.
    pub logo: Option<String>,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Stations.
    pub stations: String,
    /// Different Länder.
    pub lands: String,
    /// Kilometres of the tour as the crow flies; missing where fewer than two positions are known.
    pub kilometres: Option<String>,
}

/// Heights between lines, in members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Between two lines.
    pub line: u32,
    /// Between two index lines.
    pub index: u32,
    /// Between two lines of a small relief.
    pub small: u32,
}

/// A station in lists.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Station {
    /// The name of the record.
    pub slug: String,
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The chapter title.
    pub title: String,
    /// The city.
    pub city: String,
    /// The name of the Land; missing abroad, and where it is the city's.
    pub land: Option<String>,
    /// Its place on the strip of the contents page, in units L of 4.5 mm from the top trim edge.
    pub strip: f64,
    /// "470 km", to the next station.
    pub onward: Option<String>,
}

/// A row of the imprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImprintBlock {
    /// `publisher`, `design`, `as_of`, `pictures`, `maps`, `contact`, `order`, `notice`.
    pub key: &'static str,
    /// The head.
    pub label: String,
    /// Lines or paragraphs.
    pub paragraphs: Vec<Vec<Inline>>,
    /// Photographs to credit: the slug and number of the chapter, and the credit. The template
    /// puts the page.
    pub credits: Vec<(String, String)>,
}

/// The introduction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Introduction {
    /// The question.
    pub question: String,
    /// The lead.
    pub lead: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// The chart at its foot.
    pub chart: Option<Chart>,
    /// Heading and caption of the chart.
    pub chart_heading: String,
    /// How to read the chart.
    pub chart_caption: Option<String>,
}

/// A further text page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPage {
    /// Its title.
    pub title: String,
    /// The lead.
    pub lead: Option<String>,
    /// The text.
    pub body: Vec<Block>,
}

/// The jacket: `jacket.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Jacket {
    /// Lines that touch the front page.
    pub front: Vec<Contour>,
    /// Lines that touch the back page, in that page's coordinates.
    pub back: Vec<Contour>,
    /// Discs on the front.
    pub stations: Vec<JacketStation>,
    /// The route on the front.
    pub legs: Vec<Arc>,
}

/// A disc on the cover or map: one place with the numbers of the stations in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketStation {
    /// "4", or "4/5" for two stations in one city.
    pub number: String,
    /// Its middle.
    pub at: Point,
}

/// The map page and the shapes of the small maps: `map.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// Countries around.
    pub neighbours: Vec<Path>,
    /// Outline of the country.
    pub country: Vec<Path>,
    /// Borders of the Länder.
    pub lands: Vec<Path>,
    /// Rivers.
    pub rivers: Vec<Path>,
    /// Lines of latitude and longitude.
    pub graticule: Vec<Path>,
    /// Millimetres for a kilometre.
    pub scale: f64,
    /// The route.
    pub legs: Vec<Leg>,
    /// The discs.
    pub stations: Vec<MapStation>,
    /// The map in words.
    pub alt: String,
    /// Width and height of the small map.
    pub locator_size: [f64; 2],
    /// Shapes of the small map by code of the Land.
    pub locator: Vec<(String, Vec<Path>)>,
}

/// A leg of the route on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leg {
    /// The arc.
    pub arc: Arc,
    /// 21 points on it, from start to end.
    pub samples: Vec<Point>,
    /// "470 km".
    pub distance: String,
}

/// A disc of the map with its names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapStation {
    /// "4", or "4/5".
    pub number: String,
    /// Its middle.
    pub at: Point,
    /// The city.
    pub city: String,
    /// The clusters, one a line.
    pub names: Vec<String>,
}

/// The route page: `route.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Itinerary {
    /// The itinerary.
    pub rows: Vec<RouteRow>,
    /// The tour in profile.
    pub profile: Profile,
    /// The profile in words.
    pub alt: String,
}

/// A row of the itinerary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RouteRow {
    /// From 1.
    pub number: usize,
    /// The city.
    pub city: String,
    /// The cluster.
    pub name: String,
    /// Latitude and longitude.
    pub position: Option<[String; 2]>,
    /// "142°", the bearing of arrival.
    pub bearing: Option<String>,
    /// "470 km".
    pub leg: Option<String>,
    /// "1082 km".
    pub sum: Option<String>,
}

/// The tour in profile, in a box of its own; the ground is the lower edge of the box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Width of the box.
    pub width: f64,
    /// Height of the box: that of the highest mountain.
    pub height: f64,
    /// Lines as left end, right end and place from the top.
    pub lines: Vec<ProfileLine>,
    /// The stations.
    pub stations: Vec<ProfileStation>,
}

/// A station of the height profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProfileStation {
    /// From 1.
    pub number: usize,
    /// Its place on the ground.
    pub at: Point,
    /// The summit; missing where no count is known.
    pub top: Option<Point>,
    /// "650", without qualifier.
    pub value: Option<String>,
}

/// The table at a glance and the legend: `glance.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Glance {
    /// First and last year of the time lines.
    pub years: [i32; 2],
    /// Named years.
    pub named_years: Vec<i32>,
    /// The rows.
    pub rows: Vec<GlanceRow>,
    /// The relief of the legend.
    pub legend: Option<LegendRelief>,
}

/// A row of the table at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GlanceRow {
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// The city.
    pub city: String,
    /// The Land; missing where it is the city's name.
    pub land: Option<String>,
    /// The main technology field.
    pub field: Option<String>,
    /// The relief in a square of 24.75 mm.
    pub relief: Relief,
    /// The time line, with a scale of its own.
    pub chart: Option<Chart>,
    /// "mehr als"; missing for an exact figure.
    pub qualifier: Option<String>,
    /// "130"; missing where no count is known.
    pub value: Option<String>,
    /// "2. Juli 2024" or "ohne Datum".
    pub date: Option<String>,
    /// The latest label; missing where none is known.
    pub label: Option<LabelMark>,
    /// The time line in words.
    pub alt: String,
}

/// A label as pennant and word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelMark {
    /// Which pennant.
    pub level: Level,
    /// "Gold bis 2027".
    pub text: String,
}

/// The relief of the legend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LegendRelief {
    /// The record it is drawn from.
    pub name: String,
    /// A square of 115.5 mm.
    pub relief: Relief,
    /// Places of the letters A to D: summit, line, side summit, ridge; one without a place is
    /// left out of the notes.
    pub letters: Vec<(String, Point)>,
    /// Qualifiers that occur in this edition, so that no sign is explained that is not used.
    pub qualifiers: Vec<Qualifier>,
}

/// White patches: `patches.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patches {
    /// The names of the fields.
    pub fields: Vec<String>,
    /// A row a record.
    pub rows: Vec<PatchRow>,
    /// The matrix in words.
    pub alt: String,
}

/// A row of the white patches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatchRow {
    /// From 1.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// Whether each field is known.
    pub known: Vec<bool>,
}

/// The sources: `sources.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sources {
    /// A group a record; the edition's own come last.
    pub groups: Vec<SourceGroup>,
}

/// The sources of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceGroup {
    /// "4"; empty for the edition's own.
    pub number: String,
    /// The short name.
    pub name: String,
    /// The entries.
    pub items: Vec<SourceItem>,
}

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceItem {
    /// "4.2".
    pub number: String,
    /// The address without scheme, or the title, in parts between which a line may break.
    pub parts: Vec<String>,
    /// The address.
    pub url: Option<String>,
}
