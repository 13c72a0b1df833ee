//! The places of the keys A to D on the relief that explains how a mountain is made.

use crate::geometry::relief::{Mountain, Relief, Sheet};
use crate::geometry::shape::{Bounds, Point};

/// The area for keys, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct KeyFrame {
    pub width: f64,
    pub height: f64,
    /// Least distance of a key from the edge and from other keys.
    pub room: f64,
}

/// The centres of the keys, in mm on the sheet of the relief.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MountainKeys {
    /// A, on the summit.
    pub summit: Point,
    /// B, on a contour.
    pub contour: Option<Point>,
    /// C, on the ridge of a topic.
    pub ridge: Option<Point>,
    /// D, on a side summit; `None` if the record has only one field.
    pub side_summit: Option<Point>,
}

/// Finds the places of the keys on a relief.
#[must_use]
pub(crate) fn place_keys(mountain: &Mountain, sheet: &Sheet, relief: &Relief, frame: KeyFrame) -> MountainKeys {
    let field = mountain.field();
    let inside = Bounds::new(0.0, 0.0, frame.width, frame.height).expand(-frame.room);
    let summit = sheet.summit;
    let mut taken = vec![summit];
    let free = |p: Point, taken: &[Point]| inside.contains(p) && taken.iter().all(|q| q.distance(p) >= frame.room);
    // The highest one in the frame shows best what a side summit is.
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
    // To the left of the summit, above the foot, where the lines are far apart.
    let target = Point::new(summit.x - 0.456 * frame.height, summit.y - 0.2 * frame.height);
    let contour = relief
        .lines
        .iter()
        .filter(|line| !line.index)
        .flat_map(|line| line.curve.quads.iter().map(|quad| quad.end))
        .filter(|&p| free(p, &taken))
        .min_by(|a, b| a.distance(target).total_cmp(&b.distance(target)));
    MountainKeys { summit, contour, ridge, side_summit }
}

#[cfg(test)]
mod tests {
    use super::{KeyFrame, place_keys};
    use crate::geometry::cut::Rules;
    use crate::geometry::relief::{Mountain, Sheet, draw_relief};
    use crate::geometry::shape::{Bounds, Point};

    #[test]
    fn keys_are_apart_and_inside_the_frame() {
        let frame = KeyFrame { width: 116.0, height: 116.0, room: 6.0 };
        for (id, fields) in [("mowin-net", 4), ("niro", 3), ("olec", 1)] {
            let mountain = Mountain { id: id.into(), members: Some(130.0), fields, topics: 5, base: 8.8 };
            let sheet = Sheet {
                window: Bounds::new(0.0, 0.0, 116.0, 116.0),
                cell: 1.0,
                summit: Point::new(58.0, 58.0),
                scale: 40.0 / mountain.reach(),
                every: 1,
                rules: Rules { clear: 0.0, least: 3.0 },
            };
            let relief = draw_relief(&mountain, &sheet, 5, &[]);
            let keys = place_keys(&mountain, &sheet, &relief, frame);
            assert_eq!(keys.side_summit.is_some(), fields > 1, "{id}");
            assert!(keys.contour.is_some() && keys.ridge.is_some(), "{id}");
            let all = [Some(keys.summit), keys.contour, keys.side_summit, keys.ridge];
            let all: Vec<_> = all.into_iter().flatten().collect();
            for (i, a) in all.iter().enumerate() {
                assert!(a.x > 5.0 && a.x < 111.0 && a.y > 5.0 && a.y < 111.0);
                assert!(all[i + 1..].iter().all(|b| a.distance(*b) >= 6.0), "{id}");
            }
        }
    }
}
