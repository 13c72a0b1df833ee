//! The values of one chapter.

use super::speech::Speech;
use super::tour::{Tour, latest};
use super::{Merge, profile, timeline};
use crate::edition::load::Records;
use crate::edition::records::{Cluster, Members, Mix, Qualifier, Voice as Said, VoiceKind};
use crate::fs::project::slashes;
use crate::geometry::opener_routes::{self, End, Route as Line, Texts};
use crate::geometry::relief::{self, Mountain, Relief, Sheet};
use crate::pages::values::{
    Block, Chapter, Chart, Locator, Opener, Picture, Project, Route, Share, Shares, Summit, Tab, Voice,
};
use crate::text::markdown::{self, Reading};

/// The mountain of a cluster.
#[must_use]
pub(super) fn mountain(slug: &str, cluster: &Cluster) -> Mountain {
    Mountain {
        id: slug.to_owned(),
        members: latest(cluster).map(|members| f64::from(members.count)),
        fields: cluster.fields.len(),
        topics: cluster.topics.len(),
    }
}

/// The values of a chapter by the index of its station.
#[must_use]
pub(super) fn chapter(merge: &Merge<'_>, station: usize) -> Chapter {
    let (records, tour, speech) = (merge.records, &merge.tour, merge.speech);
    let document = &records.clusters[station];
    let cluster = &document.value;
    let text = |text: &Option<crate::edition::records::Text>| text.as_ref().and_then(|text| speech.text(text));
    let fields = merge.field_names(cluster);
    let chart: Option<Chart> = timeline::of_cluster(cluster, merge.year(), speech);
    let mut figures: Vec<_> =
        cluster.indicators.iter().filter_map(|indicator| profile::figure(indicator, speech)).collect();
    let figure = if figures.is_empty() { None } else { Some(figures.remove(0)) };
    let story = story(merge, cluster);
    Chapter {
        slug: document.slug.clone(),
        number: station + 1,
        name: speech.fine(&cluster.short_name),
        tab: Tab { middle: tour.strip[station] },
        opener: opener(records, tour, station, speech),
        title: text(&cluster.headline).unwrap_or_else(|| cluster.short_name.clone()),
        lead: text(&cluster.standfirst).or_else(|| text(&cluster.description)),
        log: profile::log(records, tour, station, speech),
        locator: locator(merge, station),
        pull: text(&cluster.pull),
        words: markdown::words(&story),
        story,
        voices: cluster.voices.iter().filter_map(|voice| said(voice, speech)).collect(),
        projects: projects(cluster, speech),
        pictures: pictures(merge, cluster),
        chart,
        shares: cluster.mix.as_ref().and_then(|mix| shares(mix, speech)),
        profile: profile::profile(cluster, &fields, speech),
        topics: profile::topics(cluster, &fields, speech),
        figure,
        figures,
    }
}

fn story(merge: &Merge<'_>, cluster: &Cluster) -> Vec<Block> {
    let Some(text) = cluster.story.as_ref().and_then(|story| story.get(merge.speech.language())) else {
        return Vec::new();
    };
    let sources: Vec<_> = cluster.sources.iter().map(|source| source.id.as_str()).collect();
    let reading = Reading { top_level: 3, sources: &sources, names: &merge.names };
    markdown::parse(text, reading, merge.speech.language()).blocks
}

/// Width of a character of the route's labels, in mm: an estimate on the safe side.
const LABEL_CHARACTER: f64 = 1.75;

fn opener(records: &Records, tour: &Tour, station: usize, speech: Speech<'_>) -> Opener {
    let document = &records.clusters[station];
    let cluster = &document.value;
    let place = profile::seat(&cluster.seat, speech);
    let summit = latest(cluster).map(|members| summit(members, speech));
    let (arrival, departure) = (tour.arrival(station), tour.departure(station));
    let way = |word, station: usize, km| {
        let city = speech.name(&records.clusters[station].value.seat.city);
        (format!("{} {city}", speech.word("chapter", word)), speech.kilometres(km))
    };
    let from = arrival.map(|leg| way("from", leg.from, leg.km));
    let to = departure.map(|leg| way("to", leg.to, leg.km));
    let end = |bearing: Option<f64>, words: &Option<(String, String)>| {
        let label_width = characters(&words.as_ref()?.0) * LABEL_CHARACTER;
        Some(End { bearing: bearing?, label_width })
    };
    let mut texts = Texts::estimate(
        (station + 1).to_string().len(),
        cluster.short_name.chars().count(),
        summit.as_ref().map_or(0, |summit| summit.value.chars().count().max(summit.caption.chars().count())),
    );
    let ends = (end(arrival.map(|leg| leg.arrival), &from), end(departure.map(|leg| leg.departure), &to));
    let lines = opener_routes::opener_routes(ends.0, ends.1, &texts);
    let drawn = [&lines.arrival, &lines.departure];
    texts.boxes.extend(drawn.into_iter().flatten().map(|line| line.label_box));
    let bearings: Vec<_> = [ends.0, ends.1].iter().flatten().map(|end| end.bearing).collect();
    let sheet = Sheet::opener(&bearings, texts.boxes);
    let route = |line: Option<Line>, words: Option<(String, String)>| {
        let (name, distance) = words?;
        Some(Route { line: line?, name, distance })
    };
    Opener {
        station: format!("{}\u{00A0}{}", speech.word("chapter", "station"), station + 1),
        position: cluster.seat.position().map(|place| speech.position(place).join("\u{2003}")),
        place,
        relief: relief::contours(&mountain(&document.slug, cluster), &sheet, tour.interval.line),
        summit,
        arrival: route(lines.arrival, from),
        departure: route(lines.departure, to),
    }
}

fn characters(text: &str) -> f64 {
    f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

fn summit(members: &Members, speech: Speech<'_>) -> Summit {
    let date = match members.date {
        Some(date) => speech.date(date),
        None => speech.word("date", "undated").to_owned(),
    };
    Summit {
        value: speech.count(members.count, members.qualifier),
        caption: format!("{}, {date}", speech.word("chapter", "members")),
    }
}

fn locator(merge: &Merge<'_>, station: usize) -> Locator {
    let seat = &merge.records.clusters[station].value.seat;
    let speech = merge.speech;
    let places = &merge.locator.stations;
    let point = |index: usize| places[index];
    let others = (0..places.len()).filter(|&index| index != station).filter_map(point).collect();
    let land = seat.land.map(crate::edition::records::Land::code);
    let city = speech.name(&seat.city);
    let alt = match land {
        Some(code) if speech.word("lands", code) != city => {
            speech.fill("alt", "locator", &[("city", city), ("land", speech.word("lands", code))])
        }
        _ => speech.fill("alt", "locator-city", &[("city", city)]),
    };
    let caption = match (land, point(station)) {
        (None, _) => Some("seat-abroad"),
        (Some(_), None) => Some("position-unknown"),
        (Some(_), Some(_)) => None,
    };
    Locator {
        land,
        seat: land.and_then(|_| point(station)),
        others,
        caption: caption.map(|key| speech.word("chapter", key).to_owned()),
        alt,
    }
}

fn said(voice: &Said, speech: Speech<'_>) -> Option<Voice> {
    let direct = voice.kind == VoiceKind::Direct;
    let text = speech.text(&voice.text)?;
    let function = voice.function.as_ref().and_then(|function| speech.text(function));
    let speaker = speech.fine(&voice.speaker);
    Some(Voice {
        direct,
        text: if direct { speech.quoted(&text) } else { text },
        speaker: match function {
            Some(function) => format!("{speaker}, {function}"),
            None => speaker,
        },
    })
}

fn projects(cluster: &Cluster, speech: Speech<'_>) -> Vec<Project> {
    let projects = cluster.projects.iter().filter_map(|project| {
        Some(Project {
            name: speech.fine(&project.name),
            name_language: project
                .name_language
                .filter(|language| *language != speech.language())
                .map(crate::edition::records::Language::code),
            period: project.period.and_then(|period| speech.period(period)),
            fact: speech.text(&project.fact)?,
        })
    });
    projects.collect()
}

fn pictures(merge: &Merge<'_>, cluster: &Cluster) -> Vec<Picture> {
    let pictures = cluster.pictures.iter().filter_map(|picture| {
        Some(Picture {
            path: format!("/{}", slashes(&merge.records.folder.join(&picture.file))),
            slot: picture.slot,
            caption: merge.speech.text(&picture.caption)?,
            credit: merge.speech.fine(&picture.credit),
            alt: merge.speech.text(&picture.alt)?,
        })
    });
    pictures.collect()
}

fn shares(mix: &Mix, speech: Speech<'_>) -> Option<Shares> {
    let mut parts: Vec<Share> = mix
        .shares
        .iter()
        .filter_map(|share| {
            let value = speech.percent(share.percent);
            Some(Share {
                percent: share.percent,
                value: match speech.qualifier(share.qualifier) {
                    Some(words) => speech.fine(&format!("{words} {value}")),
                    None => value,
                },
                name: speech.text(&share.name)?,
                remainder: false,
            })
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let remainder = 100.0 - parts.iter().map(|part| part.percent).sum::<f64>();
    if remainder > 0.05 {
        // What is left of a share that is only about known is no figure of its own.
        let vague = mix.shares.iter().any(|share| share.qualifier != Qualifier::Exact);
        parts.push(Share {
            percent: remainder,
            value: if vague { String::new() } else { speech.percent(remainder) },
            name: speech.word("chapter", "remainder").to_owned(),
            remainder: true,
        });
    }
    let list: Vec<_> = parts.iter().map(|part| format!("{} {}", part.value, part.name).trim().to_owned()).collect();
    let alt = speech.fill("alt", "shares", &[("list", &list.join("; "))]);
    Some(Shares { parts, alt })
}

/// The relief of a small square or of the legend.
#[must_use]
pub(super) fn relief_on(merge: &Merge<'_>, station: usize, sheet: &Sheet) -> Relief {
    let document = &merge.records.clusters[station];
    relief::contours(&mountain(&document.slug, &document.value), sheet, merge.tour.interval.line)
}
