//! The topics that stations share.

use std::collections::BTreeMap;

use super::front_frames::topic_columns;
use super::lines::{Kind, Role, Setter};
use super::{Context, tour};
use crate::edition::records::Topic;
use crate::geometry::shape::round2;
use crate::geometry::topic_columns::space_columns;
use crate::pages::values::{TopicLine, TopicLines, TopicStation};

/// The page has room for so many lines, for so many stations beside each other, and for so many below each other.
const MOST_LINES: usize = 8;
const MOST_COLUMNS: usize = 12;
const MOST_ROWS: usize = 30;

/// Lines of a name above its column, and the size of its type in points.
const NAME_LINES: u32 = 4;
const NAME_SIZE: f64 = 8.4;

/// What rounding may take from the distance of a text to the edge, in mm.
const EDGE_ROUNDING: f64 = 0.5;

/// There is no page of fewer lines.
const LEAST_LINES: usize = 2;

/// Returns the shared topics; `None` where fewer than two are shared, or the stations are too many for a page.
#[must_use]
pub(super) fn topic_lines(context: &Context<'_>) -> Option<TopicLines> {
    let locale = context.locale;
    let shared = shared_tags(context);
    if shared.len() < LEAST_LINES || context.clusters().len() > MOST_ROWS {
        return None;
    }
    let names = &context.records.edition.value.tags;
    let name = |code: &str| locale.text(names.get(code)).unwrap_or_else(|| code.to_owned());
    let lines: Vec<_> = shared
        .iter()
        .take(MOST_LINES)
        .map(|(code, stations)| TopicLine { name: name(code), stations: stations.clone() })
        .collect();
    let (xs, width) = space_columns(context.clusters().len(), &topic_columns(context.design));
    // The text of the last column of a page ends before the page does.
    let (page, clear) = (context.design.format.width, context.design.frames.page.clear);
    let room = |x: f64| if x < page { page - x } else { 2.0 * page - x } - clear - EDGE_ROUNDING;
    let is_shared = |topic: &Topic| topic.tag.as_ref().is_some_and(|tag| shared.iter().any(|(code, _)| code == tag));
    let stations = context.clusters().iter().zip(xs).enumerate().map(|(index, (record, x))| TopicStation {
        slug: record.slug.clone(),
        number: index + 1,
        name: locale.set_spaces(&record.value.short_name),
        x: round2(x),
        width: round2(width.min(room(x))),
        own: record
            .value
            .topics
            .iter()
            .filter(|topic| !is_shared(topic))
            .filter_map(|topic| short(context, topic))
            .collect(),
    });
    Some(TopicLines {
        lead: lead(context, lines.len()),
        turned: context.clusters().len() > MOST_COLUMNS || !names_fit(context, width),
        alt: alt(context, &lines),
        stations: stations.collect(),
        lines,
    })
}

/// Returns whether every name fits above a column of a width in mm.
fn names_fit(context: &Context<'_>, width: f64) -> bool {
    let setter = Setter::new(&context.geodata.lettering, context.design);
    let role = Role::new(Kind::Small, NAME_SIZE);
    context.clusters().iter().all(|record| {
        let lines = setter.wrap(&context.locale.set_spaces(&record.value.short_name), role, width);
        // A word that is wider than the column is broken.
        let broken = lines.iter().map(|line| {
            let wide = (setter.size(line, role).width / width).ceil();
            (1..=NAME_LINES).take_while(|n| f64::from(*n) < wide).count() + 1
        });
        broken.sum::<usize>() <= NAME_LINES as usize
    })
}

/// Returns the codes that at least two stations have, with their stations: by number of stations, then by code.
fn shared_tags(context: &Context<'_>) -> Vec<(String, Vec<usize>)> {
    let mut tags: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (station, record) in context.clusters().iter().enumerate() {
        for tag in record.value.topics.iter().filter_map(|topic| topic.tag.as_deref()) {
            let stations = tags.entry(tag).or_default();
            if stations.last() != Some(&station) {
                stations.push(station);
            }
        }
    }
    let mut shared: Vec<_> = tags.into_iter().filter(|(_, stations)| stations.len() > 1).collect();
    shared.sort_by_key(|(_, stations)| std::cmp::Reverse(stations.len()));
    shared.into_iter().map(|(code, stations)| (code.to_owned(), stations)).collect()
}

fn short(context: &Context<'_>, topic: &Topic) -> Option<String> {
    context.locale.text(topic.short.as_ref()).or_else(|| context.locale.text(&topic.text))
}

fn lead(context: &Context<'_>, lines: usize) -> String {
    let count = tour::capitalise(&context.locale.number_word(lines));
    context.locale.fill("shared-topics", "lead", &[("Topics", &count)])
}

fn alt(context: &Context<'_>, lines: &[TopicLine]) -> String {
    let name = |station: &usize| context.clusters()[*station].value.short_name.as_str();
    let line = |line: &TopicLine| {
        let stations: Vec<_> = line.stations.iter().map(name).collect();
        format!("{}: {}", line.name, stations.join(", "))
    };
    let list: Vec<_> = lines.iter().map(line).collect();
    context.locale.fill("shared-topics", "alt", &[("list", &list.join("; "))])
}
