//! What a map shows: a projection, and an extent in its kilometres.

use crate::geometry::geodata::GeoFeature;
use crate::geometry::projection::{Degrees, MapFrame, Position, Projection};
use crate::geometry::shape::{Bounds, Point};

/// The least width and height of a view, in km: a single station has no extent of its own.
const LEAST_EXTENT: f64 = 60.0;

/// Degrees by which the frame of single places is grown before its projection is chosen.
const LEAST_FRAME: f64 = 0.25;

/// Islands farther than this from the largest part of a country, in degrees, are not what its map shows.
const NEAR: f64 = 4.0;

/// Places along a side of a frame at which its extent is measured.
const ALONG: u32 = 24;

/// Rows and columns of places at which the countries of a frame are counted, and the share of one that fills it.
const SAMPLES: u32 = 16;
const FILLED: f64 = 0.7;

/// The unit of map scales: 1 : 100 000.
const SCALE_UNIT: f64 = 1e5;

/// Millimetres of a kilometre.
const MILLIMETRES: f64 = 1e6;

/// What a map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapView {
    pub projection: Projection,
    /// The extent in projected kilometres.
    pub extent: Bounds,
}

impl MapView {
    /// Returns the view of a frame.
    #[must_use]
    pub(crate) fn of_frame(frame: Degrees) -> Self {
        let projection = Projection::of_frame(frame);
        let along = (0..=ALONG).map(|n| f64::from(n) / f64::from(ALONG));
        let edges = along.flat_map(|t| {
            let (x, y) = (frame.west + t * (frame.east - frame.west), frame.south + t * (frame.north - frame.south));
            [(x, frame.south), (x, frame.north), (frame.west, y), (frame.east, y)]
        });
        let extent = Bounds::enclosing(edges.map(|(x, y)| projection.project_degrees(Point::new(x, y))));
        Self { projection, extent: extent.unwrap_or_default() }.with_least_extent()
    }

    /// Returns the view of places, whose x is the longitude; `None` without any.
    #[must_use]
    pub(crate) fn of_places(places: &[Point]) -> Option<Self> {
        let frame = Degrees::around(places.iter().copied())?;
        let small = frame.north - frame.south < LEAST_FRAME;
        let projection = Projection::of_frame(if small { frame.expand(LEAST_FRAME) } else { frame });
        let extent = Bounds::enclosing(places.iter().map(|&place| projection.project_degrees(place)))?;
        Some(Self { projection, extent }.with_least_extent())
    }

    /// Returns the view with a share of its width and height added on each side.
    #[must_use]
    pub(crate) fn grow(self, share: f64) -> Self {
        let Bounds { left, top, right, bottom } = self.extent;
        let (x, y) = (share * self.extent.width(), share * self.extent.height());
        Self { extent: Bounds::new(left - x, top - y, right + x, bottom + y), ..self }
    }

    fn with_least_extent(self) -> Self {
        let more = |size: f64| (LEAST_EXTENT - size).max(0.0) / 2.0;
        let Bounds { left, top, right, bottom } = self.extent;
        let (x, y) = (more(self.extent.width()), more(self.extent.height()));
        Self { extent: Bounds::new(left - x, top - y, right + x, bottom + y), ..self }
    }

    /// Returns whether a place is in the view.
    #[must_use]
    pub(crate) fn shows(&self, place: Position) -> bool {
        self.extent.contains(self.projection.project(place))
    }

    /// Fits the view into a window: as large as it can be, and in its middle.
    #[must_use]
    pub(crate) fn fit(&self, window: Bounds) -> MapFrame {
        let scale = (window.width() / self.extent.width()).min(window.height() / self.extent.height());
        self.at_scale(scale, window)
    }

    /// Fits the view into a window at a scale that can be told: 1 : n × 100 000. Returns the frame and the number
    /// that the scale is divided by.
    #[must_use]
    pub(crate) fn fit_to_scale(&self, window: Bounds) -> (MapFrame, u64) {
        let exact = MILLIMETRES / self.fit(window).scale;
        // What is a whole number but for the last digits is not rounded up.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the Earth is 40 000 km around")]
        let units = (exact / SCALE_UNIT - 1e-6).ceil().max(1.0) as u32;
        let denominator = f64::from(units) * SCALE_UNIT;
        (self.at_scale(MILLIMETRES / denominator, window), u64::from(units) * 100_000)
    }

    fn at_scale(&self, scale: f64, window: Bounds) -> MapFrame {
        let origin = window.middle().offset(self.extent.middle(), -scale);
        MapFrame { projection: self.projection, scale, origin }
    }
}

/// Returns the places of a country without islands far away.
#[must_use]
pub(crate) fn mainland(country: &GeoFeature) -> Vec<Point> {
    let rings: Vec<_> = country.shape.parts.iter().filter(|ring| ring.len() > 2).collect();
    let Some(largest) = rings.iter().max_by(|a, b| area(a).total_cmp(&area(b))) else { return Vec::new() };
    let Some(frame) = Degrees::around(largest.iter().copied()).map(|frame| frame.expand(NEAR)) else {
        return Vec::new();
    };
    let near = rings.iter().filter(|ring| ring.iter().all(|&place| frame.contains(place)));
    near.flat_map(|ring| ring.iter().copied()).collect()
}

/// Returns twice the area of a ring.
fn area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs()
}

/// Returns the country that has most of the land in a frame, if there is one.
#[must_use]
pub(crate) fn find_filling(countries: &[GeoFeature], frame: Degrees) -> Option<&GeoFeature> {
    let near: Vec<_> =
        countries.iter().filter(|country| country.frame().is_some_and(|other| other.overlaps(frame))).collect();
    let at = |n: u32, from: f64, to: f64| from + (to - from) * (f64::from(n) + 0.5) / f64::from(SAMPLES);
    let places = (0..SAMPLES * SAMPLES)
        .map(|n| Point::new(at(n % SAMPLES, frame.west, frame.east), at(n / SAMPLES, frame.south, frame.north)));
    let mut counts = vec![0_u32; near.len()];
    for place in places {
        if let Some(found) = near.iter().position(|country| country.shape.contains(place)) {
            counts[found] += 1;
        }
    }
    let land: u32 = counts.iter().sum();
    let (found, most) = counts.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    (most > 0 && f64::from(most) >= FILLED * f64::from(land)).then(|| near[found])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{MapView, find_filling, mainland};
    use crate::geometry::geodata::{GeoFeature, GeoShape};
    use crate::geometry::projection::{Degrees, Position};
    use crate::geometry::shape::{Bounds, Point};

    fn country(code: &str, boxes: &[(f64, f64, f64, f64)]) -> GeoFeature {
        let ring = |&(west, south, east, north): &(f64, f64, f64, f64)| {
            [(west, south), (east, south), (east, north), (west, north)].map(|(x, y)| Point::new(x, y)).to_vec()
        };
        GeoFeature {
            shape: GeoShape { code: code.to_owned(), area: true, parts: boxes.iter().map(ring).collect() },
            country: code.to_owned(),
            nuts: None,
            level: None,
            names: BTreeMap::new(),
            population: 0.0,
            rank: 0.0,
        }
    }

    #[test]
    fn the_scale_of_a_page_is_rounded_down() {
        let view = MapView::of_frame(Degrees { west: 6.0, south: 47.3, east: 15.0, north: 55.0 });
        let window = Bounds::new(9.0, 12.0, 201.0, 280.0);
        let (frame, denominator) = view.fit_to_scale(window);
        assert!(frame.scale <= view.fit(window).scale && denominator.is_multiple_of(100_000));
        #[expect(clippy::cast_precision_loss, reason = "a scale")]
        let back = 1e6 / denominator as f64;
        assert!((back - frame.scale).abs() < 1e-12);
        let placed = [(6.0, 47.3), (15.0, 55.0)].map(|(x, y)| frame.place_degrees(Point::new(x, y)));
        assert!(placed.iter().all(|&p| window.expand(1e-6).contains(p)), "{placed:?}");
        assert!(frame.place(view.extent.middle()).distance(window.middle()) < 1e-9);
    }

    #[test]
    fn a_single_station_has_some_land_around_it() {
        let view = MapView::of_places(&[Point::new(10.0, 53.5)]).expect("a view");
        assert!(view.extent.width() >= 60.0 && view.extent.height() >= 60.0);
        assert!(view.shows(Position { latitude: 53.5, longitude: 10.0 }));
        assert!(!view.shows(Position { latitude: 48.0, longitude: 10.0 }));
        assert_eq!(MapView::of_places(&[]), None);
        let grown = view.grow(0.12);
        assert!((grown.extent.width() / view.extent.width() - 1.24).abs() < 1e-9);
    }

    #[test]
    fn a_country_that_has_most_of_the_land_fills_a_frame() {
        let countries = [country("AA", &[(0.0, 40.0, 10.0, 50.0)]), country("BB", &[(10.0, 40.0, 20.0, 50.0)])];
        let frame = |west: f64, east: f64| Degrees { west, south: 42.0, east, north: 48.0 };
        let filling = |west, east| find_filling(&countries, frame(west, east)).map(GeoFeature::code);
        assert_eq!(filling(1.0, 11.0), Some("AA"));
        assert_eq!(filling(5.0, 15.0), None);
        // The sea does not count.
        assert_eq!(filling(-20.0, 5.0), Some("AA"));
        assert_eq!(filling(30.0, 40.0), None);
    }

    #[test]
    fn far_islands_are_not_part_of_the_map_of_a_country() {
        let kingdom = country("AA", &[(0.0, 40.0, 10.0, 50.0), (12.0, 41.0, 12.5, 41.5), (-25.0, 38.0, -24.0, 38.5)]);
        let frame = Degrees::around(mainland(&kingdom).into_iter()).expect("a frame");
        assert_eq!(frame, Degrees { west: 0.0, south: 40.0, east: 12.5, north: 50.0 });
    }
}
