//! Geographical shapes from `GeoJSON` (RFC 7946): countries, regions, rivers, lakes and cities.

use std::collections::BTreeMap;

use geojson::{Feature, FeatureCollection, GeometryValue};

use crate::geometry::projection::{Degrees, Projection};
use crate::geometry::shape::Point;

/// A shape of places: in degrees, where x is the longitude, or in projected kilometres.
#[derive(Clone, Debug, PartialEq)]
pub struct GeoShape {
    /// ISO 3166 code if the data has one, else the name, else nothing.
    pub code: String,
    /// Whether the parts are rings around areas; else they are open lines, or single places.
    pub area: bool,
    /// The rings or lines; a ring does not repeat its first point.
    pub parts: Vec<Vec<Point>>,
}

/// A shape of the map data, with what the data says about it.
#[derive(Clone, Debug, PartialEq)]
pub struct GeoFeature {
    /// The shape in degrees; its code names it.
    pub shape: GeoShape,
    /// The code of the country that it belongs to (ISO 3166-1).
    pub country: String,
    /// Its code among the statistical regions of the European Union.
    pub nuts: Option<String>,
    /// Its level among the regions, if that is not the first: "NUTS-2".
    pub level: Option<String>,
    /// The name in each language that the data has, by the code of the language; the local one by an empty code.
    pub names: BTreeMap<String, String>,
    /// Inhabitants of a city; else 0.
    pub population: f64,
    /// The rank of a river or a lake: 1 is the largest.
    pub rank: f64,
}

/// The reason why geographical data cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("unreadable map data: {0}")]
pub struct GeoDataError(String);

impl GeoFeature {
    /// Returns the code that identifies the shape.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.shape.code
    }

    /// Returns the name in a language, else in Latin letters, else the local one, else the code.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        let name = [language, "latin", ""].iter().find_map(|key| self.names.get(*key));
        name.map_or(self.shape.code.as_str(), String::as_str)
    }

    /// Returns the frame around the shape in degrees.
    #[must_use]
    pub(crate) fn frame(&self) -> Option<Degrees> {
        Degrees::around(self.shape.parts.iter().flatten().copied())
    }

    /// Returns the shape in projected kilometres.
    #[must_use]
    pub(crate) fn project(&self, projection: &Projection) -> GeoShape {
        let parts = self.shape.parts.iter();
        let parts = parts.map(|part| part.iter().map(|&place| projection.project_degrees(place)).collect());
        GeoShape { code: self.shape.code.clone(), area: self.shape.area, parts: parts.collect() }
    }
}

/// Reads a feature collection. Features without a geometry are left out.
///
/// # Errors
///
/// Fails if the text is not a `GeoJSON` feature collection.
pub(crate) fn read_features(text: &str) -> Result<Vec<GeoFeature>, GeoDataError> {
    let collection: FeatureCollection = text
        .parse::<geojson::GeoJson>()
        .and_then(FeatureCollection::try_from)
        .map_err(|error| GeoDataError(error.to_string()))?;
    Ok(collection.features.iter().filter_map(read_feature).collect())
}

fn read_feature(feature: &Feature) -> Option<GeoFeature> {
    let text = |key: &str| feature.property(key).and_then(|value| value.as_str()).filter(|text| !text.is_empty());
    let number = |key: &str| feature.property(key).and_then(serde_json::Value::as_f64);
    let id = feature.id.as_ref().and_then(|id| match id {
        geojson::feature::Id::String(id) => Some(id.as_str()),
        geojson::feature::Id::Number(_) => None,
    });
    let code = text("iso").or(id).or(text("name")).unwrap_or_default().to_owned();
    let country = text("country").map_or_else(|| code.split('-').next().unwrap_or_default().to_owned(), str::to_owned);
    let texts = feature.properties.iter().flatten().filter_map(|(key, value)| Some((key.clone(), value.as_str()?)));
    let names = texts
        .filter(|(key, name)| !name.is_empty() && !matches!(key.as_str(), "iso" | "country" | "nuts" | "level"))
        .map(|(key, name)| (if key == "name" { String::new() } else { key }, name.to_owned()));
    Some(GeoFeature {
        shape: read_shape(feature, code)?,
        country,
        nuts: text("nuts").map(str::to_owned),
        level: text("level").map(str::to_owned),
        names: names.collect(),
        population: number("population").unwrap_or_default(),
        rank: number("rank").unwrap_or_default(),
    })
}

fn read_shape(feature: &Feature, code: String) -> Option<GeoShape> {
    let (area, mut parts): (bool, Vec<_>) = match &feature.geometry.as_ref()?.value {
        GeometryValue::Point { coordinates } => (false, vec![places(std::slice::from_ref(coordinates))]),
        GeometryValue::LineString { coordinates } => (false, vec![places(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => (false, coordinates.iter().map(|it| places(it)).collect()),
        GeometryValue::Polygon { coordinates } => (true, coordinates.iter().map(|it| places(it)).collect()),
        GeometryValue::MultiPolygon { coordinates } => {
            (true, coordinates.iter().flatten().map(|it| places(it)).collect())
        }
        _ => return None,
    };
    // GeoJSON repeats the first point of a ring at its end (RFC 7946, 3.1.6).
    for ring in parts.iter_mut().filter(|ring| area && ring.len() > 1 && ring.first() == ring.last()) {
        ring.pop();
    }
    parts.retain(|part| !part.is_empty());
    Some(GeoShape { code, area, parts })
}

/// Returns places in degrees. What is no place on the globe is left out.
fn places(line: &[geojson::Position]) -> Vec<Point> {
    line.iter()
        .filter_map(|place| match *place.as_slice() {
            [longitude, latitude, ..] if longitude.abs() <= 180.0 && latitude.abs() < 90.0 => {
                Some(Point::new(longitude, latitude))
            }
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read_features;
    use crate::geometry::projection::{Position, Projection};
    use crate::geometry::shape::Point;

    const DATA: &str = r#"{ "type": "FeatureCollection", "features": [
        { "type": "Feature", "properties": { "iso": "DE-HH", "name": "Hamburg", "en": "Hamburg (city)", "nuts": "DE6" },
          "geometry": { "type": "Polygon", "coordinates": [[[9, 53], [10, 53], [10, 54], [9, 53]]] } },
        { "type": "Feature", "id": "Rhein", "properties": { "name": "Rhein", "rank": 2 },
          "geometry": { "type": "LineString", "coordinates": [[7, 47], [7, 48], [200, 48]] } },
        { "type": "Feature", "properties": { "name": "Basel", "country": "CH", "population": 170000 },
          "geometry": { "type": "Point", "coordinates": [7.59, 47.56] } },
        { "type": "Feature", "properties": {}, "geometry": null }] }"#;

    #[test]
    fn areas_lines_and_places_are_read() {
        let features = read_features(DATA).unwrap();
        assert_eq!(features.len(), 3);
        let hamburg = &features[0];
        assert_eq!((hamburg.code(), hamburg.country.as_str(), hamburg.nuts.as_deref()), ("DE-HH", "DE", Some("DE6")));
        assert_eq!((hamburg.name("en"), hamburg.name("fr")), ("Hamburg (city)", "Hamburg"));
        assert_eq!(hamburg.shape.parts[0].len(), 3, "the first place is not repeated");
        assert!(!features[1].shape.area && features[1].shape.parts[0].len() == 2, "200 degrees east is no place");
        assert!(features[2].population > 1e5 && features[2].country == "CH");
        let projection = Projection::EqualArea(Position { latitude: 53.0, longitude: 9.0 });
        assert!(hamburg.project(&projection).parts[0][0].distance(Point::default()) < 1e-9);
    }

    #[test]
    fn other_json_is_refused() {
        assert!(read_features("{}").is_err() && read_features("[").is_err());
        assert!(read_features(r#"{ "type": "Point", "coordinates": [1, 2] }"#).is_err());
    }
}
