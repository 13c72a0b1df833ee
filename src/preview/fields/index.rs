//! Every value that can be seen on a page, with its place in the records, the words or the edition.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::tokens::{Vocabulary, Word, split_words, without_marks};
use crate::diagnostics::SourceFile;
use crate::edition::load::{Records, Spans, Words, leaves};
use crate::edition::records::Language;
use crate::pages::merge::shown_forms;

/// What a file is to the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Origin {
    /// The record of a cluster, by the number of its file.
    Cluster(usize),
    /// The record of the edition.
    Edition,
    /// The words of a language.
    Words,
}

/// One way in which a value may be shown.
#[derive(Debug)]
pub(super) struct Leaf {
    pub origin: Origin,
    pub file: Arc<SourceFile>,
    /// The path of the field.
    pub field: String,
    /// The field without the numbers of list entries: what the same place of a template shows of all records.
    pub pattern: String,
    pub words: Vec<Word>,
    /// The byte of each word in the file.
    pub places: Vec<usize>,
}

/// The leaves of all files, and where each word is in them.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub vocabulary: Vocabulary,
    pub leaves: Vec<Leaf>,
    /// The leaves that have a word, with its position in the leaf.
    pub positions: HashMap<Word, Vec<(u32, u32)>>,
}

impl Index {
    /// Collects what pages in a language can show.
    pub(super) fn new(records: &Records, words: &Words) -> Self {
        let mut index = Self::default();
        for (number, cluster) in records.clusters.iter().enumerate() {
            let file = File { origin: Origin::Cluster(number), source: &cluster.file, spans: &cluster.spans };
            index.add_file(&file, &cluster.plain, words);
        }
        let edition = &records.edition;
        let file = File { origin: Origin::Edition, source: &edition.file, spans: &edition.spans };
        index.add_file(&file, &edition.plain, words);
        let file = File { origin: Origin::Words, source: words.file(), spans: words.spans() };
        index.add_file(&file, &Value::Object(words.table().clone()), words);
        for (number, leaf) in (0_u32..).zip(&index.leaves) {
            for (position, word) in (0_u32..).zip(&leaf.words) {
                index.positions.entry(*word).or_default().push((number, position));
            }
        }
        index
    }

    fn add_file(&mut self, file: &File<'_>, plain: &Value, words: &Words) {
        leaves(plain, "", &mut |field, value| {
            if !is_of_other_language(field, words.language) {
                self.add_value(file, field, value, words);
            }
        });
    }

    fn add_value(&mut self, file: &File<'_>, field: &str, value: &Value, words: &Words) {
        let span = file.spans.nearest(field);
        if let Value::String(text) = value {
            // With an escape, the file has other words than the text.
            let written = file.source.text().get(span.clone()).filter(|written| !written.contains('\\'));
            match written {
                Some(written) => self.add_leaf(file, field, written, |at| span.start + at),
                None => self.add_leaf(file, field, text, |_| span.start),
            }
        }
        if file.origin != Origin::Words {
            for form in shown_forms(field, value, words) {
                self.add_leaf(file, field, &form, |_| span.start);
            }
        }
    }

    fn add_leaf(&mut self, file: &File<'_>, field: &str, text: &str, place: impl Fn(usize) -> usize) {
        let (mut words, mut places) = (Vec::new(), Vec::new());
        split_words(&without_marks(text), &mut |word, start, _| {
            words.push(self.vocabulary.add(word));
            places.push(place(start));
        });
        if words.is_empty() {
            return;
        }
        self.leaves.push(Leaf {
            origin: file.origin,
            file: Arc::clone(file.source),
            field: field.to_owned(),
            pattern: pattern(field),
            words,
            places,
        });
    }
}

struct File<'a> {
    origin: Origin,
    source: &'a Arc<SourceFile>,
    spans: &'a Spans,
}

/// Returns whether a field holds a text in another language than the pages.
fn is_of_other_language(field: &str, language: Language) -> bool {
    let last = field.rsplit('.').next().unwrap_or_default();
    let key = last.split('[').next().unwrap_or_default();
    Language::ALL.into_iter().any(|other| other != language && other.code() == key)
}

/// Returns a field without the numbers of list entries: `members[].count`.
fn pattern(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut inside = false;
    for c in field.chars() {
        inside = (inside || c == '[') && c != ']';
        if !inside || c == '[' {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_no_numbers_of_entries() {
        assert_eq!(pattern("members[12].by.count"), "members[].by.count");
        assert_eq!(pattern("title.de"), "title.de");
    }

    #[test]
    fn the_language_is_the_last_key_of_a_field() {
        assert!(is_of_other_language("title.en", Language::De));
        assert!(is_of_other_language("hyphenation.en[3]", Language::De));
        assert!(!is_of_other_language("title.de", Language::De));
        assert!(!is_of_other_language("contact.email", Language::De));
    }
}
