//! The house rules that the source keeps: the direction of the picture in ARCHITECTURE.md, no circles, files of
//! 400 lines at most, and printing only in the command line.

mod imports;
mod source;

use std::collections::{BTreeMap, BTreeSet};

use self::imports::{Arrow, arrows, globs};
use self::source::Source;
use crate::common::root;

/// The rooms without a wing: they import each other only.
const LEAVES: [&str; 6] = ["diagnostics", "format", "fs", "geometry", "photos", "text"];

/// The other rooms in the order in which data goes through them; each may import the leaves and those named here.
const ROOMS: [(&str, &[&str]); 7] = [
    ("edition", &[]),
    ("pages", &["edition"]),
    ("pdf", &["edition", "pages"]),
    ("pipeline", &["edition", "pages", "pdf"]),
    ("preview", &["edition", "pages", "pdf", "pipeline"]),
    ("diff", &["edition", "pdf", "pipeline"]),
    ("cli", &["diff", "edition", "pages", "pdf", "pipeline", "preview"]),
];

const MOST_LINES: usize = 400;

fn source() -> Vec<Source> {
    source::read(&root().join("src"))
}

/// Arrows that run back, and rooms that the picture does not have.
fn backwards(sources: &[Source]) -> Vec<String> {
    let arrows = arrows(sources);
    let mut found = Vec::new();
    for Arrow { from, to, place } in &arrows {
        let (from, to) = (from[0].as_str(), to[0].as_str());
        let may = ROOMS.iter().find(|(room, _)| *room == from).map_or(&[][..], |(_, may)| may);
        if from != to && !LEAVES.contains(&to) && !may.contains(&to) {
            found.push(format!("{place}: {from} must not import {to}"));
        }
    }
    let known = |room: &str| LEAVES.contains(&room) || ROOMS.iter().any(|(name, _)| *name == room);
    let rooms: BTreeSet<_> = sources.iter().filter_map(|source| source.module.first()).collect();
    found.extend(rooms.into_iter().filter(|room| !known(room)).map(|room| format!("src/{room} has no place")));
    found
}

/// Files or folders side by side that import each other, with the lines that do.
fn circles(sources: &[Source]) -> Vec<String> {
    let mut folders: BTreeMap<Vec<String>, Vec<(String, String, String)>> = BTreeMap::new();
    for Arrow { from, to, place } in arrows(sources) {
        let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
            folders.entry(from[..shared].to_vec()).or_default().push((one.clone(), other.clone(), place));
        }
    }
    let mut found = Vec::new();
    for (folder, arrows) in folders {
        let reached = reached(&arrows);
        let back = |(from, to): (&String, &String)| reached.get(to).is_some_and(|reached| reached.contains(from));
        let lines: BTreeSet<_> =
            arrows.iter().filter(|(from, to, _)| back((from, to))).map(|(.., place)| place.clone()).collect();
        if !lines.is_empty() {
            let folder = [&["src".to_owned()][..], &folder].concat().join("/");
            found.push(format!("circle in {folder}:\n  {}", lines.into_iter().collect::<Vec<_>>().join("\n  ")));
        }
    }
    found
}

/// What can be reached from each node along arrows.
fn reached(arrows: &[(String, String, String)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut reached: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (from, to, _) in arrows {
        reached.entry(from.clone()).or_default().insert(to.clone());
    }
    loop {
        let before: usize = reached.values().map(BTreeSet::len).sum();
        for (from, to) in reached.clone() {
            let further: Vec<_> = to.iter().filter_map(|step| reached.get(step)).flatten().cloned().collect();
            reached.entry(from).or_default().extend(further);
        }
        if reached.values().map(BTreeSet::len).sum::<usize>() == before {
            return reached;
        }
    }
}

/// The lines of a file that print.
fn prints(source: &Source) -> Vec<String> {
    let words = ["print!", "println!", "eprint!", "eprintln!", "dbg!", "io::stdout", "io::stderr"];
    let places = words.iter().flat_map(|word| source.places(word).map(move |at| (at, word)));
    places.map(|(at, word)| format!("src/{}:{}: {word}", source.name, source.line(at))).collect()
}

fn may_print(source: &Source) -> bool {
    source.name == "main.rs" || source.name.starts_with("cli/")
}

fn long_files(sources: &[Source]) -> Vec<String> {
    let long = sources.iter().filter(|source| source.lines > MOST_LINES);
    long.map(|source| format!("src/{} has {} lines", source.name, source.lines)).collect()
}

#[test]
fn no_import_runs_back() {
    let sources = source();
    assert!(arrows(&sources).len() > 300, "only {} imports are seen", arrows(&sources).len());
    assert_eq!(backwards(&sources), [""; 0]);
}

#[test]
fn no_circle_among_the_files_and_folders_of_a_folder() {
    assert_eq!(circles(&source()), [""; 0]);
}

#[test]
fn no_file_is_longer_than_400_lines() {
    assert_eq!(long_files(&source()), [""; 0]);
}

#[test]
fn only_the_command_line_prints() {
    let (may, others): (Vec<_>, Vec<_>) = source().into_iter().partition(may_print);
    assert_eq!(others.iter().flat_map(prints).collect::<Vec<_>>(), [""; 0]);
    assert!(may.iter().any(|source| !prints(source).is_empty()), "nothing is seen to print");
}

#[test]
fn nothing_imports_all_that_a_module_has() {
    let found: Vec<_> = source().iter().flat_map(globs).collect();
    assert_eq!(found, [""; 0]);
}

/// A small house in which every rule is broken.
fn broken_house() -> Vec<Source> {
    let long = "fn line() {}\n".repeat(MOST_LINES + 1);
    let files = [
        ("lib.rs", "pub mod cli;\nmod edition;\npub use edition::Record;\n"),
        ("cli/mod.rs", "use crate::edition::Record;\npub fn main() { println!(\"{:?}\", Record) }\n"),
        ("edition/mod.rs", "mod load;\nmod check;\npub use load::Record;\n"),
        (
            "edition/load.rs",
            "use super::check;\npub struct Record;\n#[cfg(test)]\nmod tests { use crate::cli::main; }\n",
        ),
        // `Record` is imported through the root, and comes from `load`.
        ("edition/check.rs", "// use crate::cli;\nuse crate::{\n    Record,\n};\n"),
        ("fs/mod.rs", "fn write() { eprintln!(\"{}\", crate::cli::main()) }\n"),
        ("pages/mod.rs", "use super::pdf::*;\nuse rayon::prelude::*;\n"),
        ("pdf/mod.rs", "pub use crate::pages as below;\n"),
        ("shed.rs", &long),
    ];
    files.iter().map(|(name, text)| Source::new(name, text)).collect()
}

#[test]
fn a_house_that_breaks_the_rules_is_told_where() {
    let sources = broken_house();
    assert_eq!(
        backwards(&sources),
        [
            "src/fs/mod.rs:1: crate::cli::main: fs must not import cli",
            "src/pages/mod.rs:1: super::pdf::*: pages must not import pdf",
            "src/shed has no place",
        ]
    );
    assert_eq!(
        circles(&sources),
        [
            "circle in src:\n  src/pages/mod.rs:1: super::pdf::*\n  src/pdf/mod.rs:1: crate::pages",
            "circle in src/edition:\n  src/edition/check.rs:2: crate::Record\n  src/edition/load.rs:1: super::check",
        ]
    );
    let printing: Vec<_> = sources.iter().flat_map(prints).collect();
    assert_eq!(printing, ["src/cli/mod.rs:2: println!", "src/fs/mod.rs:1: eprintln!"]);
    assert_eq!(long_files(&sources), ["src/shed.rs has 401 lines"]);
    assert_eq!(sources.iter().flat_map(globs).collect::<Vec<_>>(), ["src/pages/mod.rs:1: super::pdf::*"]);
}
