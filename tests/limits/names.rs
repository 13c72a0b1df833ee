//! Names, addresses and other texts of one line.

use super::{assert_fine, error_in};
use crate::common::{EDITION, NIRO, ProjectCopy, brochure, messages};

#[test]
fn names_and_addresses_that_are_too_long_are_refused_at_their_field() {
    let long = |length: usize| "lang ".repeat(length / 5);
    for (from, to, field) in [
        ("official_name = \"", format!("official_name = \"{}", long(400)), "official_name"),
        ("website = \"https://", format!("website = \"https://{}", "x".repeat(9000)), "contact.website"),
        (
            "website = \"https://",
            format!("email = \"{}@example.org\"\nwebsite = \"https://", "x".repeat(300)),
            "contact.email",
        ),
        ("website = \"https://", format!("phone = \"+49 {}\"\nwebsite = \"https://", "1".repeat(50)), "contact.phone"),
        ("website = \"https://", format!("street = \"{}\"\nwebsite = \"https://", long(400)), "contact.street"),
        ("city = \"", format!("city = \"{}", long(400)), "seat.city"),
        ("[[sources]]\nid = \"", format!("[[sources]]\nid = \"{}", "x".repeat(400)), "sources[0].id"),
    ] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, from, &to);
        let found = copy.check();
        let error = error_in(&found, "E0202", field);
        assert!(error.place.is_some() && error.hint.as_ref().is_some_and(|hint| hint.starts_with("write at most")));
    }
}

#[test]
fn the_longest_addresses_that_are_allowed_are_fine() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "website = \"https://", &format!("website = \"https://example.org/{}/", "x".repeat(400)));
    assert_fine(&copy);
}

#[test]
fn a_long_value_is_cut_in_a_message() {
    for (from, to) in [
        ("legal_form = \"association\"", format!("legal_form = \"{}\"", "x".repeat(900_000))),
        ("short_name = ", format!("{} = 1\nshort_name = ", "x".repeat(900_000))),
        ("count = 72", format!("count = {}", "9".repeat(100_000))),
    ] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, from, &to);
        for format in ["human", "short", "github", "json"] {
            let run = brochure(copy.root(), &["check", "--format", format]).exits_with(1);
            let length = run.stdout.len() + run.stderr.len();
            assert!(length < 20_000, "{length} characters for {from} in {format}");
        }
    }
}

#[test]
fn characters_that_nobody_sees_are_found_at_their_escape() {
    for (escape, name) in [
        ("\\u0007", "U+0007"),
        ("\\U00000007", "U+0007"),
        ("\\u001B", "U+001B"),
        ("\\e", "U+001B"),
        ("\\x07", "U+0007"),
        ("\\uFFFD", "U+FFFD"),
        ("\\ufffd", "U+FFFD"),
        ("\u{FFFD}", "U+FFFD"),
    ] {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "official_name = \"", &format!("official_name = \"Netz{escape}"));
        let found = copy.check();
        let error = error_in(&found, "E0216", "official_name");
        assert!(error.message.contains(name), "{}", error.message);
        let place = error.place.as_ref().expect("a place");
        assert_eq!(&place.file.text()[place.span.clone()], escape);
    }
}

#[test]
fn an_approval_that_check_would_refuse_is_not_written() {
    let copy = ProjectCopy::of_records();
    let before = copy.read(NIRO);
    for name in
        ["N. ".repeat(20_000), "x".repeat(150), "A\nB".into(), "A\tB".into(), "A\u{202E}B".into(), "A\u{1b}B".into()]
    {
        let run = brochure(copy.root(), &["approve", "niro", "--by", &name, "--on", "2019-11-04"]).exits_with(2);
        assert!(run.stderr.contains("= help: ") && run.stderr.len() < 2000, "{}", run.stderr);
    }
    assert_eq!(copy.read(NIRO), before);
    let name = "Dr. Ærø-Müller „Vorstand“, O’Neill";
    brochure(copy.root(), &["approve", "niro", "--by", name, "--on", "2019-11-04"]).exits_with(0);
    assert_fine(&copy);
}

#[test]
fn an_approval_tells_what_is_wrong_with_the_record_of_a_chapter() {
    let copy = ProjectCopy::of_records();
    std::fs::write(copy.path(NIRO), b"official_name = \"\xFC\"").expect("a record");
    let line = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04"];
    let run = brochure(copy.root(), &line).exits_with(1);
    run.stderr_has("E0107").stderr_has(NIRO);
    assert!(!run.stderr.contains("there are:"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn an_approval_in_a_folder_that_is_a_link_tells_that_it_is_one() {
    let copy = ProjectCopy::of_records();
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::rename(copy.path("data/2019/clusters"), outside.path().join("clusters")).expect("moved");
    std::os::unix::fs::symlink(outside.path().join("clusters"), copy.path("data/2019/clusters")).expect("a link");
    let line = ["approve", "niro", "--by", "N. N.", "--on", "2019-11-04"];
    let run = brochure(copy.root(), &line).exits_with(1);
    run.stderr_has("outside the project").stderr_has(EDITION);
    assert!(!run.stderr.contains("there are:"), "{}", run.stderr);
    assert!(!copy.check().is_empty(), "{}", messages(&copy.check()).join("\n"));
}
