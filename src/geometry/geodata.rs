//! Geographical shapes from `GeoJSON`, projected to kilometres.

use std::fmt;

use geojson::{Feature, FeatureCollection, GeometryValue, Position};

use crate::geometry::projection::Projection;
use crate::geometry::shape::Point;

/// A country, a Land or a river, in projected kilometres.
#[derive(Clone, Debug, PartialEq)]
pub struct GeoShape {
    /// ISO 3166 code if the data has one, else the name, else nothing.
    pub code: String,
    /// Whether the parts are rings around areas; else they are open lines.
    pub area: bool,
    /// The rings or lines; a ring's first point is not repeated at its end.
    pub parts: Vec<Vec<Point>>,
}

/// Why geographical data could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct GeoDataError {
    message: String,
}

impl fmt::Display for GeoDataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unreadable map data: {}", self.message)
    }
}

impl std::error::Error for GeoDataError {}

/// Reads a feature collection and projects it. Points and features without geometry are left out.
///
/// # Errors
///
/// If the text is not a `GeoJSON` feature collection.
pub(crate) fn read(text: &str) -> Result<Vec<GeoShape>, GeoDataError> {
    let collection: FeatureCollection = text
        .parse::<geojson::GeoJson>()
        .and_then(FeatureCollection::try_from)
        .map_err(|error| GeoDataError { message: error.to_string() })?;
    let projection = Projection::new();
    Ok(collection.features.iter().filter_map(|feature| shape(feature, &projection)).collect())
}

fn shape(feature: &Feature, projection: &Projection) -> Option<GeoShape> {
    let property = |key: &str| feature.property(key).and_then(|value| value.as_str());
    let code = property("iso").or(property("name")).unwrap_or_default();
    let project = |line: &Vec<Position>| project(line, projection);
    let (area, parts): (bool, Vec<_>) = match &feature.geometry.as_ref()?.value {
        GeometryValue::LineString { coordinates } => (false, vec![project(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => (false, coordinates.iter().map(project).collect()),
        GeometryValue::Polygon { coordinates } => (true, coordinates.iter().map(project).collect()),
        GeometryValue::MultiPolygon { coordinates } => (true, coordinates.iter().flatten().map(project).collect()),
        _ => return None,
    };
    let mut shape = GeoShape { code: code.to_owned(), area, parts };
    if area {
        shape.parts.iter_mut().for_each(open_ring);
    }
    Some(shape)
}

fn project(line: &[Position], projection: &Projection) -> Vec<Point> {
    line.iter()
        .filter_map(|place| {
            let [longitude, latitude, ..] = *place.as_slice() else {
                return None;
            };
            Some(projection.project(latitude, longitude))
        })
        .collect()
}

/// Takes the repeated first point off the end of a ring.
fn open_ring(ring: &mut Vec<Point>) {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn rings_lose_their_repeated_point_and_lines_do_not() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"iso":"DE-HE","name":"Hessen"},"geometry":
             {"type":"Polygon","coordinates":[[[9,50],[10,50],[10,51],[9,50]]]}},
            {"type":"Feature","properties":{"name":"Fulda"},"geometry":
             {"type":"LineString","coordinates":[[9,50],[10.5,51]]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#;
        let shapes = read(text).unwrap();
        assert_eq!(shapes.len(), 2);
        assert_eq!((shapes[0].code.as_str(), shapes[0].parts[0].len()), ("DE-HE", 3));
        assert_eq!((shapes[1].code.as_str(), shapes[1].area), ("Fulda", false));
        assert!(shapes[1].parts[0][1].distance(crate::geometry::shape::Point::default()) < 1e-9);
    }

    #[test]
    fn what_is_no_collection_is_refused() {
        assert!(read("[1]").unwrap_err().to_string().starts_with("unreadable map data: "));
        assert!(read("").is_err());
    }
}
