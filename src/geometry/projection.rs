//! The map projection: Lambert's conformal conic on the sphere, with parameters for Germany.
//!
//! The Earth is projected onto a cone that cuts the sphere in two parallels, where lengths are true, and the cone is cut open
//! and laid flat. Parallels become arcs of circles, meridians straight lines, and angles stay true, so that a bearing on
//! the map is a bearing on the ground. The formulas are those of J. P. Snyder, "Map Projections: A Working Manual" (USGS
//! Professional Paper 1395, 1987), chapter 15. The sphere instead of the ellipsoid moves no place by more
//! than a kilometre or two over Germany, less than a millimetre on the page.

use std::f64::consts::FRAC_PI_4;

use crate::geometry::shape::Point;

/// Mean radius of the Earth in km.
pub(crate) const RADIUS: f64 = 6371.0;

/// The two standard parallels, in degrees: 48°40′ and 52°40′.
const PARALLELS: (f64, f64) = (48.0 + 40.0 / 60.0, 52.0 + 40.0 / 60.0);

/// The origin: 51° N 10°30′ E.
const ORIGIN: Position = Position { latitude: 51.0, longitude: 10.5 };

/// A place on the sphere, in degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Position {
    pub latitude: f64,
    pub longitude: f64,
}

/// The constants of the cone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Projection {
    /// Snyder's n: the angle of the opened cone for a full turn of longitude.
    cone: f64,
    /// Snyder's R F, in km.
    factor: f64,
    /// Distance from the apex of the cone to the origin, in km.
    origin_radius: f64,
}

impl Projection {
    #[must_use]
    pub(crate) fn germany() -> Self {
        let (south, north) = (PARALLELS.0.to_radians(), PARALLELS.1.to_radians());
        let cone = libm::log(libm::cos(south) / libm::cos(north)) / libm::log(isometric(north) / isometric(south));
        let factor = RADIUS * libm::cos(south) * libm::pow(isometric(south), cone) / cone;
        let origin_radius = factor / libm::pow(isometric(ORIGIN.latitude.to_radians()), cone);
        Self { cone, factor, origin_radius }
    }

    /// Returns the kilometres east and south of the origin: as on the page, `y` grows downwards.
    #[must_use]
    pub(crate) fn project(&self, place: Position) -> Point {
        let radius = self.factor / libm::pow(isometric(place.latitude.to_radians()), self.cone);
        let angle = self.cone * (place.longitude - ORIGIN.longitude).to_radians();
        Point::new(radius * libm::sin(angle), radius * libm::cos(angle) - self.origin_radius)
    }
}

/// Returns tan(π/4 + φ/2): its logarithm is the isometric latitude, in which the projection is conformal.
fn isometric(latitude: f64) -> f64 {
    libm::tan(FRAC_PI_4 + latitude / 2.0)
}

/// The scale of a map and its place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MapFrame {
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

    /// Returns the places of the stations on the page, in mm.
    #[must_use]
    pub(crate) fn place_stations(&self, stations: &[Option<Position>]) -> Vec<Option<Point>> {
        let projection = Projection::germany();
        stations.iter().map(|seat| seat.map(|seat| self.place(projection.project(seat)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{MapFrame, Position, Projection};
    use crate::geometry::shape::Point;

    fn projected(latitude: f64, longitude: f64) -> Point {
        Projection::germany().project(Position { latitude, longitude })
    }

    #[test]
    fn the_origin_and_its_meridian_stay_in_place() {
        let origin = projected(51.0, 10.5);
        assert!(origin.x.abs() < 1e-9 && origin.y.abs() < 1e-9);
        let north = projected(53.0, 10.5);
        assert!(north.x.abs() < 1e-9);
        // Two degrees are 222.4 km; the scale between the parallels is a little below one.
        assert!((north.y + 222.3).abs() < 0.3, "{}", north.y);
    }

    #[test]
    fn lengths_are_true_on_a_standard_parallel() {
        let lat = 52.0 + 40.0 / 60.0;
        let (a, b) = (projected(lat, 10.5), projected(lat, 10.6));
        let true_km = 0.1_f64.to_radians() * libm::cos(lat.to_radians()) * super::RADIUS;
        assert!((a.distance(b) - true_km).abs() < 0.001);
    }

    #[test]
    fn cities_are_where_the_printed_map_has_them() {
        let frame = MapFrame { scale: 0.3, origin: Point::new(106.0, 157.0) };
        // Dresden and München, measured on the drawn map.
        for (lat, lon, x, y) in [(51.05, 13.74, 174.0, 154.0), (48.137, 11.575, 130.0, 252.5)] {
            let p = frame.place(projected(lat, lon));
            assert!(p.distance(Point::new(x, y)) < 1.0, "{p:?}");
        }
    }
}
