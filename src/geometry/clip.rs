//! Clipping paths to a window.

use crate::geometry::shape::{Bounds, Point};

/// Clips an area to a window, as one ring; fewer than three points mean that nothing of it is inside.
///
/// The ring is cut along one side of the window after the other (I. Sutherland and G. Hodgman, "Reentrant Polygon
/// Clipping", 1974). `inside` measures how far a point is on the inner side: an edge that changes its sign is
/// cut where it is zero.
#[must_use]
pub(crate) fn clip_ring(ring: &[Point], window: Bounds) -> Vec<Point> {
    let sides: [fn(Point, Bounds) -> f64; 4] =
        [|p, w| p.x - w.left, |p, w| w.right - p.x, |p, w| p.y - w.top, |p, w| w.bottom - p.y];
    let mut ring = ring.to_vec();
    for inside in sides {
        let mut kept = Vec::with_capacity(ring.len());
        for (i, &to) in ring.iter().enumerate() {
            let from = ring[(i + ring.len() - 1) % ring.len()];
            let (a, b) = (inside(from, window), inside(to, window));
            if (a < 0.0) != (b < 0.0) {
                kept.push(from.lerp(to, a / (a - b)));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        ring = kept;
    }
    ring
}

/// Clips a line to a window and returns its parts, cut at the edges.
#[must_use]
pub(crate) fn clip_line(points: &[Point], window: Bounds) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = clip_segment(pair[0], pair[1], window) else { continue };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    parts
}

/// Clips one straight segment to a window.
///
/// The segment is from + t (to − from). Each side of the window bounds `t` from below where the segment enters and from
/// above where it leaves (Y.-D. Liang and B. Barsky, "A New Concept and Method for Line Clipping", 1984).
#[must_use]
pub(crate) fn clip_segment(from: Point, to: Point, window: Bounds) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (speed, room) in [
        (-dx, from.x - window.left),
        (dx, window.right - from.x),
        (-dy, from.y - window.top),
        (dy, window.bottom - from.y),
    ] {
        if speed < 0.0 {
            enter = enter.max(room / speed);
        } else if speed > 0.0 {
            leave = leave.min(room / speed);
        } else if room < 0.0 {
            return None;
        }
    }
    // An end inside the window is returned unchanged, so that neighbouring segments still join exactly.
    let start = if enter > 0.0 { from.lerp(to, enter) } else { from };
    let end = if leave < 1.0 { from.lerp(to, leave) } else { to };
    (enter < leave).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::{clip_line, clip_ring};
    use crate::geometry::shape::{Bounds, Point};

    const WINDOW: Bounds = Bounds::new(0.0, 0.0, 10.0, 10.0);

    fn points(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn areas_and_lines_are_cut_at_the_edge() {
        let ring = points(&[(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)]);
        let cut = clip_ring(&ring, WINDOW);
        assert!(cut.contains(&Point::new(10.0, 5.0)) && cut.len() == 4);
        assert!(clip_ring(&points(&[(20.0, 0.0), (21.0, 0.0), (20.0, 1.0)]), WINDOW).is_empty());
        let found = clip_line(&points(&[(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (7.0, 15.0), (7.0, 5.0)]), WINDOW);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], points(&[(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]));
        assert_eq!(found[1], points(&[(7.0, 10.0), (7.0, 5.0)]));
    }
}
