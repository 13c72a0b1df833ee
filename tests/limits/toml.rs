//! TOML that is large, deep or full of errors: it is read in time, and the report has an end.

use super::with_entries;
use crate::common::{NIRO, ProjectCopy, brochure, messages};

/// The most lines of a report that an editor may get for one file.
const LONGEST_REPORT: usize = 2500;

#[test]
fn a_file_with_too_many_errors_has_a_report_with_an_end() {
    let number = |make: &dyn Fn(usize) -> String, count: usize| (0..count).map(make).collect::<String>();
    for (text, rest) in [
        (number(&|index| format!("\n[table-{index}]\n"), 50_000), "49700 more in this file are not listed"),
        (number(&|index| format!("\n[contact{index}]\nx = 1.234"), 20_000), "more in this file are not listed"),
        (number(&|_| "\nx = y".to_owned(), 100_000), "from here on, errors are not listed"),
        (number(&|_| "\n[[members]]\ncoun = 1".to_owned(), 40_000), "more in this file are not listed"),
    ] {
        let copy = with_entries(&text);
        let run = brochure(copy.root(), &["check"]).exits_with(1);
        assert!(run.stderr.contains(rest), "{rest} is missing: …{}", &run.stderr[run.stderr.len() - 300..]);
        let lines = run.stderr.lines().count();
        assert!(lines < LONGEST_REPORT, "{lines} lines");
    }
}

#[test]
fn rules_stop_listing_as_well() {
    let amounts: String = (0..5000).map(|_| "1.234, ".to_owned()).collect();
    let found = with_entries(&format!("\n[[topics]]\nnumbers = [{amounts}]\n")).check();
    assert!(found.len() < 400, "{} errors", found.len());
    assert!(found.iter().any(|it| it.code.number() == "E0104"), "{}", messages(&found).join("\n"));
}

#[test]
fn deep_and_huge_values_are_errors() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    for text in [
        format!("\n[z]\n{} = 1\n", vec!["a"; 1000].join(".")),
        format!("\n[z]\na = {}\n", nested("{ a = ", " }", 10_000)),
        format!("\n[z]\na = {}\n", nested("[", "]", 100_000)),
        format!("\n[z]\na = {}\n", "[".repeat(100_000)),
        format!("\n[[members]]\ncount = {}\n", "9".repeat(100_000)),
        format!("\n[{}]\n", "x".repeat(900_000)),
        format!("\n# {}\n", "x".repeat(20 << 20)),
    ] {
        let found = with_entries(&text).check();
        assert!(!found.is_empty() && found.len() < 10, "{}", messages(&found).join("\n").len());
    }
}

#[test]
fn a_key_of_a_thousand_parts_is_marked_and_hides_nothing() {
    let found = with_entries(&format!("\n[go_cluster]\n{} = 1\nfurther = 2\n", vec!["a"; 1000].join("."))).check();
    let error = found.iter().find(|it| it.message == "this key has too many parts").expect("an error");
    let place = error.place.as_ref().expect("a place");
    assert!(place.file.text()[place.span.clone()].starts_with("a.a.a."));
    assert!(
        found.iter().any(|it| it.field.as_deref() == Some("go_cluster.further")),
        "{}",
        messages(&found).join("\n")
    );
}

#[test]
fn a_large_file_of_words_is_read() {
    let copy = ProjectCopy::of_records();
    copy.append("templates/words/de.toml", &format!("\n# {}\n", "x".repeat(20 << 20)));
    assert!(copy.check().is_empty());
    assert!(copy.read(NIRO).len() < 1 << 20);
}
