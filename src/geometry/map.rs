//! The map page: countries, Länder and rivers, clipped to the page.

use serde::Serialize;

use crate::format::Design;
use crate::geometry::clip;
use crate::geometry::exact::Exact;
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::{MapFrame, Position, Projection};
use crate::geometry::shape::{Bounds, Path, Point};

/// The map page, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapSheet {
    /// How the plane of the projection lies on the page.
    pub frame: MapFrame,
    /// The page without bleed.
    trim: Bounds,
    bleed: f64,
    /// Radius of the disc of a station with its ring.
    disc: f64,
}

impl MapSheet {
    /// Returns the map page of a design.
    #[must_use]
    pub(crate) fn new(design: &Design) -> Self {
        let (format, map) = (&design.format, &design.frames.map);
        Self {
            frame: MapFrame { scale: map.scale, origin: Point::new(map.origin.0, map.origin.1) },
            trim: Bounds::new(0.0, 0.0, format.width, format.height),
            bleed: format.bleed,
            disc: map.disc,
        }
    }

    /// Returns whether the disc of a station is on the map page as a whole.
    #[must_use]
    pub(crate) fn has_room_for(&self, seat: Position) -> bool {
        self.trim.expand(-self.disc).contains(self.frame.place(Projection::germany().project(seat)))
    }

    /// Draws the layers of the map on the page with its bleed.
    #[must_use]
    pub(crate) fn draw(&self, shapes: &MapShapes<'_>) -> MapLayers {
        let layer = |shapes: &[GeoShape]| shapes.iter().flat_map(|shape| self.draw_shape(shape)).collect();
        MapLayers {
            neighbours: layer(shapes.neighbours),
            country: layer(shapes.country),
            lands: layer(shapes.lands),
            rivers: layer(shapes.rivers),
        }
    }

    fn draw_shape(&self, shape: &GeoShape) -> Vec<Path> {
        let window = self.trim.expand(self.bleed + BEYOND);
        let edges = [window.left, window.top, window.right, window.bottom];
        let MapFrame { scale, origin } = self.frame;
        remembered_paths(shape.area, Exact(&shape.parts), Exact(&edges), Exact(&scale), Exact(&origin))
    }

    /// Returns the ring of a shape with the largest box on the page, as an outline.
    #[must_use]
    pub(crate) fn largest_ring(&self, shape: &GeoShape) -> Option<Path> {
        let place = |ring: &Vec<Point>| ring.iter().map(|&km| self.frame.place(km)).collect();
        let outlines = shape.parts.iter().map(|ring| Path { points: place(ring), closed: true });
        outlines.max_by(|a, b| extent(a).total_cmp(&extent(b)))
    }
}

#[comemo::memoize]
fn remembered_paths(
    area: bool,
    parts: Exact<'_, Vec<Vec<Point>>>,
    edges: Exact<'_, [f64; 4]>,
    scale: Exact<'_, f64>,
    origin: Exact<'_, Point>,
) -> Vec<Path> {
    let (Exact(parts), Exact(&[left, top, right, bottom])) = (parts, edges);
    let (window, frame) = (Bounds::new(left, top, right, bottom), MapFrame { scale: *scale.0, origin: *origin.0 });
    let parts = parts.iter().map(|part| part.iter().map(|&km| frame.place(km)).collect::<Vec<_>>());
    if !area {
        return parts.flat_map(|line| draw_line(&line, window)).collect();
    }
    parts
        .map(|ring| Path { points: clip::thin(&clip::clip_ring(&ring, window), LEAST_STEP), closed: true })
        .filter(|path| path.points.len() > 2)
        .collect()
}

/// Returns the area of the box around a path.
fn extent(path: &Path) -> f64 {
    let first = path.points.first().map(|&p| Bounds::around(p, 0.0)).unwrap_or_default();
    let bounds = path
        .points
        .iter()
        .fold(first, |b, p| Bounds::new(b.left.min(p.x), b.top.min(p.y), b.right.max(p.x), b.bottom.max(p.y)));
    (bounds.right - bounds.left) * (bounds.bottom - bounds.top)
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

fn draw_line(line: &[Point], window: Bounds) -> impl Iterator<Item = Path> + use<> {
    let parts = clip::clip_line(line, window).into_iter();
    parts.map(|part| Path { points: clip::thin(&part, LEAST_STEP), closed: false })
}

#[cfg(test)]
mod tests {
    use super::{MapShapes, MapSheet};
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::projection::{MapFrame, Position};
    use crate::geometry::shape::{Bounds, Point};

    const TRIM: Bounds = Bounds::new(0.0, 0.0, 210.0, 297.0);
    const SHEET: MapSheet = MapSheet {
        frame: MapFrame { scale: 0.3, origin: Point::new(106.0, 157.0) },
        trim: TRIM,
        bleed: 3.0,
        disc: 3.6,
    };

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
        let map = SHEET.draw(&MapShapes { neighbours: &shapes, country: &[], lands: &[], rivers: &[river] });
        let window = TRIM.expand(4.0 + 1e-9);
        assert!(map.neighbours[0].closed);
        assert!(map.neighbours[0].points.iter().all(|&p| window.contains(p)));
        assert_eq!(map.rivers[0].points.len(), 2, "steps under 0.1 mm are dropped");
        assert!((map.rivers[0].points[0].x + 4.0).abs() < 1e-9);
        assert!(map.country.is_empty());
    }

    #[test]
    fn seats_abroad_are_on_the_map_as_far_as_it_goes() {
        let on_the_map = |latitude, longitude| SHEET.has_room_for(Position { latitude, longitude });
        assert!(on_the_map(47.37, 8.54) && on_the_map(50.09, 14.42), "Zürich and Prague");
        assert!(!on_the_map(48.21, 16.37) && !on_the_map(48.86, 2.35) && !on_the_map(45.46, 9.19));
    }
}
