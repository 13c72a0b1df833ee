//! The relief of the jacket: all clusters at their true places, across back and front.
//!
//! Here a mountain is a plain cone of exponential slope, members × e^(−distance / fall), and the land is the highest of them at
//! each place: so the largest cluster does not swallow its neighbours, as it would if heights were added. The plane is
//! distorted by a [`DomainWarp`] whose seed is the same for every edition, so that a new station changes nothing far from
//! it.

use crate::format::{BLEED, JACKET_ORIGIN, JACKET_SCALE};
use crate::geometry::clip;
use crate::geometry::contour::{Contour, is_speck};
use crate::geometry::domain_warp::{DomainWarp, Wave};
use crate::geometry::marching_squares::{Grid, Lattice};
use crate::geometry::projection::{MapFrame, Position};
use crate::geometry::seed;
use crate::geometry::shape::{Bounds, Path, Point, TRIM};

/// The frame of the map on the front.
const FRAME: MapFrame = MapFrame { scale: JACKET_SCALE, origin: Point::new(JACKET_ORIGIN.0, JACKET_ORIGIN.1) };

/// Width and height of a cell in mm.
const CELL: f64 = 3.0;

/// Distance in mm over which a mountain falls to 1/e of its height.
const FALL: f64 = 42.0;

/// Rings with fewer points are specks if they are farther than this from the highest summit, in mm.
const LEAST_RING: usize = 9;
const NEAR_SUMMIT: f64 = 15.0;

/// The seed of the warp, chosen by eye for mountains with round tops.
const SEED: &str = "umschlag";

const WARP: [Wave; 3] = [wave(7.0, 150.0, 0.45), wave(2.4, 70.0, 0.8), wave(0.8, 36.0, 0.6)];

/// Returns a wave from its amplitude and wavelength in mm, and the share of it that runs along the displacement.
const fn wave(amplitude: f64, length: f64, along: f64) -> Wave {
    Wave { amplitude, along: along / length, across: 1.0 / length }
}

/// A cluster on the jacket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct JacketCluster {
    /// Its seat; a station without one is not on the jacket.
    pub position: Option<Position>,
    /// Its latest known number of members; without one there is a station but no mountain.
    pub members: Option<f64>,
}

/// One relief across two pages. The contours are in mm from the top left corner of each
/// page's trim and end out of sight beyond the bleed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JacketRelief {
    pub front: Vec<Contour>,
    pub back: Vec<Contour>,
    /// The stations in the order of the tour, in mm on the front.
    pub stations: Vec<Option<Point>>,
}

/// Draws the jacket with a contour for every `interval` members.
#[must_use]
pub(crate) fn draw_jacket(stations: &[JacketCluster], interval: u32) -> JacketRelief {
    let interval = interval.max(1);
    let positions: Vec<_> = stations.iter().map(|station| station.position).collect();
    let places = FRAME.place_stations(&positions);
    let paths = trace_land(stations, &places, f64::from(interval));
    JacketRelief {
        front: clip_page(&paths, 0.0, interval),
        back: clip_page(&paths, -TRIM.right, interval),
        stations: places,
    }
}

/// Traces the contours of the whole jacket, in mm on the front, each with its multiple of the interval.
fn trace_land(stations: &[JacketCluster], places: &[Option<Point>], interval: f64) -> Vec<(u32, Path)> {
    let warp = DomainWarp::new(&WARP, &seed::values(SEED));
    let summits: Vec<_> =
        stations.iter().zip(places).filter_map(|(station, place)| Some(((*place)?, station.members?))).collect();
    let warped: Vec<_> = summits.iter().map(|&(place, members)| (warp.displace(place), libm::log(members))).collect();
    let left = -BLEED - TRIM.right;
    let lattice = Lattice {
        columns: count_cells(TRIM.right + BLEED - left),
        rows: count_cells(TRIM.bottom + 2.0 * BLEED),
        cell: CELL,
        origin: Point::new(left, -BLEED),
    };
    let grid = Grid::new(lattice, |p| {
        let p = warp.displace(p);
        // The maximum of the logarithms needs one exponential instead of one for each mountain.
        let logs = warped.iter().map(|&(summit, log)| log - p.distance(summit) / FALL);
        libm::exp(logs.fold(f64::NEG_INFINITY, f64::max))
    });
    let highest = summits.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(|(place, _)| place);
    let mut paths = grid.trace_contours(interval);
    paths.retain(|(_, path)| !is_speck(path, LEAST_RING, highest, NEAR_SUMMIT));
    paths
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a jacket is a few hundred millimetres wide"
)]
fn count_cells(length: f64) -> usize {
    (length / CELL).ceil() as usize
}

fn clip_page(paths: &[(u32, Path)], left: f64, interval: u32) -> Vec<Contour> {
    // Two cells more than the bleed: the ends of a run are then out of sight.
    let window = Bounds::new(left, 0.0, left + TRIM.right, TRIM.bottom).expand(BLEED + 2.0 * CELL);
    let runs = paths.iter().flat_map(|(k, path)| clip::split_runs(path, window).into_iter().map(move |run| (k, run)));
    runs.map(|(k, mut run)| {
        run.points.iter_mut().for_each(|p| p.x -= left);
        Contour::new(&run, k * interval, interval)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{JacketCluster, draw_jacket};
    use crate::geometry::contour::Contour;
    use crate::geometry::projection::Position;
    use crate::geometry::shape::Point;

    fn station(latitude: f64, longitude: f64, members: Option<f64>) -> JacketCluster {
        JacketCluster { position: Some(Position { latitude, longitude }), members }
    }

    #[test]
    fn stations_are_where_the_printed_cover_has_them() {
        let stations = [
            station(51.54, 7.69, Some(72.0)),
            station(51.05, 13.74, Some(650.0)),
            station(47.66, 9.18, None),
            JacketCluster { position: None, members: Some(5.0) },
        ];
        let jacket = draw_jacket(&stations, 5);
        for (found, (x, y)) in jacket.stations.iter().zip([(42.9, 167.1), (155.9, 181.2), (68.2, 283.3)]) {
            assert!(found.unwrap().distance(Point::new(x, y)) < 0.5, "{found:?}");
        }
        assert_eq!(jacket.stations[3], None);
        assert!(jacket.front.iter().all(|line| line.level > 0 && line.level < 650));
    }

    #[test]
    fn back_and_front_share_their_curves() {
        let jacket = draw_jacket(&[station(51.05, 10.0, Some(300.0))], 5);
        let ends = |lines: &[Contour]| -> Vec<Point> {
            lines.iter().flat_map(|line| &line.curve.quads).map(|quad| quad.end).collect()
        };
        let front = ends(&jacket.front);
        // The bleed of the back at the spine is on the front.
        let shared = ends(&jacket.back).into_iter().filter(|end| (209.0..211.0).contains(&end.x));
        let met = shared.filter(|end| front.iter().any(|f| f.distance(Point::new(end.x - 210.0, end.y)) < 1e-9));
        assert!(met.count() > 10);
    }

    #[test]
    fn without_stations_the_jacket_is_empty() {
        assert!(draw_jacket(&[], 5).front.is_empty());
    }
}
