//! A chapter alone, for approval.

use std::fs;

use crate::common::{Copy, Run, bare, brochure, built_texts};
use brochure::Language;

#[test]
fn a_chapter_alone_has_its_own_cover_and_a_mark_on_every_page() {
    let copy = Copy::new();
    let run = Run::of(&brochure(copy.root(), &["build", "--only", "niro"])).ends_with(0);
    for (language, title, date) in
        [(Language::De, "Zur Freigabe", "22. November 2026"), (Language::En, "For approval", "22 November 2026")]
    {
        let name = format!("expedition-2019-niro-{language}-print.pdf");
        run.printed(&format!("{name}  5 pages"));
        assert!(fs::read(copy.path("out").join(name)).expect("a PDF").starts_with(b"%PDF-1.6"));
        let pages: Vec<_> =
            built_texts(copy.root(), "2019", language, Some("niro")).iter().map(|page| bare(page)).collect();
        assert_eq!(pages.len(), 5);
        for (index, page) in pages.iter().enumerate() {
            assert!(page.contains(&bare(title)) && page.contains(&bare(date)), "page {}: {page}", index + 1);
        }
        assert!(pages[0].contains("NIRO"));
        assert!(!pages.concat().contains("OLEC"), "no other chapter is in the proof");
    }
}

#[test]
fn the_mark_changes_with_the_record() {
    let copy = Copy::new();
    let fingerprint = || {
        let run = Run::of(&brochure(copy.root(), &["status", "--format", "json"])).ends_with(0);
        let status: serde_json::Value = serde_json::from_str(&run.out).expect("one object");
        status["chapters"][0]["approval"]["fingerprint"].as_str().expect("digits").to_owned()
    };
    let text = || bare(&built_texts(copy.root(), "2019", Language::En, Some("niro")).concat());
    let first = fingerprint();
    assert!(text().contains(&bare(&first)));
    copy.replace("data/2019/clusters/niro.toml", "count = 72", "count = 73");
    let second = fingerprint();
    assert_ne!(first, second);
    assert!(text().contains(&bare(&second)));
}

#[test]
fn a_chapter_that_is_not_there_is_wrong_usage() {
    let copy = Copy::new();
    let run = Run::of(&brochure(copy.root(), &["build", "--only", "nira"])).ends_with(2);
    run.reported("the edition has no chapter `nira`").reported("there are: niro, chemie-cluster-bayern");
    assert!(!copy.path("out").exists());
}
