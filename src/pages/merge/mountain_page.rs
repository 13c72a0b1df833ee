//! The page on how a mountain is made: one relief with its keys, and the same mountain from the side.

use super::Context;
use super::tour::{self, latest, member_count};
use crate::format::MountainFrame;
use crate::geometry::contour::INDEX_EVERY;
use crate::geometry::cut::Rules;
use crate::geometry::mountain_keys::{KeyFrame, place_keys};
use crate::geometry::relief::{Mountain, Sheet, draw_relief};
use crate::geometry::shape::{Bounds, Point};
use crate::geometry::side_view::{SideFrame, draw_side_view};
use crate::geometry::silhouette::silhouette;
use crate::pages::values::{MountainPage, ScaledMountain};

/// Cells across the relief: the mesh is fine enough that no line shows its corners.
const COLUMNS: f64 = 240.0;

/// The summit as shares of the frame, and the reach of the mountain as a share of its height.
const SUMMIT: (f64, f64) = (0.5, 0.48);
const REACH: f64 = 0.3;

/// The least length of a line, as a share of the frame's height.
const CRUMB: f64 = 0.02;

/// The most lines of the mountain that is shown if there is a choice: more are too close to be told apart.
const MOST_LINES: f64 = 40.0;

/// Returns the page with the mountain of the record with most topics among those whose lines can be told apart; of
/// several, of the one with most fields, then of the first one.
#[must_use]
pub(super) fn mountain_page(context: &Context<'_>) -> Option<MountainPage> {
    let clusters = context.clusters();
    let rank = |station: &usize| {
        let cluster = &clusters[*station].value;
        let lines = member_count(cluster).map(|count| count / f64::from(context.tour.interval.line));
        let clear = lines.is_some_and(|lines| lines <= MOST_LINES);
        (clear, cluster.topics.len(), cluster.fields.len(), usize::MAX - station)
    };
    let station = (0..clusters.len()).max_by_key(rank)?;
    let (record, locale) = (&clusters[station], context.locale);
    let mountain = tour::mountain(context, station);
    let interval = context.tour.interval.line;
    let measures = &context.design.frames.mountain;
    let sheet = sheet(measures, &mountain);
    let relief = draw_relief(&mountain, &sheet, interval, &[]);
    let frame = KeyFrame { width: measures.width, height: measures.height, room: measures.key_room };
    let side = SideFrame { width: measures.side_width, height: measures.side_height, mountain: measures.side_width };
    let keys = place_keys(&mountain, &sheet, &relief, frame);
    let keys = [("A", Some(keys.summit)), ("B", keys.contour), ("C", keys.ridge), ("D", keys.side_summit)];
    let name = locale.set_spaces(&record.value.short_name);
    let height = height(context, station);
    let alt = match &height {
        Some(height) => locale.fill("mountain", "alt", &[("name", &name), ("value", height)]),
        None => locale.fill("mountain", "alt-unknown", &[("name", &name)]),
    };
    Some(MountainPage {
        alt,
        name,
        height,
        size: [measures.width, measures.height],
        keys: keys.into_iter().filter_map(|(key, place)| Some((key, place?))).collect(),
        side: draw_side_view(&silhouette(&mountain, 1.0), side, interval, INDEX_EVERY),
        relief,
        scales: scales(context),
    })
}

/// Returns the number of members with its date, such as "mehr als 130, Juli 2024".
fn height(context: &Context<'_>, station: usize) -> Option<String> {
    let locale = context.locale;
    let members = latest(&context.clusters()[station].value)?;
    let count = locale.format_count(members.count, members.qualifier);
    Some(format!("{count}, {}", locale.format_date_or_undated(members.date)))
}

/// Returns the highest, the middle and the lowest mountain at one scale, from the highest down.
fn scales(context: &Context<'_>) -> Vec<ScaledMountain> {
    let (clusters, measures) = (context.clusters(), &context.design.frames.mountain);
    let mut known: Vec<_> = (0..clusters.len())
        .filter_map(|station| Some((member_count(&clusters[station].value).filter(|count| *count > 0.0)?, station)))
        .collect();
    known.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    if known.len() < 3 {
        return Vec::new();
    }
    let chosen = [known[0], known[known.len() / 2], known[known.len() - 1]];
    let sum: f64 = chosen.iter().map(|(count, _)| count).sum();
    let scaled = chosen.into_iter().filter_map(|(count, station)| {
        let mountain = tour::mountain(context, station);
        let across = measures.width * (count / chosen[0].0).sqrt();
        let frame = SideFrame { width: measures.width, height: count * measures.scales_height / sum, mountain: across };
        Some(ScaledMountain {
            name: context.locale.set_spaces(&clusters[station].value.short_name),
            height: height(context, station)?,
            side: draw_side_view(&silhouette(&mountain, 1.0), frame, context.tour.interval.line, INDEX_EVERY),
        })
    });
    scaled.collect()
}

/// Returns the sheet that shows a mountain with its foot, however far it reaches.
fn sheet(measures: &MountainFrame, mountain: &Mountain) -> Sheet {
    Sheet {
        window: Bounds::new(0.0, 0.0, measures.width, measures.height),
        cell: measures.width / COLUMNS,
        summit: Point::new(measures.width * SUMMIT.0, measures.height * SUMMIT.1),
        scale: REACH * measures.height / mountain.reach().max(1.0),
        every: 1,
        rules: Rules { clear: 0.0, least: CRUMB * measures.height },
    }
}
