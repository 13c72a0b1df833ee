//! The map of the route page: countries, Länder, rivers and graticule, cut to the page.

use serde::Serialize;

use crate::geometry::clip;
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::{Frame, Projection};
use crate::geometry::shape::{BLEED, Path, Point, Rect, TRIM};
use crate::geometry::tour::Position;

/// How projected kilometres come onto the map page: 1 : 3,333,333.
pub(crate) const FRAME: Frame = Frame { scale: 0.3, origin: Point::new(106.0, 157.0) };

/// What is kept of a line: no two points nearer than this, in mm.
const LEAST_STEP: f64 = 0.1;

/// How far beyond the bleed areas are cut, in mm, so that no outline shows along the edge.
const BEYOND: f64 = 1.0;

/// Step between two points of the graticule, in degrees.
const GRATICULE_STEP: f64 = 0.5;

/// The geographical shapes of the map, as [`crate::geometry::geodata::read`] gives them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources<'a> {
    /// The countries around Germany.
    pub neighbours: &'a [GeoShape],
    /// Germany's outline.
    pub germany: &'a [GeoShape],
    /// The sixteen Länder.
    pub states: &'a [GeoShape],
    /// Rivers.
    pub rivers: &'a [GeoShape],
}

/// The layers of the map from below, in mm; the ground below them is the sea.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Map {
    /// Areas of the countries around Germany.
    pub neighbours: Vec<Path>,
    /// Areas of Germany.
    pub germany: Vec<Path>,
    /// Outlines of the Länder.
    pub states: Vec<Path>,
    /// Lines of rivers.
    pub rivers: Vec<Path>,
    /// Parallels and meridians, one every two degrees.
    pub graticule: Vec<Path>,
}

/// Draws the map's layers on a page with its bleed.
#[must_use]
pub(crate) fn map(sources: &Sources<'_>) -> Map {
    let window = TRIM.grown(BLEED + BEYOND);
    let layer = |shapes: &[GeoShape]| shapes.iter().flat_map(|shape| paths(shape, &FRAME, window)).collect();
    Map {
        neighbours: layer(sources.neighbours),
        germany: layer(sources.germany),
        states: layer(sources.states),
        rivers: layer(sources.rivers),
        graticule: graticule(window),
    }
}

/// The stations on the map page, in mm.
#[must_use]
pub(crate) fn stations(positions: &[Option<Position>]) -> Vec<Option<Point>> {
    let projection = Projection::new();
    positions.iter().map(|seat| seat.map(|p| FRAME.place(projection.project(p.latitude, p.longitude)))).collect()
}

fn paths(shape: &GeoShape, frame: &Frame, window: Rect) -> Vec<Path> {
    let mut paths = Vec::new();
    for part in &shape.parts {
        let part: Vec<_> = part.iter().map(|&km| frame.place(km)).collect();
        if shape.area {
            let ring = clip::thinned(&clip::area(&part, window), LEAST_STEP);
            if ring.len() > 2 {
                paths.push(Path { points: ring, closed: true });
            }
        } else {
            paths.extend(open_paths(&part, window));
        }
    }
    paths
}

fn open_paths(line: &[Point], window: Rect) -> impl Iterator<Item = Path> + use<> {
    clip::line(line, window).into_iter().map(|run| Path { points: clip::thinned(&run, LEAST_STEP), closed: false })
}

/// Every second parallel and meridian around Germany.
fn graticule(window: Rect) -> Vec<Path> {
    let projection = Projection::new();
    let steps = |from: i32, to: i32| {
        let n = f64::from(to - from) / GRATICULE_STEP;
        (0..).map(f64::from).take_while(move |&i| i <= n).map(move |i| f64::from(from) + i * GRATICULE_STEP)
    };
    let place = |latitude, longitude| FRAME.place(projection.project(latitude, longitude));
    let parallels = (44..=58).step_by(2).map(|lat| steps(0, 22).map(|lon| place(f64::from(lat), lon)).collect());
    let meridians = (0..=22).step_by(2).map(|lon| steps(44, 58).map(|lat| place(lat, f64::from(lon))).collect());
    parallels.chain(meridians).flat_map(|line: Vec<Point>| open_paths(&line, window)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Sources, map};
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::shape::{Point, TRIM};

    #[test]
    fn layers_are_cut_a_little_beyond_the_bleed() {
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
        let map = map(&Sources { neighbours: &shapes, germany: &[], states: &[], rivers: &[river] });
        let window = TRIM.grown(4.0 + 1e-9);
        assert!(map.neighbours[0].closed);
        assert!(map.neighbours[0].points.iter().all(|&p| window.contains(p)));
        assert_eq!(map.rivers[0].points.len(), 2, "nothing under .1 mm is kept");
        assert!((map.rivers[0].points[0].x + 4.0).abs() < 1e-9);
        assert!(map.germany.is_empty());
    }

    #[test]
    fn the_graticule_has_the_meridian_of_ten_degrees() {
        let map = map(&Sources { neighbours: &[], germany: &[], states: &[], rivers: &[] });
        assert!(map.graticule.len() >= 10, "{}", map.graticule.len());
        let near = |p: &Point| p.distance(Point::new(95.5, 157.0)) < 10.0;
        assert!(map.graticule.iter().any(|path| path.points.iter().any(near)));
    }
}
