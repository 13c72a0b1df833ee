//! The values of one chapter.

use super::marginalia::{self, Annotated};
use super::tour::{latest, member_count};
use super::{Context, Locale, facts, timeline, title_page};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Members, Mix, Qualifier, Voice as VoiceRecord, VoiceKind, VoiceWeight};
use crate::fs::project::slashes;
use crate::geometry::opener_routes::{RouteEnd, RouteLine, TextBoxes, draw_opener_routes};
use crate::geometry::relief::{Mountain, Relief, Sheet, draw_relief};
use crate::pages::values::{
    Chapter, ChapterLocator, Opener, OpenerRoute, Picture, ProjectRow, Share, Shares, Summit, Tab, Voice,
};
use crate::text::{Block, count_words};

/// Returns the values of a chapter by the index of its station.
#[must_use]
pub(super) fn chapter(context: &Context<'_>, station: usize) -> Chapter {
    let (locale, record) = (context.locale, &context.clusters()[station]);
    let cluster = &record.value;
    let fields = context.field_names(cluster);
    let mut figures = cluster.indicators.iter().filter_map(|indicator| facts::figure(indicator, locale));
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
        voices: voices(cluster, &story, locale),
        story,
        projects: projects(cluster, locale),
        pictures: pictures(context, cluster),
        chart: timeline::chart_cluster(cluster, context.edition_year(), locale),
        shares: cluster.mix.as_ref().and_then(|mix| shares(mix, locale)),
        profile: facts::profile(cluster, &fields, locale),
        topics: facts::topics(cluster, fields, locale),
        figure: figures.next(),
        figures: figures.collect(),
    }
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

/// Returns the voices, direct ones before a sub-heading in the middle of the story, indirect ones at its end.
fn voices(cluster: &Cluster, story: &[Block], locale: Locale<'_>) -> Vec<Voice> {
    let middle = marginalia::middle(story).filter(|block| matches!(story[*block], Block::Heading { .. }));
    let voices = cluster.voices.iter().filter_map(|record| voice(record, cluster.voices.len(), locale));
    let placed = voices.map(|voice| Voice { before: middle.filter(|_| voice.direct).unwrap_or(story.len()), ..voice });
    placed.collect()
}

/// The most characters of a statement that has a page.
const PAGE_VOICE: usize = 160;

/// Returns how large a statement is set: by its record, or on a page if it is short and the only one. Indirect speech is
/// text.
fn weight(voice: &VoiceRecord, text: &str, count: usize) -> VoiceWeight {
    let short = count == 1 && text.chars().count() <= PAGE_VOICE;
    match voice.kind {
        VoiceKind::Direct => voice.weight.unwrap_or(if short { VoiceWeight::Page } else { VoiceWeight::Column }),
        VoiceKind::Indirect => VoiceWeight::Column,
    }
}

fn voice(voice: &VoiceRecord, count: usize, locale: Locale<'_>) -> Option<Voice> {
    let direct = voice.kind == VoiceKind::Direct;
    let text = locale.text(&voice.text)?;
    Some(Voice {
        before: 0,
        weight: weight(voice, &text, count),
        direct,
        text: if direct { locale.quote(&text) } else { text },
        speaker: locale.set_spaces(&voice.speaker),
        role: facts::join(&[locale.text(&voice.function), voice.company.clone()], ", "),
        occasion: facts::join(&[locale.text(&voice.occasion), voice.date.map(|date| locale.format_date(date))], ", "),
    })
}

fn projects(cluster: &Cluster, locale: Locale<'_>) -> Vec<ProjectRow> {
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

fn shares(mix: &Mix, locale: Locale<'_>) -> Option<Shares> {
    let share = |share: &crate::edition::records::Share| {
        Some(Share {
            percent: share.percent,
            value: locale.qualify(share.qualifier, locale.format_percent(share.percent)),
            name: locale.text(&share.name)?,
            remainder: false,
        })
    };
    let mut parts: Vec<Share> = mix.shares.iter().filter_map(share).collect();
    if parts.is_empty() {
        return None;
    }
    // A share has few decimals, so that any further ones come from the subtraction.
    let remainder = (100.0 - parts.iter().map(|part| part.percent).sum::<f64>()) * 1e6;
    let remainder = remainder.round() / 1e6;
    if remainder > 0.05 {
        // What remains of a share that is only known roughly is not a separate figure.
        let exact = mix.shares.iter().all(|share| share.qualifier == Qualifier::Exact);
        parts.push(Share {
            percent: remainder,
            value: if exact { locale.format_percent(remainder) } else { String::new() },
            name: locale.word("chapter", "remainder").to_owned(),
            remainder: true,
        });
    }
    let list: Vec<_> = parts.iter().map(|part| format!("{} {}", part.value, part.name).trim().to_owned()).collect();
    let alt = locale.fill("alt", "shares", &[("list", &list.join("; "))]);
    Some(Shares { parts, alt })
}
