//! The rules for a structure tree. Each rule returns its findings.

use std::collections::{BTreeMap, BTreeSet};

use super::reader::{Child, Element, Tree};
use super::spoken::{apart, heard, inline_only, joined_on_purpose, pieces, words};

pub type Findings = Vec<String>;
pub type Rule = fn(&Tree) -> Findings;

/// Every rule that a file of one language is asked.
pub const ALL: [(&str, Rule); 14] = [
    ("the file says that it is tagged", tagged),
    ("content is in the tree or an artifact", accounted_for),
    ("every mark is there once", marks_once),
    ("headings have no jump", headings),
    ("rows of a table are as wide as each other", tables),
    ("pictures have words", pictures),
    ("items of a list have a body", lists),
    ("texts stand in blocks", blocks),
    ("paragraphs hold no blocks", nested),
    ("running heads and page numbers are not heard", running_heads),
    ("words do not run together", run_together),
    ("nothing is heard twice", heard_twice),
    ("paragraphs are whole", broken_paragraphs),
    ("nothing is empty", empty),
];

/// The start of a text, for findings.
pub fn clip(text: &str) -> String {
    text.chars().take(60).collect()
}

pub fn tagged(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    if !tree.marked {
        found.push("the file does not say that it is tagged".to_owned());
    }
    if tree.language.as_deref().is_none_or(str::is_empty) {
        found.push("the file names no language".to_owned());
    }
    if tree.elements.len() != 1 || tree.elements[0].kind != "Document" {
        found.push("the tree is not one document".to_owned());
    }
    found
}

/// Every text and shape is in the tree or is an artifact.
pub fn accounted_for(tree: &Tree) -> Findings {
    let named: BTreeSet<_> = tree.elements.iter().flat_map(Element::marks).collect();
    let mut found = Vec::new();
    for (n, page) in tree.pages.iter().enumerate() {
        found.extend(page.drawn.loose.iter().map(|what| format!("p. {}: {what} is neither", n + 1)));
        let unnamed = page.drawn.marked.keys().filter(|number| !named.contains(&(n, **number)));
        found.extend(unnamed.map(|number| format!("p. {}: mark {number} is not in the tree", n + 1)));
    }
    found
}

/// Every mark that the tree names is on its page once, and is named once.
pub fn marks_once(tree: &Tree) -> Findings {
    let mut named: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    for mark in tree.elements.iter().flat_map(Element::marks) {
        *named.entry(mark).or_default() += 1;
    }
    let mut found = Vec::new();
    for ((page, number), times) in named {
        let opened = tree.pages[page].drawn.marked.get(&number).map_or(0, |marked| marked.opened);
        if opened != 1 {
            found.push(format!("p. {}: mark {number} is there {opened} times", page + 1));
        }
        if times != 1 {
            found.push(format!("p. {}: mark {number} is named {times} times", page + 1));
        }
    }
    for element in tree.all() {
        let broken = element.children.iter().filter_map(|it| if let Child::Broken(it) = it { Some(it) } else { None });
        found.extend(broken.map(|what| format!("{}: {what}", element.kind)));
    }
    found
}

pub fn headings(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    let mut above = 0;
    for heading in tree.all().into_iter().filter(|it| it.level() > 0) {
        let title = words(tree, heading, None);
        if heading.level() > above + 1 {
            found.push(format!("H{} {title:?} follows on H{above}", heading.level()));
        }
        if title.is_empty() {
            found.push(format!("H{} without words", heading.level()));
        }
        above = heading.level();
    }
    if above == 0 {
        found.push("no headings".to_owned());
    }
    found
}

/// The rows of a table, also those in its head, body and foot.
fn rows(table: &Element) -> Vec<&Element> {
    let groups = table.elements().flat_map(|it| match it.kind.as_str() {
        "THead" | "TBody" | "TFoot" => it.elements().collect(),
        _ => vec![it],
    });
    groups.filter(|it| it.kind != "Caption").collect()
}

pub fn tables(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for table in tree.all().into_iter().filter(|it| it.kind == "Table") {
        let name = clip(&words(tree, table, None));
        let rows = rows(table);
        // Columns that cells of rows above reach into.
        let mut reaching: Vec<(usize, usize)> = Vec::new();
        let mut widths = BTreeSet::new();
        for row in &rows {
            if row.kind != "TR" {
                found.push(format!("table {name:?}: {} where a row should be", row.kind));
            }
            let from_above: usize = reaching.iter().map(|(columns, _)| columns).sum();
            let own: usize = row.elements().map(|cell| cell.columns).sum();
            widths.insert(from_above + own);
            reaching.retain_mut(|(_, rows)| {
                *rows -= 1;
                *rows > 0
            });
            let deep = row.elements().filter(|cell| cell.rows > 1);
            reaching.extend(deep.map(|cell| (cell.columns, cell.rows - 1)));
        }
        if widths.len() != 1 {
            found.push(format!("table {name:?}: rows of {widths:?} cells"));
        }
        let cells: Vec<_> = rows.iter().flat_map(|row| row.elements()).collect();
        found.extend(
            cells
                .iter()
                .filter(|cell| !matches!(cell.kind.as_str(), "TH" | "TD"))
                .map(|cell| format!("table {name:?}: {} where a cell should be", cell.kind)),
        );
        if !cells.iter().any(|cell| cell.kind == "TH") {
            found.push(format!("table {name:?}: no head"));
        }
        let heads = cells.iter().filter(|cell| cell.kind == "TH" && cell.scope.is_none());
        found.extend(heads.map(|cell| format!("table {name:?}: head {:?} of nothing", words(tree, cell, None))));
    }
    found
}

pub fn pictures(tree: &Tree) -> Findings {
    let pictures = tree.all().into_iter().filter(|it| matches!(it.kind.as_str(), "Figure" | "Formula"));
    pictures
        .filter(|it| it.alt.as_deref().map(heard).is_none_or(|alt| alt.is_empty()))
        .map(|it| format!("{} without words: {:?}", it.kind, clip(&words(tree, it, None))))
        .collect()
}

/// Pictures whose words are the same in two languages: one of them was not translated.
pub fn untranslated(one: &Tree, other: &Tree) -> Findings {
    let alts = |tree: &Tree| tree.all().into_iter().filter_map(|it| it.alt.clone()).collect::<Vec<_>>();
    let (one, other) = (alts(one), alts(other));
    let mut found = Vec::new();
    if one.len() != other.len() {
        found.push(format!("{} pictures with words in one, {} in the other", one.len(), other.len()));
    }
    found.extend(one.iter().zip(&other).filter(|(one, other)| one == other).map(|(alt, _)| clip(alt)));
    found
}

pub fn lists(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for element in tree.all() {
        let kinds: Vec<_> = element.elements().map(|it| it.kind.as_str()).collect();
        let name = clip(&words(tree, element, None));
        if element.kind == "L" && (kinds.is_empty() || kinds.iter().any(|it| !matches!(*it, "LI" | "L" | "Caption"))) {
            found.push(format!("list {name:?} of {kinds:?}"));
        }
        if element.kind == "LI" && !matches!(kinds[..], ["LBody"] | ["Lbl", "LBody"]) {
            found.push(format!("item {name:?} of {kinds:?}"));
        }
    }
    found
}

/// Kinds that contain blocks and no text.
fn holds_blocks(kind: &str) -> bool {
    matches!(kind, "Document" | "Part" | "Sect" | "Art" | "Div" | "Table" | "TR" | "L" | "LI" | "TOC" | "BlockQuote")
}

/// No text is outside a paragraph, a heading, a cell or an item.
pub fn blocks(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for element in tree.all().into_iter().filter(|it| holds_blocks(&it.kind)) {
        let loose = element.children.iter().any(|it| matches!(it, Child::Mark { .. }));
        if loose {
            found.push(format!("text in {}: {:?}", element.kind, clip(&words(tree, element, None))));
        }
        let inline = element.elements().filter(|it| matches!(it.kind.as_str(), "Span" | "Quote" | "Em" | "Strong"));
        found.extend(inline.map(|it| format!("{} in {}: {:?}", it.kind, element.kind, clip(&words(tree, it, None)))));
    }
    found
}

fn near(one: [f64; 2], other: [f64; 2]) -> bool {
    (one[0] - other[0]).abs() < 1.0 && (one[1] - other[1]).abs() < 1.0
}

/// A paragraph or heading holds text and parts of lines; a block within it ends it early.
pub fn nested(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for element in tree.all().into_iter().filter(|it| it.kind == "P" || it.level() > 0) {
        let blocks =
            element.elements().filter(|it| matches!(it.kind.as_str(), "P" | "Div" | "Table" | "L") || it.level() > 0);
        found.extend(blocks.map(|it| format!("{} in {}: {:?}", it.kind, element.kind, clip(&words(tree, it, None)))));
    }
    found
}

/// The greatest distance of a page number from the foot of the page, in points.
const FOOT: f64 = 56.0;

/// Page numbers and running heads: text at the foot of a page that is not an artifact.
pub fn running_heads(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for (n, page) in tree.pages.iter().enumerate() {
        let runs = page.drawn.marked.values().flat_map(|marked| &marked.runs);
        let number = (n + 1).to_string();
        for run in runs.filter(|run| run.from[1] - page.sides[1] < FOOT && !run.text.trim().is_empty()) {
            let head = page.drawn.artifacts.iter().any(|it| it.text == run.text && near(it.from, run.from));
            let spoken = run.text.trim() == page.label.as_deref().unwrap_or(&number) || head;
            // If pages are numbered, nothing else is on that line.
            let beside =
                page.drawn.artifacts.iter().any(|it| (it.from[1] - run.from[1]).abs() < 0.5 && it.text == number);
            if spoken || beside {
                found.push(format!("p. {}: {:?} is heard", n + 1, run.text));
            }
        }
    }
    found
}

/// The blocks that hold text directly.
pub fn with_text(tree: &Tree) -> Vec<&Element> {
    let of_text = |it: &&Element| inline_only(it);
    let mut inside = BTreeSet::new();
    let all: Vec<_> = tree.all();
    for element in &all {
        if of_text(element) {
            inside.extend(element.elements().map(std::ptr::from_ref));
        }
    }
    // What another of them holds is read with it; a picture is read by its words.
    let unspoken: BTreeSet<_> = all
        .iter()
        .filter(|it| it.alt.is_some() || it.instead.is_some())
        .flat_map(|it| it.all())
        .map(std::ptr::from_ref)
        .collect();
    all.into_iter()
        .filter(of_text)
        .filter(|it| !inside.contains(&std::ptr::from_ref(*it)) && !unspoken.contains(&std::ptr::from_ref(*it)))
        .collect()
}

/// Two texts of a block that are apart on the page and have no space between them.
pub fn run_together(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for element in with_text(tree) {
        let pieces: Vec<_> = pieces(tree, element, None).into_iter().filter(|it| !it.run.text.is_empty()).collect();
        for pair in pieces.windows(2) {
            let [before, after] = pair else { continue };
            if apart(before, after) && !joined_on_purpose(&before.run.text, &after.run.text) {
                found.push(format!("p. {}: {:?} {:?}", after.page + 1, before.run.text, after.run.text));
            }
        }
    }
    found
}

/// The same text at the same place twice, as a halo makes it.
pub fn heard_twice(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for (n, page) in tree.pages.iter().enumerate() {
        let mut seen: Vec<(&str, [f64; 2])> = Vec::new();
        for run in page.drawn.marked.values().flat_map(|marked| &marked.runs) {
            if !run.text.trim().is_empty() && seen.iter().any(|(text, at)| *text == run.text && near(*at, run.from)) {
                found.push(format!("p. {}: {:?}", n + 1, run.text));
            }
            seen.push((&run.text, run.from));
        }
    }
    found
}

/// A long paragraph that ends without a stop before another: one sentence in two paragraphs.
pub fn broken_paragraphs(tree: &Tree) -> Findings {
    let mut found = Vec::new();
    for element in tree.all() {
        // In a cell or an item lines follow on each other; a sentence is no rule there.
        if matches!(element.kind.as_str(), "TD" | "TH" | "LBody" | "Link") {
            continue;
        }
        let children: Vec<_> = element.elements().collect();
        for pair in children.windows(2) {
            let [one, next] = pair else { continue };
            let said = words(tree, one, None);
            let long = said.chars().count() > 80 && one.kind == "P" && next.kind == "P";
            // The numbers of its sources are after a sentence.
            let said = said.trim_end_matches(|c: char| c.is_ascii_digit() || ", ".contains(c));
            if long && !said.ends_with(|c: char| ".!?…:“”‘’»)".contains(c)) {
                let end: Vec<_> = said.split(' ').rev().take(4).collect();
                let end: Vec<_> = end.into_iter().rev().collect();
                found.push(format!("{:?} | {:?}", end.join(" "), clip(&words(tree, next, None))));
            }
        }
    }
    found
}

/// Blocks without content; a cell may be empty, and a label whose sign is drawn.
pub fn empty(tree: &Tree) -> Findings {
    let silent = |it: &Element| it.alt.is_none() && it.instead.is_none() && words(tree, it, None).is_empty();
    let kinds = ["P", "LBody", "Caption", "TH", "BlockQuote", "Note", "Link", "L", "Table"];
    let mut found = Vec::new();
    let mut above = String::new();
    for element in tree.all() {
        if element.level() > 0 {
            above = words(tree, element, None);
        }
        // A picture within has words, though nothing of it is text.
        let pictured = element.all().iter().any(|it| it.alt.is_some());
        if kinds.contains(&element.kind.as_str()) && silent(element) && !pictured {
            found.push(format!("{} with nothing in it, below {above:?}", element.kind));
        }
    }
    found
}
