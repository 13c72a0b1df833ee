//! Places for the names on a map: beside their signs, off other signs, other names, routes and borders.

use serde::Serialize;

use crate::geometry::clip::clip_segment;
use crate::geometry::shape::{Bounds, Path, Point};

/// Costs of what a name covers.
const OFF_PAGE: f64 = 1000.0;
const DISC: f64 = 100.0;
const LABEL: f64 = 80.0;
const LEG: f64 = 20.0;
const BORDER: f64 = 4.0;

/// Rounds in which every name may change to a better place once all have one.
const EXCHANGES: usize = 2;

/// Distances that names and signs keep, in mm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LabelGaps {
    /// Between a sign and its own name.
    pub beside: f64,
    /// Around every name.
    pub around: f64,
}

/// A sign with a name: its place and radius, and the size of the name, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NamedSign {
    pub at: Point,
    pub radius: f64,
    pub width: f64,
    pub height: f64,
}

/// The edge at which the lines of a name are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Flush left: the name is to the right of its sign.
    Left,
    /// Flush right.
    Right,
}

/// A place for a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LabelPlace {
    pub bounds: Bounds,
    pub align: Align,
    /// What it covers, in costs: from 80 on another name or a sign.
    pub cost: f64,
}

/// What names keep clear of.
#[derive(Clone, Debug)]
pub(crate) struct Ground<'a> {
    /// The area that names have to stay in.
    pub page: Bounds,
    /// Areas of other texts, which count like names.
    pub taken: Vec<Bounds>,
    /// Routes as sequences of points.
    pub legs: &'a [Vec<Point>],
    /// Borders and coasts.
    pub borders: &'a [Path],
}

impl Ground<'_> {
    /// Returns the cost of a box that is not a name's: leg, border and page.
    #[must_use]
    pub(crate) fn cost(&self, bounds: Bounds) -> f64 {
        let crosses = |points: &[Point]| points.windows(2).any(|pair| clip_segment(pair[0], pair[1], bounds).is_some());
        let legs = self.legs.iter().filter(|leg| crosses(leg)).count();
        let off = if self.page.encloses(bounds) { 0.0 } else { OFF_PAGE };
        let taken = self.taken.iter().filter(|other| other.overlaps(bounds)).count();
        off + LEG * to_float(legs) + LABEL * to_float(taken) + self.border_cost(bounds)
    }

    /// Returns the cost of the borders in a box: that of one for each, and again for every length of the box's height,
    /// since a name that lies along a coast is harder to read than one that crosses it.
    fn border_cost(&self, bounds: Bounds) -> f64 {
        let inside = |path: &Path| {
            let closing = path.closed.then(|| [path.points[path.points.len() - 1], path.points[0]]);
            let pairs = path.points.windows(2).map(|pair| [pair[0], pair[1]]).chain(closing);
            let clipped = pairs.filter_map(|[from, to]| clip_segment(from, to, bounds));
            clipped.map(|(from, to)| from.distance(to)).sum::<f64>()
        };
        let height = (bounds.bottom - bounds.top).max(1.0);
        let lengths = self.borders.iter().filter(|path| !path.points.is_empty()).map(inside);
        lengths.filter(|length| *length > 0.0).map(|length| BORDER * (1.0 + length / height)).sum()
    }
}

/// Places a name beside each sign: right, left, or at one of the four corners. Names with the fewest free places choose
/// first; then each may change twice.
#[must_use]
pub(crate) fn place_labels(signs: &[NamedSign], ground: &Ground<'_>, gaps: LabelGaps) -> Vec<LabelPlace> {
    let options: Vec<Vec<LabelPlace>> =
        (0..signs.len()).map(|index| rate_candidates(signs, index, ground, gaps)).collect();
    let free = |index: usize| options[index].iter().filter(|place| place.cost < BORDER).count();
    let mut order: Vec<_> = (0..signs.len()).collect();
    order.sort_by_key(|&index| free(index));
    let mut placed: Vec<Option<LabelPlace>> = vec![None; signs.len()];
    for &index in std::iter::repeat_n(&order, 1 + EXCHANGES).flatten() {
        let others: Vec<_> =
            placed.iter().enumerate().filter(|(i, _)| *i != index).filter_map(|(_, place)| *place).collect();
        let rated = options[index].iter().map(|option| {
            let hits = others.iter().filter(|other| other.bounds.expand(gaps.around).overlaps(option.bounds)).count();
            LabelPlace { cost: option.cost + LABEL * to_float(hits), ..*option }
        });
        placed[index] = rated.min_by(|a, b| a.cost.total_cmp(&b.cost));
    }
    placed.into_iter().flatten().collect()
}

/// Returns the six places of a name with what they cost beside other names.
fn rate_candidates(signs: &[NamedSign], index: usize, ground: &Ground<'_>, gaps: LabelGaps) -> Vec<LabelPlace> {
    let sign = &signs[index];
    let reach = sign.radius + gaps.beside;
    // At a corner a name begins over the edge of its sign.
    let corner = sign.radius * 0.7;
    let middle = sign.at.y - sign.height / 2.0;
    let (above, below) = (sign.at.y - corner - gaps.beside / 2.0 - sign.height, sign.at.y + corner + gaps.beside / 2.0);
    let near = [
        (Align::Left, reach, middle),
        (Align::Right, reach, middle),
        (Align::Left, corner, above),
        (Align::Left, corner, below),
        (Align::Right, corner, above),
        (Align::Right, corner, below),
    ];
    near.iter()
        .enumerate()
        .map(|(rank, &(align, away, top))| {
            let left = match align {
                Align::Left => sign.at.x + away,
                Align::Right => sign.at.x - away - sign.width,
            };
            let bounds = Bounds::new(left, top, left + sign.width, top + sign.height);
            let hit = |(i, other): &(usize, &NamedSign)| {
                *i != index && Bounds::around(other.at, other.radius).overlaps(bounds.expand(gaps.around))
            };
            let discs = signs.iter().enumerate().filter(hit).count();
            // Of equal places the first one is taken.
            let cost = ground.cost(bounds.expand(gaps.around / 2.0)) + DISC * to_float(discs) + 0.01 * to_float(rank);
            LabelPlace { bounds, align, cost }
        })
        .collect()
}

/// Returns the place nearest to the middle of an area at which a box of this size covers nothing; `None` if there is none.
#[must_use]
pub(crate) fn place_inside(area: &Path, size: (f64, f64), ground: &Ground<'_>, discs: &[NamedSign]) -> Option<Bounds> {
    const STEPS: u32 = 24;
    let xs = || area.points.iter().map(|p| p.x);
    let ys = || area.points.iter().map(|p| p.y);
    let (left, right) = (xs().reduce(f64::min)?, xs().reduce(f64::max)?);
    let (top, bottom) = (ys().reduce(f64::min)?, ys().reduce(f64::max)?);
    let middle = Point::new(f64::midpoint(left, right), f64::midpoint(top, bottom));
    let at = |i: u32, from: f64, to: f64| from + (to - from) * (f64::from(i) + 0.5) / f64::from(STEPS);
    let mut places: Vec<_> =
        (0..STEPS * STEPS).map(|i| Point::new(at(i % STEPS, left, right), at(i / STEPS, top, bottom))).collect();
    places.sort_by(|a, b| a.distance(middle).total_cmp(&b.distance(middle)));
    places.into_iter().find_map(|p| {
        let bounds = Bounds::new(p.x - size.0 / 2.0, p.y - size.1 / 2.0, p.x + size.0 / 2.0, p.y + size.1 / 2.0);
        let clear = bounds.expand(size.1 / 2.0);
        let hit = discs.iter().any(|disc| Bounds::around(disc.at, disc.radius).overlaps(clear));
        (crate::geometry::area::contains(&area.points, p) && !hit && ground.cost(clear) < BORDER).then_some(bounds)
    })
}

#[expect(clippy::cast_precision_loss, reason = "a few signs")]
fn to_float(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::{Align, Ground, LabelGaps, NamedSign, place_inside, place_labels};
    use crate::geometry::shape::{Bounds, Path, Point};

    const GAPS: LabelGaps = LabelGaps { beside: 1.4, around: 0.6 };
    const PAGE: Bounds = Bounds::new(5.0, 5.0, 205.0, 292.0);

    fn sign(x: f64, y: f64) -> NamedSign {
        NamedSign { at: Point::new(x, y), radius: 3.6, width: 22.0, height: 7.5 }
    }

    fn ground(legs: &[Vec<Point>]) -> Ground<'_> {
        Ground { page: PAGE, taken: Vec::new(), legs, borders: &[] }
    }

    #[test]
    fn a_name_is_to_the_right_of_its_sign_if_nothing_is_there() {
        let placed = place_labels(&[sign(100.0, 100.0)], &ground(&[]), GAPS);
        assert_eq!(placed[0].bounds, Bounds::new(105.0, 96.25, 127.0, 103.75));
        assert_eq!(placed[0].align, Align::Left);
    }

    #[test]
    fn names_overlap_no_name_no_sign_no_leg_and_no_edge() {
        // A crowd of twelve signs in 80 by 60 mm, a leg through it, and one sign at the edge.
        let mut signs: Vec<_> =
            (0..12_u32).map(|i| sign(60.0 + f64::from(i % 3) * 32.0, 100.0 + f64::from(i / 3) * 15.0)).collect();
        signs.push(sign(198.0, 150.0));
        let legs = [vec![signs[0].at, signs[3].at, signs[6].at]];
        let placed = place_labels(&signs, &ground(&legs), GAPS);
        for (i, place) in placed.iter().enumerate() {
            assert!(place.cost < 80.0, "{i}: {place:?}");
            assert!(PAGE.encloses(place.bounds), "{i}");
            assert!(placed.iter().skip(i + 1).all(|other| !other.bounds.overlaps(place.bounds)), "{i}");
            assert!(signs.iter().all(|sign| !Bounds::around(sign.at, 3.6).overlaps(place.bounds)), "{i}");
        }
    }

    #[test]
    fn a_border_is_avoided_where_another_place_is_free() {
        let coast = Path { points: vec![Point::new(112.0, 0.0), Point::new(112.0, 290.0)], closed: false };
        let borders = [coast];
        let ground = Ground { borders: &borders, ..ground(&[]) };
        assert_eq!(place_labels(&[sign(100.0, 100.0)], &ground, GAPS)[0].align, Align::Right);
    }

    #[test]
    fn a_code_stands_inside_its_area_or_nowhere() {
        let square = |side: f64| Path {
            points: [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)]
                .map(|(x, y)| Point::new(20.0 + x, 20.0 + y))
                .to_vec(),
            closed: true,
        };
        let found = place_inside(&square(40.0), (5.0, 3.0), &ground(&[]), &[sign(40.0, 40.0)]).unwrap();
        assert!(!found.overlaps(Bounds::around(Point::new(40.0, 40.0), 3.6)));
        assert!(
            place_inside(&square(4.0), (5.0, 3.0), &Ground { borders: &[square(4.0)], ..ground(&[]) }, &[]).is_none()
        );
    }
}
