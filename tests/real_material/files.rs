//! Nothing outside the project is written, and nothing that a repository brings decides what is built.

use std::fs;

use crate::common::git::repository;
use crate::common::{BROCHURE, ProjectCopy, brochure, command};

const BUILD: [&str; 5] = ["build", "--lang", "de", "--target", "screen"];
const PDF: &str = "expedition-2019-de-screen.pdf";

#[test]
fn a_build_in_a_subfolder_writes_to_the_folder_of_the_project() {
    let copy = ProjectCopy::with_tiny_pages();
    brochure(&copy.path("data/2019/clusters"), &BUILD).exits_with(0);
    assert!(copy.path("out").join(PDF).is_file());
    assert!(!copy.path("data/2019/clusters/out").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_project_are_replaced_or_refused() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    let victim = outside.path().join("victim");
    fs::write(&victim, "untouched").expect("a file");
    for name in [PDF, "SHA256SUMS"] {
        let copy = ProjectCopy::with_tiny_pages();
        fs::create_dir(copy.path("out")).expect("a folder");
        symlink(&victim, copy.path("out").join(name)).expect("a link");
        brochure(copy.root(), &BUILD).exits_with(0);
        assert!(!copy.path("out").join(name).is_symlink(), "{name}");
    }
    for folder in ["out", ".brochure-cache"] {
        let copy = ProjectCopy::with_tiny_pages();
        symlink(outside.path(), copy.path(folder)).expect("a link");
        brochure(copy.root(), &BUILD).exits_with(2).stderr_has(&format!("{folder} is a symbolic link"));
    }
    // A folder that a person types may be anywhere.
    let copy = ProjectCopy::with_tiny_pages();
    symlink(outside.path(), copy.path("elsewhere")).expect("a link");
    brochure(copy.root(), &[&BUILD[..], &["--out", "elsewhere"]].concat()).exits_with(0);
    assert!(outside.path().join(PDF).is_file());
    assert_eq!(fs::read_to_string(&victim).expect("a file"), "untouched");
}

/// Builds, then replaces the PDF and changes the cache so that both agree.
fn forge(copy: &ProjectCopy) {
    brochure(copy.root(), &BUILD).exits_with(0);
    let real = fs::read(copy.path("out").join(PDF)).expect("a PDF");
    let (real_hash, forged_hash) = (brochure::internals::sha256_hex(&real), brochure::internals::sha256_hex(b"forged"));
    fs::write(copy.path("out").join(PDF), "forged").expect("a file");
    for entry in fs::read_dir(copy.path(".brochure-cache/builds")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a manifest");
        assert!(text.contains(&real_hash), "the manifest has the hash of the PDF");
        let text = text.replace(&real_hash, &forged_hash).replace(&real.len().to_string(), "6");
        fs::write(&path, text).expect("a manifest");
    }
}

fn is_forged(copy: &ProjectCopy) -> bool {
    fs::read(copy.path("out").join(PDF)).expect("a PDF") == b"forged"
}

#[test]
fn a_forged_cache_is_not_believed() {
    let copy = ProjectCopy::with_tiny_pages();
    forge(&copy);
    brochure(copy.root(), &BUILD).exits_with(0);
    assert!(
        is_forged(&copy),
        "without Git or CI the cache is the editor's: the forgery works, or the rest shows nothing"
    );

    let line = [&[BROCHURE], &BUILD[..]].concat();
    let in_ci = command(copy.root(), &line).env("CI", "true").output().expect("a run");
    assert!(in_ci.status.success() && !is_forged(&copy), "in CI");

    forge(&copy);
    brochure(copy.root(), &[&BUILD[..], &["--force"]].concat()).exits_with(0);
    assert!(!is_forged(&copy), "with --force");

    forge(&copy);
    brochure(copy.root(), &[&BUILD[..], &["--check"]].concat()).exits_with(1);

    let tracked = ProjectCopy::with_tiny_pages();
    forge(&tracked);
    let tracked = repository(tracked);
    crate::common::git::git(tracked.root(), &["add", "--force", ".brochure-cache"]);
    brochure(tracked.root(), &BUILD).exits_with(0);
    assert!(!is_forged(&tracked), "tracked by Git");
}

#[test]
fn a_folder_without_a_year_is_not_the_newest_edition() {
    let copy = ProjectCopy::of_records();
    copy.write("data/Entwurf/edition.toml", "not a record");
    brochure(copy.root(), &["check"]).exits_with(0);
    fs::rename(copy.path("data/2019"), copy.path("data/Sommer")).expect("an edition");
    brochure(copy.root(), &["check"])
        .exits_with(2)
        .stderr_has("cannot tell which edition is the newest")
        .stderr_has("Entwurf, Sommer");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_an_error_and_does_not_wait() {
    let copy = ProjectCopy::of_records();
    let record = copy.path(crate::common::NIRO);
    fs::remove_file(&record).expect("a record");
    let made = std::process::Command::new("mkfifo").arg(&record).status().expect("mkfifo");
    assert!(made.success());
    brochure(copy.root(), &["check"]).exits_with(1).stderr_has("not a regular file");
}
