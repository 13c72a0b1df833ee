//! Finds the segment of the records that a text of a file belongs to.

use std::collections::BTreeMap;

use super::unit::{Sent, Unit};
use crate::edition::translation::{FieldText, RecordTexts, Segment, Translation};

/// The place of a segment: the numbers of its record, of its text in the record, and of itself in the text.
pub(super) type Place = (usize, usize, usize);

/// Where a text of a file belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// To this segment.
    Here(Place),
    /// To a text that was in the record and is not any more.
    Gone,
    /// To a record that the edition does not have.
    NoRecord(String),
    /// To one of several that have the same text.
    Ambiguous(usize),
    /// To none.
    Nowhere,
}

/// The segments of an edition, by id and by text.
pub(super) struct Index<'a> {
    translation: &'a Translation,
    by_id: BTreeMap<String, Place>,
    by_text: BTreeMap<String, Vec<Place>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(translation: &'a Translation) -> Self {
        let mut by_id = BTreeMap::new();
        let mut by_text: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (r, record) in translation.records.iter().enumerate() {
            for (t, text) in record.texts.iter().enumerate() {
                for (s, segment) in text.segments.iter().enumerate() {
                    by_id.insert(format!("{}#{}", record.name, text.id(segment)), (r, t, s));
                    by_text.entry(words(&segment.source)).or_default().push((r, t, s));
                }
            }
        }
        Self { translation, by_id, by_text }
    }

    pub(super) fn at(&self, place: Place) -> (&'a RecordTexts, &'a FieldText, &'a Segment) {
        let record = &self.translation.records[place.0];
        let text = &record.texts[place.1];
        (record, text, &text.segments[place.2])
    }

    /// Finds the segment of a text. Entries and paragraphs may have moved, and texts may have changed, since the export.
    pub(super) fn find(&self, unit: &Unit) -> Found {
        let same = self.by_text.get(&words(&unit.source)).map(Vec::as_slice).unwrap_or_default();
        let Some((record, field)) = unit.id.as_deref().and_then(|id| id.split_once('#')) else {
            return match same {
                [place] => Found::Here(*place),
                [] => Found::Nowhere,
                several => Found::Ambiguous(several.len()),
            };
        };
        let by_id = unit.id.as_ref().and_then(|id| self.by_id.get(id)).copied();
        if let Some(place) = by_id.filter(|place| same.contains(place)) {
            return Found::Here(place);
        }
        let Some(number) = self.translation.records.iter().position(|it| it.name == record) else {
            return Found::NoRecord(record.to_owned());
        };
        let is_of_field = |place: &&Place| place.0 == number && key(&self.at(**place).1.field()) == key(field);
        let mut moved = same.iter().filter(is_of_field);
        if let (Some(place), None) = (moved.next(), moved.next()) {
            return Found::Here(*place);
        }
        match by_id {
            Some(place) if self.is_changed(place, unit) => Found::Here(place),
            _ => Found::Gone,
        }
    }

    /// Returns whether the text of a segment is a changed form of the one in the file.
    fn is_changed(&self, place: Place, unit: &Unit) -> bool {
        let segment = self.at(place).2;
        let is_sent = segment.target.is_some() && unit.sent.as_ref().is_some_and(|it| it.is(segment.target.as_deref()));
        is_sent && unit.sent != Some(Sent::Nothing) || is_alike(&unit.source, &segment.source)
    }
}

/// Returns whether two texts share at least half of their words. It takes about as long as reading them: a stranger's file
/// can have any number of long texts.
fn is_alike(one: &str, other: &str) -> bool {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in one.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    let words = counts.values().sum::<usize>() + other.split_whitespace().count();
    let shared = other.split_whitespace().filter(|word| {
        let left = counts.get_mut(word).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    });
    4 * shared.count() >= words
}

/// Returns the path of a field without the numbers of entries and paragraphs: `topics.text`.
fn key(field: &str) -> String {
    let field = field.split('/').next().unwrap_or_default();
    let mut inside = false;
    field
        .chars()
        .filter(|c| {
            inside = (inside || *c == '[') && *c != ']';
            !inside && *c != ']'
        })
        .collect()
}

/// Returns the words of a text, whatever spaces and line breaks are between them.
pub(super) fn words(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_no_numbers() {
        assert_eq!(key("topics[12].text"), "topics.text");
        assert_eq!(key("story/3"), "story");
    }

    #[test]
    fn a_changed_text_is_alike_and_another_is_not() {
        assert!(is_alike(
            "Acht Firmen gründeten den Verein im November.",
            "Neun Firmen gründeten den Verein im November."
        ));
        assert!(!is_alike("Gemeinsamer Einkauf", "Künstliche Intelligenz"));
    }
}
