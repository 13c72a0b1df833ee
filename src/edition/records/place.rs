//! Places: the seat, the visit, the area a cluster works in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Land, Name, Refs, Text, forms};

/// How exact the coordinates are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// The city centre.
    #[default]
    City,
    /// A quarter or a site.
    Site,
    /// The door.
    Address,
}

/// The seat.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The city.
    pub city: Name,
    /// The Land; missing for a seat abroad.
    pub land: Option<Land>,
    /// Further cities with an office.
    #[serde(default)]
    #[schemars(example = ["Hamm"])]
    pub further_cities: Vec<Name>,
    /// The region it works for.
    pub region: Option<Text>,
    /// Latitude in degrees north.
    #[schemars(range(min = -85, max = 85), example = 51.54)]
    pub latitude: Option<f64>,
    /// Longitude in degrees east.
    #[schemars(range(min = -180, max = 180), example = 7.69)]
    pub longitude: Option<f64>,
    /// How exact the two are.
    #[serde(default)]
    pub precision: Precision,
}

impl Seat {
    /// Latitude and longitude where both are known.
    #[must_use]
    pub fn position(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// The visit of the tour.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// When.
    pub date: Option<Date>,
    /// Where.
    pub place: Option<Text>,
    /// The city, if it is not that of the seat.
    pub city: Option<Name>,
    /// Latitude in degrees north.
    #[schemars(range(min = -85, max = 85), example = 48.37)]
    pub latitude: Option<f64>,
    /// Longitude in degrees east.
    #[schemars(range(min = -180, max = 180), example = 10.9)]
    pub longitude: Option<f64>,
    /// How exact the two are.
    #[serde(default)]
    pub precision: Precision,
    /// On what occasion.
    pub occasion: Option<Text>,
    /// Sources.
    #[serde(default)]
    pub source: Refs,
}

impl Visit {
    /// Latitude and longitude where both are known.
    #[must_use]
    pub fn position(&self) -> Option<(f64, f64)> {
        self.latitude.zip(self.longitude)
    }
}

/// The area a cluster works in. It is never guessed from the Land of the seat.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct WorkingArea {
    /// Regions to hatch on the small map: their ISO 3166-2 codes, in the country of the seat without it (`BY`), elsewhere
    /// with it (`AT-8`), or their NUTS codes (`DE2`); the code of a country hatches all of it.
    #[serde(default)]
    #[schemars(with = "Vec<forms::RegionCode>", example = ["HB", "HH", "NI"])]
    pub codes: Vec<String>,
    /// Countries to outline on the small map (ISO 3166-1).
    #[serde(default)]
    #[schemars(with = "Vec<forms::CountryCode>", example = ["DE", "AT", "CH", "LI"])]
    pub countries: Vec<String>,
}
