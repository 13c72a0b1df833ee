//! Bookmarks, page labels and where a link leads: read, then judged.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::byhand::{File, mark, part};
use super::reader::{Element, Page, Target, Tree, read, text_of};
use super::rules::Findings;
use super::screens;
use super::spoken::{heard, pieces, words};

/// A line of the outline.
#[derive(Debug, Clone, Default)]
pub struct Bookmark {
    pub title: String,
    /// 1 for the outermost.
    pub depth: usize,
    pub target: Target,
    /// How far above the foot of the page it leads.
    pub height: f64,
}

/// Where an annotation or a bookmark leads.
pub fn target(document: &Document, dict: &Dictionary, numbers: &BTreeMap<ObjectId, usize>) -> Target {
    let action = dict.get_deref(b"A", document).and_then(Object::as_dict).ok();
    if let Some(address) = action.and_then(|it| it.get_deref(b"URI", document).ok()) {
        return Target::Address(text_of(address));
    }
    let Some(place) = place(document, dict) else { return Target::Nothing };
    let page = place.first().and_then(|page| page.as_reference().ok()).and_then(|id| numbers.get(&id));
    page.map_or(Target::Nothing, |page| Target::Page(*page))
}

/// The place that a destination names: `[page /XYZ x y zoom]`.
fn place<'a>(document: &'a Document, dict: &'a Dictionary) -> Option<&'a Vec<Object>> {
    let action = dict.get_deref(b"A", document).and_then(Object::as_dict).ok();
    let within = action.and_then(|it| it.get_deref(b"D", document).ok());
    let mut found = dict.get_deref(b"Dest", document).ok().or(within)?;
    if let Ok(name) = found.as_str().or_else(|_| found.as_name()) {
        // A heading may be drawn in capitals; its title is as it was written.
        let names = document.catalog().ok()?.get_deref(b"Names", document).ok()?.as_dict().ok()?;
        found = named(document, names.get_deref(b"Dests", document).ok()?.as_dict().ok()?, name, 0)?;
    }
    if let Ok(dict) = found.as_dict() {
        found = dict.get_deref(b"D", document).ok()?;
    }
    found.as_array().ok()
}

fn named<'a>(document: &'a Document, node: &'a Dictionary, name: &[u8], depth: usize) -> Option<&'a Object> {
    if let Ok(names) = node.get_deref(b"Names", document).and_then(Object::as_array) {
        let pairs = names.as_chunks::<2>().0;
        let [_, found] = pairs.iter().find(|[key, _]| key.as_str().is_ok_and(|key| key == name))?;
        return document.dereference(found).ok().map(|it| it.1);
    }
    let kids = node.get_deref(b"Kids", document).and_then(Object::as_array).ok().filter(|_| depth < 16)?;
    kids.iter().find_map(|kid| named(document, document.dereference(kid).ok()?.1.as_dict().ok()?, name, depth + 1))
}

/// Every bookmark in order.
pub fn bookmarks(document: &Document, numbers: &BTreeMap<ObjectId, usize>) -> Vec<Bookmark> {
    let mut found = Vec::new();
    let outlines = document.catalog().and_then(|it| it.get_deref(b"Outlines", document)).and_then(Object::as_dict);
    if let Ok(outlines) = outlines {
        level(document, outlines, numbers, 1, &mut found);
    }
    found
}

fn level(
    document: &Document,
    parent: &Dictionary,
    numbers: &BTreeMap<ObjectId, usize>,
    depth: usize,
    found: &mut Vec<Bookmark>,
) {
    let mut next = parent.get_deref(b"First", document).and_then(Object::as_dict).ok();
    while let Some(item) = next {
        // A ring would never end.
        if found.len() > 10_000 || depth > 16 {
            return;
        }
        let title = item.get_deref(b"Title", document).map(text_of).unwrap_or_default();
        let height = place(document, item).and_then(|place| place.get(3)).map_or(0.0, super::fonts::number);
        found.push(Bookmark { title, depth, target: target(document, item, numbers), height });
        level(document, item, numbers, depth + 1, found);
        next = item.get_deref(b"Next", document).and_then(Object::as_dict).ok();
    }
}

/// The label of each page, where the file has them.
pub fn labels(document: &Document, pages: usize) -> Vec<Option<String>> {
    let mut ranges = BTreeMap::new();
    let root = document.catalog().and_then(|it| it.get_deref(b"PageLabels", document)).and_then(Object::as_dict);
    if let Ok(root) = root {
        label_ranges(document, root, &mut ranges, 0);
    }
    let label = |page: usize| {
        let (first, range) = ranges.range(..=page).next_back()?;
        let start = range.get(b"St").and_then(Object::as_i64).ok().and_then(|it| usize::try_from(it).ok()).unwrap_or(1);
        let number = start + page - first;
        let prefix = range.get_deref(b"P", document).map(text_of).unwrap_or_default();
        let number = match range.get(b"S").and_then(Object::as_name) {
            Ok(b"D") => number.to_string(),
            Ok(b"r") => roman(number),
            Ok(b"R") => roman(number).to_uppercase(),
            Ok(other) => format!("?{}", String::from_utf8_lossy(other)),
            Err(_) => String::new(),
        };
        Some(format!("{prefix}{number}"))
    };
    (0..pages).map(label).collect()
}

fn label_ranges<'a>(
    document: &'a Document,
    node: &'a Dictionary,
    ranges: &mut BTreeMap<usize, &'a Dictionary>,
    depth: usize,
) {
    for pair in node.get_deref(b"Nums", document).and_then(Object::as_array).iter().flat_map(|it| it.as_chunks::<2>().0)
    {
        let first = pair[0].as_i64().ok().and_then(|it| usize::try_from(it).ok());
        let range = document.dereference(&pair[1]).and_then(|it| it.1.as_dict());
        ranges.extend(first.zip(range.ok()));
    }
    if depth > 16 {
        return;
    }
    for kid in node.get_deref(b"Kids", document).and_then(Object::as_array).into_iter().flatten() {
        if let Ok(kid) = document.dereference(kid).and_then(|it| it.1.as_dict()) {
            label_ranges(document, kid, ranges, depth + 1);
        }
    }
}

fn roman(mut number: usize) -> String {
    let signs = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];
    let mut out = String::new();
    for (value, sign) in signs {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

fn heading_place(tree: &Tree, heading: &Element) -> Option<(usize, f64)> {
    pieces(tree, heading, None).first().map(|piece| (piece.page, piece.run.from[1]))
}

/// Every chapter has its bookmark, in the order of the pages; every bookmark leads to its heading.
pub fn bookmarks_lead_to_headings(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    let mut rest = tree.bookmarks.as_slice();
    let all = tree.all();
    for heading in all.iter().filter(|it| it.level() > 0) {
        let said = words(tree, heading, None);
        // A heading may be drawn in capitals; its title is as it was written.
        let names = [heading.title.as_ref(), Some(&said)];
        let same = |it: &Bookmark| names.iter().flatten().any(|name| heard(name) == heard(&it.title));
        let Some(at) = rest.iter().position(same) else {
            // Small headings may go without one, chapters may not.
            if heading.level() == 1 {
                found.push(format!("H1 {said:?} has no bookmark"));
            }
            continue;
        };
        found.extend(rest[..at].iter().map(|it| format!("bookmark {:?} is no heading", it.title)));
        let bookmark = &rest[at];
        rest = &rest[at + 1..];
        if bookmark.depth != heading.level() {
            found.push(format!("{said:?}: H{} at depth {}", heading.level(), bookmark.depth));
        }
        let place = heading_place(tree, heading);
        let there = place.is_some_and(|(page, height)| {
            // A view that opens below the heading hides it.
            bookmark.target == Target::Page(page) && bookmark.height > height - 1.0
        });
        if !there {
            found.push(format!("{said:?} leads to {:?} at {:.0}, not {place:?}", bookmark.target, bookmark.height));
        }
    }
    found.extend(rest.iter().map(|it| format!("bookmark {:?} is no heading", it.title)));
    found
}

/// The artifacts at the foot of a page that are numbers, and their height in tenths of a point.
fn numbers_at_foot(page: &Page) -> impl Iterator<Item = (&str, i64)> {
    let number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    page.drawn.artifacts.iter().filter(move |it| number(&it.text)).filter_map(|it| {
        let height = it.from[1] - page.sides[1];
        #[expect(clippy::cast_possible_truncation, reason = "less than a page")]
        (0.0..60.0).contains(&height).then_some((it.text.as_str(), (height * 10.0).round() as i64))
    })
}

/// The line of most numbers at the foot: those are the page numbers.
fn folio_line(tree: &Tree) -> Option<i64> {
    let mut lines: BTreeMap<i64, usize> = BTreeMap::new();
    for (_, line) in tree.pages.iter().flat_map(numbers_at_foot) {
        *lines.entry(line).or_default() += 1;
    }
    lines.into_iter().max_by_key(|(_, times)| *times).map(|(line, _)| line)
}

/// Pages have labels, no two the same, and the printed number where one is printed.
pub fn labels_as_printed(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    let mut seen = BTreeMap::new();
    let line = folio_line(tree);
    for (n, page) in tree.pages.iter().enumerate() {
        let Some(label) = &page.label else {
            found.push(format!("page {} has no label", n + 1));
            continue;
        };
        if let Some(other) = seen.insert(label, n) {
            found.push(format!("pages {} and {} are both {label:?}", other + 1, n + 1));
        }
        let printed: Vec<_> = numbers_at_foot(page).filter(|(_, at)| Some(*at) == line).map(|(text, _)| text).collect();
        if !printed.is_empty() && !printed.contains(&label.as_str()) {
            found.push(format!("page {} is {label:?}, printed {printed:?}", n + 1));
        }
    }
    found
}

/// The window shows a title.
pub fn titled(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    if tree.title.as_deref().is_none_or(|title| title.trim().is_empty()) {
        found.push("no title".to_owned());
    }
    if !tree.shows_title {
        found.push("the name of the file is shown and not its title".to_owned());
    }
    found
}

#[test]
fn every_chapter_has_a_bookmark_and_each_leads_to_its_heading() {
    for screen in screens() {
        assert_eq!(bookmarks_lead_to_headings(&screen.tree), [""; 0], "{}", screen.name);
    }
}

#[test]
fn the_title_is_shown() {
    for screen in screens() {
        assert_eq!(titled(&screen.tree), [""; 0], "{}", screen.name);
    }
}

#[test]
fn pages_are_labelled_as_printed() {
    for screen in screens() {
        assert_eq!(labels_as_printed(&screen.tree), [""; 0], "{}", screen.name);
        let printed = screen.tree.pages.iter().filter(|page| numbers_at_foot(page).next().is_some());
        assert!(printed.count() > screen.tree.pages.len() / 2, "{}: most pages print their number", screen.name);
    }
}

/// A page with a heading, and one with another below it.
fn two_pages() -> File {
    let heading = |text: &str| format!("/H1 <</MCID 0>> BDC BT /F1 10 Tf 50 700 Td ({text}) Tj ET EMC");
    File {
        contents: vec![heading("One"), heading("Two")],
        tree: vec![part("H1", vec![mark(0, 0)]), part("H1", vec![mark(1, 0)])],
        bookmarks: vec![("One", 0, 720.0), ("Two", 1, 720.0)],
        ..File::default()
    }
}

#[test]
fn bookmarks_that_lead_elsewhere_are_found() {
    let found = |file: File| bookmarks_lead_to_headings(&read(&file.bytes()));
    assert_eq!(found(two_pages()), [""; 0]);
    let missing = File { bookmarks: vec![("One", 0, 720.0)], ..two_pages() };
    assert_eq!(found(missing), ["H1 \"Two\" has no bookmark"]);
    let elsewhere = File { bookmarks: vec![("One", 0, 720.0), ("Two", 0, 720.0)], ..two_pages() };
    assert_eq!(found(elsewhere), ["\"Two\" leads to Page(0) at 720, not Some((1, 700.0))"]);
    let below = File { bookmarks: vec![("One", 0, 300.0), ("Two", 1, 720.0)], ..two_pages() };
    assert_eq!(found(below), ["\"One\" leads to Page(0) at 300, not Some((0, 700.0))"]);
}

#[test]
fn labels_that_are_not_printed_are_found() {
    let folio = |text: &str| format!("/Artifact BMC BT /F1 10 Tf 50 47 Td ({text}) Tj ET EMC");
    let contents = vec![folio("1"), folio("2")];
    let found = |labels: &[(i64, &'static str, i64)]| {
        labels_as_printed(&read(
            &File { contents: contents.clone(), labels: labels.to_vec(), ..File::default() }.bytes(),
        ))
    };
    assert_eq!(found(&[(0, "D", 1)]), [""; 0]);
    assert_eq!(found(&[]), ["page 1 has no label", "page 2 has no label"]);
    assert_eq!(found(&[(0, "r", 1), (1, "D", 2)]), ["page 1 is \"i\", printed [\"1\"]"]);
    assert_eq!(found(&[(0, "D", 1), (1, "D", 1)]).len(), 2);
}
