//! Chapters about the same cluster: a record was copied under another name and not rewritten.

use std::collections::{BTreeMap, BTreeSet};

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document, Records};
use crate::edition::records::{Cluster, Note};

/// Shorter texts, in words, are the same in many records.
const LEAST_WORDS: usize = 4;

/// Fewer texts say nothing about a record.
const LEAST_TEXTS: usize = 3;

/// Of this many texts of a copy, all but one are those of the original.
const ALL_BUT_ONE_OF: usize = 5;

/// The texts that a chapter has in common with an earlier one, whose name is given.
enum Copied {
    Name(String),
    Texts(String),
}

/// The chapters that repeat an earlier one, by their names.
pub(super) struct Copies(BTreeMap<String, Copied>);

impl Copies {
    /// Compares each chapter with those before it in the tour.
    pub(super) fn find(records: &Records) -> Self {
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        let mut texts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut copies = BTreeMap::new();
        for (index, document) in records.clusters.iter().enumerate() {
            let own = long_texts(document);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for earlier in own.iter().filter_map(|text| texts.get(text)).flatten() {
                *shared.entry(*earlier).or_default() += 1;
            }
            let is_copy = |same: usize| same * ALL_BUT_ONE_OF >= own.len() * (ALL_BUT_ONE_OF - 1);
            let original = shared.iter().find(|(_, same)| own.len() >= LEAST_TEXTS && is_copy(**same));
            let original = original.and_then(|(earlier, _)| records.clusters.get(*earlier));
            let name = name(document);
            if let Some(earlier) = names.get(&name) {
                copies.insert(document.slug.clone(), Copied::Name((*earlier).to_owned()));
            } else if let Some(earlier) = original {
                copies.insert(document.slug.clone(), Copied::Texts(earlier.slug.clone()));
            }
            if document.is_sure_of("official_name") {
                names.entry(name).or_insert(&document.slug);
            }
            for text in own {
                texts.entry(text).or_default().push(index);
            }
        }
        Self(copies)
    }

    /// Adds a note if a chapter repeats an earlier one.
    pub(super) fn check(&self, document: &Document<Cluster>, notes: &mut Notes<'_>) {
        let message = match self.0.get(&document.slug) {
            Some(Copied::Name(earlier)) => format!("clusters/{earlier}.toml has the same official name"),
            Some(Copied::Texts(earlier)) => format!("nearly all texts are those of clusters/{earlier}.toml"),
            None => return,
        };
        let hint = format!("write the texts of this cluster, or remove \"{}\" from `chapters`", document.slug);
        let warning = Diagnostic::warning(Code::COPIED_RECORD, message).hint(hint);
        notes.add(Note::CopiedRecord, document.locate(warning, "official_name"));
    }
}

/// Returns the official name, regardless of spaces and case.
fn name(document: &Document<Cluster>) -> String {
    let words: Vec<_> = document.value.official_name.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

/// Returns the texts of a record that are longer than a name.
fn long_texts(document: &Document<Cluster>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    load::texts(&document.plain, &mut |field, text| {
        let is_long = text.split_whitespace().count() >= LEAST_WORDS;
        if is_long && !field.starts_with("editorial") && !field.starts_with("sources") {
            found.insert(text.trim().to_owned());
        }
    });
    found
}
