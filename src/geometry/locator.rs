//! The locator map of a chapter: countries or their regions as areas, and the stations as points.

use crate::geometry::clip;
use crate::geometry::cut::simplify;
use crate::geometry::geodata::GeoShape;
use crate::geometry::map_view::MapView;
use crate::geometry::projection::{MapFrame, Position};
use crate::geometry::shape::{Bounds, Path, Point};

/// Rings of a lesser width and height together, in mm, are small islands and are left out.
const LEAST_RING: f64 = 1.2;

/// Millimetres to which outlines are thinned: less than their stroke.
const TOLERANCE: f64 = 0.16;

/// A locator map, in mm from its own top left corner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Locator {
    /// Its scale and place.
    pub frame: MapFrame,
    /// Width in mm.
    pub width: f64,
    /// Height in mm; it follows from the extent.
    pub height: f64,
}

impl Locator {
    /// Returns the map of a view, as wide as it may be.
    #[must_use]
    pub(crate) fn new(view: &MapView, most_width: f64, most_height: f64) -> Self {
        let (width, height) = (view.extent.width().max(1.0), view.extent.height().max(1.0));
        let scale = (most_width / width).min(most_height / height);
        let window = Bounds::new(0.0, 0.0, width * scale, height * scale);
        Self { frame: view.fit(window), width: window.right, height: window.bottom }
    }

    fn window(&self) -> Bounds {
        Bounds::new(0.0, 0.0, self.width, self.height)
    }

    /// Returns the place of a station, if it is on the map.
    #[must_use]
    pub(crate) fn place(&self, station: Option<Position>) -> Option<Point> {
        let place = self.frame.place(self.frame.projection.project(station?));
        self.window().contains(place).then_some(place)
    }

    /// Returns the outlines of an area without its small islands, cut at the edge of the map.
    #[must_use]
    pub(crate) fn outlines(&self, shape: &GeoShape) -> Vec<Path> {
        self.rings(shape).into_iter().map(|points| simplify(&Path { points, closed: true }, TOLERANCE)).collect()
    }

    /// Returns the rings of an area with all their points.
    #[must_use]
    pub(crate) fn rings(&self, shape: &GeoShape) -> Vec<Vec<Point>> {
        let rings = shape.parts.iter().filter(|_| shape.area);
        let rings = rings.map(|ring| ring.iter().map(|&km| self.frame.place(km)).collect::<Vec<_>>());
        let large = rings.filter(|ring| {
            Bounds::enclosing(ring.iter().copied()).is_some_and(|it| it.width() + it.height() > LEAST_RING)
        });
        large.map(|ring| clip::clip_ring(&ring, self.window())).filter(|ring| ring.len() > 2).collect()
    }

    /// Returns a line in km as its parts on the map.
    #[must_use]
    pub(crate) fn lines(&self, line: &[Point]) -> Vec<Path> {
        let placed: Vec<_> = line.iter().map(|&km| self.frame.place(km)).collect();
        let parts = clip::clip_line(&placed, self.window()).into_iter();
        parts.map(|points| simplify(&Path { points, closed: false }, TOLERANCE)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Locator;
    use crate::geometry::geodata::GeoShape;
    use crate::geometry::map_view::MapView;
    use crate::geometry::projection::{Degrees, Position};
    use crate::geometry::shape::Point;

    const FRAME: Degrees = Degrees { west: 8.0, south: 49.0, east: 13.0, north: 53.0 };

    fn ring(middle: Point, radius: f64) -> Vec<Point> {
        let corners = (0..40).map(|i| std::f64::consts::TAU * f64::from(i) / 40.0);
        corners.map(|angle| middle.offset(Point::unit(angle), radius)).collect()
    }

    #[test]
    fn the_map_has_the_given_width_and_no_small_islands() {
        let locator = Locator::new(&MapView::of_frame(FRAME), 42.0, 100.0);
        assert!((locator.width - 42.0).abs() < 1e-9 && locator.height > 42.0);
        let parts = vec![ring(Point::default(), 300.0), ring(Point::new(20.0, 0.0), 2.0)];
        let shape = GeoShape { code: "DE-HE".into(), area: true, parts };
        let outlines = locator.outlines(&shape);
        assert_eq!(outlines.len(), 1);
        let on_map = |p: &Point| (-0.01..=42.01).contains(&p.x) && (-0.01..=locator.height + 0.01).contains(&p.y);
        assert!(outlines[0].points.iter().all(on_map));
    }

    #[test]
    fn a_high_country_is_made_narrower() {
        let view = MapView::of_frame(Degrees { west: 5.0, south: 58.0, east: 12.0, north: 70.0 });
        let locator = Locator::new(&view, 42.0, 60.0);
        assert!((locator.height - 60.0).abs() < 1e-9 && locator.width < 42.0);
    }

    #[test]
    fn a_station_off_the_map_has_no_place() {
        let locator = Locator::new(&MapView::of_frame(FRAME), 42.0, 100.0);
        let middle = locator.place(Some(Position { latitude: 51.0, longitude: 10.5 })).expect("a place");
        assert!((middle.x - 21.0).abs() < 1e-6);
        assert_eq!(locator.place(Some(Position { latitude: 48.0, longitude: 16.0 })), None);
        assert_eq!(locator.place(None), None);
    }
}
