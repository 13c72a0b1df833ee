//! PDFs that a repository keeps.

use std::fs;

use serde_json::json;

use super::{object, tiny_pages, widen};
use crate::common::{NIRO, ProjectCopy, Run, brochure, files};

/// Checks the committed PDFs.
fn check(copy: &ProjectCopy, line: &[&str], code: i32) -> Run {
    brochure(copy.root(), &[&["build", "--check", "--lang", "de"], line].concat()).exits_with(code)
}

fn build(copy: &ProjectCopy) {
    brochure(copy.root(), &["build", "--lang", "de"]).exits_with(0);
}

#[test]
fn committed_pdfs_are_checked_against_the_records() {
    let copy = tiny_pages();
    let name = "out/expedition-2019-de-print.pdf";
    check(&copy, &[], 1)
        .stderr_has(&format!("error: {name} is missing\n"))
        .stderr_has("run `brochure build` to write the files");
    assert!(!copy.path("out").exists(), "a check writes nothing");
    build(&copy);
    let kept = files(&copy.path("out"));
    assert_eq!(check(&copy, &[], 0).stdout, "1 file in out matches the records\n");
    assert!(check(&copy, &["--quiet"], 0).stdout.is_empty());

    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    let found = object(&check(&copy, &["--format", "json"], 1));
    assert_eq!((&found["version"], &found["same"]), (&json!(1), &json!(false)));
    let file = &found["files"][0];
    assert_eq!((&file["file"], &file["state"]), (&json!(name), &json!("different")));
    let page = file["page"].as_u64().expect("a page");
    let differs = format!("{name} does not match the records: page {page} is the first that looks different\n");
    check(&copy, &[], 1).stderr_has(&format!("error: {differs}"));
    check(&copy, &["--format", "github"], 1).stdout_has(&format!("::error file={name},title=kept PDF::{differs}"));
    assert_eq!(files(&copy.path("out")), kept, "a check writes nothing");

    build(&copy);
    check(&copy, &[], 0);
    copy.replace("templates/main.typ", "dx: 40mm", "dx: 41mm");
    check(&copy, &[], 1).stderr_has("is the first that looks different");
    build(&copy);
    widen(&copy);
    check(&copy, &[], 1).stderr_has("is the first that looks different");
    build(&copy);
    check(&copy, &[], 0);

    let dated = fs::read(copy.path(name)).expect("a PDF");
    fs::write(copy.path(name), [dated.as_slice(), b"% more\n"].concat()).expect("a PDF");
    check(&copy, &[], 1).stderr_has(&format!("{name} does not match the records, although all pages look the same"));
    copy.write(name, "no PDF");
    check(&copy, &[], 1).stderr_has(&format!("{name} is not a readable PDF"));
    // One that a pull request brings may be harmful.
    copy.write(name, super::harmful::tiles());
    let run = check(&copy, &[], 1);
    run.stderr_has(&format!(
        "error: {name} does not match the records, and its pages cannot be compared: it has a page 1 "
    ));
    assert_eq!(object(&check(&copy, &["--format", "json"], 1))["files"][0]["page"], json!(null));
    fs::remove_file(copy.path(name)).expect("a PDF");
    fs::create_dir(copy.path(name)).expect("a folder");
    check(&copy, &[], 1).stderr_has(&format!("{name} is not a readable PDF"));
    copy.replace(NIRO, "short_name", "short_nam");
    check(&copy, &[], 1).stderr_has("error[E0104 unknown-key]");
}
