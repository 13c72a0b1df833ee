//! The values of the pages around the chapters.

use serde::Serialize;
use serde_json::{Map as JsonMap, Value};

use super::{Block, Chart, Inline, Proof};
use crate::edition::records::{Level, Qualifier};
use crate::geometry::elevation_profile::LevelLine;
use crate::geometry::legs::Arc;
use crate::geometry::map::MapLayers;
use crate::geometry::relief::Relief;
use crate::geometry::shape::{Path, Point};

/// What every page may need: `book.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Book {
    /// Two-letter code of the language (ISO 639-1).
    pub language: &'static str,
    /// The word table of the language, with its places filled in.
    pub words: JsonMap<String, Value>,
    /// Title, author, date.
    pub meta: Meta,
    /// The texts of the cover.
    pub cover: Cover,
    /// The totals of the edition.
    pub counts: Counts,
    /// The contour intervals.
    pub interval: Interval,
    /// The stations in the order of the tour.
    pub stations: Vec<Station>,
    /// The rows of the imprint.
    pub imprint: Vec<ImprintBlock>,
    /// The introduction.
    pub introduction: Option<Introduction>,
    /// Further text pages.
    pub pages: Vec<TextPage>,
    /// The text at the foot of the back cover; missing where the one of the word table is used.
    pub closing: Option<String>,
    /// The chapter that is set by itself, for approval; missing in the whole brochure.
    pub proof: Option<Proof>,
}

/// Title, author, date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The name of the edition, which is that of its folder.
    pub edition: String,
    /// The title.
    pub title: String,
    /// The line below the title.
    pub subtitle: Option<String>,
    /// The publisher.
    pub author: Option<String>,
    /// Year, month and day of the edition.
    pub date: [u32; 3],
}

/// The texts of the cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The word across the full width.
    pub large: String,
    /// The smaller line.
    pub small: Option<String>,
    /// Whether the smaller line comes first.
    pub small_first: bool,
    /// The publisher's logo as a path from the root of the project.
    pub logo: Option<String>,
}

/// The totals of the edition, as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Number of stations.
    pub stations: String,
    /// Number of different Länder.
    pub lands: String,
    /// Kilometres of the tour as the crow flies; missing where fewer than two positions are known.
    pub kilometres: Option<String>,
}

/// The contour intervals, in members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// Between two contours.
    pub line: u32,
    /// Between two index contours.
    pub index: u32,
    /// Between two contours of a small relief.
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
    /// The name of the Land; missing abroad and where the city has the same name.
    pub land: Option<String>,
    /// Its place on the strip map of the contents page, in L (4.5 mm) from the top trim edge.
    pub strip: f64,
    /// The distance to the next station, such as "470 km".
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
    /// Photographs to credit: the slug of the chapter, and the credit. The template adds the page.
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
    /// The chart below the text.
    pub chart: Option<Chart>,
    /// The heading of the chart.
    pub chart_heading: String,
    /// The caption of the chart.
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

/// The map page and the shapes of the locator maps: `map.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// Countries, Länder, rivers and graticule.
    #[serde(flatten)]
    pub layers: MapLayers,
    /// Millimetres for a kilometre.
    pub scale: f64,
    /// The route.
    pub legs: Vec<MapLeg>,
    /// The discs.
    pub stations: Vec<MapStation>,
    /// The map in words.
    pub alt: String,
    /// Width and height of the locator map.
    pub locator_size: [f64; 2],
    /// Shapes of the locator map by the code of the Land.
    pub locator: Vec<(String, Vec<Path>)>,
}

/// A leg of the route on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapLeg {
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
    /// The centre of the disc.
    pub at: Point,
    /// The city.
    pub city: String,
    /// The clusters, one in each line.
    pub names: Vec<String>,
}

/// The route page: `route.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Itinerary {
    /// The itinerary.
    pub rows: Vec<RouteRow>,
    /// The elevation profile of the tour.
    pub profile: ElevationProfile,
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

/// The elevation profile of the tour, in mm from the top left corner of its box; the ground is the lower edge.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ElevationProfile {
    /// Width of the box.
    pub width: f64,
    /// Height of the box, which is that of the highest mountain.
    pub height: f64,
    /// The level lines as left end, right end and distance from the top.
    pub lines: Vec<LevelLine>,
    /// The stations.
    pub stations: Vec<ProfileStation>,
}

/// A station of the elevation profile.
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
    /// The Land; missing abroad and where the city has the same name.
    pub land: Option<String>,
    /// The main technology field.
    pub field: Option<String>,
    /// The relief in its square.
    pub relief: Relief,
    /// The time line, with its own scale.
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
    /// The level, for the pennant.
    pub level: Level,
    /// "Gold bis 2027".
    pub text: String,
}

/// The relief of the legend.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LegendRelief {
    /// The name of the record that it shows.
    pub name: String,
    /// The relief in its square.
    pub relief: Relief,
    /// Places of the letters A to D: summit, contour, side summit, ridge. A letter without a place is left out.
    pub letters: Vec<(String, Point)>,
    /// Qualifiers that occur in this edition: no other sign is explained.
    pub qualifiers: Vec<Qualifier>,
}

/// White patches: `patches.json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Patches {
    /// The names of the fields.
    pub fields: Vec<String>,
    /// A row for each record.
    pub rows: Vec<PatchRow>,
    /// The table in words.
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
    /// A group for each record; the group of the edition comes last.
    pub groups: Vec<SourceGroup>,
}

/// The sources of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceGroup {
    /// "4"; empty for the edition.
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
    /// The address without its scheme, or the title, in parts between which a line may break.
    pub parts: Vec<String>,
    /// The address.
    pub url: Option<String>,
}
