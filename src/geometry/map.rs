//! The map page: countries, regions, lakes and rivers, clipped to the page.

use serde::Serialize;

use crate::geometry::clip;
use crate::geometry::cut::{length, simplify};
use crate::geometry::geodata::GeoShape;
use crate::geometry::projection::MapFrame;
use crate::geometry::seams::find_seams;
use crate::geometry::shape::{Bounds, Path, Point};

/// Millimetres to which lines are thinned: less than can be seen.
const TOLERANCE: f64 = 0.06;

/// The shortest coast of an island that is outlined, in mm.
const LEAST_COAST: f64 = 9.0;

/// How far beyond the bleed areas are clipped, in mm, so that no outline shows along the edge.
const BEYOND: f64 = 1.0;

/// The geographical shapes of the map in projected kilometres.
#[derive(Clone, Debug, Default)]
pub(crate) struct MapShapes {
    /// The countries that the map is about.
    pub own: Vec<GeoShape>,
    /// The countries around them.
    pub others: Vec<GeoShape>,
    /// The regions whose borders are drawn.
    pub regions: Vec<GeoShape>,
    /// Whether the borders of countries are drawn.
    pub borders: bool,
    pub lakes: Vec<GeoShape>,
    pub rivers: Vec<GeoShape>,
    pub relief: Vec<GeoShape>,
}

/// The layers of the map from the lowest, in mm; the ground below them is the sea.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapLayers {
    /// Areas of the countries around.
    pub neighbours: Vec<Path>,
    /// Areas of the countries that the map is about.
    pub country: Vec<Path>,
    /// Areas of lakes.
    pub lakes: Vec<Path>,
    /// Borders between regions.
    pub lands: Vec<Path>,
    /// Borders between countries.
    pub borders: Vec<Path>,
    /// Coasts of the countries that the map is about.
    pub coasts: Vec<Path>,
    /// Lines of rivers.
    pub rivers: Vec<Path>,
    /// Contour lines of hills and mountains.
    pub relief: Vec<Path>,
}

/// Draws the layers of the map on a page, whose trim and bleed are given in mm.
#[must_use]
pub(crate) fn draw_map(shapes: &MapShapes, frame: &MapFrame, page: Bounds, bleed: f64) -> MapLayers {
    let sheet = Sheet { frame, window: page.expand(bleed + BEYOND) };
    let regions = find_seams(&shapes.regions);
    let own = find_seams(&shapes.own);
    let all = find_seams(shapes.own.iter().chain(&shapes.others));
    let borders = if shapes.borders { sheet.lines(&all.shared) } else { Vec::new() };
    let coasts = if shapes.borders { sheet.coasts(&own.single, &all.shared) } else { Vec::new() };
    MapLayers {
        neighbours: sheet.areas(&shapes.others),
        country: sheet.areas(&shapes.own),
        lakes: sheet.areas(&shapes.lakes),
        lands: sheet.lines(&regions.shared),
        borders,
        coasts,
        rivers: shapes.rivers.iter().flat_map(|river| sheet.lines(&river.parts)).collect(),
        relief: shapes.relief.iter().flat_map(|line| sheet.lines(&line.parts)).collect(),
    }
}

/// The page that is drawn on.
struct Sheet<'a> {
    frame: &'a MapFrame,
    window: Bounds,
}

impl Sheet<'_> {
    fn areas(&self, shapes: &[GeoShape]) -> Vec<Path> {
        let rings = shapes.iter().filter(|shape| shape.area).flat_map(|shape| &shape.parts);
        let placed = rings.map(|ring| ring.iter().map(|&km| self.frame.place(km)).collect::<Vec<_>>());
        let clipped = placed.map(|ring| clip::clip_ring(&ring, self.window)).filter(|ring| ring.len() > 2);
        clipped.map(|points| simplify(&Path { points, closed: true }, TOLERANCE)).collect()
    }

    fn lines(&self, lines: &[Vec<Point>]) -> Vec<Path> {
        let placed = lines.iter().map(|line| line.iter().map(|&km| self.frame.place(km)).collect::<Vec<_>>());
        let parts = placed.flat_map(|line| clip::clip_line(&line, self.window));
        parts.map(|points| simplify(&Path { points, closed: false }, TOLERANCE)).collect()
    }

    /// Returns the lines around own countries that are no borders: those are drawn already.
    fn coasts(&self, single: &[Vec<Point>], borders: &[Vec<Point>]) -> Vec<Path> {
        let key = |a: &Point, b: &Point| {
            let (a, b) = ((a.x.to_bits(), a.y.to_bits()), (b.x.to_bits(), b.y.to_bits()));
            if a < b { (a, b) } else { (b, a) }
        };
        let drawn: std::collections::BTreeSet<_> =
            borders.iter().flat_map(|line| line.windows(2).map(|pair| key(&pair[0], &pair[1]))).collect();
        let mut coasts: Vec<Vec<Point>> = Vec::new();
        for line in single {
            let mut runs: Vec<Vec<Point>> = Vec::new();
            let mut open = false;
            for pair in line.windows(2) {
                let is_coast = !drawn.contains(&key(&pair[0], &pair[1]));
                match runs.last_mut() {
                    Some(coast) if open && is_coast => coast.push(pair[1]),
                    _ if is_coast => runs.push(pair.to_vec()),
                    _ => {}
                }
                open = is_coast;
            }
            // A ring goes on at its start.
            let meet = runs.len() > 1 && runs.last().and_then(|run| run.last()) == runs[0].first();
            if meet && let Some(mut last) = runs.pop() {
                last.extend(runs[0].drain(1..));
                runs[0] = last;
            }
            coasts.append(&mut runs);
        }
        // The outline of a small island would be a blot.
        let mut lines = self.lines(&coasts);
        lines.retain(|line| line.points.first() != line.points.last() || length(line) >= LEAST_COAST);
        lines
    }
}

/// Returns the ring of a shape with the largest box on the page, as an outline in mm.
#[must_use]
pub(crate) fn largest_ring(shape: &GeoShape, frame: &MapFrame) -> Option<Path> {
    let outline = |ring: &Vec<Point>| Path { points: ring.iter().map(|&km| frame.place(km)).collect(), closed: true };
    let extent = |path: &Path| {
        let bounds = Bounds::enclosing(path.points.iter().copied()).unwrap_or_default();
        bounds.width() * bounds.height()
    };
    shape.parts.iter().map(outline).max_by(|a, b| extent(a).total_cmp(&extent(b)))
}

#[cfg(test)]
mod tests {
    use super::{MapShapes, draw_map};
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::projection::{MapFrame, Position, Projection};
    use crate::geometry::shape::{Bounds, Point};

    const PAGE: Bounds = Bounds::new(0.0, 0.0, 210.0, 297.0);

    fn frame() -> MapFrame {
        let projection = Projection::EqualArea(Position { latitude: 51.0, longitude: 10.5 });
        MapFrame { projection, scale: 0.3, origin: Point::new(106.0, 157.0) }
    }

    fn area(corners: &[(f64, f64)]) -> GeoShape {
        let ring = corners.iter().map(|&(x, y)| Point::new(x, y)).collect();
        GeoShape { code: "X".into(), area: true, parts: vec![ring] }
    }

    #[test]
    fn layers_are_clipped_a_little_beyond_the_bleed() {
        let river = GeoShape {
            code: "R".into(),
            area: false,
            parts: vec![vec![
                Point::new(-900.0, 0.0),
                Point::new(0.1, 0.0),
                Point::new(0.2, 0.0),
                Point::new(9.0, 0.0),
            ]],
        };
        let others = vec![area(&[(-900.0, -900.0), (900.0, -900.0), (0.0, 900.0)])];
        let map = draw_map(&MapShapes { others, rivers: vec![river], ..MapShapes::default() }, &frame(), PAGE, 3.0);
        let window = PAGE.expand(4.0 + 1e-9);
        assert!(map.neighbours[0].closed);
        assert!(map.neighbours[0].points.iter().all(|&p| window.contains(p)));
        assert_eq!(map.rivers[0].points.len(), 2, "points on a straight line are dropped");
        assert!((map.rivers[0].points[0].x + 4.0).abs() < 1e-9);
        assert!(map.country.is_empty() && map.borders.is_empty());
    }

    #[test]
    fn a_border_is_no_coast() {
        let own = vec![area(&[(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)])];
        let others = vec![area(&[(100.0, 100.0), (100.0, 0.0), (200.0, 0.0), (200.0, 100.0)])];
        let shapes = MapShapes { own, others, borders: true, ..MapShapes::default() };
        let map = draw_map(&shapes, &frame(), PAGE, 3.0);
        assert_eq!((map.borders.len(), map.coasts.len()), (1, 1));
        assert_eq!(map.coasts[0].points.len(), 4, "three sides at the sea");
        let plain = draw_map(&MapShapes { borders: false, ..shapes }, &frame(), PAGE, 3.0);
        assert!(plain.borders.is_empty() && plain.coasts.is_empty() && plain.country.len() == 1);
    }
}
