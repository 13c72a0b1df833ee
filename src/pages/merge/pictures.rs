//! The photographs of a chapter as the planner sees them, and what editors are told about those without a place.

use super::plates::{BlockHeight, Misfit, Plan, Refusal, Room, Shot, choose, choose_short};
use super::{Context, Locale};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Crop, Focus, Picture, PlateSize, Slot};
use crate::pages::values::{StoryPlace, StoryRoom};
use crate::text::{Block, PICTURE, linked};

/// The pages around the pictures of a chapter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub massif: bool,
    pub number: bool,
    /// Whether a voice has its own page.
    pub voice: bool,
    /// The most pages of the chapter.
    pub most: Option<usize>,
}

/// Chooses the places of the pictures of a chapter whose story takes a room. Over the most pages the number gives way.
#[must_use]
pub(super) fn plan_plates(context: &Context<'_>, station: usize, room: Option<&StoryRoom>, around: Around) -> Plan {
    let story = blocks(context, station);
    let mut shots = shots(context, station, &story);
    let heights = room.map_or_else(Vec::new, |room| heights(context, &story, room));
    for shot in &mut shots {
        shot.named = shot.named.filter(|block| *block < heights.len());
    }
    let with = |number: bool| {
        let before = if around.massif { 3 } else { 2 } + usize::from(number);
        let room = Room { story: &heights, before, number, after: usize::from(around.voice), most: around.most };
        choose(&shots, &room, context.design)
    };
    let plan = with(around.number);
    if plan.refused.is_empty() || !around.number {
        return plan;
    }
    let without = with(false);
    if without.refused.len() < plan.refused.len() { without } else { plan }
}

/// Chooses the picture of a chapter of two pages.
#[must_use]
pub(super) fn plan_short(context: &Context<'_>, station: usize) -> Plan {
    choose_short(&shots(context, station, &[]), context.design)
}

/// Returns the story with its references to pictures.
fn blocks(context: &Context<'_>, station: usize) -> Vec<Block> {
    let cluster = &context.clusters()[station].value;
    context.parse_markdown(cluster.story.as_ref(), Some(3), &cluster.sources)
}

fn shots(context: &Context<'_>, station: usize, story: &[Block]) -> Vec<Shot> {
    let pictures = &context.clusters()[station].value.pictures;
    let mut groups: Vec<&str> = pictures.iter().filter_map(|picture| picture.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    let shot = |picture: &Picture| {
        // A picture that cannot be read has an error and is never printed.
        let size = context.records.pictures.get(&picture.file);
        let (width, height) = size.map_or((3.0, 2.0), |size| (size.width, size.height));
        let scale = if size.is_some_and(|size| size.drawn) { DRAWN / width.min(height) } else { 1.0 };
        let group = picture.group.as_deref().map(|group| {
            let index = groups.binary_search(&group).unwrap_or_default();
            (index, group_title(pictures, group, context.locale).is_some())
        });
        let address = format!("{PICTURE}{}", picture.file);
        Shot {
            width: width * scale,
            height: height * scale,
            focus: (picture.focus != Focus::default()).then_some(picture.focus.0),
            crop: picture.crop == Crop::Allowed,
            size: picture.size,
            spread: picture.slot == Slot::Spread,
            on: picture.on,
            group,
            named: story.iter().position(|block| linked(std::slice::from_ref(block)).contains(&address.as_str())),
        }
    };
    pictures.iter().map(shot).collect()
}

/// The pixels that a drawing is taken to have, which suffice everywhere.
const DRAWN: f64 = 10_000.0;

/// Returns the title of a group, which is on one of its pictures.
#[must_use]
pub(super) fn group_title(pictures: &[Picture], group: &str, locale: Locale<'_>) -> Option<String> {
    let mut own = pictures.iter().filter(|picture| picture.group.as_deref() == Some(group));
    own.find_map(|picture| locale.text(&picture.title))
}

/// Returns the heights of the blocks of a story.
fn heights(context: &Context<'_>, story: &[Block], room: &StoryRoom) -> Vec<BlockHeight> {
    let frame = &context.design.frames.plates;
    let (top, foot) = (frame.text_top, frame.text_foot);
    let page = foot - top;
    let places = room.blocks.iter().copied().chain([room.end]).collect::<Vec<_>>();
    let height = |(nth, ends): (usize, &[StoryPlace])| {
        let [from, to] = ends else { return BlockHeight { height: 0.0, below_picture: 0.0, heading: false } };
        let pages = u32::try_from(to.page.saturating_sub(from.page)).unwrap_or(0);
        let height = (f64::from(pages) * page + to.y - from.y).max(0.0);
        let below_picture = if nth == 0 && room.scene > 0.0 { room.scene.min(height) } else { height };
        BlockHeight { height, below_picture, heading: matches!(story.get(nth), Some(Block::Heading { .. })) }
    };
    let mut heights: Vec<_> = places.windows(2).enumerate().map(height).collect();
    // Statements without a story are in its column all the same.
    if heights.is_empty() && room.pages > 0 {
        let height = (room.end.y - top).max(0.0);
        heights.push(BlockHeight { height, below_picture: height, heading: false });
    }
    heights
}

/// Returns an error for each picture that has no place.
pub(super) fn refusals(record: &Document<Cluster>, plan: &Plan) -> Vec<Diagnostic> {
    let number = record.value.pictures.len();
    let placed = number - plan.refused.len();
    plan.refused.iter().map(|(shot, reason)| refusal(record, *shot, *reason, (placed, number))).collect()
}

fn refusal(record: &Document<Cluster>, shot: usize, reason: Refusal, (placed, number): (usize, usize)) -> Diagnostic {
    let (message, hint) = match reason {
        Refusal::Misfit(size, misfit) => misfit_message(size, misfit),
        Refusal::Taken(PlateSize::Head) => (
            "a short chapter has room for one picture".to_owned(),
            "keep one of them; the others have room in a tour of up to twelve stations",
        ),
        Refusal::Taken(size) => (
            format!("another picture already has `size = \"{}\"`, of which a chapter has one", name(size)),
            "leave `size` out, and the program finds a place",
        ),
        Refusal::NoSpread => (
            "this chapter has no two facing pages for a picture across both".to_owned(),
            "leave `size` out, or allow the chapter more pages with the key `pages`",
        ),
        Refusal::NoStory => (
            "this picture belongs to the story, and the chapter has none".to_owned(),
            "write a story, or leave out `size` and `on`",
        ),
        Refusal::Pixels => (
            "this picture has too few pixels for any place in this chapter".to_owned(),
            "use the original file from the camera, or write a story, in whose margin it would be small",
        ),
        Refusal::Full => (
            format!("there is no room for this picture: {placed} of the {number} of this chapter have a place"),
            "remove some of them, or allow the chapter more pages with the key `pages`",
        ),
    };
    let error = Diagnostic::error(Code::UNPLACED_PICTURE, message).hint(hint);
    let size = format!("pictures[{shot}].size");
    let own_size = record.spans.value(&size).is_some() && !matches!(reason, Refusal::Full);
    record.locate(error, &if own_size { size } else { format!("pictures[{shot}].file") })
}

fn misfit_message(size: PlateSize, misfit: Misfit) -> (String, &'static str) {
    let place = match size {
        PlateSize::Spread => "across two pages",
        PlateSize::Page => "on a whole page",
        PlateSize::Wide => "across the head of a page",
        PlateSize::Head => "at the head of the chapter",
        PlateSize::Strip => "along the outer edge of a page",
        PlateSize::Auto | PlateSize::Column => "in its place",
    };
    let lost = |share: f64, side: &str| {
        let message = format!("{place}, this picture would lose {:.0} % of its {side}", share * 100.0);
        (message, "leave `size` out or choose another one, or crop the file; at most 25 % of a side are cut off")
    };
    match misfit {
        Misfit::Width(share) => lost(share, "width"),
        Misfit::Height(share) => lost(share, "height"),
        Misfit::Gutter => (
            "across two pages, the focus of this picture would be in the fold between them".to_owned(),
            "choose another `size`, or a file whose main subject is not in the middle",
        ),
    }
}

fn name(size: PlateSize) -> &'static str {
    match size {
        PlateSize::Auto => "auto",
        PlateSize::Spread => "spread",
        PlateSize::Page => "page",
        PlateSize::Wide => "wide",
        PlateSize::Column => "column",
        PlateSize::Head => "head",
        PlateSize::Strip => "strip",
    }
}
