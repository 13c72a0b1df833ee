//! The values of one chapter.

use super::marginalia::{self, Annotated};
use super::{Context, Locale, card, facts, further, life_strip, locator, number, opener, title_page};
use crate::edition::records::{Cluster, Voice as VoiceRecord, VoiceKind, VoiceWeight};
use crate::fs::project::slashes;
use crate::pages::values::{Chapter, ChapterPlan, Part, Picture, ProjectPlace, Tab, Voice};
use crate::text::{Block, count_words};

/// Returns the values of a chapter by the index of its station.
#[must_use]
pub(super) fn chapter(context: &Context<'_>, station: usize, plan: &ChapterPlan) -> Chapter {
    let (locale, record) = (context.locale, &context.clusters()[station]);
    let cluster = &record.value;
    let parts = &plan.parts;
    let voice_index = number::page_voice(cluster, locale).filter(|_| parts.contains(&Part::Voice));
    let frame = &context.design.frames.life_strip;
    let place = if parts.contains(&Part::Strip) { frame.alone } else { frame.above_card };
    let mut story = context.parse_markdown(cluster.story.as_ref(), Some(3), &cluster.sources);
    let Annotated { notes, blocks: block_notes } = marginalia::annotate(context, station, &mut story);
    let short = parts.contains(&Part::Short);
    let number_page = parts.contains(&Part::Number).then(|| number::number_page(locale, cluster)).flatten();
    let numbered = number_page.as_ref().map(|page| page.index);
    let scene = !short && is_scene(&story);
    let strip = life_strip::life_strip(context, cluster, place);
    let projects = further::list(context, cluster, plan.projects, numbered);
    let on_card = projects.as_ref().is_some_and(|projects| projects.place == ProjectPlace::Card);
    context.prepare(&mut story, usize::from(scene));
    Chapter {
        slug: record.slug.clone(),
        number: station + 1,
        name: locale.set_spaces(&cluster.short_name),
        tab: Tab { middle: context.tour.rings[station] / context.design.format.line },
        opener: opener::opener(context, station, parts.contains(&Part::Massif)),
        title: facts::title(cluster, locale),
        lead: locale.text(&cluster.standfirst).or_else(|| locale.text(&cluster.description)),
        summit_book: title_page::summit_book(
            context,
            cluster,
            if short && !story.is_empty() { 1 } else { title_page::most_people(context) },
        ),
        log: title_page::log(context, station),
        locator: locator::locator(context, station),
        pull: locale.text(&cluster.pull),
        scene,
        notes,
        block_notes,
        voices: voices(cluster, voice_index, &story, locale),
        story,
        pictures: pictures(context, cluster),
        area_map: locator::area_map(context, station, parts, (strip.is_some(), on_card)),
        strip,
        card: if short { card::short_card(context, cluster, numbered) } else { card::card(context, cluster, numbered) },
        projects,
        number_page,
        voice_page: voice_index.and_then(|index| number::voice_page(context, cluster, index)),
        plan: plan.parts.clone(),
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
pub(super) fn voices(cluster: &Cluster, page: Option<usize>, story: &[Block], locale: Locale<'_>) -> Vec<Voice> {
    let middle = marginalia::middle(story).filter(|block| matches!(story[*block], Block::Heading { .. }));
    let others = cluster.voices.iter().enumerate().filter(|(index, _)| Some(*index) != page);
    let voices = others.filter_map(|(_, record)| voice(record, !story.is_empty(), locale));
    let placed = voices.map(|voice| Voice { before: middle.filter(|_| voice.direct).unwrap_or(story.len()), ..voice });
    placed.collect()
}

/// Returns how large a statement is set: as its record asks, in the column where it has no page or there is no story to
/// stand beside. Indirect speech is text.
fn weight(voice: &VoiceRecord, has_story: bool) -> VoiceWeight {
    match (voice.kind, voice.weight) {
        (VoiceKind::Direct, Some(VoiceWeight::Margin)) if has_story => VoiceWeight::Margin,
        _ => VoiceWeight::Column,
    }
}

fn voice(voice: &VoiceRecord, has_story: bool, locale: Locale<'_>) -> Option<Voice> {
    let direct = voice.kind == VoiceKind::Direct;
    let text = locale.text(&voice.text)?;
    Some(Voice {
        before: 0,
        weight: weight(voice, has_story),
        direct,
        text: if direct { locale.quote(&text) } else { text },
        speaker: locale.set_spaces(&voice.speaker),
        role: facts::join(&[locale.text(&voice.function), voice.company.clone()], ", "),
        occasion: facts::join(&[locale.text(&voice.occasion), voice.date.map(|date| locale.format_date(date))], ", "),
    })
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
