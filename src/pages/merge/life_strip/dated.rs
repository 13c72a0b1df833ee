//! What is dated about a cluster besides its members, in lanes.

use super::super::{Context, Locale, facts};
use crate::edition::records::{Cluster, Date, Founded, FoundingKind, Label, Level, Period, Person, Project};

/// The lanes from the most to the least important: the last ones are the first to give up rows.
pub(super) const LANES: [Kind; 5] = [Kind::Legal, Kind::Label, Kind::Programme, Kind::People, Kind::Projects];

/// The kinds of lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Legal form and names.
    Legal,
    /// Cluster management labels.
    Label,
    /// Membership of the programme.
    Programme,
    /// People in office.
    People,
    /// Projects, prizes, offers.
    Projects,
}

impl Kind {
    /// Returns the place of the lane on the page.
    #[must_use]
    pub(super) const fn order(self) -> usize {
        match self {
            Self::Legal => 0,
            Self::People => 1,
            Self::Label => 2,
            Self::Projects => 3,
            Self::Programme => 4,
        }
    }

    /// Returns the name of the lane.
    #[must_use]
    pub(super) fn name(self, context: &Context<'_>, cluster: &Cluster) -> String {
        let key = match self {
            Self::Legal => "legal",
            Self::People => "people",
            Self::Label => "label",
            Self::Programme => "programme",
            Self::Projects => return facts::projects_heading(&cluster.projects, context.locale),
        };
        context.locale.word("life-strip", key).to_owned()
    }
}

/// A mark in a lane. Places are in years.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// Its date, or the first of its dates.
    pub from: f64,
    /// The last of its dates.
    pub to: Option<f64>,
    /// Whether it goes on after its last date.
    pub open: bool,
    /// The kind of mark.
    pub mark: Mark,
    /// Its text, from the fullest to the shortest wording.
    pub wordings: Vec<String>,
    /// The mark in words, with its dates.
    pub said: String,
    /// The language of the text, if it is not that of the page.
    pub language: Option<&'static str>,
}

/// The kinds of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// From date to date.
    Span,
    /// A single date.
    Moment,
    /// A label.
    Flag(Level),
}

/// Returns every date that has a mark, except the one of the visit.
pub(super) fn dates(cluster: &Cluster) -> impl Iterator<Item = Date> {
    let founded = cluster.founded.iter().filter_map(|founded| founded.date);
    let members = cluster.members.iter().filter_map(|members| members.date);
    let labels = cluster.labels.iter().filter_map(|label| label.date);
    let people = cluster.people().into_iter().filter_map(|person| person.since.or(person.as_of));
    let projects = cluster.projects.iter().filter_map(|project| start(project.period?));
    let programme = cluster.go_cluster.iter().map(|member| member.since);
    founded.chain(members).chain(labels).chain(people).chain(projects).chain(programme)
}

fn start(period: Period) -> Option<Date> {
    period.from.or(period.to).or(period.as_of)
}

/// Returns the place of the latest date at which the record says something about the cluster.
#[must_use]
pub(super) fn last_known(cluster: &Cluster) -> Option<f64> {
    let ends = cluster.projects.iter().filter_map(|project| project.period?.to);
    let people = cluster.people().into_iter().filter_map(|person| person.as_of);
    let visit = cluster.visit.as_ref().and_then(|visit| visit.date);
    dates(cluster).chain(ends).chain(people).chain(visit).map(Date::middle).max_by(f64::total_cmp)
}

/// Returns the entries of a lane in the order of time.
#[must_use]
pub(super) fn entries(context: &Context<'_>, cluster: &Cluster, kind: Kind) -> Vec<Entry> {
    let locale = context.locale;
    let mut entries: Vec<_> = match kind {
        Kind::Legal => legal(cluster, locale),
        Kind::People => people(cluster, locale),
        Kind::Label => cluster.labels.iter().filter_map(|entry| label(entry, locale)).collect(),
        Kind::Programme => programme(cluster, locale).into_iter().collect(),
        Kind::Projects => cluster.projects.iter().filter_map(|entry| project(entry, locale)).collect(),
    };
    // What is after the end of the axis, such as a project yet to come, has no place on it.
    entries.retain(|entry| entry.from <= context.strip.axis.last);
    entries.sort_by(|a, b| a.from.total_cmp(&b.from));
    entries
}

/// Returns the stages of the founding. The last one goes on under the name of today; an initiative lasts until the next
/// stage; nobody says how long another one lasted.
fn legal(cluster: &Cluster, locale: Locale<'_>) -> Vec<Entry> {
    let mut stages: Vec<_> = cluster.founded.iter().filter_map(|stage| Some((stage.date?, stage))).collect();
    stages.sort_by(|a, b| a.0.middle().total_cmp(&b.0.middle()));
    let known = last_known(cluster);
    let stage = |(index, (date, stage)): (usize, &(Date, &Founded))| {
        let from = date.middle();
        let next = stages.get(index + 1).map(|(date, _)| date.middle());
        let last = next.is_none();
        let to = match stage.kind {
            FoundingKind::Idea => None,
            _ if last => known,
            FoundingKind::Initiative => next,
            FoundingKind::Association | FoundingKind::Company => None,
        };
        let to = to.filter(|to| *to > from);
        let kind = facts::founding(stage.kind, locale);
        let wordings = if last && stage.kind.is_legal() { names(cluster, locale) } else { vec![kind.to_owned()] };
        Entry {
            from,
            to,
            open: last && stage.kind != FoundingKind::Idea,
            mark: if to.is_some() { Mark::Span } else { Mark::Moment },
            said: format!("{} {}: {kind}", locale.format_date(*date), locale.word("founding", "event")),
            wordings,
            language: None,
        }
    };
    stages.iter().enumerate().map(stage).collect()
}

/// Returns the official name, first with the earlier names.
fn names(cluster: &Cluster, locale: Locale<'_>) -> Vec<String> {
    let name = locale.set_spaces(&cluster.official_name);
    if cluster.former_names.is_empty() {
        return vec![name];
    }
    let former = locale.set_spaces(&cluster.former_names.join(", "));
    vec![locale.fill("life-strip", "formerly", &[("name", &name), ("list", &former)]), name]
}

fn people(cluster: &Cluster, locale: Locale<'_>) -> Vec<Entry> {
    let person = |person: &Person| {
        let date = person.since.or(person.as_of)?;
        let to = person.since.and(person.as_of).map(Date::middle).filter(|to| *to > date.middle());
        let name = locale.set_spaces(locale.name(&person.name));
        let full = facts::join(&[Some(name.clone()), locale.text(&person.function)], ", ");
        let key = if person.since.is_some() { "since" } else { "as-of" };
        let said = locale.fill("profile", key, &[("date", &locale.format_date(date))]);
        Some(Entry {
            from: date.middle(),
            to,
            open: person.since.is_some(),
            mark: if to.is_some() { Mark::Span } else { Mark::Moment },
            said: format!("{full}, {said}"),
            wordings: vec![full, name],
            language: None,
        })
    };
    cluster.people().into_iter().filter_map(person).collect()
}

fn label(label: &Label, locale: Locale<'_>) -> Option<Entry> {
    let date = label.date?;
    let text = facts::label(label, locale);
    Some(Entry {
        from: date.middle(),
        to: label.valid_until.map(Date::middle),
        open: label.valid_until.is_none(),
        mark: Mark::Flag(label.level),
        said: locale.fill("life-strip", "label-said", &[("name", &text)]),
        wordings: vec![text, format!("{} {}", locale.level(label.level), date.year())],
        language: None,
    })
}

fn programme(cluster: &Cluster, locale: Locale<'_>) -> Option<Entry> {
    let since = cluster.go_cluster.as_ref()?.since;
    let text = locale.fill("life-strip", "go-cluster", &[("date", &locale.format_date(since))]);
    Some(Entry {
        from: since.middle(),
        to: None,
        open: true,
        mark: Mark::Moment,
        said: text.clone(),
        wordings: vec![text],
        language: None,
    })
}

fn project(project: &Project, locale: Locale<'_>) -> Option<Entry> {
    let period = project.period?;
    let date = start(period)?;
    let to = period.from.and(period.to).map(Date::middle).filter(|to| *to > date.middle());
    let name = locale.set_spaces(&project.name);
    let language = project.name_language.filter(|language| *language != locale.language());
    Some(Entry {
        from: date.middle(),
        to,
        open: period.from.is_some() && period.to.is_none(),
        mark: if to.is_some() { Mark::Span } else { Mark::Moment },
        said: facts::join(&[Some(name.clone()), locale.format_period(period)], " "),
        wordings: vec![name],
        language: language.map(crate::edition::records::Language::code),
    })
}
