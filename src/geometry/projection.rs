//! The map projection: Lambert's conformal conic on the sphere, made for Germany.

use std::f64::consts::FRAC_PI_4;

use crate::geometry::portable::Portable as _;
use crate::geometry::shape::Point;

/// Radius of the sphere in km.
pub(crate) const RADIUS: f64 = 6371.0;

/// The two parallels in true scale, in degrees: 48°40′ and 52°40′.
const PARALLELS: (f64, f64) = (48.0 + 40.0 / 60.0, 52.0 + 40.0 / 60.0);

/// Latitude and longitude of the origin, in degrees.
const ORIGIN: (f64, f64) = (51.0, 10.5);

/// The constants of the cone; the same for every point, so worked out once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Projection {
    cone: f64,
    factor: f64,
    origin_radius: f64,
}

impl Default for Projection {
    fn default() -> Self {
        Self::new()
    }
}

impl Projection {
    /// The projection of the brochure.
    #[must_use]
    pub(crate) fn new() -> Self {
        let (south, north) = (PARALLELS.0.to_radians(), PARALLELS.1.to_radians());
        let cone = (south.cosine() / north.cosine()).logarithm() / (isometric(north) / isometric(south)).logarithm();
        let factor = RADIUS * south.cosine() * isometric(south).power(cone) / cone;
        let origin_radius = factor / isometric(ORIGIN.0.to_radians()).power(cone);
        Self { cone, factor, origin_radius }
    }

    /// Kilometres east and **south** of 51° N 10°30′ E for a place in degrees: `y` grows downwards
    /// as on the page.
    #[must_use]
    pub(crate) fn project(&self, latitude: f64, longitude: f64) -> Point {
        let radius = self.factor / isometric(latitude.to_radians()).power(self.cone);
        let angle = self.cone * (longitude - ORIGIN.1).to_radians();
        Point::new(radius * angle.sine(), radius * angle.cosine() - self.origin_radius)
    }
}

fn isometric(latitude: f64) -> f64 {
    (FRAC_PI_4 + latitude / 2.0).tangent()
}

/// A scale and a place for the origin: how projected kilometres come onto a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// Millimetres on the page for a kilometre.
    pub scale: f64,
    /// Where 51° N 10°30′ E stands, in mm.
    pub origin: Point,
}

impl Frame {
    /// The place on the page, in mm, of projected kilometres.
    #[must_use]
    pub(crate) fn place(&self, km: Point) -> Point {
        Point::new(self.origin.x + self.scale * km.x, self.origin.y + self.scale * km.y)
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Projection};
    use crate::geometry::portable::Portable as _;
    use crate::geometry::shape::Point;

    fn projected(latitude: f64, longitude: f64) -> Point {
        Projection::new().project(latitude, longitude)
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
    fn a_parallel_in_true_scale_has_true_lengths() {
        let lat = 52.0 + 40.0 / 60.0;
        let (a, b) = (projected(lat, 10.5), projected(lat, 10.6));
        let true_km = 0.1_f64.to_radians() * lat.to_radians().cosine() * super::RADIUS;
        assert!((a.distance(b) - true_km).abs() < 0.001);
    }

    #[test]
    fn cities_stand_where_the_printed_map_has_them() {
        let frame = Frame { scale: 0.3, origin: Point::new(106.0, 157.0) };
        // Dresden and München, measured on the drawn map.
        for (lat, lon, x, y) in [(51.05, 13.74, 174.0, 154.0), (48.137, 11.575, 130.0, 252.5)] {
            let p = frame.place(projected(lat, lon));
            assert!(p.distance(Point::new(x, y)) < 1.0, "{p:?}");
        }
    }
}
