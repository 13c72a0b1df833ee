//! Words that are looked up: tags, glossary, index.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Edition, Language, Text};

/// The most words of an explanation.
const EXPLANATION: usize = 25;

/// Checks glossary and index.
pub(super) fn check(records: &Records) -> Vec<Diagnostic> {
    let document = &records.edition;
    let Edition { glossary, index, chapters, .. } = &document.value;
    let mut diagnostics = twice(document, "glossary", glossary.iter().map(|entry| &entry.term));
    diagnostics.extend(twice(document, "index", index.iter().map(|entry| &entry.term)));
    for (at, entry) in glossary.iter().enumerate() {
        let field = format!("glossary[{at}].text");
        diagnostics.extend(too_many_words(document, &field, &entry.text, EXPLANATION));
    }
    if !document.is_sure_of("chapters") {
        return diagnostics;
    }
    let known: Vec<_> = chapters.iter().map(String::as_str).collect();
    for (at, entry) in index.iter().enumerate() {
        let unknown = entry.pages_of.iter().enumerate().filter(|(_, slug)| !known.contains(&slug.as_str()));
        for (number, slug) in unknown {
            let hint = match nearest(slug, &known) {
                Some(name) => format!("did you mean `{name}`? The chapters are: {}", known.join(", ")),
                None => format!("write one of: {}", known.join(", ")),
            };
            let error =
                Diagnostic::error(Code::UNKNOWN_CHAPTER, format!("the edition has no chapter `{slug}`")).hint(hint);
            diagnostics.push(document.locate(error, &format!("index[{at}].pages_of[{number}]")));
        }
    }
    diagnostics
}

/// Reports each term that is in a list before.
fn twice<'a>(document: &Document<Edition>, list: &str, terms: impl Iterator<Item = &'a Text>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (index, term) in terms.enumerate() {
        let new = term.languages().filter_map(|language| Some((language, term.get(language)?.to_lowercase())));
        // Two terms may be the same in one language only.
        let new: Vec<_> = new.collect();
        if !new.is_empty() && !seen.insert(new) {
            let error = Diagnostic::error(Code::DUPLICATE, "this term is in the list twice")
                .hint("remove one of the two, or join them");
            diagnostics.push(document.locate(error, &format!("{list}[{index}].term")));
        }
    }
    diagnostics
}

/// Reports a text with too many words in any language.
pub(super) fn too_many_words<T>(document: &Document<T>, field: &str, text: &Text, most: usize) -> Vec<Diagnostic> {
    let long = Language::ALL.into_iter().filter_map(|language| {
        let words = text.get(language)?.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
        Some((language, words.count())).filter(|(_, words)| *words > most)
    });
    long.map(|(language, words)| {
        let error = Diagnostic::error(Code::TOO_LONG, format!("this text has {words} words, which is too long"))
            .hint(format!("write at most {most} words"));
        document.locate(error, &format!("{field}.{language}"))
    })
    .collect()
}

/// Reports each tag of a topic that the edition does not have.
pub(super) fn tags(records: &Records, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let edition = &records.edition;
    let misspelt = edition.has_repaired(|name| nearest(name, &["tags"]).is_some());
    if misspelt || !edition.is_sure_of("tags") {
        return Vec::new();
    }
    let known: Vec<_> = edition.value.tags.keys().map(String::as_str).collect();
    let topics = document.value.topics.iter().enumerate();
    let unknown = topics.filter_map(|(index, topic)| Some((index, topic.tag.as_deref()?)));
    unknown
        .filter(|(_, tag)| !known.contains(tag))
        .map(|(index, tag)| {
            let hint = match nearest(tag, &known) {
                Some(name) => format!("did you mean `{name}`? The known values are: {}", known.join(", ")),
                None if known.is_empty() => "add it to [tags] in edition.toml, or remove it".to_owned(),
                None => format!("add it to [tags] in edition.toml, or write one of: {}", known.join(", ")),
            };
            let error =
                Diagnostic::error(Code::UNKNOWN_TAG, format!("`{tag}` is not a tag of this edition")).hint(hint);
            document.locate(error, &format!("topics[{index}].tag"))
        })
        .collect()
}
