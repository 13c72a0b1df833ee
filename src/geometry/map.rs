//! The map page: countries, Länder and rivers, clipped to the page.

use serde::Serialize;

use crate::format::{BLEED, MAP_ORIGIN, MAP_SCALE};
use crate::geometry::clip;
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::{MapFrame, Position, Projection};
use crate::geometry::shape::{Bounds, Path, Point, TRIM};

/// The frame of the map page.
pub(crate) const FRAME: MapFrame = MapFrame { scale: MAP_SCALE, origin: Point::new(MAP_ORIGIN.0, MAP_ORIGIN.1) };

/// Radius of the disc of a station with its ring, in mm.
const DISC: f64 = 3.6;

/// Returns whether the disc of a station is on the map page as a whole.
#[must_use]
pub(crate) fn has_room_for(seat: Position) -> bool {
    TRIM.expand(-DISC).contains(FRAME.place(Projection::germany().project(seat)))
}

/// Minimum distance between two points of a line, in mm.
const LEAST_STEP: f64 = 0.1;

/// How far beyond the bleed areas are clipped, in mm, so that no outline shows along the edge.
const BEYOND: f64 = 1.0;

/// The geographical shapes of the map, from [`crate::geometry::geodata::read_shapes`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct MapShapes<'a> {
    pub neighbours: &'a [GeoShape],
    pub country: &'a [GeoShape],
    pub lands: &'a [GeoShape],
    pub rivers: &'a [GeoShape],
}

/// The layers of the map from the lowest, in mm; the ground below them is the sea.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapLayers {
    /// Areas of the neighbouring countries.
    pub neighbours: Vec<Path>,
    /// Areas of the country.
    pub country: Vec<Path>,
    /// Outlines of the Länder.
    pub lands: Vec<Path>,
    /// Lines of rivers.
    pub rivers: Vec<Path>,
}

/// Draws the layers of the map on a page with its bleed.
#[must_use]
pub(crate) fn draw_map(shapes: &MapShapes<'_>) -> MapLayers {
    let window = TRIM.expand(BLEED + BEYOND);
    let layer = |shapes: &[GeoShape]| shapes.iter().flat_map(|shape| draw_shape(shape, window)).collect();
    MapLayers {
        neighbours: layer(shapes.neighbours),
        country: layer(shapes.country),
        lands: layer(shapes.lands),
        rivers: layer(shapes.rivers),
    }
}

fn draw_shape(shape: &GeoShape, window: Bounds) -> Vec<Path> {
    let parts = shape.parts.iter().map(|part| part.iter().map(|&km| FRAME.place(km)).collect::<Vec<_>>());
    if !shape.area {
        return parts.flat_map(|line| draw_line(&line, window)).collect();
    }
    parts
        .map(|ring| Path { points: clip::thin(&clip::clip_ring(&ring, window), LEAST_STEP), closed: true })
        .filter(|path| path.points.len() > 2)
        .collect()
}

fn draw_line(line: &[Point], window: Bounds) -> impl Iterator<Item = Path> + use<> {
    let parts = clip::clip_line(line, window).into_iter();
    parts.map(|part| Path { points: clip::thin(&part, LEAST_STEP), closed: false })
}

/// Returns the ring of a shape with the largest box on the page, as an outline in mm.
#[must_use]
pub(crate) fn largest_ring(shape: &GeoShape) -> Option<Path> {
    let outline = |ring: &Vec<Point>| Path { points: ring.iter().map(|&km| FRAME.place(km)).collect(), closed: true };
    let extent = |path: &Path| {
        let first = path.points.first().map(|&p| Bounds::around(p, 0.0)).unwrap_or_default();
        let bounds = path
            .points
            .iter()
            .fold(first, |b, p| Bounds::new(b.left.min(p.x), b.top.min(p.y), b.right.max(p.x), b.bottom.max(p.y)));
        (bounds.right - bounds.left) * (bounds.bottom - bounds.top)
    };
    shape.parts.iter().map(outline).max_by(|a, b| extent(a).total_cmp(&extent(b)))
}

#[cfg(test)]
mod tests {
    use super::{MapShapes, draw_map, has_room_for};
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::projection::Position;
    use crate::geometry::shape::{Point, TRIM};

    #[test]
    fn layers_are_clipped_a_little_beyond_the_bleed() {
        let land = GeoShape {
            code: "X".into(),
            area: true,
            parts: vec![vec![Point::new(-900.0, -900.0), Point::new(900.0, -900.0), Point::new(0.0, 900.0)]],
        };
        let river = GeoShape {
            code: "R".into(),
            area: false,
            parts: vec![vec![Point::new(-900.0, 0.0), Point::new(0.1, 0.0), Point::new(0.2, 0.0)]],
        };
        let shapes = [land];
        let map = draw_map(&MapShapes { neighbours: &shapes, country: &[], lands: &[], rivers: &[river] });
        let window = TRIM.expand(4.0 + 1e-9);
        assert!(map.neighbours[0].closed);
        assert!(map.neighbours[0].points.iter().all(|&p| window.contains(p)));
        assert_eq!(map.rivers[0].points.len(), 2, "steps under 0.1 mm are dropped");
        assert!((map.rivers[0].points[0].x + 4.0).abs() < 1e-9);
        assert!(map.country.is_empty());
    }

    #[test]
    fn seats_abroad_are_on_the_map_as_far_as_it_goes() {
        let on_the_map = |latitude, longitude| has_room_for(Position { latitude, longitude });
        assert!(on_the_map(47.37, 8.54) && on_the_map(50.09, 14.42), "Zürich and Prague");
        assert!(!on_the_map(48.21, 16.37) && !on_the_map(48.86, 2.35) && !on_the_map(45.46, 9.19));
    }
}
