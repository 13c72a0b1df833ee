//! Every key of every shipped record, deleted, misspelt, given a wrong kind of value and an empty
//! one: each is reported at its place, or legal by the schema.

use std::fs;
use std::path::Path;

use brochure::Project;
use brochure::diagnostics::{Diagnostic, Severity};
use brochure::edition::records::node::{Node, Step, field};
use brochure::edition::records::schema::RecordKind;
use brochure::pipeline::{self, Options};
use rayon::prelude::*;
use serde_json::Value as Plain;
use tempfile::TempDir;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Delete,
    Misspell,
    WrongKind,
    Empty,
}

const CHANGES: [Change; 4] = [Change::Delete, Change::Misspell, Change::WrongKind, Change::Empty];

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

    for change in CHANGES {
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
        let Some(shown) = apply(&mut changed, place, change) else { continue };
        let parents = &place[..place.len() - 1];
        let emptied = inside(&mut changed, parents).is_some_and(|table| table.is_empty());
        let found = scratch.check(kind, path, &changed.to_string());
        if let Some(at) = expected(&schema, place, change, emptied) {
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
        Change::WrongKind => Some(field(place)),
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

fn list(found: &[Diagnostic]) -> String {
    let lines = found.iter().map(|it| format!("{:?} {}", it.field, brochure::diagnostics::short(it)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every key of a table and of the tables in it.
fn keys(table: &dyn TableLike, path: &mut Vec<Step>, out: &mut Vec<Vec<Step>>) {
    for (key, item) in table.iter() {
        path.push(Step::Key(key.to_owned()));
        out.push(path.clone());
        if let Some(inner) = item.as_table_like() {
            keys(inner, path, out);
        } else if let Some(tables) = item.as_array_of_tables() {
            for (index, inner) in tables.iter().enumerate() {
                path.push(Step::Index(index));
                keys(inner, path, out);
                path.pop();
            }
        } else if let Some(items) = item.as_array() {
            for (index, inner) in items.iter().enumerate() {
                let Some(inner) = inner.as_inline_table() else { continue };
                path.push(Step::Index(index));
                keys(inner, path, out);
                path.pop();
            }
        }
        path.pop();
    }
}

/// Makes the change; gives the text that a fault must mark, empty where there is none.
fn apply(document: &mut DocumentMut, place: &[Step], change: Change) -> Option<String> {
    let (Step::Key(key), parents) = place.split_last()? else { return None };
    let table = inside(document, parents)?;
    match change {
        Change::Delete => {
            table.remove(key)?;
            Some(String::new())
        }
        Change::Misspell => {
            let item = table.remove(key)?;
            let Some(Step::Key(wrong)) = misspelt(place).pop() else { return None };
            table.insert(&wrong, item);
            Some(wrong)
        }
        Change::WrongKind => {
            let item = table.get_mut(key)?;
            let wrong = if item.as_bool().is_some() { Value::from(1) } else { Value::from(true) };
            let shown = wrong.to_string();
            *item = Item::Value(wrong);
            Some(shown)
        }
        Change::Empty => {
            let item = table.get_mut(key)?;
            let empty: Value = match item {
                Item::Table(_) | Item::Value(Value::InlineTable(_)) => InlineTable::new().into(),
                Item::ArrayOfTables(_) | Item::Value(Value::Array(_)) => Array::new().into(),
                _ => Value::from(""),
            };
            *item = Item::Value(empty);
            Some(String::new())
        }
    }
}

fn inside<'a>(document: &'a mut DocumentMut, path: &[Step]) -> Option<&'a mut dyn TableLike> {
    let mut item = document.as_item_mut();
    let mut steps = path.iter();
    while let Some(step) = steps.next() {
        match step {
            Step::Key(key) => item = item.as_table_like_mut()?.get_mut(key)?,
            Step::Index(index) => {
                // Entries of a list are tables and no items.
                let rest = steps.as_slice();
                let table: &mut dyn TableLike = match item {
                    Item::ArrayOfTables(tables) => tables.get_mut(*index)?,
                    Item::Value(Value::Array(items)) => items.get_mut(*index)?.as_inline_table_mut()?,
                    _ => return None,
                };
                return further(table, rest);
            }
        }
    }
    item.as_table_like_mut()
}

fn further<'a>(table: &'a mut dyn TableLike, path: &[Step]) -> Option<&'a mut dyn TableLike> {
    match path.split_first() {
        None => Some(table),
        Some((Step::Key(key), rest)) => further(table.get_mut(key)?.as_table_like_mut()?, rest),
        Some((Step::Index(_), _)) => None,
    }
}

/// The path with two letters of its last key exchanged.
fn misspelt(place: &[Step]) -> Vec<Step> {
    let mut place = place.to_vec();
    if let Some(Step::Key(key)) = place.last_mut() {
        let mut letters: Vec<_> = key.chars().collect();
        let last = letters.len() - 1;
        if letters[last] == letters[last.saturating_sub(1)] {
            letters.push('x');
        } else {
            letters.swap(last, last - 1);
        }
        *key = letters.into_iter().collect();
    }
    place
}

/// A project of one chapter.
struct Scratch {
    folder: TempDir,
}

impl Scratch {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let words = folder.path().join("templates/words");
        fs::create_dir_all(&words).expect("a folder");
        fs::create_dir_all(folder.path().join("data/2019/clusters")).expect("a folder");
        for language in ["de", "en"] {
            let name = format!("{language}.toml");
            fs::copy(crate::common::root().join("templates/words").join(&name), words.join(&name)).expect("words");
        }
        Self { folder }
    }

    /// Checks an edition of one chapter, with one of its two files changed.
    fn check(&self, kind: RecordKind, path: &Path, text: &str) -> Vec<Diagnostic> {
        let root = crate::common::root();
        let slug = if kind == RecordKind::Cluster { path.file_stem().and_then(|name| name.to_str()) } else { None };
        let slug = slug.unwrap_or("niro");
        let data = self.folder.path().join("data/2019");
        let record = data.join(format!("clusters/{slug}.toml"));
        let edition = data.join("edition.toml");
        match kind {
            RecordKind::Cluster => {
                let shipped: DocumentMut =
                    fs::read_to_string(root.join("data/2019/edition.toml")).expect("edition").parse().expect("TOML");
                fs::write(&edition, one_chapter(shipped, slug)).expect("edition");
                fs::write(&record, text).expect("record");
            }
            RecordKind::Edition => {
                fs::write(&edition, text).expect("edition");
                fs::copy(root.join("data/2019/clusters/niro.toml"), &record).expect("record");
            }
        }
        let project = Project::at(self.folder.path()).expect("a project");
        pipeline::check(&project, Path::new("data/2019"), &Options::default()).expect("files")
    }
}

fn one_chapter(mut edition: DocumentMut, slug: &str) -> String {
    edition["chapters"] = toml_edit::value(Array::from_iter([slug]));
    edition["introduction"] = Item::None;
    edition.to_string()
}
