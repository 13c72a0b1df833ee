//! The page on how a mountain is made: one relief with its keys, and the same mountain from the side.

use super::tour::{latest, member_count};
use super::{Context, chapter};
use crate::format::{MountainFrame, whole_pixels};
use crate::geometry::contour::INDEX_EVERY;
use crate::geometry::height_field::HeightField;
use crate::geometry::marching_squares::Lattice;
use crate::geometry::mountain_keys::{KeyFrame, place_keys};
use crate::geometry::relief::{Mountain, Sheet, UNKNOWN_HEIGHT, draw_relief};
use crate::geometry::shape::Point;
use crate::geometry::side_view::{SideFrame, draw_side_view};
use crate::pages::values::{MountainPage, ScaledMountain};

/// Cells across the relief: the mesh is fine enough that no line shows its corners.
const COLUMNS: u32 = 120;

/// The summit as shares of the frame, and the scale against an opener page.
const SUMMIT: (f64, f64) = (0.5, 0.48);
const SCALE: f64 = 0.75;

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
    let mountain = chapter::mountain(record);
    let interval = context.tour.interval.line;
    let measures = &context.design.frames.mountain;
    let sheet = sheet(measures);
    let relief = draw_relief(&mountain, &sheet, interval);
    let frame = KeyFrame { width: measures.width, height: measures.height, room: measures.key_room };
    let side = SideFrame { width: measures.side_width, height: measures.side_height };
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
        side: draw_side_view(&silhouette(&mountain, &sheet), side, interval, INDEX_EVERY),
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
        let frame = SideFrame { width: measures.width, height: count * measures.scales_height / sum };
        let heights = silhouette(&chapter::mountain(&clusters[station]), &sheet(measures));
        Some(ScaledMountain {
            name: context.locale.set_spaces(&clusters[station].value.short_name),
            height: height(context, station)?,
            side: draw_side_view(&heights, frame, context.tour.interval.line, INDEX_EVERY),
        })
    });
    scaled.collect()
}

fn sheet(measures: &MountainFrame) -> Sheet {
    let cell = measures.width / f64::from(COLUMNS);
    let rows = whole_pixels(measures.height / cell) as usize;
    let lattice = Lattice { columns: COLUMNS as usize, rows, cell, origin: Point::default() };
    let summit = Point::new(measures.width * SUMMIT.0, measures.height * SUMMIT.1);
    Sheet { lattice, summit, scale: SCALE, every: 1, labels: None }
}

/// Returns the greatest height of a mountain on each vertical line of the lattice of a sheet, in members.
#[expect(clippy::cast_precision_loss, reason = "some hundred cells")]
fn silhouette(mountain: &Mountain, sheet: &Sheet) -> Vec<f64> {
    let field = HeightField::new(&mountain.id, mountain.fields, mountain.topics);
    let members = mountain.members.unwrap_or(UNKNOWN_HEIGHT);
    let lattice = &sheet.lattice;
    let place = |x: usize, y: usize| {
        let at = Point::new(lattice.origin.x + x as f64 * lattice.cell, lattice.origin.y + y as f64 * lattice.cell);
        members * field.height(sheet.place_on_page(at))
    };
    let greatest = |x: usize| (0..=lattice.rows).map(|y| place(x, y)).fold(0.0, f64::max);
    (0..=lattice.columns).map(greatest).collect()
}
