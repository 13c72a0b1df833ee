//! The programme's spread: its text, and its numbers as towers and dots.

use super::facts::join;
use super::numbered_sources::source_number;
use super::sections::has_section;
use super::tour::capitalise;
use super::{Context, Locale};
use crate::edition::records::{
    ClusterWeek, Date, LabelCount, Level, Members, Programme as Record, Refs, SectionKind, Source,
};
use crate::format::ProgrammeFrame;
use crate::geometry::towers::{TowerScale, fit_towers};
use crate::pages::values::{
    Block, Criteria, LabelTowers, MemberTowers, Programme, ProgrammeNumbers, Told, Tower, Week, Weeks,
};
use crate::text::{count_words, number_sources_in};

/// The dots in a row of a cluster week, beside the towers of labels and without them.
const DOTS_BESIDE: u32 = 25;
const DOTS_ALONE: u32 = 50;

/// The most share of a text's words that one of its two columns may have.
const MOST_SHARE: usize = 65;

/// Returns the programme; `None` where the edition has neither an introduction nor a programme.
pub(super) fn programme(context: &Context<'_>) -> Option<Programme> {
    let edition = &context.records.edition.value;
    let locale = context.locale;
    if edition.introduction.is_none() && edition.programme.is_none() {
        return None;
    }
    let sources = EditionSources::new(context);
    let introduction = edition.introduction.as_ref();
    let text = introduction.map(|introduction| &introduction.text);
    let mut body = context.parse_markdown(text, Some(2), &edition.sources);
    number_sources_in(&mut body, &|ids| sources.figure(ids));
    context.prepare(&mut body, 0);
    let question = introduction.map(|introduction| locale.text_or_empty(&introduction.question));
    Some(Programme {
        question: question.unwrap_or_else(|| locale.word("pages", "programme").to_owned()),
        lead: introduction.and_then(|introduction| locale.text(&introduction.lead)),
        second_column: second_column(&body),
        body,
        criteria: edition.programme.as_ref().and_then(|programme| criteria(programme, &sources, locale)),
        numbers: edition.programme.as_ref().and_then(|programme| numbers(context, programme, &sources)),
    })
}

/// Returns the heading that divides a text into two columns of about the same length.
fn second_column(body: &[Block]) -> Option<usize> {
    let words: Vec<_> = body.iter().map(|block| count_words(std::slice::from_ref(block))).collect();
    let all: usize = words.iter().sum();
    let headings = (1..body.len()).filter(|index| matches!(body[*index], Block::Heading { level: 1, .. }));
    let longer = |index: &usize| {
        let before = words[..*index].iter().sum::<usize>();
        before.max(all - before)
    };
    headings.min_by_key(longer).filter(|index| longer(index) * 100 <= all * MOST_SHARE)
}

/// The sources of the edition, with the numbers that the list of sources gives them.
struct EditionSources<'a> {
    numbered: Vec<&'a Source>,
    letter: &'a str,
}

impl<'a> EditionSources<'a> {
    fn new(context: &Context<'a>) -> Self {
        // Without the list of sources the numbers would lead nowhere.
        let listed = has_section(&context.records.edition.value, SectionKind::Sources);
        let numbered = if listed { context.edition_sources() } else { Vec::new() };
        Self { numbered, letter: context.locale.word("sources", "edition-letter") }
    }

    /// Returns the numbers of sources, such as "E5, E6".
    fn figure(&self, ids: &[String]) -> String {
        let mut numbers: Vec<_> = ids.iter().filter_map(|id| source_number(&self.numbered, id)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let figures: Vec<_> = numbers.iter().map(|number| format!("{}{number}", self.letter)).collect();
        figures.join(",\u{202F}")
    }

    fn told(&self, text: String, refs: &Refs) -> Told {
        let figure = if text.is_empty() { String::new() } else { self.figure(&refs.0) };
        Told { text, figure }
    }
}

fn criteria(programme: &Record, sources: &EditionSources<'_>, locale: Locale<'_>) -> Option<Criteria> {
    let items: Vec<_> = programme.criteria.iter().filter_map(|criterion| locale.text(&criterion.text)).collect();
    let date = programme.criteria_as_of.map(|date| locale.format_month(date));
    (!items.is_empty()).then(|| Criteria {
        items,
        note: date.map(|date| locale.fill("programme", "criteria-as-of", &[("date", &date)])),
        figure: sources.figure(&programme.criteria_source.0),
    })
}

fn numbers(context: &Context<'_>, programme: &Record, sources: &EditionSources<'_>) -> Option<ProgrammeNumbers> {
    let (locale, frame) = (context.locale, &context.design.frames.programme);
    let counts = latest_by_level(&programme.labels);
    let scale = scale(&counts, &programme.members, frame);
    let labels = labels(programme, &counts, scale, sources, locale);
    let weeks = weeks(&programme.weeks, frame, counts.is_empty(), sources, locale);
    let members = members(programme, scale, sources, locale);
    if labels.is_none() && weeks.is_none() && members.is_none() {
        return None;
    }
    let title = match counts.len() {
        0 => locale.word("programme", "title").to_owned(),
        1 => locale.word("programme", "one-level").to_owned(),
        levels => locale.fill("programme", "levels", &[("Number", &capitalise(&locale.number_word(levels)))]),
    };
    let note = note(context, &counts, scale, members.is_some(), sources);
    Some(ProgrammeNumbers { title, note, pitch: (scale.pitch * 1000.0).floor() / 1000.0, labels, weeks, members })
}

/// Returns the latest count of each level, from the lowest to the highest.
fn latest_by_level(labels: &[LabelCount]) -> Vec<&LabelCount> {
    let of_level = |level: Level| {
        let counts = labels.iter().filter(move |label| label.level == level);
        let date = |label: &&LabelCount| label.date.map_or(f64::MIN, Date::middle);
        counts.rev().max_by(|a, b| date(a).total_cmp(&date(b)))
    };
    let mut latest: Vec<_> = [Level::Gold, Level::Silver, Level::Bronze].into_iter().filter_map(of_level).collect();
    latest.sort_by_key(|label| label.count);
    latest
}

/// Returns the scale of all towers. The highest one has the height of the page, those before it the place below the weeks.
fn scale(labels: &[&LabelCount], members: &[Members], frame: &ProgrammeFrame) -> TowerScale {
    let (last, has_labels) = (labels.len().saturating_sub(1), !labels.is_empty());
    let room = |index: usize| frame.tower_foot - if index == last { frame.tower_head } else { frame.tower_low };
    let labels = labels.iter().enumerate().map(|(index, label)| (label.count, room(index)));
    // Without labels the page belongs to the members.
    let (pitch, height) =
        if has_labels { (frame.pitch, frame.members_height) } else { (frame.pitch_alone, frame.members_alone) };
    let members = members.iter().map(|members| (members.count, height));
    let towers: Vec<_> = labels.chain(members).collect();
    fit_towers(&towers, pitch, frame.pitch_least)
}

/// Returns whether all counts have the same place and date, which the note then says once.
fn is_same(counts: &[&LabelCount]) -> bool {
    counts.windows(2).all(|pair| pair[0].date == pair[1].date && pair[0].region == pair[1].region)
}

/// Returns where and when labels were counted, such as "Europa, November 2020".
fn place_and_date(count: &LabelCount, locale: Locale<'_>) -> String {
    join(&[locale.text(&count.region), Some(locale.format_date_or_undated(count.date))], ", ")
}

fn note(
    context: &Context<'_>,
    counts: &[&LabelCount],
    scale: TowerScale,
    has_members: bool,
    sources: &EditionSources<'_>,
) -> Told {
    let locale = context.locale;
    let step = locale.number_word(scale.step as usize);
    let Some(first) = counts.first() else {
        let members = || locale.fill("programme", "line-members", &[("line", &step)]);
        return Told { text: if has_members { members() } else { String::new() }, figure: String::new() };
    };
    let labels = if is_same(counts) {
        locale.fill("programme", "labels-of", &[("name", &place_and_date(first, locale))])
    } else {
        locale.word("programme", "labels").to_owned()
    };
    let like_mountains = scale.step == context.tour.interval.line;
    let key = if like_mountains { "line-like-mountains" } else { "line" };
    let text = format!("{labels} {}", locale.fill("programme", key, &[("line", &step)]));
    let ids: Vec<_> = counts.iter().flat_map(|count| count.source.0.iter().cloned()).collect();
    sources.told(locale.set_spaces(&text), &Refs(ids))
}

fn labels(
    programme: &Record,
    counts: &[&LabelCount],
    scale: TowerScale,
    sources: &EditionSources<'_>,
    locale: Locale<'_>,
) -> Option<LabelTowers> {
    let same = is_same(counts);
    let tower = |count: &&LabelCount| Tower {
        name: Some(locale.level(count.level).to_owned()),
        qualifier: locale.qualifier(count.qualifier).map(str::to_owned),
        value: locale.format_number(count.count),
        date: (!same).then(|| place_and_date(count, locale)),
        figure: String::new(),
        lines: scale.lines(count.count),
        precision: count.qualifier,
    };
    let told = |count: &&LabelCount| {
        let value = format!("{} {}", locale.level(count.level), locale.format_count(count.count, count.qualifier));
        if same { value } else { format!("{value} ({})", place_and_date(count, locale)) }
    };
    let list: Vec<_> = counts.iter().rev().map(told).collect();
    let place = counts.first().filter(|_| same).map(|count| place_and_date(count, locale));
    let name = join(&[Some(locale.word("programme", "labels-alt").to_owned()), place], ", ");
    let rules = locale.text(&programme.label_rules).unwrap_or_default();
    (!counts.is_empty()).then(|| LabelTowers {
        towers: counts.iter().map(tower).collect(),
        rules: sources.told(rules, &programme.label_rules_source),
        alt: locale.fill("alt", "programme", &[("name", &name), ("list", &list.join(", "))]),
    })
}

fn members(
    programme: &Record,
    scale: TowerScale,
    sources: &EditionSources<'_>,
    locale: Locale<'_>,
) -> Option<MemberTowers> {
    let mut counts: Vec<_> = programme.members.iter().collect();
    counts.sort_by(|a, b| {
        let middle = |members: &Members| members.date.map_or(f64::MAX, Date::middle);
        middle(a).total_cmp(&middle(b))
    });
    let tower = |members: &&Members| Tower {
        name: None,
        qualifier: locale.qualifier(members.qualifier).map(str::to_owned),
        value: locale.format_number(members.count),
        date: Some(capitalise(
            &members.date.map_or_else(|| locale.format_date_or_undated(None), |date| locale.format_month(date)),
        )),
        figure: sources.figure(&members.source.0),
        lines: scale.lines(members.count),
        precision: members.qualifier,
    };
    let told = |members: &&Members| {
        let value = locale.format_count(members.count, members.qualifier);
        format!("{}: {value}", locale.format_date_or_undated(members.date))
    };
    let heading = locale.text(&programme.heading);
    let heading = heading.unwrap_or_else(|| locale.word("programme", "members").to_owned());
    let list: Vec<_> = counts.iter().map(told).collect();
    (!counts.is_empty()).then(|| MemberTowers {
        towers: counts.iter().map(tower).collect(),
        caption: locale.text(&programme.caption),
        alt: locale.fill("alt", "programme", &[("name", &heading), ("list", &list.join("; "))]),
        heading,
    })
}

fn weeks(
    weeks: &[ClusterWeek],
    frame: &ProgrammeFrame,
    alone: bool,
    sources: &EditionSources<'_>,
    locale: Locale<'_>,
) -> Option<Weeks> {
    let columns = if alone { DOTS_ALONE } else { DOTS_BESIDE };
    let most = weeks.iter().map(|week| week.events).max()?;
    let each = dot_value(most, columns, frame);
    let heading = match weeks.len() {
        1 => locale.word("programme", "one-week").to_owned(),
        count => locale.fill("programme", "weeks", &[("Number", &capitalise(&locale.number_word(count)))]),
    };
    let mut by_date: Vec<_> = weeks.iter().collect();
    by_date.sort_by(|a, b| a.from.middle().total_cmp(&b.from.middle()));
    let scale = (each > 1).then(|| locale.fill("programme", "dot", &[("number", &locale.format_number(each))]));
    let rows = by_date.into_iter().map(|record| week(record, each, columns, sources, locale)).collect();
    Some(Weeks { heading, rows, scale })
}

/// Returns how many events a dot stands for, so that those of the largest week take no more height than a frame.
fn dot_value(most: u32, columns: u32, frame: &ProgrammeFrame) -> u32 {
    let fits = |each: &u32| f64::from((most / each).div_ceil(columns)) * frame.dot_pitch <= frame.dots_height;
    [1, 10, 100, 1000].into_iter().find(fits).unwrap_or(10_000)
}

fn week(record: &ClusterWeek, each: u32, columns: u32, sources: &EditionSources<'_>, locale: Locale<'_>) -> Week {
    let days = locale.format_days(record.from, record.to);
    let key = if record.events == 1 { "event" } else { "events" };
    let events = join(&[Some(locale.word("programme", key).to_owned()), locale.text(&record.places)], " ");
    let part = record.part.as_ref().and_then(|part| {
        let (count, name) = (locale.format_number(part.count), locale.text(&part.text)?);
        Some(locale.fill("programme", "part", &[("number", &count), ("name", &name)]))
    });
    let value = locale.format_count(record.events, record.qualifier);
    let dots = (record.events / each).max(u32::from(record.events > 0));
    let text = join(&[Some(events), part, Some(days.clone())], ", ");
    let drawn = locale.format_number(dots);
    let places = [("number", drawn.as_str()), ("value", &value), ("date", &days)];
    Week {
        text: sources.told(locale.set_spaces(&text), &record.source),
        dots,
        part: record.part.as_ref().map_or(0, |part| part.count / each).min(dots),
        columns,
        precision: record.qualifier,
        alt: locale.fill("programme", "dots-alt", &places),
        value,
    }
}
