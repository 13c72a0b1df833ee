//! The relief of the jacket: all clusters at their true places over back, spine and front.

use serde::Serialize;

use crate::geometry::clip;
use crate::geometry::contour::Contour;
use crate::geometry::marching::Grid;
use crate::geometry::portable::Portable as _;
use crate::geometry::projection::{Frame, Projection};
use crate::geometry::seed;
use crate::geometry::shape::{BLEED, Path, Point, Rect, TRIM};
use crate::geometry::tour::Position;
use crate::geometry::warp::{Warp, Wave};

/// How projected kilometres come onto the front, in mm from the top left corner of its trim.
pub(crate) const FRAME: Frame = Frame { scale: 0.268, origin: Point::new(95.0, 184.0) };

/// Width and height of a cell in mm.
const CELL: f64 = 3.0;

/// Distance in mm over which a mountain falls to the e-th part of its height.
const FALL: f64 = 42.0;

/// Rings with fewer points are noise, away from the highest summit.
const LEAST_RING: usize = 9;

/// How near to the highest summit a small ring may be, in mm.
const NEAR_SUMMIT: f64 = 15.0;

/// What the jacket's warp is drawn from; chosen by eye, so that the mountains keep round tops.
const SEED: &str = "umschlag";

/// The sums of sines of the warp: three lengths of waves.
const WARP: [Wave; 3] = [wave(7.0, 150.0, 0.45), wave(2.4, 70.0, 0.8), wave(0.8, 36.0, 0.6)];

/// A wave from its amplitude and length in mm and the share of it that runs along its move.
const fn wave(amplitude: f64, length: f64, along: f64) -> Wave {
    Wave { amplitude, along: along / length, across: 1.0 / length }
}

/// A cluster on the jacket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Station {
    /// Its seat; a station without one is not on the jacket.
    pub position: Option<Position>,
    /// Its latest known number of members; without one there is a station but no mountain.
    pub members: Option<f64>,
}

/// What is seen of the jacket's relief on one page, in mm from the top left corner of its trim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Face {
    /// Width of the trim in mm.
    pub width: f64,
    /// The contours that touch the page or its bleed; they go on somewhat outside of it.
    pub lines: Vec<Contour>,
}

/// The jacket: one relief on two pages, or on three with a glued spine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Jacket {
    /// The cover.
    pub front: Face,
    /// The back cover.
    pub back: Face,
    /// The spine, if the book has one.
    pub spine: Option<Face>,
    /// The stations in the order of the tour, in mm on the front.
    pub stations: Vec<Option<Point>>,
}

/// Draws the jacket with a line for every `interval` members and a spine of `spine` mm (0: none).
#[must_use]
pub(crate) fn jacket(stations: &[Station], spine: f64, interval: u32) -> Jacket {
    let spine = spine.max(0.0);
    let interval = interval.max(1);
    let projection = Projection::new();
    let places: Vec<_> = stations
        .iter()
        .map(|station| {
            let seat = station.position?;
            Some(FRAME.place(projection.project(seat.latitude, seat.longitude)))
        })
        .collect();
    let lines = lines(stations, &places, spine, f64::from(interval));
    let face = |left: f64, width: f64| face(&lines, left, width, interval);
    let width = TRIM.right;
    Jacket {
        front: face(0.0, width),
        back: face(-spine - width, width),
        spine: (spine > 0.0).then(|| face(-spine, spine)),
        stations: places,
    }
}

/// All level lines of the field, in mm on the front.
fn lines(stations: &[Station], places: &[Option<Point>], spine: f64, interval: f64) -> Vec<(u32, Path)> {
    // The same for every edition: a new station changes nothing far from it.
    let warp = Warp::new(&WARP, &seed::values(SEED));
    let summits: Vec<_> =
        stations.iter().zip(places).filter_map(|(station, place)| Some(((*place)?, station.members?))).collect();
    let warped: Vec<_> = summits.iter().map(|&(place, members)| (warp.at(place), members.logarithm())).collect();
    let left = -BLEED - TRIM.right - spine;
    let cells = (cells(TRIM.right + BLEED - left), cells(TRIM.bottom + 2.0 * BLEED));
    let grid = Grid::new(cells, CELL, Point::new(left, -BLEED), |p| {
        let p = warp.at(p);
        // The greatest of members × e^(−distance / fall), with one power instead of one for each.
        warped
            .iter()
            .map(|&(summit, log)| log - p.distance(summit) / FALL)
            .fold(f64::NEG_INFINITY, f64::max)
            .exponential()
    });
    let highest = summits.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(place, _)| place);
    let mut lines = grid.level_lines(interval);
    lines.retain(|(_, path)| !is_noise(path, highest));
    lines
}

fn is_noise(path: &Path, highest: Option<Point>) -> bool {
    path.closed
        && path.points.len() < LEAST_RING
        && !highest.is_some_and(|summit| path.points.iter().any(|p| p.distance(summit) < NEAR_SUMMIT))
}

/// The number of cells that cover a length in mm.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a jacket is a few hundred millimetres wide"
)]
fn cells(length: f64) -> usize {
    (length / CELL).ceil() as usize
}

fn face(lines: &[(u32, Path)], left: f64, width: f64, interval: u32) -> Face {
    // Two cells more than the bleed: the ends of a run are then out of sight.
    let window = Rect::new(left, 0.0, left + width, TRIM.bottom).grown(BLEED + 2.0 * CELL);
    let lines = lines
        .iter()
        .flat_map(|(k, path)| clip::runs(path, window).into_iter().map(move |run| (k, run)))
        .map(|(k, mut run)| {
            run.points.iter_mut().for_each(|p| p.x -= left);
            Contour { level: k * interval, index: k.is_multiple_of(10), curve: run.curve() }
        })
        .collect();
    Face { width, lines }
}

#[cfg(test)]
mod tests {
    use super::{Station, jacket};
    use crate::geometry::shape::Point;
    use crate::geometry::tour::Position;

    fn station(latitude: f64, longitude: f64, members: Option<f64>) -> Station {
        Station { position: Some(Position { latitude, longitude }), members }
    }

    #[test]
    fn stations_stand_where_the_cover_has_them() {
        let stations = [
            station(51.54, 7.69, Some(72.0)),
            station(51.05, 13.74, Some(650.0)),
            station(47.66, 9.18, None),
            Station { position: None, members: Some(5.0) },
        ];
        let jacket = jacket(&stations, 0.0, 5);
        for (found, (x, y)) in jacket.stations.iter().zip([(42.9, 167.1), (155.9, 181.2), (68.2, 283.3)]) {
            assert!(found.unwrap().distance(Point::new(x, y)) < 0.5, "{found:?}");
        }
        assert_eq!(jacket.stations[3], None);
        assert!(jacket.spine.is_none());
        assert!(jacket.front.lines.iter().all(|line| line.level > 0 && line.level < 650));
    }

    #[test]
    fn pages_meet_on_the_same_curves() {
        let stations = [station(51.05, 10.0, Some(300.0))];
        let jacket = jacket(&stations, 8.0, 5);
        let spine = jacket.spine.unwrap();
        // Every end of a piece that the spine has near its right edge is one of the front's too.
        let front: Vec<_> = jacket.front.lines.iter().flat_map(|l| l.curve.quads.iter()).collect();
        let mut met = 0;
        for quad in spine.lines.iter().flat_map(|l| l.curve.quads.iter()) {
            if quad.end.x > 6.0 && quad.end.x < 10.0 {
                let shared = front.iter().any(|f| f.end.distance(Point::new(quad.end.x - 8.0, quad.end.y)) < 1e-9);
                met += usize::from(shared);
            }
        }
        assert!(met > 20, "{met}");
    }

    #[test]
    fn no_station_gives_an_empty_jacket() {
        assert!(jacket(&[], 0.0, 5).front.lines.is_empty());
    }
}
