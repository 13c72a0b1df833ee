//! Numbers that would become loops, lines or years.

use std::collections::BTreeMap;

use brochure::Language;

use super::{assert_fine, error_in, with_entries};
use crate::common::{EDITION, NIRO, ProjectCopy, messages};

/// The latest count of the first record.
const LATEST: &str = "count = 72\nqualifier = \"exact\"\ndate = 2022-05-30";

/// Returns the number of contours and level lines in the values of an edition.
fn lines(copy: &ProjectCopy) -> usize {
    let files: BTreeMap<_, _> = copy.values(Language::De).files().expect("values");
    let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes).matches("\"level\":").count());
    texts.sum()
}

#[test]
fn lines_do_not_grow_with_a_count() {
    let before = lines(&ProjectCopy::of_folders(&[("templates", "templates"), ("data", "data"), ("fonts", "fonts")]));
    assert!(before > 500, "{before} lines are seen");
    for count in ["7000", "999999", "10000000"] {
        let copy = ProjectCopy::of_folders(&[("templates", "templates"), ("data", "data"), ("fonts", "fonts")]);
        copy.replace(NIRO, LATEST, &LATEST.replace("72", count));
        let lines = lines(&copy);
        assert!(lines < 2 * before, "{count} members: {lines} lines instead of {before}");
    }
}

#[test]
fn an_old_count_of_millions_makes_steps_larger_and_the_pages_are_built() {
    let copy = ProjectCopy::with_one_chapter();
    copy.append(NIRO, "\n[[members]]\ncount = 10000000\ndate = 2019\n");
    let interval = copy.values(Language::De).book.interval.line;
    assert!(10_000_000 / interval <= 700, "a line for every {interval} members");
    let built = copy.build(&[Language::De]);
    assert_eq!(built.outputs.len(), 1, "{}", messages(&built.diagnostics).join("\n"));
}

#[test]
fn every_count_up_to_the_largest_is_built_as_the_latest() {
    for count in ["0", "10000000"] {
        let copy = ProjectCopy::with_one_chapter();
        copy.replace(NIRO, LATEST, &LATEST.replace("72", count));
        let built = copy.build(&[Language::De]);
        assert_eq!(built.outputs.len(), 1, "{count}: {}", messages(&built.diagnostics).join("\n"));
    }
}

#[test]
fn counts_beyond_the_range_are_refused_at_their_field() {
    for count in ["10000001", "4294967296", "99999999999999999999999999"] {
        let found = with_entries(&format!("\n[[members]]\ncount = {count}\ndate = 2019\n")).check();
        error_in(&found, "E0111", "members[3].count");
    }
    let copy = ProjectCopy::of_records();
    copy.replace(EDITION, "[[programme.members]]\ncount = ", "[[programme.members]]\ncount = 9999999 # ");
    error_in(&copy.check(), "E0111", "programme.members[0].count");
}

#[test]
fn an_axis_of_centuries_names_few_years() {
    let copy = ProjectCopy::with_one_chapter();
    copy.replace(NIRO, "date = 2006-11-02", "date = 1500");
    let strip = copy.values(Language::De).chapters[0].strip.clone().expect("a strip");
    let named = strip.ticks.iter().filter(|tick| tick.name.is_some()).count();
    assert!(named < 40, "{named} years");
    let built = copy.build(&[Language::De]);
    assert_eq!(built.outputs.len(), 1, "{}", messages(&built.diagnostics).join("\n"));
}

#[test]
fn years_that_no_calendar_needs_are_refused() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "date = 2006-11-02", "date = 1000");
    error_in(&copy.check(), "E0110", "founded[0].date");
    let copy = ProjectCopy::of_records();
    let line = copy.read(EDITION).lines().find(|line| line.starts_with("as_of = ")).expect("a date").to_owned();
    copy.replace(EDITION, &line, "as_of = 9999-01-01");
    error_in(&copy.check(), "E0110", "as_of");
}

#[test]
fn a_pole_is_no_seat() {
    for (key, latitude) in [("latitude = ", "-90"), ("latitude = ", "90"), ("latitude = ", "85.1")] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, key, &format!("{key}{latitude} # "));
        error_in(&copy.check(), "E0111", "seat.latitude");
    }
    assert_fine(&ProjectCopy::of_records());
}
