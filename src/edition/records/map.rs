//! The settings of the maps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::{self, schema_of};

/// The settings of the maps.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MapSettings {
    /// The extent of the map.
    #[serde(default)]
    pub frame: MapFrame,
    /// The layers that are drawn, if not countries and regions.
    #[serde(default)]
    #[schemars(length(max = 5), example = ["countries", "regions", "rivers"])]
    pub layers: Vec<MapLayer>,
    /// The level of the borders inside a country.
    #[serde(default)]
    pub regions: MapRegions,
    /// The folder of GeoJSON files that replace those of `data/geo`, below that folder.
    #[schemars(with = "Option<forms::MapFolder>")]
    pub data: Option<String>,
    /// How regions are named.
    #[serde(default)]
    pub names: MapNames,
}

/// The layers of a map that names none.
const USUAL: [MapLayer; 2] = [MapLayer::Countries, MapLayer::Regions];

impl MapSettings {
    /// Returns whether a layer is drawn.
    #[must_use]
    pub fn shows(&self, layer: MapLayer) -> bool {
        if self.layers.is_empty() { USUAL.contains(&layer) } else { self.layers.contains(&layer) }
    }
}

/// The extent of the map.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(untagged, expecting = "\"auto\", \"europe\", the code of a country, or [west, south, east, north]")]
pub enum MapFrame {
    /// "auto", "europe", or the code of a country.
    Named(String),
    /// The degrees in the west, south, east and north.
    Box([f64; 4]),
}

impl Default for MapFrame {
    fn default() -> Self {
        Self::Named("auto".to_owned())
    }
}

schema_of!(MapFrame: {
    "description": "What the map shows: \"auto\", \"europe\", the code of a country, or the degrees in the west, south, east \
        and north.",
    "type": ["string", "array"],
    "pattern": "^(auto|europe|[A-Z]{2})$",
    "maxLength": 6,
    "x-form": "\"auto\", \"europe\", or the code of a country such as \"DE\"",
    "items": { "type": "number", "minimum": -180, "maximum": 180 },
    "minItems": 4,
    "maxItems": 4,
    "examples": ["auto", [5.9, 47.3, 15.0, 55.1]],
});

/// A layer of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MapLayer {
    /// Borders of countries.
    Countries,
    /// Borders of regions.
    Regions,
    /// Rivers.
    Rivers,
    /// Hills and mountains.
    Relief,
    /// Cities without a station.
    Cities,
}

/// The level of the borders inside a country.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
pub enum MapRegions {
    /// None.
    #[serde(rename = "country")]
    Country,
    /// Those of the largest regions, in Germany the Länder.
    #[default]
    #[serde(rename = "NUTS-1")]
    Nuts1,
    /// Those of the middle level.
    #[serde(rename = "NUTS-2")]
    Nuts2,
    /// Those of the smallest regions.
    #[serde(rename = "NUTS-3")]
    Nuts3,
}

impl MapRegions {
    /// Returns the code of the level, if regions are drawn.
    pub(crate) const fn code(self) -> Option<&'static str> {
        match self {
            Self::Country => None,
            Self::Nuts1 => Some("NUTS-1"),
            Self::Nuts2 => Some("NUTS-2"),
            Self::Nuts3 => Some("NUTS-3"),
        }
    }

    /// Returns what the map data calls a level that is not the first.
    pub(crate) const fn level(self) -> Option<&'static str> {
        match self {
            Self::Country | Self::Nuts1 => None,
            other => other.code(),
        }
    }
}

/// How regions are named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MapNames {
    /// Not at all.
    None,
    /// By their codes.
    #[default]
    Codes,
    /// In full.
    Full,
}
