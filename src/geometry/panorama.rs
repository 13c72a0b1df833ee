//! The panorama of the tour across a spread: mountains as silhouettes of horizontal lines, spaced by kilometres.
//!
//! A silhouette is the greatest height of a relief for each place from left to right, as one sees a mountain from the
//! south. All mountains have one scale, in height and in width.

use serde::{Serialize, Serializer};

use crate::geometry::relief::Mountain;
use crate::geometry::shape::{Bounds, Path, Point, round2};
use crate::geometry::silhouette::silhouette;

/// The measures of the panorama, in mm on the spread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PanoramaFrame {
    /// Left end of the base line, as near to the edge as a station may be.
    pub left: f64,
    /// Right end of the base line.
    pub right: f64,
    /// The base line, from the top trim edge.
    pub base: f64,
    /// The fold between the pages.
    pub fold: f64,
    /// How far stations and labels stay away from the fold.
    pub fold_room: f64,
    /// Least distance of two stations whose distances follow the kilometres.
    pub least_gap: f64,
    /// Height of an interval.
    pub interval_height: f64,
    /// Reach of a mountain of one interval.
    pub interval_reach: f64,
    /// Height of the highest mountain where that is less than its intervals ask for.
    pub full_height: f64,
    /// Number of intervals from which on mountains have the height of their intervals.
    pub full_from: f64,
    /// Left and right edge of what is drawn, with the bleed.
    pub edges: (f64, f64),
    /// Upper edge of what is drawn, with the bleed.
    pub head: f64,
}

/// A station of the tour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stop {
    /// Kilometres travelled up to here; without legs all are 0.
    pub km: f64,
    /// Its mountain, which is drawn if its height is known.
    pub mountain: Mountain,
}

/// A level line. Serialises as `[x1, x2, y]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelLine {
    /// Left end in mm.
    pub left: f64,
    /// Right end in mm.
    pub right: f64,
    /// Distance from the top in mm.
    pub y: f64,
}

impl Serialize for LevelLine {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.left, self.right, self.y].map(round2).serialize(serializer)
    }
}

/// A mountain of the panorama.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Silhouette {
    /// Its outline from foot to foot.
    pub outline: Path,
    /// Its lines, one for every interval.
    pub lines: Vec<LevelLine>,
    /// Every tenth line.
    pub strong: Vec<LevelLine>,
}

/// The panorama.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Panorama {
    /// The station of each mountain and the mountain, from the highest, which is drawn first, to the lowest.
    pub mountains: Vec<(usize, Silhouette)>,
    /// The place of each station on the base line.
    pub stations: Vec<Point>,
    /// The summit of each station with a mountain; above the head of the page it is negative.
    pub summits: Vec<Option<Point>>,
    /// Whether the distances are all the same, and not those of the tour.
    pub even: bool,
}

/// Draws the panorama, with a line for every `interval` members.
#[must_use]
pub(crate) fn draw_panorama(stops: &[Stop], interval: u32, frame: &PanoramaFrame) -> Panorama {
    let step = f64::from(interval.max(1));
    let highest = stops.iter().filter_map(|stop| stop.mountain.members).fold(0.0, f64::max) / step;
    let height =
        if highest > 0.0 && highest < frame.full_from { frame.full_height / highest } else { frame.interval_height };
    let reach = frame.interval_reach * height / frame.interval_height;
    let (xs, even) = space_stations(stops, frame);
    let stations: Vec<_> = xs.iter().map(|&x| Point::new(x, frame.base)).collect();
    let mut order: Vec<_> = (0..stops.len()).filter(|&index| stops[index].mountain.members.is_some()).collect();
    order.sort_by(|&a, &b| {
        stops[b].mountain.members.unwrap_or(0.0).total_cmp(&stops[a].mountain.members.unwrap_or(0.0))
    });
    let mountains = order.iter().map(|&index| {
        let intervals = stops[index].mountain.members.unwrap_or(0.0) / step;
        let size = Size { intervals, height: height * intervals, reach: reach * intervals.sqrt() };
        (index, draw_silhouette(&stops[index].mountain, stations[index], size, frame))
    });
    let summits = stops.iter().zip(&stations).map(|(stop, station)| {
        stop.mountain.members.map(|members| Point::new(station.x, station.y - height * members / step))
    });
    Panorama { mountains: mountains.collect(), summits: summits.collect(), stations, even }
}

/// Returns the place of each station, and whether they are evenly spaced: where no kilometres are known, or two stations
/// would be on top of each other. The ends of the line move as little as it takes to keep every station off the fold.
fn space_stations(stops: &[Stop], frame: &PanoramaFrame) -> (Vec<f64>, bool) {
    let total = stops.iter().map(|stop| stop.km).fold(0.0, f64::max);
    let spread = |shares: &[f64]| -> Vec<f64> {
        let place =
            |left: f64, right: f64| -> Vec<f64> { shares.iter().map(|share| left + (right - left) * share).collect() };
        let off_fold = |xs: &Vec<f64>| xs.iter().all(|x| (x - frame.fold).abs() >= frame.fold_room);
        let moves = (0..80).map(|i| f64::from(i / 2) * if i % 2 == 0 { -1.0 } else { 1.0 });
        let tries = moves.map(|by| place(frame.left + by.max(0.0), frame.right + by.min(0.0)));
        tries.into_iter().find(off_fold).unwrap_or_else(|| place(frame.left, frame.right))
    };
    if total > 0.0 {
        let shares: Vec<_> = stops.iter().map(|stop| stop.km / total).collect();
        let xs = spread(&shares);
        if xs.windows(2).all(|pair| pair[1] - pair[0] >= frame.least_gap) {
            return (xs, false);
        }
    }
    let last = f64::from(u32::try_from(stops.len().max(2) - 1).unwrap_or(u32::MAX));
    let shares: Vec<_> = (0_u32..).take(stops.len()).map(|index| f64::from(index) / last).collect();
    (spread(&shares), true)
}

/// The size of a mountain: its height in intervals, its height and reach in mm.
#[derive(Clone, Copy)]
struct Size {
    intervals: f64,
    height: f64,
    reach: f64,
}

fn draw_silhouette(mountain: &Mountain, station: Point, size: Size, frame: &PanoramaFrame) -> Silhouette {
    let outline = silhouette(mountain, size.reach).into_iter();
    let profile: Vec<_> = outline
        .map(|p| (station.x + p.x, size.height * (p.y / mountain.height().max(1.0))))
        .filter(|(x, _)| (frame.edges.0..=frame.edges.1).contains(x))
        .collect();
    let profile = profile.as_slice();
    let line = |level: u32| draw_level(profile, size.height * f64::from(level) / size.intervals, frame);
    let reached = (1..).take_while(|&level| f64::from(level) <= size.intervals);
    let (strong, lines): (Vec<_>, Vec<_>) = reached.partition(|level| level % STRONG_EVERY == 0);
    Silhouette {
        outline: Path { points: profile.iter().map(|&(x, y)| Point::new(x, frame.base - y)).collect(), closed: false },
        lines: lines.into_iter().flat_map(line).collect(),
        strong: strong.into_iter().flat_map(line).collect(),
    }
}

/// Every so many lines one is strong.
const STRONG_EVERY: u32 = 10;

/// Returns the pieces of a level line that are inside a mountain and on the page.
fn draw_level(profile: &[(f64, f64)], level: f64, frame: &PanoramaFrame) -> Vec<LevelLine> {
    let y = frame.base - level;
    if y < frame.head {
        return Vec::new();
    }
    let mut lines = Vec::new();
    let mut start = profile.first().filter(|first| first.1 >= level).map(|first| first.0);
    for pair in profile.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let cut = || from.0 + (to.0 - from.0) * (level - from.1) / (to.1 - from.1);
        if from.1 < level && to.1 >= level {
            start = Some(cut());
        } else if from.1 >= level && to.1 < level {
            lines.extend(start.take().map(|left| LevelLine { left, right: cut(), y }));
        }
    }
    lines.extend(start.zip(profile.last()).map(|(left, last)| LevelLine { left, right: last.0, y }));
    lines
}

/// A label on its leader: the size of its text, and where it may be, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Flag {
    /// The summit that it belongs to.
    pub summit: Point,
    pub width: f64,
    pub height: f64,
}

/// Measures of the search for labels, in mm.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FlagRules {
    /// Least height of a label's foot above the base line.
    pub start: f64,
    /// Least distance of a label's foot from its own summit.
    pub over_summit: f64,
    /// Step by which a label is raised.
    pub step: f64,
    /// Space between a leader and its text, and around a label.
    pub gap: f64,
    /// Area of all labels.
    pub page: Bounds,
    /// The base line, and the fold with the room beside it.
    pub base: f64,
    pub fold: f64,
    pub fold_room: f64,
}

/// A label in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FlagPlace {
    /// The text.
    pub bounds: Bounds,
    /// Whether the text is left of its leader.
    pub left: bool,
}

/// Finds a place for each label: on the right of its leader, or on the left; as low as it is free of other labels and of the
/// leaders of others. `taken` are areas of other texts.
#[must_use]
pub(crate) fn place_flags(flags: &[Flag], taken: &[Bounds], rules: &FlagRules) -> Vec<Option<FlagPlace>> {
    let mut placed: Vec<Option<FlagPlace>> = vec![None; flags.len()];
    // From the lowest mountain up: its label is the lowest, and the leaders of higher ones pass it.
    let mut order: Vec<_> = (0..flags.len()).collect();
    order.sort_by(|&a, &b| flags[b].summit.y.total_cmp(&flags[a].summit.y));
    for &index in &order {
        let flag = &flags[index];
        let lowest = (rules.base - rules.start).min(flag.summit.y - rules.over_summit);
        let rises = (0..80_u32).map(|i| lowest - f64::from(i) * rules.step);
        let tries = rises.flat_map(|foot| [false, true].map(|left| place_at(flag, foot, left, rules)));
        placed[index] = tries.into_iter().find(|place| {
            let clear = place.bounds.expand(rules.gap);
            let free_of = |other: &Bounds| !other.overlaps(clear);
            // Neither may a leader cross a label, whichever was placed first.
            let own = leader(flag, place);
            let others = placed.iter().zip(flags).enumerate().filter(|(i, _)| *i != index);
            let clear_of_others = others.into_iter().all(|(_, (other, other_flag))| {
                let foreign = Bounds::new(other_flag.summit.x, 0.0, other_flag.summit.x, other_flag.summit.y)
                    .expand(rules.gap / 2.0);
                let known = other.is_none_or(|other| {
                    free_of(&other.bounds)
                        && !leader(other_flag, &other).overlaps(clear)
                        && !other.bounds.expand(rules.gap).overlaps(own)
                });
                // A leader that is still to come goes up from its summit.
                known && (other.is_some() || !foreign.overlaps(clear))
            });
            rules.page.encloses(place.bounds)
                && off_fold(place.bounds, rules)
                && taken.iter().all(free_of)
                && clear_of_others
        });
    }
    placed
}

fn place_at(flag: &Flag, foot: f64, left: bool, rules: &FlagRules) -> FlagPlace {
    let start = if left { flag.summit.x - rules.gap - flag.width } else { flag.summit.x + rules.gap };
    FlagPlace { bounds: Bounds::new(start, foot - flag.height, start + flag.width, foot), left }
}

/// Returns the leader of a label, from the head of its text to the summit, as a narrow box.
fn leader(flag: &Flag, place: &FlagPlace) -> Bounds {
    Bounds::new(flag.summit.x - 0.3, place.bounds.top, flag.summit.x + 0.3, flag.summit.y)
}

fn off_fold(bounds: Bounds, rules: &FlagRules) -> bool {
    bounds.right <= rules.fold - rules.fold_room || bounds.left >= rules.fold + rules.fold_room
}

#[cfg(test)]
mod tests;
