//! A mountain from the side: its silhouette, filled with a level line for every so many members.

use serde::Serialize;

use crate::geometry::shape::Point;

/// The box of a side view, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SideFrame {
    pub width: f64,
    pub height: f64,
    /// Width of the mountain, which is in the middle.
    pub mountain: f64,
}

/// A mountain from the side, in mm from the top left corner of its box; the ground is the lower edge.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideView {
    /// Width of the box.
    pub width: f64,
    /// Height of the box.
    pub height: f64,
    /// The silhouette from left to right.
    pub outline: Vec<Point>,
    /// The level lines inside it, from the ground up.
    pub lines: Vec<SideLine>,
}

/// A piece of a level line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SideLine {
    /// Its left end.
    pub from: Point,
    /// Its right end.
    pub to: Point,
    /// Whether it is an index line.
    pub index: bool,
}

/// Draws a mountain from the side. `silhouette` is its outline from left to right: x in any unit, y the height in members.
/// Its summit reaches the upper edge.
#[must_use]
pub(crate) fn draw_side_view(silhouette: &[Point], frame: SideFrame, interval: u32, index_every: u32) -> SideView {
    let highest = silhouette.iter().map(|p| p.y).fold(0.0, f64::max);
    let y = |height: f64| if highest > 0.0 { frame.height * (1.0 - height / highest) } else { frame.height };
    let first = silhouette.first().map_or(0.0, |p| p.x);
    let across = silhouette.last().map_or(0.0, |p| p.x - first).max(f64::MIN_POSITIVE);
    let left = (frame.width - frame.mountain) / 2.0;
    let place = |p: &Point| Point::new(left + frame.mountain * (p.x - first) / across, y(p.y));
    let outline: Vec<_> = silhouette.iter().map(place).collect();
    let levels = (0..).map(|level| level * interval.max(1)).take_while(|&level| f64::from(level) < highest);
    let lines = levels.flat_map(|level| {
        let index = level > 0 && level.is_multiple_of(interval.max(1) * index_every);
        let at = y(f64::from(level));
        let pieces = pieces_below(&outline, at);
        pieces.into_iter().map(move |(from, to)| SideLine { from: Point::new(from, at), to: Point::new(to, at), index })
    });
    let lines = lines.collect();
    SideView { width: frame.width, height: frame.height, outline, lines }
}

/// Returns the pieces of a level at `y` over which the outline is, as left and right ends.
fn pieces_below(outline: &[Point], y: f64) -> Vec<(f64, f64)> {
    let mut pieces = Vec::new();
    let mut start = outline.first().filter(|first| first.y <= y).map(|first| first.x);
    for pair in outline.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let crossing = || a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        match (a.y <= y, b.y <= y) {
            (false, true) => start = Some(crossing()),
            (true, false) => pieces.extend(start.take().map(|left| (left, crossing()))),
            _ => {}
        }
    }
    pieces.extend(start.zip(outline.last().map(|last| last.x)));
    pieces.retain(|(left, right)| right > left);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{SideFrame, draw_side_view};
    use crate::geometry::shape::Point;

    fn silhouette(heights: &[f64]) -> Vec<Point> {
        (0..).zip(heights).map(|(n, height)| Point::new(f64::from(n), *height)).collect()
    }

    #[test]
    fn every_interval_has_a_line_as_wide_as_the_mountain_there() {
        let view = draw_side_view(
            &silhouette(&[0.0, 20.0, 0.0]),
            SideFrame { width: 40.0, height: 10.0, mountain: 40.0 },
            5,
            2,
        );
        let lines: Vec<_> = view.lines.iter().map(|line| (line.from.x, line.to.x, line.from.y, line.index)).collect();
        assert_eq!(
            lines,
            [(0.0, 40.0, 10.0, false), (5.0, 35.0, 7.5, false), (10.0, 30.0, 5.0, true), (15.0, 25.0, 2.5, false)]
        );
        assert_eq!(view.outline.iter().map(|p| p.y).collect::<Vec<_>>(), [10.0, 0.0, 10.0]);
    }

    #[test]
    fn a_saddle_parts_a_line_and_nothing_is_drawn_above_it() {
        let view = draw_side_view(
            &silhouette(&[10.0, 0.0, 10.0]),
            SideFrame { width: 20.0, height: 10.0, mountain: 20.0 },
            5,
            10,
        );
        let upper: Vec<_> = view.lines[1..].iter().map(|line| (line.from.x, line.to.x)).collect();
        assert_eq!(upper, [(0.0, 5.0), (15.0, 20.0)]);
        assert!(view.lines.iter().all(|line| line.from.y > 0.0));
    }

    #[test]
    fn flat_ground_has_no_line() {
        for heights in [&[][..], &[0.0, 0.0]] {
            let frame = SideFrame { width: 20.0, height: 10.0, mountain: 20.0 };
            assert!(draw_side_view(&silhouette(heights), frame, 5, 10).lines.is_empty());
        }
    }
    #[test]
    fn a_narrow_mountain_stands_in_the_middle() {
        let frame = SideFrame { width: 40.0, height: 10.0, mountain: 20.0 };
        let view = draw_side_view(&silhouette(&[0.0, 20.0, 0.0]), frame, 5, 10);
        assert_eq!(view.outline.iter().map(|p| p.x).collect::<Vec<_>>(), [10.0, 20.0, 30.0]);
        assert!((view.width - 40.0).abs() < 1e-9);
    }
}
