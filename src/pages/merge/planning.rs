//! What the plans of the chapters follow from: the records, and the room that the stories take in the galley.

use std::collections::BTreeMap;

use super::pictures::{self, Around};
use super::plan::{Extent, Story, count_pages, most_story_pages, plan_chapters};
use super::plate_pages::Plates;
use super::plates::{Plan, Refusal};
use super::{Context, Values, chapter, further, life_strip, number};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::Cluster;
use crate::pages::values::{ChapterPlan, GalleyStory, Part, ProjectPlace, StoryRoom};
use crate::text::{Block, count_words};

/// From this number of words on a story may take a second page without a photograph.
const LONG_STORY: usize = 520;

/// The rooms of the stories of a chapter: of the one with the page voice on its own page, and of the one with all
/// statements in its column.
#[derive(Debug, Clone, Copy, Default)]
struct Rooms<'a> {
    apart: Option<&'a StoryRoom>,
    within: Option<&'a StoryRoom>,
}

/// Plans the chapters as if each story took one page with room for the projects below it.
#[must_use]
pub(super) fn first_plans(context: &Context<'_>) -> Vec<ChapterPlan> {
    let extents: Vec<_> = (0..context.clusters().len()).map(|station| first_extent(context, station)).collect();
    plan_chapters(&extents, context.records.edition.value.has_short_chapters())
}

fn first_extent(context: &Context<'_>, station: usize) -> Extent {
    let (locale, cluster) = (context.locale, &context.clusters()[station].value);
    let voice = number::page_voice(cluster, locale);
    let story = |is_told: bool| Story { pages: usize::from(is_told), holds_projects: is_told, ..Story::default() };
    let has_text = locale.text(&cluster.story).is_some_and(|text| !text.trim().is_empty());
    let others = cluster.voices.len() - usize::from(voice.is_some());
    Extent {
        massif: context.tour.massifs.contains(&station),
        number: number::number_page(locale, cluster).is_some(),
        voice: voice.is_some(),
        strip: life_strip::has_strip(cluster),
        stems: cluster.members.iter().any(|members| members.date.is_some()),
        projects: further::list(context, cluster, ProjectPlace::Card, None).is_some(),
        apart: story(has_text || others > 0),
        within: story(has_text || !cluster.voices.is_empty()),
        title_room: false,
        low: context.design.is_low(),
        // A record counts pages of A4.
        most: cluster.pages.map(|pages| pages as usize).filter(|_| !context.design.is_low()),
    }
}

/// Returns the stories to be measured: twice where a statement may have its own page or be in the column.
#[must_use]
pub(super) fn galley(context: &Context<'_>, values: &Values) -> Vec<GalleyStory> {
    if context.records.edition.value.has_short_chapters() {
        return Vec::new();
    }
    let mut stories = Vec::new();
    for (station, record) in context.clusters().iter().enumerate() {
        let chapter = &values.chapters[station];
        let page_voice = number::page_voice(&record.value, context.locale);
        let extent = first_extent(context, station);
        for (apart, told) in [(true, extent.apart), (false, extent.within)] {
            if told.pages > 0 && (page_voice.is_some() || !apart) {
                let index = page_voice.filter(|_| apart);
                let voices = chapter::voices(&record.value, index, &chapter.story, context.locale);
                let projects = further::list(context, &record.value, ProjectPlace::Story, None);
                stories.push(GalleyStory { slug: record.slug.clone(), station, apart, voices, projects });
            }
        }
    }
    stories
}

/// Plans the chapters by the room of their stories and writes the plans into the values. Returns whether a plan changed,
/// and an error for each story that is longer than its pages.
#[must_use]
pub(super) fn replan(
    context: &Context<'_>,
    values: &mut Values,
    stories: &[GalleyStory],
    rooms: &[StoryRoom],
) -> (bool, Vec<Diagnostic>) {
    let mut measured: BTreeMap<usize, Rooms<'_>> = BTreeMap::new();
    for (story, room) in stories.iter().zip(rooms) {
        let rooms = measured.entry(story.station).or_default();
        *(if story.apart { &mut rooms.apart } else { &mut rooms.within }) = Some(room);
    }
    let of_station = |station| measured.get(&station).copied().unwrap_or_default();
    let stations = 0..context.clusters().len();
    let choices: Vec<_> = stations.map(|station| Choices::new(context, station, of_station(station))).collect();
    let extents: Vec<_> = choices.iter().enumerate().map(|(n, it)| extent(context, n, of_station(n), it)).collect();
    let plans = plan_chapters(&extents, context.records.edition.value.has_short_chapters());
    let mut changed = false;
    let mut diagnostics = Vec::new();
    let mut number = 1;
    for (station, (plan, first)) in plans.iter().zip(first_plans(context)).enumerate() {
        let record = &context.clusters()[station];
        let plates = Plates { plan: choices[station].of(plan), first: number };
        if *plan != first || !record.value.pictures.is_empty() {
            values.chapters[station] = chapter::chapter(context, station, plan, &plates);
            changed = true;
        }
        number += record.value.pictures.len() - plates.plan.refused.len();
        diagnostics.extend(pictures::refusals(record, &plates.plan));
        let rooms = of_station(station);
        let told = &values.chapters[station];
        let room = if told.voice_page.is_some() { rooms.apart } else { rooms.within };
        let fault = |room| too_long(context, record, &told.story, room, extents[station], &plates.plan);
        let long = room.and_then(fault);
        diagnostics.extend(long.or_else(|| too_many_pages(record, plan, extents[station])));
    }
    (changed, diagnostics)
}

/// The places of the pictures of a chapter, for the story of either room.
#[derive(Debug, Default)]
struct Choices {
    apart: Plan,
    within: Plan,
}

impl Choices {
    fn new(context: &Context<'_>, station: usize, rooms: Rooms<'_>) -> Self {
        if context.records.edition.value.has_short_chapters() {
            return Self { within: pictures::plan_short(context, station), ..Self::default() };
        }
        if context.clusters()[station].value.pictures.is_empty() {
            return Self::default();
        }
        let Extent { massif, number, voice, most, .. } = first_extent(context, station);
        let around = Around { massif, number, voice, most };
        Self {
            apart: pictures::plan_plates(context, station, rooms.apart, around),
            within: pictures::plan_plates(context, station, rooms.within, Around { voice: false, ..around }),
        }
    }

    /// Returns the places in the chapter of a plan.
    fn of(&self, plan: &ChapterPlan) -> Plan {
        let mut chosen = if plan.parts.contains(&Part::Voice) { &self.apart } else { &self.within }.clone();
        if !plan.parts.contains(&Part::Spread) {
            chosen.refused.extend(chosen.spread.take().map(|full| (full.shot, Refusal::NoSpread)));
        }
        chosen
    }
}

/// Returns the places of the pictures before the room of the stories is known: only a short chapter has any.
#[must_use]
pub(super) fn first_plates(context: &Context<'_>) -> Vec<Plates> {
    let mut number = 1;
    let is_short = context.records.edition.value.has_short_chapters();
    let plates = (0..context.clusters().len()).map(|station| {
        let plan = if is_short { pictures::plan_short(context, station) } else { Plan::default() };
        let plates = Plates { plan, first: number };
        number += usize::from(plates.plan.wide.is_some());
        plates
    });
    plates.collect()
}

fn extent(context: &Context<'_>, station: usize, rooms: Rooms<'_>, choices: &Choices) -> Extent {
    let first = first_extent(context, station);
    let is_pictured = !context.clusters()[station].value.pictures.is_empty();
    let story = |room: Option<&StoryRoom>, first: Story, plan: &Plan| {
        let Some(room) = room else {
            return if is_pictured { with_plates(first, plan) } else { first };
        };
        let story = Story { pages: room.pages, holds_projects: room.holds_projects(), ..Story::default() };
        if !is_pictured {
            return story;
        }
        let holds_projects = plan.story > 0 && plan.end + room.projects <= room.foot;
        with_plates(Story { pages: plan.story, holds_projects, ..story }, plan)
    };
    Extent {
        apart: story(rooms.apart, first.apart, &choices.apart),
        within: story(rooms.within, first.within, &choices.within),
        title_room: rooms.within.or(rooms.apart).is_some_and(|room| room.projects_on_title <= room.title),
        ..first
    }
}

fn with_plates(story: Story, plan: &Plan) -> Story {
    Story { plates: plan.pages.len(), spread: plan.spread.is_some(), refused: plan.refused.len(), ..story }
}

/// Reports a chapter that takes more pages than its record allows.
fn too_many_pages(record: &Document<Cluster>, plan: &ChapterPlan, extent: Extent) -> Option<Diagnostic> {
    let pages = count_pages(&plan.parts);
    let most = extent.most.filter(|most| pages > *most)?;
    let message = format!("this chapter needs {pages} pages, not at most {most}");
    let hint = "allow it more, or shorten its story and its lists of people and projects";
    Some(record.locate(Diagnostic::error(Code::OVERFLOW, message).hint(hint), "pages"))
}

/// Reports a story that takes more pages than it may have, with the number of words beyond them.
fn too_long(
    context: &Context<'_>,
    record: &Document<Cluster>,
    story: &[Block],
    room: &StoryRoom,
    extent: Extent,
    plates: &Plan,
) -> Option<Diagnostic> {
    let words: Vec<_> = story.iter().map(|block| count_words(std::slice::from_ref(block))).collect();
    let is_long = words.iter().sum::<usize>() >= LONG_STORY;
    // The length of a story is that of a page of A4.
    let is_small = context.design.format.scale < 1.0;
    let may_go_on = is_small || is_long || plates.is_in_story();
    let capped = most_story_pages(extent);
    let most = if may_go_on { capped } else { 1 };
    if room.pages.max(plates.story) <= most {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of words")]
    let behind: f64 = words.iter().enumerate().map(|(n, words)| *words as f64 * room.share_behind(n, most)).sum();
    // A statement after the story may be all that has no room.
    let over = behind.ceil().max(1.0);
    let pages = if most == 1 { "its page".to_owned() } else { format!("its {most} pages") };
    let plural = if over > 1.0 { "s" } else { "" };
    let message = format!("this story has about {over} word{plural} too many for {pages}");
    let hint = if may_go_on && most == capped {
        "shorten it, or allow the chapter more pages with the key `pages`".to_owned()
    } else {
        format!("shorten it; with a photograph, or from {LONG_STORY} words on, a story takes a second page")
    };
    let field = if words.is_empty() { "voices[0].text".to_owned() } else { "story".to_owned() };
    let own = format!("{field}.{}", context.locale.language());
    let field = if record.spans.value(&own).is_some() { own } else { field };
    Some(record.locate(Diagnostic::error(Code::OVERFLOW, message).hint(hint), &field))
}
