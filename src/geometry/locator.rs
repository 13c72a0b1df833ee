//! The locator map of a chapter: the Länder as areas and all stations as points.

use crate::geometry::clip;
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::{MapFrame, Position};
use crate::geometry::shape::{Bounds, Path, Point};

/// Rings with fewer points are small islands and are left out.
const LEAST_RING: usize = 6;

/// Least distance between two points of an outline, in mm.
const LEAST_STEP: f64 = 0.1;

/// One of the Länder.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Land {
    /// ISO 3166-2 code, such as `DE-HE`.
    pub iso: String,
    /// Its areas in mm.
    pub paths: Vec<Path>,
}

/// The locator map, in mm from its own top left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Locator {
    /// Width in mm.
    pub width: f64,
    /// Height in mm; it follows from the Länder.
    pub height: f64,
    /// The Länder in the order of the data.
    pub lands: Vec<Land>,
    /// The stations in the order of the tour; one abroad can be outside the map.
    pub stations: Vec<Option<Point>>,
}

/// Draws the locator map, `width` mm wide.
#[must_use]
pub(crate) fn draw_locator(lands: &[GeoShape], stations: &[Option<Position>], width: f64) -> Locator {
    let rings = |land: &GeoShape| land.parts.iter().filter(|ring| ring.len() >= LEAST_RING).cloned().collect();
    let rings: Vec<Vec<Vec<Point>>> = lands.iter().map(rings).collect();
    let extent = extent(rings.iter().flatten().flatten());
    let scale = width / (extent.right - extent.left).max(1.0);
    let frame = MapFrame { scale, origin: Point::new(-extent.left * scale, -extent.top * scale) };
    let outline = |ring: &Vec<Point>| {
        let points: Vec<_> = ring.iter().map(|&km| frame.place(km)).collect();
        Path { points: clip::thin(&points, LEAST_STEP), closed: true }
    };
    let land = |(shape, rings): (&GeoShape, &Vec<Vec<Point>>)| Land {
        iso: shape.code.clone(),
        paths: rings.iter().map(outline).collect(),
    };
    Locator {
        width,
        height: (extent.bottom - extent.top).max(0.0) * scale,
        lands: lands.iter().zip(&rings).map(land).collect(),
        stations: frame.place_stations(stations),
    }
}

/// Returns the smallest rectangle around all points; an empty one at the origin if there are none.
fn extent<'a>(points: impl Iterator<Item = &'a Point>) -> Bounds {
    points
        .map(|&p| Bounds::around(p, 0.0))
        .reduce(|a, b| Bounds::new(a.left.min(b.left), a.top.min(b.top), a.right.max(b.right), a.bottom.max(b.bottom)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::draw_locator;
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::projection::Position;
    use crate::geometry::shape::Point;

    fn ring(n: u32, radius: f64) -> Vec<Point> {
        (0..n)
            .map(|i| Point::default().offset(Point::unit(std::f64::consts::TAU * f64::from(i) / f64::from(n)), radius))
            .collect()
    }

    #[test]
    fn the_map_has_the_given_width_and_no_small_islands() {
        let state = GeoShape { code: "DE-HE".into(), area: true, parts: vec![ring(40, 300.0), ring(5, 900.0)] };
        let seats = [Some(Position { latitude: 51.0, longitude: 10.5 }), None];
        let locator = draw_locator(&[state], &seats, 55.5);
        assert_eq!(locator.lands[0].paths.len(), 1);
        assert!((locator.height - 55.5).abs() < 1e-9);
        assert!(locator.stations[0].unwrap().distance(Point::new(27.75, 27.75)) < 1e-9);
        assert_eq!(locator.stations[1], None);
    }

    #[test]
    fn no_data_makes_an_empty_map() {
        assert!(draw_locator(&[], &[], 55.5).lands.is_empty());
    }
}
