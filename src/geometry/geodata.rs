//! Geographical shapes from `GeoJSON` (RFC 7946), projected to kilometres.

use geojson::{Feature, FeatureCollection, GeometryValue};

use crate::geometry::projection::{Position, Projection};
use crate::geometry::shape::Point;

/// A country, a Land or a river, in projected kilometres.
#[derive(Clone, Debug, PartialEq)]
pub struct GeoShape {
    /// ISO 3166 code if the data has one, else the name, else nothing.
    pub code: String,
    /// Whether the parts are rings around areas; else they are open lines.
    pub area: bool,
    /// The rings or lines; a ring does not repeat its first point.
    pub parts: Vec<Vec<Point>>,
}

/// The reason why geographical data cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("unreadable map data: {0}")]
pub struct GeoDataError(String);

/// Reads a feature collection and projects it. Points and features without a geometry are left out.
///
/// # Errors
///
/// Fails if the text is not a `GeoJSON` feature collection.
pub(crate) fn read_shapes(text: &str) -> Result<Vec<GeoShape>, GeoDataError> {
    let collection: FeatureCollection = text
        .parse::<geojson::GeoJson>()
        .and_then(FeatureCollection::try_from)
        .map_err(|error| GeoDataError(error.to_string()))?;
    let projection = Projection::germany();
    Ok(collection.features.iter().filter_map(|feature| project_feature(feature, &projection)).collect())
}

fn project_feature(feature: &Feature, projection: &Projection) -> Option<GeoShape> {
    let property = |key: &str| feature.property(key).and_then(|value| value.as_str());
    let code = property("iso").or(property("name")).unwrap_or_default().to_owned();
    let project = |line: &Vec<geojson::Position>| project_line(line, projection);
    let (area, mut parts): (bool, Vec<_>) = match &feature.geometry.as_ref()?.value {
        GeometryValue::LineString { coordinates } => (false, vec![project(coordinates)]),
        GeometryValue::MultiLineString { coordinates } => (false, coordinates.iter().map(project).collect()),
        GeometryValue::Polygon { coordinates } => (true, coordinates.iter().map(project).collect()),
        GeometryValue::MultiPolygon { coordinates } => (true, coordinates.iter().flatten().map(project).collect()),
        _ => return None,
    };
    // GeoJSON repeats the first point of a ring at its end (RFC 7946, 3.1.6).
    for ring in parts.iter_mut().filter(|ring| area && ring.len() > 1 && ring.first() == ring.last()) {
        ring.pop();
    }
    Some(GeoShape { code, area, parts })
}

fn project_line(line: &[geojson::Position], projection: &Projection) -> Vec<Point> {
    line.iter()
        .filter_map(|place| match *place.as_slice() {
            [longitude, latitude, ..] => Some(projection.project(Position { latitude, longitude })),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read_shapes;

    #[test]
    fn rings_lose_their_repeated_point_and_lines_do_not() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"iso":"DE-HE","name":"Hessen"},"geometry":
             {"type":"Polygon","coordinates":[[[9,50],[10,50],[10,51],[9,50]]]}},
            {"type":"Feature","properties":{"name":"Fulda"},"geometry":
             {"type":"LineString","coordinates":[[9,50],[10.5,51]]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#;
        let shapes = read_shapes(text).unwrap();
        assert_eq!(shapes.len(), 2);
        assert_eq!((shapes[0].code.as_str(), shapes[0].parts[0].len()), ("DE-HE", 3));
        assert_eq!((shapes[1].code.as_str(), shapes[1].area), ("Fulda", false));
        assert!(shapes[1].parts[0][1].distance(crate::geometry::shape::Point::default()) < 1e-9);
    }

    #[test]
    fn other_data_is_refused() {
        assert!(read_shapes("[1]").unwrap_err().to_string().starts_with("unreadable map data: "));
        assert!(read_shapes("").is_err());
    }
}
