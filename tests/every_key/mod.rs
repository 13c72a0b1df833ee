//! Every key of every shipped record, changed in each way that an editor gets it wrong: each change is reported at its
//! place, or legal by the schema.

mod changes;
mod scratch;

use std::fs;
use std::path::Path;

use brochure::diagnostics::{Diagnostic, Severity};
use brochure::edition::records::node::{Node, Step, field};
use brochure::edition::records::schema::RecordKind;
use changes::{Change, PLACEHOLDER, apply, inside, keys, misspelt, with_last};
use rayon::prelude::*;
use scratch::Scratch;
use serde_json::Value as Plain;
use toml_edit::DocumentMut;

/// How often a change was reported and how often it was legal.
#[derive(Debug, Default)]
struct Count {
    told: usize,
    legal: usize,
}

#[test]
fn every_change_of_a_key_is_told_at_its_place_or_legal() {
    let root = crate::common::root();
    let clusters = fs::read_dir(root.join("data/2019/clusters")).expect("records");
    let mut files: Vec<_> = clusters.map(|entry| (RecordKind::Cluster, entry.expect("a record").path())).collect();
    files.sort_by(|a, b| a.1.cmp(&b.1));
    files.push((RecordKind::Edition, root.join("data/2019/edition.toml")));

    for change in Change::ALL {
        let counts: Vec<Count> = files.par_iter().map(|(kind, path)| try_all(*kind, path, change)).collect();
        let told: usize = counts.iter().map(|count| count.told).sum();
        let legal: usize = counts.iter().map(|count| count.legal).sum();
        println!("{change:?}: {} cases, {told} told, {legal} legal", told + legal);
        assert!(told > 100, "{change:?}");
    }
}

/// Makes a change at every key of a file and checks each time.
fn try_all(kind: RecordKind, path: &Path, change: Change) -> Count {
    let schema = kind.schema();
    let scratch = Scratch::new();
    let text = fs::read_to_string(path).expect("a record");
    let document: DocumentMut = text.parse().expect("TOML");
    let mut places = Vec::new();
    keys(document.as_table(), &mut Vec::new(), &mut places);
    let mut count = Count::default();
    for place in &places {
        let mut changed = document.clone();
        let Some(shown) = apply(&mut changed, place, change, &schema) else { continue };
        let parents = &place[..place.len() - 1];
        let emptied = inside(&mut changed, parents).is_some_and(|table| table.is_empty());
        let text = changed.to_string();
        let Step::Key(key) = place.last().expect("a key") else { continue };
        let found = scratch.check(kind, path, &text.replace(PLACEHOLDER, key));
        if change == Change::Double {
            let line = line_of(&text, text.find(PLACEHOLDER).expect("the second key"));
            let told = found.iter().any(|diagnostic| tells_twice(diagnostic, line, key));
            assert!(told, "{} is twice in {}:\n{}", field(place), path.display(), list(&found));
            count.told += 1;
        } else if let Some(at) = expected(&schema, place, change, emptied) {
            let told = found.iter().any(|diagnostic| tells(diagnostic, &at, &shown));
            assert!(told, "{change:?} of {} in {}:\n{}", field(place), path.display(), list(&found));
            count.told += 1;
        } else {
            // "neither `url` nor `title`" is a rule about two keys, not about the form of one.
            let of_form = |it: &&Diagnostic| it.code.number().starts_with("E01") && !it.message.contains("neither");
            let form: Vec<_> = found.iter().filter(of_form).cloned().collect();
            assert!(form.is_empty(), "{change:?} of {} is legal:\n{}", field(place), list(&form));
            count.legal += 1;
        }
    }
    count
}

/// The field a fault must name; `None` where the change is legal by the schema.
fn expected(schema: &Plain, place: &[Step], change: Change, emptied: bool) -> Option<String> {
    let root = Node::root(schema);
    let (Step::Key(key), parents) = place.split_last().expect("a key") else { return None };
    let parent = root.at(parents).expect("the schema knows every shipped table");
    let node = parent.key(key).expect("the schema knows every shipped key");
    match change {
        Change::Delete => {
            let told = parent.requires(key) || (emptied && parent.get("minProperties").is_some());
            told.then(|| field(parents))
        }
        Change::Misspell => parent.keys().contains(&key.as_str()).then(|| field(&misspelt(place))),
        Change::WrongKind | Change::OutOfRange => Some(field(place)),
        Change::OtherLanguage => Some(field(&with_last(place, "fr"))),
        Change::Double => None,
        Change::Empty => {
            let may_be_empty = match (node.allows("string"), node.allows("array"), node.allows("object")) {
                (true, ..) => false,
                (_, true, _) => node.get("minItems").is_none(),
                (.., true) => {
                    node.get("minProperties").is_none() && node.keys().iter().all(|inner| !node.requires(inner))
                }
                _ => false,
            };
            (!may_be_empty).then(|| field(place))
        }
    }
}

/// Whether an error is at a field, with the text that was changed.
fn tells(diagnostic: &Diagnostic, at: &str, shown: &str) -> bool {
    let place = diagnostic.place.as_ref();
    let marked = place.map(|place| &place.file.text()[place.span.clone()]).unwrap_or_default();
    diagnostic.severity == Severity::Error
        && diagnostic.field.as_deref().unwrap_or_default() == at
        && diagnostic.hint.is_some()
        && (shown.is_empty() || marked == shown)
}

/// Whether an error says at a line that a key is there twice.
fn tells_twice(diagnostic: &Diagnostic, line: usize, key: &str) -> bool {
    let at = diagnostic.place.as_ref().map(|place| line_of(place.file.text(), place.span.start));
    diagnostic.severity == Severity::Error
        && diagnostic.message.starts_with("duplicate ")
        && diagnostic.message.contains(key)
        && at == Some(line)
}

fn line_of(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}

fn list(found: &[Diagnostic]) -> String {
    let lines = found.iter().map(|it| format!("{:?} {}", it.field, brochure::diagnostics::short(it)));
    lines.collect::<Vec<_>>().join("\n")
}
