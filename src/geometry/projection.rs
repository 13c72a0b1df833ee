//! The map projection: Lambert's conformal conic on the sphere, or for very high frames Lambert's azimuthal equal-area.
//!
//! On a cone that cuts the sphere in two parallels lengths are true on both. Cut open and laid flat, its parallels become
//! arcs of circles and its meridians straight lines; angles stay true, so that a bearing on the map is a bearing on the
//! ground. A frame that is very high, or near the pole, is too much for a cone: it gets a projection that keeps areas
//! instead. The formulas are those of J. P. Snyder, "Map Projections: A Working Manual" (USGS Professional Paper 1395,
//! 1987), chapters 15 and 24. The sphere instead of the ellipsoid moves no place by more than a kilometre or two over a
//! country, less than a millimetre on the page.

use std::f64::consts::FRAC_PI_4;

use crate::geometry::shape::Point;

/// Mean radius of the Earth in km.
pub(crate) const RADIUS: f64 = 6371.0;

/// The greatest height of a frame for the cone, and its northernmost latitude, in degrees.
const MOST_HEIGHT: f64 = 30.0;
const NORTHERNMOST: f64 = 70.0;

/// The nearest that a standard parallel may be to the equator, in degrees: there a cone would be a cylinder.
const LEAST_PARALLEL: f64 = 2.0;

/// A place on the sphere, in degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

/// A frame in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Degrees {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Degrees {
    /// Returns the smallest frame around places, whose x is the longitude; `None` without any.
    #[must_use]
    pub(crate) fn around(places: impl Iterator<Item = Point>) -> Option<Self> {
        let around = |p: Point| Self { west: p.x, south: p.y, east: p.x, north: p.y };
        places.map(around).reduce(|a, b| Self {
            west: a.west.min(b.west),
            south: a.south.min(b.south),
            east: a.east.max(b.east),
            north: a.north.max(b.north),
        })
    }

    /// Returns the frame with all sides moved outwards by a number of degrees.
    #[must_use]
    pub(crate) fn expand(self, by: f64) -> Self {
        Self { west: self.west - by, south: self.south - by, east: self.east + by, north: self.north + by }
    }

    /// Returns whether the two frames share an area or touch.
    #[must_use]
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// Returns the middle.
    #[must_use]
    pub(crate) const fn middle(self) -> Position {
        Position { latitude: f64::midpoint(self.south, self.north), longitude: f64::midpoint(self.west, self.east) }
    }

    /// Returns whether a place, whose x is the longitude, is inside.
    #[must_use]
    pub(crate) fn contains(self, p: Point) -> bool {
        p.x >= self.west && p.x <= self.east && p.y >= self.south && p.y <= self.north
    }
}

/// A projection with its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Projection {
    /// Lambert's conformal conic.
    Conic(Cone),
    /// Lambert's azimuthal equal-area, around a place.
    EqualArea(Position),
}

/// The constants of a cone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cone {
    /// The standard parallels in degrees, from the south.
    pub parallels: (f64, f64),
    /// The meridian that is upright, in degrees.
    meridian: f64,
    /// Snyder's n: the angle of the opened cone for a full turn of longitude.
    turn: f64,
    /// Snyder's R F, in km.
    factor: f64,
    /// Distance from the apex of the cone to the origin, in km.
    origin_radius: f64,
}

impl Cone {
    /// Makes a cone with two standard parallels and an origin.
    #[must_use]
    pub(crate) fn new(parallels: (f64, f64), origin: Position) -> Self {
        let (south, north) = (parallels.0.to_radians(), parallels.1.to_radians());
        let turn = if (north - south).abs() < 1e-6 {
            libm::sin(south)
        } else {
            libm::log(libm::cos(south) / libm::cos(north)) / libm::log(isometric(north) / isometric(south))
        };
        let factor = RADIUS * libm::cos(south) * libm::pow(isometric(south), turn) / turn;
        let origin_radius = factor / libm::pow(isometric(origin.latitude.to_radians()), turn);
        Self { parallels, meridian: origin.longitude, turn, factor, origin_radius }
    }

    fn project(&self, place: Position) -> Point {
        let radius = self.factor / libm::pow(isometric(place.latitude.to_radians()), self.turn);
        let angle = self.turn * (place.longitude - self.meridian).to_radians();
        Point::new(radius * libm::sin(angle), radius * libm::cos(angle) - self.origin_radius)
    }
}

impl Projection {
    /// Chooses the projection of a frame: a cone with parallels at one and five sixths of its height, or one that keeps
    /// areas where the frame is too high for a cone.
    #[must_use]
    pub(crate) fn of_frame(frame: Degrees) -> Self {
        let height = frame.north - frame.south;
        let parallels = (frame.south + height / 6.0, frame.north - height / 6.0);
        let near_equator = (parallels.0 + parallels.1).abs() < 2.0 * LEAST_PARALLEL || parallels.0 * parallels.1 < 0.0;
        if height > MOST_HEIGHT || frame.north > NORTHERNMOST || near_equator {
            Self::EqualArea(frame.middle())
        } else {
            Self::Conic(Cone::new(parallels, frame.middle()))
        }
    }

    /// Returns the kilometres east and south of the origin: as on the page, `y` grows downwards.
    #[must_use]
    pub(crate) fn project(&self, place: Position) -> Point {
        match self {
            Self::Conic(cone) => cone.project(place),
            Self::EqualArea(origin) => equal_area(*origin, place),
        }
    }

    /// Returns the kilometres of a place whose x is the longitude and whose y is the latitude.
    #[must_use]
    pub(crate) fn project_degrees(&self, place: Point) -> Point {
        self.project(Position { latitude: place.y, longitude: place.x })
    }
}

fn equal_area(origin: Position, place: Position) -> Point {
    let (from, to) = (origin.latitude.to_radians(), place.latitude.to_radians());
    let turn = (place.longitude - origin.longitude).to_radians();
    let (sin_from, cos_from) = libm::sincos(from);
    let (sin_to, cos_to) = libm::sincos(to);
    let away = (1.0 + sin_from * sin_to + cos_from * cos_to * libm::cos(turn)).max(1e-9);
    let scale = RADIUS * (2.0 / away).sqrt();
    let north = cos_from * sin_to - sin_from * cos_to * libm::cos(turn);
    Point::new(scale * cos_to * libm::sin(turn), -scale * north)
}

/// Returns tan(π/4 + φ/2): its logarithm is the isometric latitude, in which the projection is conformal.
fn isometric(latitude: f64) -> f64 {
    libm::tan(FRAC_PI_4 + latitude / 2.0)
}

/// A map's projection, its scale and its place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapFrame {
    pub projection: Projection,
    /// Millimetres on the page for a kilometre.
    pub scale: f64,
    /// The origin of the projection on the page, in mm.
    pub origin: Point,
}

impl MapFrame {
    /// Returns the place on the page, in mm, of projected kilometres.
    #[must_use]
    pub(crate) const fn place(&self, km: Point) -> Point {
        self.origin.offset(km, self.scale)
    }

    /// Returns the place on the page, in mm, of a place whose x is the longitude.
    #[must_use]
    pub(crate) fn place_degrees(&self, degrees: Point) -> Point {
        self.place(self.projection.project_degrees(degrees))
    }

    /// Returns the places of the stations on the page, in mm.
    #[must_use]
    pub(crate) fn place_stations(&self, stations: &[Option<Position>]) -> Vec<Option<Point>> {
        stations.iter().map(|seat| seat.map(|seat| self.place(self.projection.project(seat)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cone, Degrees, Position, Projection, RADIUS};

    const ORIGIN: Position = Position { latitude: 51.0, longitude: 10.5 };

    fn cone() -> Projection {
        Projection::Conic(Cone::new((48.0 + 40.0 / 60.0, 52.0 + 40.0 / 60.0), ORIGIN))
    }

    fn at(latitude: f64, longitude: f64) -> Position {
        Position { latitude, longitude }
    }

    #[test]
    fn the_origin_and_its_meridian_stay_in_place() {
        let origin = cone().project(ORIGIN);
        assert!(origin.x.abs() < 1e-9 && origin.y.abs() < 1e-9);
        let north = cone().project(at(53.0, 10.5));
        assert!(north.x.abs() < 1e-9);
        // Two degrees are 222.4 km; the scale between the parallels is a little below one.
        assert!((north.y + 222.3).abs() < 0.3, "{}", north.y);
    }

    #[test]
    fn lengths_are_true_on_a_standard_parallel() {
        let lat = 52.0 + 40.0 / 60.0;
        let (a, b) = (cone().project(at(lat, 10.5)), cone().project(at(lat, 10.6)));
        let true_km = 0.1_f64.to_radians() * libm::cos(lat.to_radians()) * RADIUS;
        assert!((a.distance(b) - true_km).abs() < 0.001);
    }

    #[test]
    fn a_very_high_frame_keeps_areas() {
        let germany = Degrees { west: 5.9, south: 47.3, east: 15.0, north: 55.1 };
        let Projection::Conic(Cone { parallels, .. }) = Projection::of_frame(germany) else { panic!("a cone") };
        assert!((parallels.0 - 48.6).abs() < 1e-9 && (parallels.1 - 53.8).abs() < 1e-9);
        let europe = Projection::of_frame(Degrees { west: -11.0, south: 34.5, east: 40.0, north: 71.5 });
        let Projection::EqualArea(_) = europe else { panic!("no cone") };
        // A cell of half a degree has the same area in the south as the sphere.
        let [a, b, c] = [at(36.0, -6.0), at(36.0, -5.5), at(36.5, -6.0)].map(|place| europe.project(place));
        let area = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs();
        let half = 0.5_f64.to_radians();
        let truth = RADIUS * RADIUS * half * (libm::sin(36.5_f64.to_radians()) - libm::sin(36.0_f64.to_radians()));
        assert!((area / truth - 1.0).abs() < 0.005, "{area} {truth}");
        let across = Projection::of_frame(Degrees { west: 20.0, south: -4.0, east: 30.0, north: 5.0 });
        assert!(matches!(across, Projection::EqualArea(_)), "a cone at the equator is a cylinder");
    }

    #[test]
    fn frames_around_places_meet_or_do_not() {
        let frame = Degrees::around([(10.0, 50.0), (8.0, 53.0)].map(|(x, y)| super::Point::new(x, y)).into_iter());
        let frame = frame.expect("a frame");
        assert_eq!(frame, Degrees { west: 8.0, south: 50.0, east: 10.0, north: 53.0 });
        assert!(frame.overlaps(Degrees { west: 9.0, south: 40.0, east: 20.0, north: 51.0 }));
        assert!(!frame.overlaps(Degrees { west: 11.0, south: 40.0, east: 20.0, north: 51.0 }));
        assert!(frame.expand(1.5).contains(super::Point::new(11.0, 49.0)));
    }
}
