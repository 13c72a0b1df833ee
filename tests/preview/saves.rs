//! Every way in which programs save a file leads to one layout, and files that are none of the edition to none.

use std::fs;
use std::time::Duration;

use super::server::{Events, Preview, hashes};
use crate::common::git::{commit, git, repository};
use crate::common::{NIRO, ProjectCopy};

/// Long enough for a second layout to be seen, if there were one.
const AFTER: Duration = Duration::from_millis(900);

/// Runs a save, waits for the pages that follow from it, and returns how many layouts there were.
#[track_caller]
fn layouts(events: &Events, before: &serde_json::Value, what: &str, save: impl FnOnce()) -> (u64, serde_json::Value) {
    save();
    let is_new = |state: &serde_json::Value| state["current"] == true && hashes(state) != hashes(before);
    let state = events.wait_for(what, is_new);
    let last = events.during(AFTER).pop().unwrap_or_else(|| state.clone());
    let version = |state: &serde_json::Value| state["version"].as_u64().expect("a number");
    (version(&last) - version(before), last)
}

fn named(copy: &ProjectCopy, name: &str) -> String {
    let record = copy.read(NIRO);
    let line = record.lines().find(|line| line.starts_with("short_name")).expect("a name");
    record.replacen(line, &format!("short_name = \"{name}\""), 1)
}

/// Saves a record with a new text.
type Save<'a> = Box<dyn Fn(&str) + 'a>;

fn every_way(args: &[&str]) {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, args);
    let events = preview.listen("de");
    let mut state = events.first();
    let path = copy.path(NIRO);
    let beside = |name: &str| path.with_file_name(name);
    let ways: [(&str, Save<'_>); 6] = [
        ("written in place", Box::new(|text| fs::write(&path, text).expect("a file"))),
        (
            "renamed over the old file",
            Box::new(|text| {
                fs::write(beside(".niro.toml.new"), text).expect("a file");
                fs::rename(beside(".niro.toml.new"), &path).expect("a rename");
            }),
        ),
        (
            "truncated, then written",
            Box::new(|text| {
                fs::write(&path, "").expect("a file");
                std::thread::sleep(Duration::from_millis(60));
                fs::write(&path, text).expect("a file");
            }),
        ),
        (
            "deleted, then made anew",
            Box::new(|text| {
                fs::remove_file(&path).expect("no file");
                std::thread::sleep(Duration::from_millis(60));
                fs::write(&path, text).expect("a file");
            }),
        ),
        (
            "moved to a backup, as Vim and Emacs do",
            Box::new(|text| {
                fs::rename(&path, beside("niro.toml~")).expect("a backup");
                fs::write(&path, text).expect("a file");
                fs::remove_file(beside("niro.toml~")).expect("no backup");
            }),
        ),
        (
            "through a temporary file with a new name",
            Box::new(|text| {
                fs::write(beside("niro.toml___jb_tmp___"), text).expect("a file");
                fs::rename(&path, beside("niro.toml___jb_old___")).expect("a rename");
                fs::rename(beside("niro.toml___jb_tmp___"), &path).expect("a rename");
                fs::remove_file(beside("niro.toml___jb_old___")).expect("no old file");
            }),
        ),
    ];
    for (number, (what, save)) in ways.iter().enumerate() {
        let text = named(&copy, &format!("NIRO {number}"));
        let (count, now) = layouts(&events, &state, what, || save(&text));
        assert_eq!(count, 1, "{what}");
        state = now;
    }
}

#[test]
fn every_way_of_saving_is_one_layout() {
    every_way(&[]);
}

#[test]
fn every_way_of_saving_is_one_layout_where_files_are_looked_at_in_intervals() {
    every_way(&["--poll"]);
}

#[test]
fn a_checkout_of_200_files_is_one_layout() {
    let copy = repository(ProjectCopy::with_tiny_pages());
    let write = |word: &str| {
        for number in 0..200 {
            copy.write(&format!("templates/more/{number}.typ"), format!("#let it = \"{word} {number}\"\n"));
        }
        copy.write(NIRO, named(&copy, &format!("NIRO {word}")));
    };
    write("one");
    let one = commit(&copy, "One");
    write("two");
    commit(&copy, "Two");
    let preview = Preview::start(&copy, &[]);
    let events = preview.listen("de");
    let state = events.first();
    let checkout = |to: &str| drop(git(copy.root(), &["checkout", "--quiet", to]));
    let (count, state) = layouts(&events, &state, "a checkout", || checkout(&one));
    assert_eq!(count, 1);
    let (count, _) = layouts(&events, &state, "the way back", || checkout("main"));
    assert_eq!(count, 1);
}

#[test]
fn what_editors_write_beside_a_file_and_a_save_without_a_change_are_no_layout() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let events = preview.listen("de");
    events.first();
    for name in [".niro.toml.swp", "niro.toml~", "#niro.toml#", "4913", ".#niro.toml", "niro.toml.tmp"] {
        let path = copy.path(NIRO).with_file_name(name);
        fs::write(&path, "x").expect("a file");
        fs::remove_file(&path).expect("no file");
    }
    copy.write(NIRO, copy.read(NIRO));
    copy.write("out/expedition-2019-de-print.pdf", "x");
    copy.write("notes.txt", "x");
    assert_eq!(events.during(AFTER), [serde_json::Value::Null; 0]);
}

#[test]
fn templates_words_fonts_pictures_and_maps_are_watched_too() {
    let copy = ProjectCopy::with_tiny_pages();
    let preview = Preview::start(&copy, &[]);
    let events = preview.listen("de");
    let mut version = events.first()["version"].as_u64().expect("a number");
    let files = [
        "templates/main.typ",
        "templates/words/de.toml",
        "templates/theme.toml",
        "fonts/README.md",
        "data/geo/README.md",
        "data/2019/theme.toml",
        "data/2019/pictures/new/one.txt",
    ];
    for file in files {
        let text = fs::read_to_string(copy.path(file)).unwrap_or_default();
        let remark = if file.contains("main.typ") { "\n// A remark.\n" } else { "\n# A remark.\n" };
        copy.write(file, text + remark);
        let state = events.wait_for(file, |state| state["version"].as_u64() > Some(version));
        version = state["version"].as_u64().expect("a number");
    }
}
