//! The places of the letters A to D on the relief beside the legend.

use crate::geometry::relief::{Mountain, Relief, Sheet};
use crate::geometry::shape::{Bounds, Point};

/// Least distance of a letter from the edge of the square and from other letters, in mm.
const ROOM: f64 = 6.0;

/// The centres of the letters, in mm on the legend's relief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LegendLetters {
    /// A, beside the triangle on the summit.
    pub summit: Point,
    /// B, on a contour.
    pub contour: Option<Point>,
    /// C, on a side summit; `None` if the record has only one field.
    pub side_summit: Option<Point>,
    /// D, on the ridge of a spur.
    pub ridge: Option<Point>,
}

/// Finds the places of the letters on a relief drawn on a square sheet of `side` mm.
#[must_use]
pub(crate) fn place_letters(mountain: &Mountain, sheet: &Sheet, relief: &Relief, side: f64) -> LegendLetters {
    let field = mountain.field();
    let inside = Bounds::new(0.0, 0.0, side, side).expand(-ROOM);
    let summit = Point::new(sheet.summit.x + 6.5, sheet.summit.y - 5.0);
    let mut taken = vec![summit, sheet.summit];
    let free = |p: Point, taken: &[Point]| inside.contains(p) && taken.iter().all(|q| q.distance(p) >= ROOM);
    // The highest one in the square shows best what a side summit is.
    let side_summit = field
        .side_summits()
        .into_iter()
        .map(|p| (field.height(p), sheet.place(mountain, p)))
        .filter(|&(_, p)| free(p, &taken))
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, p)| p);
    taken.extend(side_summit);
    // Not too near to the summit, where the ridges are flat.
    let ridge = (0..mountain.topics.max(3))
        .flat_map(|n| [0.6, 0.75, 0.45].map(|distance| field.ridge_place(n, distance)))
        .map(|p| sheet.place(mountain, p))
        .find(|&p| free(p, &taken));
    taken.extend(ridge);
    // To the left of the summit and a little below it, about a quarter of the square away.
    let target = Point::new(sheet.summit.x - 0.27 * side, sheet.summit.y + 0.03 * side);
    let contour = relief
        .lines
        .iter()
        .filter(|line| !line.index)
        .flat_map(|line| line.curve.quads.iter().map(|quad| quad.end))
        .filter(|&p| free(p, &taken))
        .min_by(|a, b| a.distance(target).total_cmp(&b.distance(target)));
    LegendLetters { summit, contour, side_summit, ridge }
}

#[cfg(test)]
mod tests {
    use super::place_letters;
    use crate::geometry::relief::{Mountain, Sheet, draw_relief};

    #[test]
    fn letters_are_apart_and_inside_the_square() {
        for (id, fields) in [("mowin-net", 4), ("niro", 3), ("olec", 1)] {
            let mountain = Mountain { id: id.into(), members: Some(130.0), fields, topics: 5, base: 8.8 };
            let sheet = Sheet::legend(116.0, &mountain);
            let relief = draw_relief(&mountain, &sheet, 5, &[]);
            let marks = place_letters(&mountain, &sheet, &relief, 116.0);
            assert_eq!(marks.side_summit.is_some(), fields > 1, "{id}");
            assert!(marks.contour.is_some() && marks.ridge.is_some(), "{id}");
            let all = [Some(marks.summit), marks.contour, marks.side_summit, marks.ridge];
            let all: Vec<_> = all.into_iter().flatten().collect();
            for (i, a) in all.iter().enumerate() {
                assert!(a.x > 5.0 && a.x < 111.0 && a.y > 5.0 && a.y < 111.0);
                assert!(all[i + 1..].iter().all(|b| a.distance(*b) >= 6.0), "{id}");
            }
        }
    }
}
