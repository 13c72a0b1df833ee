//! The texts on a mountain: the figure at its summit, the route, and the names of its ridges.
//!
//! Each text tries a fixed list of places, the nicest first, and takes the first one that nothing else touches.

use crate::geometry::clip;
use crate::geometry::shape::{Bounds, Point};

/// The sheet of an opener and its measures, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct OpenerSheet {
    /// The trim of its page or pages.
    pub trim: Bounds,
    /// The bleed.
    pub bleed: f64,
    /// The area for texts.
    pub text: Bounds,
    /// The gutter between two pages, and the distance that texts keep from it.
    pub gutter: Option<(f64, f64)>,
    /// The edge that is at the gutter on a single page, before which the route ends.
    pub inner: Option<f64>,
    /// Radius of the ring around the summit.
    pub ring: f64,
    /// The distance of texts from the ring and from the route.
    pub beside: f64,
    pub clear: f64,
    /// Height of a line of small type.
    pub line: f64,
    /// Steps in which the name of a ridge moves outwards, and the farthest.
    pub step: f64,
    pub farthest: f64,
}

impl OpenerSheet {
    fn holds(&self, bounds: Bounds) -> bool {
        let beside_gutter = self.gutter.is_none_or(|(x, clear)| bounds.right < x - clear || bounds.left > x + clear);
        self.text.encloses(bounds) && beside_gutter
    }
}

/// A straight line of the route, from the ring outwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ray {
    /// Its start at the ring.
    pub ring: Point,
    /// Its end at the edge of the page.
    pub edge: Point,
    /// Its direction.
    pub direction: Point,
}

impl Ray {
    /// Draws the line from a summit on a bearing in degrees to the edge of the sheet.
    #[must_use]
    pub(crate) fn new(summit: Point, bearing: f64, sheet: &OpenerSheet) -> Self {
        let direction = Point::unit((bearing - 90.0).to_radians());
        let mut window = sheet.trim.expand(sheet.bleed);
        if let Some(inner) = sheet.inner {
            window.right = inner;
        }
        let far = summit.offset(direction, 1000.0);
        let edge = clip::clip_segment(summit, far, window).map_or(summit, |(_, edge)| edge);
        Self { ring: summit.offset(direction, sheet.ring), edge, direction }
    }

    /// Returns whether the line runs through a box.
    #[must_use]
    pub(crate) fn crosses(&self, bounds: Bounds) -> bool {
        clip::clip_segment(self.ring, self.edge, bounds).is_some()
    }

    /// Returns the place on the line at a share of its length.
    #[must_use]
    pub(crate) const fn at(&self, share: f64) -> Point {
        self.ring.lerp(self.edge, share)
    }
}

/// The size of a text: how far it reaches above and below its baseline, and its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Size {
    pub width: f64,
    pub above: f64,
    pub below: f64,
}

impl Size {
    /// Returns the box of the text with the left end of its baseline at a place.
    #[must_use]
    pub(crate) const fn at(self, p: Point) -> Bounds {
        Bounds::new(p.x, p.y - self.above, p.x + self.width, p.y + self.below)
    }
}

/// Returns the left end of the figure's baseline: right of the ring, above right, left, below right or above left of
/// it, the first place that is free; without one the first of all.
#[must_use]
pub(crate) fn place_figure(summit: Point, size: Size, rays: &[Ray], taken: &[Bounds], sheet: &OpenerSheet) -> Point {
    let aside = sheet.ring + sheet.beside;
    let (right, left) = (summit.x + aside, summit.x - aside - size.width);
    let middle = summit.y + (size.above - size.below) / 2.0;
    let (above, below) = (summit.y - sheet.beside - size.below, summit.y + sheet.beside + size.above);
    let places = [(right, middle), (right, above), (left, middle), (right, below), (left, above), (left, below)];
    let places = places.map(|(x, y)| Point::new(x, y));
    let free = |p: &Point| {
        let bounds = size.at(*p);
        let room = bounds.expand(sheet.clear);
        sheet.holds(bounds) && !rays.iter().any(|ray| ray.crosses(room)) && !taken.iter().any(|t| t.overlaps(room))
    };
    let inside = |p: &Point| sheet.holds(size.at(*p));
    places.iter().copied().find(free).or_else(|| places.iter().copied().find(inside)).unwrap_or(places[0])
}

/// Places along a line for its words, as shares of its length from the ring.
const SHARES: [f64; 9] = [0.5, 0.58, 0.42, 0.66, 0.34, 0.74, 0.26, 0.82, 0.9];

/// Returns the left end of the baseline of the words of a line and the place of its chevron. The words are outside
/// the angle with the other line, and cut neither line; `None` if there is no room for them.
#[must_use]
pub(crate) fn place_words(
    ray: &Ray,
    other: Option<&Ray>,
    size: Size,
    taken: &[Bounds],
    sheet: &OpenerSheet,
) -> Option<(Point, Point)> {
    let rays: Vec<&Ray> = std::iter::once(ray).chain(other).collect();
    let normal = Point::new(-ray.direction.y, ray.direction.x);
    // Away from the other line, or to the right where there is none.
    let outside = other.map_or(if normal.x >= 0.0 { 1.0 } else { -1.0 }, |other| {
        let towards = normal.x * other.direction.x + normal.y * other.direction.y;
        if towards > 0.0 { -1.0 } else { 1.0 }
    });
    let free = |bounds: Bounds| {
        let room = bounds.expand(sheet.clear);
        sheet.holds(bounds) && !rays.iter().any(|ray| ray.crosses(room)) && !taken.iter().any(|t| t.overlaps(room))
    };
    for side in [outside, -outside] {
        for share in SHARES {
            let chevron = ray.at(share);
            for gap in [1.0, 2.0, 3.5, 5.0] {
                let anchor = chevron.offset(normal, side * (sheet.clear + gap));
                let right = normal.x * side >= 0.0;
                let x = if right { anchor.x } else { anchor.x - size.width };
                let y = anchor.y + if normal.y * side >= 0.0 { size.above } else { -size.below };
                for y in [y, anchor.y + (size.above - size.below) / 2.0] {
                    let at = Point::new(x, y);
                    if free(size.at(at)) {
                        return Some((at, chevron));
                    }
                }
            }
        }
    }
    None
}

/// A text on a slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Slanted {
    /// The left end of its baseline.
    pub at: Point,
    /// Its angle in radians, within a quarter turn: it is never upside down.
    pub angle: f64,
    corners: [Point; 4],
}

impl Slanted {
    fn new(middle: Point, direction: Point, size: Size) -> Self {
        let direction = if direction.x < 0.0 { Point::new(-direction.x, -direction.y) } else { direction };
        let angle = libm::atan2(direction.y, direction.x);
        let down = Point::new(-direction.y, direction.x);
        let at = middle.offset(direction, -size.width / 2.0).offset(down, (size.above - size.below) / 2.0);
        let corner = |x: f64, y: f64| at.offset(direction, x).offset(down, y);
        let corners = [
            corner(0.0, -size.above),
            corner(size.width, -size.above),
            corner(size.width, size.below),
            corner(0.0, size.below),
        ];
        Self { at, angle, corners }
    }

    /// Returns the upright box around the text.
    #[must_use]
    pub(crate) fn bounds(&self) -> Bounds {
        let [a, rest @ ..] = self.corners;
        rest.iter().fold(Bounds::new(a.x, a.y, a.x, a.y), |b, p| {
            Bounds::new(b.left.min(p.x), b.top.min(p.y), b.right.max(p.x), b.bottom.max(p.y))
        })
    }

    /// Returns points along the text, a few to each of its sides.
    fn samples(&self) -> impl Iterator<Item = Point> {
        let [top_left, top_right, bottom_right, bottom_left] = self.corners;
        (0..=16).map(|n| f64::from(n) / 16.0).flat_map(move |share| {
            let (top, bottom) = (top_left.lerp(top_right, share), bottom_left.lerp(bottom_right, share));
            [top, bottom, top.midpoint(bottom)]
        })
    }

    fn touches(&self, bounds: Bounds) -> bool {
        self.samples().any(|p| bounds.contains(p))
    }

    fn near(&self, ray: &Ray, clear: f64) -> bool {
        self.samples().any(|p| {
            let along = (p.x - ray.ring.x) * ray.direction.x + (p.y - ray.ring.y) * ray.direction.y;
            let along = along.clamp(0.0, ray.ring.distance(ray.edge));
            p.distance(ray.ring.offset(ray.direction, along)) < clear
        })
    }
}

/// Places the name of a ridge along it: where the ridge is, or farther out in steps; `None` if there is no room.
/// `ridge` returns the place on the ridge at a distance in mm from the summit.
#[must_use]
pub(crate) fn place_ridge_name(
    size: Size,
    start: f64,
    ridge: impl Fn(f64) -> Point,
    rays: &[Ray],
    taken: &[Bounds],
    names: &[Slanted],
    sheet: &OpenerSheet,
) -> Option<Slanted> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of steps")]
    let steps = (sheet.farthest / sheet.step) as u32;
    (0..=steps).map(|n| start + f64::from(n) * sheet.step).find_map(|distance| {
        let (from, to) = (ridge(distance - size.width / 2.0), ridge(distance + size.width / 2.0));
        let length = from.distance(to).max(1e-9);
        let direction = Point::new((to.x - from.x) / length, (to.y - from.y) / length);
        let name = Slanted::new(ridge(distance), direction, size);
        let room = |bounds: &Bounds| name.touches(bounds.expand(sheet.clear));
        let free = sheet.holds(name.bounds())
            && !taken.iter().any(room)
            && !rays.iter().any(|ray| name.near(ray, sheet.clear))
            && !names.iter().any(|other| other.bounds().overlaps(name.bounds().expand(sheet.clear)));
        free.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::{OpenerSheet, Ray, Size, place_figure, place_ridge_name, place_words};
    use crate::geometry::shape::{Bounds, Point};

    const SUMMIT: Point = Point::new(112.0, 118.0);
    const WORDS: Size = Size { width: 32.0, above: 2.5, below: 0.8 };
    const FIGURE: Size = Size { width: 30.0, above: 11.0, below: 6.0 };

    fn sheet() -> OpenerSheet {
        OpenerSheet {
            trim: Bounds::new(0.0, 0.0, 210.0, 297.0),
            bleed: 3.0,
            text: Bounds::new(15.0, 15.0, 190.0, 280.0),
            gutter: None,
            inner: Some(202.0),
            ring: 4.6,
            beside: 3.0,
            clear: 1.6,
            line: 4.5,
            step: 4.0,
            farthest: 24.0,
        }
    }

    #[test]
    fn the_route_ends_at_the_bleed_or_before_the_gutter() {
        let north = Ray::new(SUMMIT, 0.0, &sheet());
        assert!((north.edge.y + 3.0).abs() < 1e-9 && (north.ring.y - 113.4).abs() < 1e-9);
        assert!((Ray::new(SUMMIT, 90.0, &sheet()).edge.x - 202.0).abs() < 1e-9);
    }

    #[test]
    fn words_and_figure_stay_off_the_route_on_all_bearings() {
        let sheet = sheet();
        for i in 0..36 {
            for j in 2..34 {
                let rays = [i * 10, (i + j) * 10].map(|bearing| Ray::new(SUMMIT, f64::from(bearing), &sheet));
                let figure = FIGURE.at(place_figure(SUMMIT, FIGURE, &rays, &[], &sheet));
                assert!(!rays.iter().any(|ray| ray.crosses(figure)), "{i} {j}");
                let (first, _) = place_words(&rays[0], Some(&rays[1]), WORDS, &[figure], &sheet).expect("room");
                let first = WORDS.at(first);
                let (second, _) = place_words(&rays[1], Some(&rays[0]), WORDS, &[figure, first], &sheet).expect("room");
                let second = WORDS.at(second);
                for bounds in [first, second] {
                    assert!(!rays.iter().any(|ray| ray.crosses(bounds)) && !bounds.overlaps(figure), "{i} {j}");
                    assert!(sheet.text.encloses(bounds));
                }
                assert!(!first.overlaps(second));
            }
        }
    }

    #[test]
    fn names_of_ridges_are_never_upside_down_and_give_way() {
        let sheet = sheet();
        let ridge = |angle: f64| move |distance: f64| SUMMIT.offset(Point::unit(angle), distance);
        for n in 0..12 {
            let name = place_ridge_name(WORDS, 40.0, ridge(f64::from(n) * 0.5), &[], &[], &[], &sheet).expect("room");
            assert!(name.angle.abs() <= std::f64::consts::FRAC_PI_2 + 1e-9);
        }
        let ray = Ray::new(SUMMIT, 90.0, &sheet);
        assert_eq!(place_ridge_name(WORDS, 40.0, ridge(0.0), &[ray], &[], &[], &sheet), None);
        let block = Bounds::new(130.0, 110.0, 140.0, 130.0);
        let moved = place_ridge_name(WORDS, 40.0, ridge(0.0), &[], &[block], &[], &sheet).expect("room");
        assert!(moved.at.x > 140.0);
    }
}
