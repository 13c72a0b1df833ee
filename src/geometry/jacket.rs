//! The relief of the jacket: all clusters at their true places, across back, spine and front.
//!
//! The land is the highest of the mountains at each place: so the largest cluster does not swallow its neighbours, as
//! it would if heights were added.

use crate::format::Design;
use crate::geometry::clip;
use crate::geometry::contour::Contour;
use crate::geometry::cut::{Rules, Shape};
use crate::geometry::height_field::HeightField;
use crate::geometry::map_view::MapView;
use crate::geometry::marching_squares::{Grid, Lattice};
use crate::geometry::projection::{MapFrame, Position};
use crate::geometry::relief::{Mountain, fill_tones, sample, trace_lines};
use crate::geometry::shape::{Bounds, Path, Point};

/// The sheet of the jacket, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct JacketSheet {
    /// How the plane of the projection lies on the front.
    pub frame: MapFrame,
    /// Width and height of a page.
    pub page: (f64, f64),
    /// Bleed on all sides.
    pub bleed: f64,
    /// Width and height of a cell of the grid.
    pub cell: f64,
    /// Reach of a mountain against that on its opener.
    pub reach: f64,
    /// Distance of the foot of a mountain, in reaches: land runs out gently here.
    pub foot: f64,
    /// How lines are cut by the words of the front.
    pub rules: Rules,
}

impl JacketSheet {
    /// Returns the jacket of a design, with what the maps of the book show.
    #[must_use]
    pub(crate) fn new(design: &Design, view: &MapView) -> Self {
        let (format, cover) = (&design.format, &design.frames.cover);
        let window = Bounds::new(cover.map_left, cover.map_top, cover.map_right, cover.map_bottom);
        Self {
            frame: view.fit(window),
            page: (format.width, format.height),
            bleed: format.bleed,
            cell: cover.cell,
            reach: cover.reach,
            foot: cover.foot,
            rules: Rules { clear: cover.cut_clear, least: cover.cut_least },
        }
    }

    /// Returns the places of the stations on the front, in mm, in the order of the tour.
    #[must_use]
    pub(crate) fn place_stations(&self, positions: &[Option<Position>]) -> Vec<Option<Point>> {
        self.frame.place_stations(positions)
    }

    /// Draws front and back, `spine` mm apart, with a contour for every `interval` members. The lines of the front keep clear
    /// of the shapes.
    #[must_use]
    pub(crate) fn draw(
        &self,
        stations: &[JacketCluster],
        interval: u32,
        spine: f64,
        shapes: &[Shape],
    ) -> [JacketSide; 2] {
        let positions: Vec<_> = stations.iter().map(|station| station.position).collect();
        let places = self.place_stations(&positions);
        let (width, height) = self.page;
        let back = -width - spine;
        let window = Bounds::new(back, 0.0, width, height).expand(self.bleed);
        let lattice = Lattice::covering(window, self.cell);
        let Some(heights) = self.land(stations, &places, &lattice, 1.0) else { return Default::default() };
        let grid = Grid::with_heights(lattice, heights);
        let lines = trace_lines(&grid, interval.max(1), 1, self.rules, shapes);
        let tones = fill_tones(&grid, interval.max(1));
        [0.0, back].map(|left| {
            let window = Bounds::new(left, 0.0, left + width, height).expand(self.bleed + 2.0 * self.cell);
            JacketSide { lines: side_lines(&lines, window, left), tones: side_tones(&tones, window, left) }
        })
    }

    /// Draws the land of the front once more, with a contour for every `interval` members. Its lines keep clear of the
    /// shapes and end out of sight beyond the window.
    #[must_use]
    pub(crate) fn draw_inset(
        &self,
        stations: &[JacketCluster],
        interval: u32,
        inset: &Inset,
        shapes: &[Shape],
    ) -> JacketSide {
        let positions: Vec<_> = stations.iter().map(|station| station.position).collect();
        let places = inset.place(self.place_stations(&positions));
        let lattice = Lattice::covering(inset.window, inset.cell);
        let Some(heights) = self.land(stations, &places, &lattice, inset.scale) else { return JacketSide::default() };
        let grid = Grid::with_heights(lattice, heights);
        let rules = Rules { least: self.rules.least * inset.scale, clear: self.rules.clear * inset.scale };
        JacketSide {
            lines: trace_lines(&grid, interval.max(1), 1, rules, shapes),
            tones: fill_tones(&grid, interval.max(1)),
        }
    }

    /// Returns the heights of all mountains, whose reach is to scale; `None` without a mountain.
    fn land(
        &self,
        stations: &[JacketCluster],
        places: &[Option<Point>],
        lattice: &Lattice,
        scale: f64,
    ) -> Option<Vec<f64>> {
        let known = stations.iter().zip(places).filter_map(|(station, place)| {
            let members = station.mountain.members?;
            let Mountain { id, fields, topics, .. } = &station.mountain;
            let field = HeightField::with_foot(id, *fields, *topics, self.foot);
            Some(sample(&field, lattice, (*place)?, scale * self.reach * station.mountain.reach(), members))
        });
        known.reduce(|mut land, heights| {
            land.iter_mut().zip(heights).for_each(|(a, b)| *a = a.max(b));
            land
        })
    }
}

/// A cluster on the jacket.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JacketCluster {
    /// Its seat; a station without one is not on the jacket.
    pub position: Option<Position>,
    /// Its mountain; without members there is a station but no mountain.
    pub mountain: Mountain,
}

/// One side of the jacket, in mm from the top left corner of its trim.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct JacketSide {
    /// The contours, which end out of sight beyond the bleed.
    pub lines: Vec<Contour>,
    /// The ground from the second tone on.
    pub tones: Vec<Vec<Path>>,
}

/// Where the front is drawn once more, smaller and without its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Inset {
    /// Millimetres for a millimetre of the front.
    pub scale: f64,
    /// The top left corner of the front, in mm.
    pub origin: Point,
    /// The area that is drawn, in mm.
    pub window: Bounds,
    /// Width and height of a cell of the grid, in mm.
    pub cell: f64,
}

impl Inset {
    /// Returns the places of stations from those on the front.
    #[must_use]
    pub(crate) fn place(&self, on_front: Vec<Option<Point>>) -> Vec<Option<Point>> {
        on_front.into_iter().map(|place| place.map(|place| self.origin.offset(place, self.scale))).collect()
    }
}

fn side_lines(lines: &[Contour], window: Bounds, left: f64) -> Vec<Contour> {
    let pieces = lines.iter().flat_map(|line| line.curve.split(window).into_iter().map(move |curve| (line, curve)));
    pieces.map(|(line, curve)| Contour { curve: curve.moved(-left), ..*line }).collect()
}

fn side_tones(tones: &[Vec<Path>], window: Bounds, left: f64) -> Vec<Vec<Path>> {
    let clip = |ring: &Path| {
        let points = clip::clip_ring(&ring.points, window);
        let points: Vec<_> = points.iter().map(|p| Point::new(p.x - left, p.y)).collect();
        (points.len() > 2).then_some(Path { points, closed: true })
    };
    tones.iter().map(|tone| tone.iter().filter_map(clip).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{JacketCluster, JacketSheet};
    use crate::geometry::contour::Contour;
    use crate::geometry::cut::{Rules, Shape};
    use crate::geometry::projection::{MapFrame, Position, Projection};
    use crate::geometry::relief::{Mountain, base_scale};
    use crate::geometry::shape::Point;

    fn sheet() -> JacketSheet {
        let projection = Projection::EqualArea(Position { latitude: 51.0, longitude: 10.5 });
        JacketSheet {
            frame: MapFrame { projection, scale: 0.268, origin: Point::new(99.0, 187.0) },
            page: (210.0, 297.0),
            bleed: 3.0,
            cell: 1.0,
            reach: 0.307,
            foot: 1.9,
            rules: Rules { clear: 1.2, least: 14.0 },
        }
    }

    fn station(latitude: f64, longitude: f64, members: Option<f64>) -> JacketCluster {
        let mountain =
            Mountain { id: "x".into(), members, fields: 2, topics: 3, base: base_scale(650.0, (11.0, 224.0)) };
        JacketCluster { position: Some(Position { latitude, longitude }), mountain }
    }

    #[test]
    fn lines_keep_clear_of_words_and_show_all_heights() {
        let word = Shape::disc(Point::new(120.0, 150.0), 8.0);
        let stations = [station(51.05, 13.74, Some(650.0)), station(51.54, 7.69, None)];
        let [front, _] = sheet().draw(&stations, 5, 0.0, std::slice::from_ref(&word));
        assert!(front.lines.iter().all(|line| line.level > 0 && line.level < 650));
        assert_eq!(front.tones.len(), 4);
        let near = front.lines.iter().flat_map(|line| line.curve.flatten(6)).filter(|&p| word.covers(p, 1.1));
        assert_eq!(near.count(), 0);
    }

    #[test]
    fn back_and_front_share_their_curves() {
        let [front, back] = sheet().draw(&[station(51.05, 7.0, Some(600.0))], 5, 0.0, &[]);
        let ends = |lines: &[Contour]| -> Vec<Point> {
            lines.iter().flat_map(|line| &line.curve.quads).map(|quad| quad.end).collect()
        };
        let on_front = ends(&front.lines);
        // The bleed of the back at the spine is on the front.
        let shared = ends(&back.lines).into_iter().filter(|end| (209.0..211.0).contains(&end.x));
        let met = shared.filter(|end| on_front.iter().any(|f| f.distance(Point::new(end.x - 210.0, end.y)) < 1e-9));
        assert!(met.count() > 10);
    }

    #[test]
    fn without_stations_the_jacket_is_empty() {
        assert!(sheet().draw(&[], 5, 0.0, &[]).iter().all(|side| side.lines.is_empty() && side.tones.is_empty()));
    }
}
