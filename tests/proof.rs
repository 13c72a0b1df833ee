//! A single chapter, printed for approval.

use std::fs;

use crate::common::{NIRO, ProjectCopy, bare_text, brochure, built_page_texts};
use brochure::Language;

#[test]
fn a_single_chapter_has_its_own_cover_and_a_mark_on_every_page() {
    let copy = ProjectCopy::new();
    let run = brochure(copy.root(), &["build", "--only", "niro"]).exits_with(0);
    for (language, title, date) in
        [(Language::De, "Zur Freigabe", "22. November 2026"), (Language::En, "For approval", "22 November 2026")]
    {
        let name = format!("expedition-2019-niro-{language}-print.pdf");
        run.stdout_has(&format!("{name}  5 pages"));
        assert!(fs::read(copy.path("out").join(name)).expect("a PDF").starts_with(b"%PDF-1.6"));
        let pages: Vec<_> =
            built_page_texts(copy.root(), "2019", language, Some("niro")).iter().map(|page| bare_text(page)).collect();
        assert_eq!(pages.len(), 5);
        for (index, page) in pages.iter().enumerate() {
            assert!(page.contains(&bare_text(title)) && page.contains(&bare_text(date)), "page {}: {page}", index + 1);
        }
        assert!(pages[0].contains("NIRO"));
        assert!(!pages.concat().contains("OLEC"), "no other chapter is in the proof");
    }
}

#[test]
fn the_mark_changes_with_the_record() {
    let copy = ProjectCopy::with_one_chapter();
    let fingerprint = || {
        let run = brochure(copy.root(), &["status", "--format", "json"]).exits_with(0);
        let status: serde_json::Value = serde_json::from_str(&run.stdout).expect("one object");
        status["chapters"][0]["approval"]["fingerprint"].as_str().expect("digits").to_owned()
    };
    let text = || bare_text(&built_page_texts(copy.root(), "2019", Language::En, Some("niro")).concat());
    let first = fingerprint();
    assert!(text().contains(&bare_text(&first)));
    copy.replace(NIRO, "count = 72", "count = 73");
    let second = fingerprint();
    assert_ne!(first, second);
    assert!(text().contains(&bare_text(&second)));
}

#[test]
fn an_unknown_chapter_is_wrong_usage() {
    let copy = ProjectCopy::of_records();
    let run = brochure(copy.root(), &["build", "--only", "nira"]).exits_with(2);
    run.stderr_has("the edition has no chapter `nira`").stderr_has("there are: niro, chemie-cluster-bayern");
    assert!(!copy.path("out").exists());
}
