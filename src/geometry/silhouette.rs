//! A mountain from the side: its greatest height along each vertical line of sight.

use crate::geometry::height_field::FOOT;
use crate::geometry::relief::Mountain;
use crate::geometry::shape::Point;

/// Looks along a line of sight, and lines of sight across the mountain.
const DEPTHS: u32 = 60;
const WIDTHS: u32 = 160;

/// How far the silhouette is looked for, in feet of the mountain.
const MARGIN: f64 = 1.5;

/// Returns the outline of a mountain from left to right: x in mm from its summit, for a reach in mm, and y the height in
/// members. It begins and ends at height zero and has its summit exactly.
#[must_use]
pub(crate) fn silhouette(mountain: &Mountain, reach: f64) -> Vec<Point> {
    let field = mountain.field();
    let half = FOOT * MARGIN;
    let across = |n: u32, all: u32| half * (2.0 * f64::from(n) / f64::from(all) - 1.0);
    let rows: Vec<_> = (0..=DEPTHS).map(|n| across(n, DEPTHS)).map(|y| (y, field.row(y))).collect();
    // An even number of steps passes through the summit.
    let outline = (0..=WIDTHS).map(|n| {
        let x = across(n, WIDTHS);
        let column = field.column(x);
        let heights = rows.iter().map(|(y, row)| field.height_by(Point::new(x, *y), &column, row));
        Point::new(x * reach, mountain.height() * heights.fold(0.0, f64::max))
    });
    let points: Vec<_> = outline.collect();
    let first = points.iter().position(|p| p.y > 0.0).map_or(0, |n| n.saturating_sub(1));
    let last = points.iter().rposition(|p| p.y > 0.0).map_or(0, |n| (n + 1).min(points.len() - 1));
    points[first..=last].to_vec()
}

#[cfg(test)]
mod tests {
    use super::silhouette;
    use crate::geometry::relief::{Mountain, base_scale};

    #[test]
    fn the_summit_is_the_membership() {
        let mountain = Mountain {
            id: "niro".into(),
            members: Some(72.0),
            fields: 3,
            topics: 5,
            base: base_scale(650.0, (11.0, 224.0)),
        };
        let outline = silhouette(&mountain, 25.0);
        let summit = outline.iter().max_by(|a, b| a.y.total_cmp(&b.y)).expect("points");
        assert!((summit.y - 72.0).abs() < 1e-6 && summit.x.abs() < 1e-9, "{summit:?}");
        assert!(outline.windows(2).all(|pair| pair[0].x < pair[1].x));
        assert!(outline[0].y.abs() < 1e-9 && outline.last().is_some_and(|p| p.y.abs() < 1e-9));
    }
}
