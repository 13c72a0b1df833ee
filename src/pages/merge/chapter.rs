//! The values of one chapter.

use super::marginalia::{self, Annotated};
use super::plan::{Extent, plan_chapters};
use super::tour::{latest, member_count};
use super::{Context, Locale, card, facts, life_strip, number, title_page};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Members, Voice as VoiceRecord, VoiceKind, VoiceWeight};
use crate::fs::project::slashes;
use crate::geometry::opener_routes::{RouteEnd, RouteLine, TextBoxes, draw_opener_routes};
use crate::geometry::relief::{Mountain, Relief, Sheet, draw_relief};
use crate::pages::values::{
    Chapter, ChapterLocator, Opener, OpenerRoute, Part, Picture, ProjectRow, Summit, Tab, Voice,
};
use crate::text::{Block, count_words};

/// Returns the values of a chapter by the index of its station.
#[must_use]
pub(super) fn chapter(context: &Context<'_>, station: usize) -> Chapter {
    let (locale, record) = (context.locale, &context.clusters()[station]);
    let cluster = &record.value;
    let plan = context.plans[station].clone();
    let voice_index = number::page_voice(cluster, locale).filter(|_| plan.contains(&Part::Voice));
    let place = if plan.contains(&Part::Strip) { life_strip::ALONE } else { life_strip::ABOVE_CARD };
    let mut story = context.parse_markdown(cluster.story.as_ref(), Some(3), &cluster.sources);
    let Annotated { notes, blocks: block_notes } = marginalia::annotate(context, station, &mut story);
    let scene = is_scene(&story);
    context.prepare(&mut story, usize::from(scene));
    Chapter {
        slug: record.slug.clone(),
        number: station + 1,
        name: locale.set_spaces(&cluster.short_name),
        tab: Tab { middle: context.tour.strip[station] },
        opener: opener(context, station),
        title: facts::title(cluster, locale),
        lead: locale.text(&cluster.standfirst).or_else(|| locale.text(&cluster.description)),
        summit_book: title_page::summit_book(context, cluster),
        log: title_page::log(context, station),
        locator: locator(context, station),
        pull: locale.text(&cluster.pull),
        scene,
        notes,
        block_notes,
        voices: voices(cluster, voice_index, &story, locale),
        story,
        pictures: pictures(context, cluster),
        strip: life_strip::life_strip(context, cluster, place),
        card: card::card(context, cluster),
        projects: card::project_table(context, cluster),
        number_page: plan.contains(&Part::Number).then(|| number::number_page(locale, cluster)).flatten(),
        voice_page: voice_index.and_then(|index| number::voice_page(context, cluster, index)),
        plan,
    }
}

/// Stations of an edition whose chapters have all their pages; in a longer tour each chapter has two.
const MOST_STATIONS: usize = 12;

/// Plans the pages of all chapters.
#[must_use]
pub(super) fn plans(records: &Records, locale: Locale<'_>) -> Vec<Vec<Part>> {
    let extent = |record: &Document<Cluster>| Extent {
        massif: false,
        number: number::number_page(locale, &record.value).is_some(),
        voice: number::page_voice(&record.value, locale).is_some(),
        story: 1,
        most: record.value.pages.map(|pages| pages as usize),
    };
    let extents: Vec<_> = records.clusters.iter().map(extent).collect();
    plan_chapters(&extents, extents.len() > MOST_STATIONS || records.edition.value.chapters_short)
}

pub(super) fn mountain(record: &Document<Cluster>) -> Mountain {
    Mountain {
        id: record.slug.clone(),
        members: member_count(&record.value),
        fields: record.value.fields.len(),
        topics: record.value.topics.len(),
    }
}

pub(super) fn relief(context: &Context<'_>, station: usize, sheet: &Sheet) -> Relief {
    draw_relief(&mountain(&context.clusters()[station]), sheet, context.tour.interval.line)
}

/// Width of a character of the route's labels, in mm: an estimate on the safe side.
const LABEL_CHARACTER: f64 = 1.75;

/// The words of one end of the route, and how it is drawn.
struct RouteWords {
    name: String,
    distance: String,
    end: RouteEnd,
}

impl RouteWords {
    fn new(context: &Context<'_>, word: &'static str, station: usize, km: u32, bearing: f64) -> Self {
        let locale = context.locale;
        let city = locale.name(&context.clusters()[station].value.seat.city);
        let name = format!("{} {city}", locale.word("chapter", word));
        let characters = f64::from(u32::try_from(name.chars().count()).unwrap_or(u32::MAX));
        let end = RouteEnd { bearing, label_width: characters * LABEL_CHARACTER };
        Self { name, distance: locale.format_kilometres(km), end }
    }

    fn route(self, line: Option<RouteLine>) -> Option<OpenerRoute> {
        Some(OpenerRoute { line: line?, name: self.name, distance: self.distance })
    }
}

fn opener(context: &Context<'_>, station: usize) -> Opener {
    let (locale, cluster) = (context.locale, &context.clusters()[station].value);
    let summit = latest(cluster).map(|members| summit(members, locale));
    let arrival = context.tour.arrival(station);
    let arrival = arrival.map(|leg| RouteWords::new(context, "from", leg.from, leg.km, leg.arrival));
    let departure = context.tour.departure(station);
    let departure = departure.map(|leg| RouteWords::new(context, "to", leg.to, leg.km, leg.departure));
    let mut texts = TextBoxes::estimate(
        (station + 1).to_string().len(),
        cluster.short_name.chars().count(),
        summit.as_ref().map_or(0, |summit| summit.value.chars().count().max(summit.caption.chars().count())),
    );
    let ends = [&arrival, &departure].map(|words| words.as_ref().map(|words| words.end));
    let lines = draw_opener_routes(ends[0], ends[1], &texts);
    texts.0.extend([&lines.arrival, &lines.departure].into_iter().flatten().map(|line| line.label.bounds));
    let bearings: Vec<_> = ends.iter().flatten().map(|end| end.bearing).collect();
    Opener {
        station: format!("{}\u{00A0}{}", locale.word("chapter", "station"), station + 1),
        position: cluster.seat.position().map(|place| locale.format_position(place).join("\u{2003}")),
        place: facts::seat(&cluster.seat, locale),
        relief: relief(context, station, &Sheet::opener(&bearings, texts.0)),
        summit,
        arrival: arrival.and_then(|words| words.route(lines.arrival)),
        departure: departure.and_then(|words| words.route(lines.departure)),
    }
}

fn summit(members: &Members, locale: Locale<'_>) -> Summit {
    Summit {
        value: locale.format_count(members.count, members.qualifier),
        caption: format!("{}, {}", locale.word("chapter", "members"), locale.format_date_or_undated(members.date)),
    }
}

fn locator(context: &Context<'_>, station: usize) -> ChapterLocator {
    let (locale, seat) = (context.locale, &context.clusters()[station].value.seat);
    let places = &context.locator.stations;
    let others = places.iter().enumerate().filter(|(index, _)| *index != station).filter_map(|(_, place)| *place);
    let city = locale.name(&seat.city);
    let alt = match facts::land(seat, locale) {
        Some(land) => locale.fill("alt", "locator", &[("city", city), ("land", &land)]),
        None => locale.fill("alt", "locator-city", &[("city", city)]),
    };
    let caption = match (seat.land, places[station]) {
        (None, _) => Some("seat-abroad"),
        (Some(_), None) => Some("position-unknown"),
        (Some(_), Some(_)) => None,
    };
    ChapterLocator {
        land: seat.land.map(|land| land.to_string()),
        seat: seat.land.and(places[station]),
        others: others.collect(),
        caption: caption.map(|key| locale.word("chapter", key).to_owned()),
        alt,
    }
}

/// The most words of a scene.
const SCENE_WORDS: usize = 45;

/// Returns whether a story begins with a paragraph that is short enough for a scene.
fn is_scene(story: &[Block]) -> bool {
    let first = story.first().filter(|first| matches!(first, Block::Paragraph { .. }));
    first.is_some_and(|first| count_words(std::slice::from_ref(first)) <= SCENE_WORDS)
}

/// Returns the voices beside the story, all but the one that has a page: direct ones before a sub-heading in the middle of
/// the story, indirect ones at its end.
fn voices(cluster: &Cluster, page: Option<usize>, story: &[Block], locale: Locale<'_>) -> Vec<Voice> {
    let middle = marginalia::middle(story).filter(|block| matches!(story[*block], Block::Heading { .. }));
    let others = cluster.voices.iter().enumerate().filter(|(index, _)| Some(*index) != page);
    let voices = others.filter_map(|(_, record)| voice(record, locale));
    let placed = voices.map(|voice| Voice { before: middle.filter(|_| voice.direct).unwrap_or(story.len()), ..voice });
    placed.collect()
}

/// Returns how large a statement is set: as its record asks, in the column where it has no page. Indirect speech is text.
fn weight(voice: &VoiceRecord) -> VoiceWeight {
    match (voice.kind, voice.weight) {
        (VoiceKind::Direct, Some(VoiceWeight::Margin)) => VoiceWeight::Margin,
        _ => VoiceWeight::Column,
    }
}

fn voice(voice: &VoiceRecord, locale: Locale<'_>) -> Option<Voice> {
    let direct = voice.kind == VoiceKind::Direct;
    let text = locale.text(&voice.text)?;
    Some(Voice {
        before: 0,
        weight: weight(voice),
        direct,
        text: if direct { locale.quote(&text) } else { text },
        speaker: locale.set_spaces(&voice.speaker),
        role: facts::join(&[locale.text(&voice.function), voice.company.clone()], ", "),
        occasion: facts::join(&[locale.text(&voice.occasion), voice.date.map(|date| locale.format_date(date))], ", "),
    })
}

pub(super) fn projects(cluster: &Cluster, locale: Locale<'_>) -> Vec<ProjectRow> {
    let projects = cluster.projects.iter().filter_map(|project| {
        let other_language = project.name_language.filter(|language| *language != locale.language());
        Some(ProjectRow {
            name: locale.set_spaces(&project.name),
            name_language: other_language.map(crate::edition::records::Language::code),
            period: project.period.and_then(|period| locale.format_period(period)),
            fact: locale.text(&project.fact)?,
        })
    });
    projects.collect()
}

fn pictures(context: &Context<'_>, cluster: &Cluster) -> Vec<Picture> {
    let pictures = cluster.pictures.iter().filter_map(|picture| {
        Some(Picture {
            path: format!("/{}", slashes(&context.records.folder.join(&picture.file))),
            slot: picture.slot,
            caption: context.soften(&context.locale.text(&picture.caption)?),
            credit: context.locale.set_spaces(&picture.credit),
            alt: context.locale.text(&picture.alt)?,
        })
    });
    pictures.collect()
}
