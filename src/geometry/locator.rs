//! The small map of a chapter: the Länder as areas and all stations as points.

use serde::Serialize;

use crate::geometry::clip;
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::{Frame, Projection};
use crate::geometry::shape::{Path, Point, Rect};
use crate::geometry::tour::Position;

/// Width of the locator in mm: columns 8 to 11.
pub(crate) const WIDTH: f64 = 55.5;

/// Rings with fewer points are small islands and are left out.
const LEAST_RING: usize = 6;

/// What is kept of an outline: no two points nearer than this, in mm.
const LEAST_STEP: f64 = 0.1;

/// One of the Länder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct State {
    /// ISO 3166-2 code, such as `DE-HE`.
    pub iso: String,
    /// Its areas in mm.
    pub paths: Vec<Path>,
}

/// The locator, in mm from its own top left corner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Locator {
    /// Width in mm.
    pub width: f64,
    /// Height in mm, as the Länder give it.
    pub height: f64,
    /// The Länder in the order of the data.
    pub states: Vec<State>,
    /// The stations in the order of the tour; one abroad can lie outside of the box.
    pub stations: Vec<Option<Point>>,
}

/// Draws the locator `width` mm wide.
#[must_use]
pub(crate) fn locator(states: &[GeoShape], stations: &[Option<Position>], width: f64) -> Locator {
    let kept = |shape: &GeoShape| -> Vec<Vec<Point>> {
        shape.parts.iter().filter(|ring| ring.len() >= LEAST_RING).cloned().collect()
    };
    let rings: Vec<_> = states.iter().map(kept).collect();
    let extent = extent(rings.iter().flatten().flatten());
    let scale = width / (extent.right - extent.left).max(1.0);
    let frame = Frame { scale, origin: Point::new(-extent.left * scale, -extent.top * scale) };
    let projection = Projection::new();
    let path = |ring: &Vec<Point>| {
        let points: Vec<_> = ring.iter().map(|&km| frame.place(km)).collect();
        Path { points: clip::thinned(&points, LEAST_STEP), closed: true }
    };
    Locator {
        width,
        height: (extent.bottom - extent.top).max(0.0) * scale,
        states: states
            .iter()
            .zip(&rings)
            .map(|(shape, rings)| State { iso: shape.code.clone(), paths: rings.iter().map(path).collect() })
            .collect(),
        stations: stations
            .iter()
            .map(|seat| seat.map(|p| frame.place(projection.project(p.latitude, p.longitude))))
            .collect(),
    }
}

/// The box around all points; an empty one at the origin if there is none.
fn extent<'a>(points: impl Iterator<Item = &'a Point>) -> Rect {
    points
        .map(|p| Rect::new(p.x, p.y, p.x, p.y))
        .reduce(|a, b| Rect::new(a.left.min(b.left), a.top.min(b.top), a.right.max(b.right), a.bottom.max(b.bottom)))
        .unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0))
}

#[cfg(test)]
mod tests {
    use super::locator;
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::portable::Portable as _;
    use crate::geometry::shape::Point;
    use crate::geometry::tour::Position;

    fn ring(n: u32, radius: f64) -> Vec<Point> {
        (0..n)
            .map(|i| {
                let a = std::f64::consts::TAU * f64::from(i) / f64::from(n);
                Point::new(radius * a.cosine(), radius * a.sine())
            })
            .collect()
    }

    #[test]
    fn the_box_is_filled_and_small_islands_are_left_out() {
        let state = GeoShape { code: "DE-HE".into(), area: true, parts: vec![ring(40, 300.0), ring(5, 900.0)] };
        let seats = [Some(Position { latitude: 51.0, longitude: 10.5 }), None];
        let locator = locator(&[state], &seats, 55.5);
        assert_eq!(locator.states[0].paths.len(), 1);
        assert!((locator.height - 55.5).abs() < 1e-9);
        assert!(locator.stations[0].unwrap().distance(Point::new(27.75, 27.75)) < 1e-9);
        assert_eq!(locator.stations[1], None);
    }

    #[test]
    fn no_data_is_no_fault() {
        assert!(locator(&[], &[], 55.5).states.is_empty());
    }
}
