//! The values of one chapter.

use super::tour::member_count;
use super::{Context, Locale, facts, opener, timeline};
use crate::edition::records::{Cluster, Mix, Qualifier, Voice as VoiceRecord, VoiceKind};
use crate::fs::project::slashes;
use crate::geometry::relief::{Mountain, Relief, Sheet, draw_relief};
use crate::pages::values::{Chapter, ChapterLocator, Picture, ProjectRow, Share, Shares, Tab, Voice};
use crate::text::count_words;

/// Returns the values of a chapter by the index of its station.
#[must_use]
pub(super) fn chapter(context: &Context<'_>, station: usize) -> Chapter {
    let (locale, record) = (context.locale, &context.clusters()[station]);
    let cluster = &record.value;
    let fields = context.field_names(cluster);
    let mut figures = cluster.indicators.iter().filter_map(|indicator| facts::figure(indicator, locale));
    let story = context.parse_markdown(cluster.story.as_ref(), Some(3), &cluster.sources);
    Chapter {
        slug: record.slug.clone(),
        number: station + 1,
        name: locale.set_spaces(&cluster.short_name),
        tab: Tab { middle: context.tour.strip[station] },
        opener: opener::opener(context, station),
        title: facts::title(cluster, locale),
        lead: locale.text(&cluster.standfirst).or_else(|| locale.text(&cluster.description)),
        log: facts::log(context, station),
        locator: locator(context, station),
        pull: locale.text(&cluster.pull),
        words: count_words(&story),
        story,
        voices: cluster.voices.iter().filter_map(|record| voice(record, locale)).collect(),
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

pub(super) fn mountain(context: &Context<'_>, station: usize) -> Mountain {
    let record = &context.clusters()[station];
    Mountain {
        id: record.slug.clone(),
        members: member_count(&record.value),
        fields: record.value.fields.len(),
        topics: record.value.topics.len(),
        base: context.tour.base,
    }
}

pub(super) fn relief(context: &Context<'_>, station: usize, sheet: &Sheet) -> Relief {
    draw_relief(&mountain(context, station), sheet, context.tour.interval.line, &[])
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

fn voice(voice: &VoiceRecord, locale: Locale<'_>) -> Option<Voice> {
    let direct = voice.kind == VoiceKind::Direct;
    let text = locale.text(&voice.text)?;
    Some(Voice {
        direct,
        text: if direct { locale.quote(&text) } else { text },
        speaker: facts::join(&[Some(locale.set_spaces(&voice.speaker)), locale.text(&voice.function)], ", "),
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
            caption: context.locale.text(&picture.caption)?,
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
