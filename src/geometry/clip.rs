//! Cutting paths to a window and thinning them.

use crate::geometry::shape::{Path, Point, Rect};

/// The runs of a path whose points lie in a window; a closed path that lies in it whole stays one.
///
/// No point is added at the edge: choose the window so much wider than what is seen that a run
/// ends out of sight. A piece of a run is then the same curve in every window it appears in.
#[must_use]
pub(crate) fn runs(path: &Path, window: Rect) -> Vec<Path> {
    let points = &path.points;
    let Some(first_out) = points.iter().position(|&p| !window.contains(p)) else {
        return vec![path.clone()];
    };
    // A closed path is read from outside, so that no run is torn where the path begins.
    let start = if path.closed { first_out } else { 0 };
    let mut found = Vec::new();
    let mut run = Vec::new();
    for &p in points[start..].iter().chain(&points[..start]) {
        if window.contains(p) {
            run.push(p);
        } else {
            keep(&mut found, &mut run);
        }
    }
    keep(&mut found, &mut run);
    found
}

fn keep(found: &mut Vec<Path>, run: &mut Vec<Point>) {
    let points = std::mem::take(run);
    if points.len() > 1 {
        found.push(Path { points, closed: false });
    }
}

/// The part of an area that lies in a window, as one ring (Sutherland and Hodgman); fewer than
/// three points mean that nothing is left.
#[must_use]
pub(crate) fn area(ring: &[Point], window: Rect) -> Vec<Point> {
    let sides: [fn(Point, Rect) -> f64; 4] =
        [|p, w| p.x - w.left, |p, w| w.right - p.x, |p, w| p.y - w.top, |p, w| w.bottom - p.y];
    let mut ring = ring.to_vec();
    for side in sides {
        let mut kept = Vec::with_capacity(ring.len());
        for (i, &to) in ring.iter().enumerate() {
            let from = ring[(i + ring.len() - 1) % ring.len()];
            let (a, b) = (side(from, window), side(to, window));
            if (a < 0.0) != (b < 0.0) {
                kept.push(from.towards(to, a / (a - b)));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        ring = kept;
    }
    ring
}

/// The parts of a line that lie in a window, cut at its edges.
#[must_use]
pub(crate) fn line(points: &[Point], window: Rect) -> Vec<Vec<Point>> {
    let mut found: Vec<Vec<Point>> = Vec::new();
    let mut end = None;
    for pair in points.windows(2) {
        let Some((a, b)) = piece(pair[0], pair[1], window) else {
            end = None;
            continue;
        };
        match found.last_mut() {
            Some(run) if end == Some(a) => run.push(b),
            _ => found.push(vec![a, b]),
        }
        end = Some(b);
    }
    found
}

/// The part of one straight piece that lies in a window (Liang and Barsky).
#[must_use]
pub(crate) fn piece(from: Point, to: Point, window: Rect) -> Option<(Point, Point)> {
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
    // The ends are handed on untouched where they are inside, so that runs join exactly.
    let start = if enter > 0.0 { from.towards(to, enter) } else { from };
    let end = if leave < 1.0 { from.towards(to, leave) } else { to };
    (enter < leave).then_some((start, end))
}

/// Drops points that are nearer than `least` mm to the one kept before; both ends stay.
#[must_use]
pub(crate) fn thinned(points: &[Point], least: f64) -> Vec<Point> {
    let Some((&end, body)) = points.split_last() else {
        return Vec::new();
    };
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &p in body {
        if kept.last().is_none_or(|q| q.distance(p) >= least) {
            kept.push(p);
        }
    }
    // The end is never given up; what stands too near before it is, unless it is the start.
    if kept.len() > 1 && kept.last().is_some_and(|q| q.distance(end) < least) {
        kept.pop();
    }
    kept.push(end);
    kept
}

#[cfg(test)]
mod tests {
    use super::{area, line, runs, thinned};
    use crate::geometry::shape::{Path, Point, Rect};

    const WINDOW: Rect = Rect::new(0.0, 0.0, 10.0, 10.0);

    fn points(list: &[(f64, f64)]) -> Vec<Point> {
        list.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_ring_that_leaves_the_window_becomes_runs() {
        let mut path = Path {
            points: points(&[(5.0, 5.0), (9.0, 5.0), (12.0, 5.0), (12.0, 8.0), (9.0, 8.0), (5.0, 8.0)]),
            closed: true,
        };
        let found = runs(&path, WINDOW);
        assert_eq!(found.len(), 1, "the run goes on over the path's own start");
        assert_eq!(found[0].points.len(), 4);
        assert!(!found[0].closed);
        path.points.truncate(2);
        assert_eq!(runs(&path, WINDOW), vec![path.clone()]);
    }

    #[test]
    fn areas_and_lines_are_cut_at_the_edge() {
        let ring = points(&[(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)]);
        let cut = area(&ring, WINDOW);
        assert!(cut.contains(&Point::new(10.0, 5.0)) && cut.len() == 4);
        assert!(area(&points(&[(20.0, 0.0), (21.0, 0.0), (20.0, 1.0)]), WINDOW).is_empty());
        let found = line(&points(&[(-5.0, 5.0), (5.0, 5.0), (5.0, 15.0), (7.0, 15.0), (7.0, 5.0)]), WINDOW);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0], points(&[(0.0, 5.0), (5.0, 5.0), (5.0, 10.0)]));
        assert_eq!(found[1], points(&[(7.0, 10.0), (7.0, 5.0)]));
    }

    #[test]
    fn thinning_keeps_the_ends() {
        let line = points(&[(0.0, 0.0), (0.05, 0.0), (1.0, 0.0), (1.95, 0.0), (2.0, 0.0)]);
        assert_eq!(thinned(&line, 0.1), points(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]));
    }
}
