//! The index: clusters, people, places, topics and projects from the fields of the records, and names in running text.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::edition::load::Document;
use crate::edition::records::{Cluster, NameKind};
use crate::geometry::locator::Locator;
use crate::pages::values::{ChapterPart, Index, IndexEntry, IndexGroup, IndexKind, PlaceMap};
use crate::text::sorting::{family_first, head_letter, sort_key};

/// The entries by what they name and by term, before they are sorted.
#[derive(Default)]
struct Entries(BTreeMap<(String, IndexKind), Places>);

/// Where an entry leads.
#[derive(Default)]
struct Places {
    see: Option<String>,
    chapters: BTreeSet<(ChapterPart, String)>,
    mentions: BTreeSet<String>,
}

impl Entries {
    fn add(&mut self, kind: IndexKind, term: String) -> &mut Places {
        self.0.entry((term, kind)).or_default()
    }

    fn add_part(&mut self, kind: IndexKind, term: String, part: ChapterPart, slug: &str) {
        self.add(kind, term).chapters.insert((part, slug.to_owned()));
    }

    /// Groups the entries by head letter, in alphabetical order (DIN 5007-1).
    fn into_groups(self) -> Vec<IndexGroup> {
        let entries = self.0.into_iter().filter(|((term, _), _)| !term.is_empty());
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_cached_key(|((term, kind), _)| (sort_key(term), term.clone(), *kind));
        let mut groups: Vec<IndexGroup> = Vec::new();
        for ((term, kind), places) in entries {
            let letter = head_letter(&term);
            let entry = IndexEntry {
                kind,
                term,
                see: places.see,
                chapters: places.chapters.into_iter().collect(),
                mentions: places.mentions.into_iter().collect(),
            };
            match groups.last_mut().filter(|group| group.letter == letter) {
                Some(group) => group.entries.push(entry),
                None => groups.push(IndexGroup { letter, entries: vec![entry] }),
            }
        }
        groups
    }
}

/// Returns the index of an edition.
#[must_use]
pub(super) fn index(context: &Context<'_>) -> Index {
    let mut entries = Entries::default();
    for record in context.clusters() {
        add_cluster(context, record, &mut entries);
    }
    add_names(context, &mut entries);
    add_extra(context, &mut entries);
    Index { groups: entries.into_groups(), map: place_map(context) }
}

fn place_map(context: &Context<'_>) -> PlaceMap {
    let frame = context.design.frames.places;
    let map = Locator::new(&context.maps.view, frame.width, frame.height);
    let stations = context.clusters().iter().zip(&context.tour.positions);
    let places = stations.filter_map(|(record, &position)| {
        let city = context.locale.name(&record.value.seat.city).to_owned();
        Some((record.slug.clone(), city, map.place(position)?))
    });
    PlaceMap { size: [map.width, map.height], places: places.collect(), ground: context.maps.draw_ground(&map, &[]) }
}

fn add_cluster(context: &Context<'_>, record: &Document<Cluster>, entries: &mut Entries) {
    let (locale, cluster, slug) = (context.locale, &record.value, record.slug.as_str());
    let name = locale.set_spaces(&cluster.short_name);
    let entry = entries.add(IndexKind::Cluster, name.clone());
    entry.chapters.insert((ChapterPart::Opener, slug.to_owned()));
    entry.mentions.insert(name.clone());
    for former in cluster.former_names.iter().filter(|former| **former != cluster.short_name) {
        entries.add(IndexKind::Term, locale.set_spaces(former)).see = Some(name.clone());
    }
    for person in cluster.people() {
        let printed = locale.name(&person.name);
        let term = person.sort.clone().unwrap_or_else(|| family_first(printed));
        let entry = entries.add(IndexKind::Person, term);
        entry.chapters.insert((ChapterPart::Title, slug.to_owned()));
        entry.mentions.insert(locale.set_spaces(printed));
    }
    for city in std::iter::once(&cluster.seat.city).chain(&cluster.seat.further_cities) {
        let city = locale.name(city).to_owned();
        entries.add_part(IndexKind::Term, city, ChapterPart::Opener, slug);
    }
    if let Some(city) = cluster.visit.as_ref().and_then(|visit| visit.city.as_ref()) {
        entries.add_part(IndexKind::Term, locale.name(city).to_owned(), ChapterPart::Title, slug);
    }
    for field in context.field_names(cluster) {
        entries.add_part(IndexKind::Term, field, ChapterPart::Opener, slug);
    }
    let tags = &context.records.edition.value.tags;
    let named = cluster.topics.iter().filter_map(|topic| locale.text(tags.get(topic.tag.as_deref()?)));
    for tag in named {
        entries.add_part(IndexKind::Term, tag, ChapterPart::Profile, slug);
    }
    for project in &cluster.projects {
        let name = locale.set_spaces(&project.name);
        let entry = entries.add(IndexKind::Term, name.clone());
        entry.chapters.insert((ChapterPart::Profile, slug.to_owned()));
        entry.mentions.insert(name);
    }
}

/// Adds the names that the edition lists with their kind. A name without one is only kept whole in running text.
fn add_names(context: &Context<'_>, entries: &mut Entries) {
    for name in &context.records.edition.value.names {
        let Some(kind) = name.kind() else { continue };
        let printed = context.locale.set_spaces(name.text());
        let (kind, term) = match kind {
            NameKind::Person => (IndexKind::Person, family_first(name.text())),
            NameKind::Place | NameKind::Organisation | NameKind::Other => (IndexKind::Term, printed.clone()),
        };
        // A place that is also a seat, or a person of a record, has one entry.
        entries.add(kind, term).mentions.insert(printed);
    }
}

/// Adds the entries that the edition writes itself.
fn add_extra(context: &Context<'_>, entries: &mut Entries) {
    let locale = context.locale;
    for extra in &context.records.edition.value.index {
        let Some(term) = locale.text(&extra.term) else { continue };
        let entry = entries.add(IndexKind::Term, term);
        entry.see = locale.text(&extra.see).or_else(|| entry.see.take());
        entry.chapters.extend(extra.pages_of.iter().map(|slug| (ChapterPart::Opener, slug.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::{ChapterPart, Entries, IndexKind};

    #[test]
    fn entries_stand_below_their_letters_and_one_term_has_one_entry() {
        let mut entries = Entries::default();
        entries.add_part(IndexKind::Term, "Ökologie".into(), ChapterPart::Opener, "olec");
        entries.add_part(IndexKind::Term, "Oldenburg".into(), ChapterPart::Opener, "olec");
        entries.add_part(IndexKind::Term, "Ökologie".into(), ChapterPart::Opener, "niro");
        entries.add(IndexKind::Cluster, "NIRO".into());
        entries.add(IndexKind::Term, String::new());
        let groups = entries.into_groups();
        let shown: Vec<_> = groups
            .iter()
            .map(|group| {
                let terms: Vec<_> = group.entries.iter().map(|entry| entry.term.as_str()).collect();
                (group.letter.as_str(), terms)
            })
            .collect();
        assert_eq!(shown, [("N", vec!["NIRO"]), ("O", vec!["Ökologie", "Oldenburg"])]);
        let slugs: Vec<_> = groups[1].entries[0].chapters.iter().map(|(_, slug)| slug.as_str()).collect();
        assert_eq!(slugs, ["niro", "olec"]);
    }
}
