//! The values of the map page and of the locator maps: `map.json`.

use serde::Serialize;

use crate::geometry::legs::Arc;
use crate::geometry::map::MapLayers;
use crate::geometry::map_labels::Align;
use crate::geometry::shape::Point;
use crate::pages::values::LocatorGround;

/// The map page and the shapes of the locator maps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// Countries, Länder and rivers.
    #[serde(flatten)]
    pub layers: MapLayers,
    /// The tour.
    pub legs: Vec<Arc>,
    /// The discs.
    pub stations: Vec<MapStation>,
    /// Visits at other places than the seat.
    pub visits: Vec<MapVisit>,
    /// Codes or names of regions.
    pub codes: Vec<MapCode>,
    /// The upper left corner of the heading, in mm.
    pub heading: Point,
    /// The width of the heading, in mm.
    pub heading_width: f64,
    /// The map in words.
    pub alt: String,
    /// Cities without a station.
    pub cities: Vec<MapCity>,
    /// The ground of the small maps.
    pub locator: LocatorGround,
}

/// A disc of the map with its names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapStation {
    /// "4", or "4/5".
    pub number: String,
    /// The centre of the disc.
    pub at: Point,
    /// The place of the station, if its disc was moved away from it.
    pub place: Option<Point>,
    /// The city; missing where the map has room for numbers only.
    pub city: Option<String>,
    /// The clusters, one in each line.
    pub names: Vec<String>,
    /// The place of the names.
    pub label: LabelBox,
}

/// A city without a station.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapCity {
    /// Its place.
    pub at: Point,
    /// The name.
    pub name: String,
    /// The place of the name.
    pub label: LabelBox,
}

/// The sign of a visit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapVisit {
    /// The middle of the triangle.
    pub at: Point,
    /// The city.
    pub name: String,
    /// The place of the name.
    pub label: LabelBox,
}

/// The place of a name, in mm.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelBox {
    /// The upper left corner.
    pub at: Point,
    /// The width.
    pub width: f64,
    /// The edge at which its lines are aligned.
    pub align: Align,
    /// How far it covers another name or a disc or leaves the page: 0 where it has a place of its own.
    pub over: f64,
}

/// The code or name of a region.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapCode {
    /// Its middle.
    pub at: Point,
    /// "BY".
    pub code: String,
}
