//! The panorama of the tour: mountains on the line of the kilometres, and the labels of their summits.

use super::Context;
use super::front_frames::{flag_rules, panorama_frame, panorama_titles};
use super::tour::{latest, mountain};
use crate::edition::records::Members;
use crate::geometry::panorama::{self, Flag, FlagPlace, FlagRules, Stop, draw_panorama, place_flags};
use crate::geometry::shape::{Bounds, Point, round2};
use crate::pages::values::{FlagSetting, Panorama, PanoramaFlag, PanoramaLeg, PanoramaStation};

/// There is no panorama of fewer mountains.
const LEAST: usize = 3;

/// Over so many stations labels have no date and smaller figures, and stations no city; over so many, labels are turned
/// along their leaders.
const ONLY_FIGURES: usize = 12;
const TURNED: usize = 18;

/// Returns the panorama; `None` where fewer than three stations have a dated count.
#[must_use]
pub(super) fn panorama(context: &Context<'_>) -> Option<Panorama> {
    let clusters = context.clusters();
    let counts: Vec<_> = clusters.iter().map(|record| latest(&record.value)).collect();
    if counts.iter().flatten().count() < LEAST {
        return None;
    }
    let stops: Vec<_> = (0..clusters.len())
        .map(|station| Stop { km: context.tour.travelled[station], mountain: mountain(context, station) })
        .collect();
    let drawn = draw_panorama(&stops, context.tour.interval.line, &panorama_frame(context.design));
    let title = place_title(context, &drawn);
    let crowded = clusters.len() > ONLY_FIGURES;
    let stations = drawn.stations.iter().zip(clusters).enumerate().map(|(index, (&at, record))| PanoramaStation {
        number: index + 1,
        at,
        city: (!crowded).then(|| context.locale.name(&record.value.seat.city).to_owned()),
    });
    Some(Panorama {
        base: context.design.frames.panorama.base,
        stations: stations.collect(),
        legs: legs(context, &drawn),
        flags: flags(context, &drawn, &counts, title),
        title: title.left,
        title_ground: covers(&drawn, title),
        lead: lead(context, drawn.even),
        note: note(context, &counts),
        alt: alt(context, &counts),
        mountains: drawn.mountains.into_iter().map(|(_, mountain)| mountain).collect(),
    })
}

fn legs(context: &Context<'_>, drawn: &panorama::Panorama) -> Vec<PanoramaLeg> {
    let rules = flag_rules(context.design);
    let small = context.design.setting(context.design.frames.roles.small);
    let leg = |leg: &crate::geometry::legs::Leg| {
        let (from, to) = (drawn.stations.get(leg.from)?.x, drawn.stations.get(leg.to)?.x);
        let distance = context.locale.format_kilometres(leg.km);
        let half = context.measure(&distance, small) / 2.0;
        let middle = f64::midpoint(from, to);
        // Words near the fold go to the side on which the leg is longer.
        let room = rules.fold_room + half;
        let off_fold = if (middle - rules.fold).abs() >= room {
            middle
        } else if rules.fold - from > to - rules.fold {
            rules.fold - room
        } else {
            rules.fold + room
        };
        (to - from > 2.0 * half).then_some(PanoramaLeg { x: round2(off_fold), distance })
    };
    context.tour.legs.iter().filter_map(leg).collect()
}

/// The words of a label, its size and its summit.
struct Words {
    name: String,
    value: String,
    date: Option<String>,
    flag: Flag,
    setting: FlagSetting,
}

fn words(context: &Context<'_>, station: usize, members: &Members, summit: Point) -> Words {
    let locale = context.locale;
    let cluster = &context.clusters()[station].value;
    let name = locale.set_spaces(&cluster.short_name);
    let value = locale.format_count(members.count, members.qualifier);
    let count = context.clusters().len();
    let setting = if count > TURNED {
        FlagSetting::Turned
    } else if count > ONLY_FIGURES {
        FlagSetting::Small
    } else {
        FlagSetting::Large
    };
    let large = setting == FlagSetting::Large;
    let date = members.date.filter(|_| large).map(|date| locale.format_date(date));
    let roles = &context.design.frames.roles;
    let small = context.design.setting(roles.small);
    let figure = context.design.setting(if large { roles.summit_value } else { roles.name16 });
    let widths = [context.measure(&name, small), context.measure(&value, figure)];
    let flag = if setting == FlagSetting::Turned {
        let gap = context.design.frames.panorama.turned_gap;
        Flag { summit, width: figure.height, height: widths[0] + gap + widths[1] }
    } else {
        let width = date.iter().map(|date| context.measure(date, small)).chain(widths).fold(0.0, f64::max);
        let height = small.height + figure.height + if date.is_some() { small.height } else { 0.0 };
        Flag { summit, width, height }
    };
    Words { name, value, date, flag, setting }
}

/// Returns the first place of the title where no mountain is, else the first of all, where it has a ground.
fn place_title(context: &Context<'_>, drawn: &panorama::Panorama) -> Bounds {
    let places = panorama_titles(context.design);
    places.into_iter().find(|place| !covers(drawn, *place)).unwrap_or(places[0])
}

/// Returns whether a mountain is behind an area.
fn covers(drawn: &panorama::Panorama, area: Bounds) -> bool {
    drawn.mountains.iter().any(|(_, mountain)| {
        let outline = mountain.outline.points.windows(2);
        // The mountain is everything below its outline.
        outline
            .into_iter()
            .any(|pair| pair[1].x > area.left && pair[0].x < area.right && pair[0].y.min(pair[1].y) < area.bottom)
    })
}

fn flags(
    context: &Context<'_>,
    drawn: &panorama::Panorama,
    counts: &[Option<&Members>],
    title: Bounds,
) -> Vec<PanoramaFlag> {
    let stations = counts.iter().zip(&drawn.summits).enumerate();
    let labels =
        stations.filter_map(|(station, (members, summit))| Some(words(context, station, (*members)?, (*summit)?)));
    let rules = flag_rules(context.design);
    let value_height = context.design.setting(context.design.frames.roles.summit_value).height;
    let (beyond, below): (Vec<_>, Vec<_>) =
        labels.partition(|label| label.flag.summit.y < rules.page.top + value_height);
    let mut taken = vec![title];
    let mut flags = Vec::new();
    for label in beyond {
        let excess = -label.flag.summit.y;
        let words = (excess >= 0.5).then(|| {
            let excess = format!("{excess:.0}");
            context.locale.fill("panorama", "beyond", &[("mm", &excess)])
        });
        let size = context.design.frames.panorama.beyond;
        let beside = place_beside(&label.flag, drawn, &taken, &rules, size);
        let Some(place) = beside.or_else(|| place_upon(&label.flag, &taken, &rules, size)) else { continue };
        taken.push(place.bounds);
        let ground = beside.is_none();
        flags.push(PanoramaFlag { ground, ..flag(label, &place, None, words) });
    }
    let shapes: Vec<_> = below.iter().map(|label| label.flag).collect();
    let placed = place_flags(&shapes, &taken, &rules);
    for (label, place) in below.into_iter().zip(placed) {
        let Some(place) = place else { continue };
        let summit = label.flag.summit;
        flags.push(flag(label, &place, Some(summit), None));
    }
    flags
}

fn flag(label: Words, place: &FlagPlace, summit: Option<Point>, beyond: Option<String>) -> PanoramaFlag {
    PanoramaFlag {
        name: label.name,
        value: label.value,
        date: label.date,
        at: Point::new(place.bounds.left, place.bounds.top),
        width: round2(place.bounds.width() + 0.01),
        height: round2(place.bounds.height()),
        setting: match label.setting {
            FlagSetting::Turned if summit.is_none() => FlagSetting::Small,
            setting => setting,
        },
        ground: summit.is_some(),
        summit,
        left: place.left,
        beyond,
    }
}

/// Finds a place beside a mountain that runs off the head for a label of a size: right of its flank, else left of it.
fn place_beside(
    flag: &Flag,
    drawn: &panorama::Panorama,
    taken: &[Bounds],
    rules: &FlagRules,
    (width, height): (f64, f64),
) -> Option<FlagPlace> {
    let tops = (0..10_u32).map(|i| rules.page.top + f64::from(i) * rules.step);
    tops.flat_map(|top| [false, true].map(|left| (top, left))).find_map(|(top, left)| {
        let band = Bounds::new(rules.page.left, top, rules.page.right, top + height);
        let outlines = drawn.mountains.iter().flat_map(|(_, mountain)| &mountain.outline.points);
        let wall: Vec<_> = outlines.filter(|p| p.y < band.bottom).map(|p| p.x).collect();
        let mut x = flag.summit.x;
        // Outwards in steps of the gap, until no mountain is there.
        for _ in 0..100 {
            x += if left { -rules.gap } else { rules.gap };
            let start = if left { x - width } else { x };
            let bounds = Bounds::new(start, top, start + width, top + height);
            let clear = bounds.expand(3.0 * rules.gap);
            let walled = wall.iter().any(|x| *x > clear.left && *x < clear.right);
            let under = wall.iter().copied().fold(f64::INFINITY, f64::min) < bounds.left
                && wall.iter().copied().fold(f64::NEG_INFINITY, f64::max) > bounds.right;
            let off_fold = bounds.right <= rules.fold - rules.fold_room || bounds.left >= rules.fold + rules.fold_room;
            if !walled
                && !under
                && off_fold
                && rules.page.encloses(bounds)
                && taken.iter().all(|other| !other.overlaps(clear))
            {
                return Some(FlagPlace { bounds, left: false });
            }
        }
        None
    })
}

/// Finds a place upon a mountain that runs off the head, right or left of its summit.
fn place_upon(flag: &Flag, taken: &[Bounds], rules: &FlagRules, (width, height): (f64, f64)) -> Option<FlagPlace> {
    let tops = (0..20_u32).map(|i| rules.page.top + f64::from(i) * rules.step);
    let places = tops.flat_map(|top| {
        [flag.summit.x + rules.gap, flag.summit.x - rules.gap - width]
            .map(|left| Bounds::new(left, top, left + width, top + height))
    });
    let mut free = places.into_iter().filter(|bounds| {
        let off_fold = bounds.right <= rules.fold - rules.fold_room || bounds.left >= rules.fold + rules.fold_room;
        off_fold && rules.page.encloses(*bounds) && taken.iter().all(|other| !other.overlaps(bounds.expand(rules.gap)))
    });
    free.next().map(|bounds| FlagPlace { bounds, left: false })
}

fn lead(context: &Context<'_>, even: bool) -> String {
    let stations = context.locale.counted_word(context.clusters().len(), "one-station", "stations");
    let kilometres = context.tour.kilometres().map(|km| context.locale.format_number(km)).unwrap_or_default();
    let line = context.locale.number_word(context.tour.interval.line as usize);
    let places = [
        ("Stations", super::tour::capitalise(&stations)),
        ("kilometres", kilometres),
        ("Line", super::tour::capitalise(&line)),
    ];
    let places: Vec<_> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = if context.tour.legs.is_empty() {
        "lead-without-legs"
    } else if even {
        "lead-even"
    } else {
        "lead"
    };
    context.locale.set_spaces(&context.locale.fill("panorama", key, &places))
}

fn note(context: &Context<'_>, counts: &[Option<&Members>]) -> String {
    let unknown = counts.iter().zip(context.clusters()).filter(|(members, _)| members.is_none());
    let names: Vec<_> = unknown.map(|(_, record)| context.locale.set_spaces(&record.value.short_name)).collect();
    let note = context.locale.word("panorama", "note").to_owned();
    if names.is_empty() {
        note
    } else {
        format!("{note} {}", context.locale.fill("panorama", "without", &[("list", &names.join(", "))]))
    }
}

fn alt(context: &Context<'_>, counts: &[Option<&Members>]) -> String {
    let locale = context.locale;
    let list = counts.iter().zip(context.clusters()).map(|(members, record)| {
        let count = members.map(|members| {
            let count = locale.format_count(members.count, members.qualifier);
            members.date.map_or(count.clone(), |date| format!("{count}, {}", locale.format_date(date)))
        });
        let count = count.unwrap_or_else(|| locale.word("alt", "unknown").to_owned());
        format!("{} {count}", record.value.short_name)
    });
    locale.fill("panorama", "alt", &[("list", &list.collect::<Vec<_>>().join("; "))])
}
