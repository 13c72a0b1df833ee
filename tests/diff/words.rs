//! Words that name nothing to compare.

use std::fs;

use super::{diff, tiny_pages};
use crate::common::git::{commit, git};
use crate::common::{BROCHURE, NIRO, ProjectCopy, Run, command};

#[test]
fn what_cannot_be_compared_is_reported() {
    let copy = tiny_pages();
    diff(&copy, &["nowhere"], 2).stderr_has("`nowhere` is not a PDF, an edition or a Git revision").stderr_has("2019");
    diff(&copy, &["2019"], 2).stderr_has("`2019` has nothing to be compared with");
    copy.write("a.pdf", "%PDF");
    diff(&copy, &["2019", "a.pdf"], 2).stderr_has("a PDF can only be compared with another PDF");
    copy.replace(NIRO, "short_name", "short_nam");
    let run = diff(&copy, &["HEAD"], 3);
    run.stderr_has("error: the work tree cannot be compared, because it cannot be built")
        .stderr_has("error[E0104 unknown-key]");
    fs::rename(copy.path("data/2019"), copy.path("data/2020")).expect("an edition");
    diff(&copy, &["HEAD"], 3)
        .stderr_has("has no data/2020")
        .stderr_has("it has the editions 2019: name one with --edition");
    fs::remove_dir_all(copy.path(".git")).expect("a repository");
    let none = "`HEAD` is not a PDF or an edition, and no Git revision: this folder is in no repository\n";
    diff(&copy, &["HEAD"], 2).stderr_has(none).stderr_has("the editions are 2020");
}

#[test]
fn a_revision_that_is_not_there_is_told_with_what_to_write() {
    let copy = tiny_pages();
    let run = diff(&copy, &["nowhere"], 2);
    run.stderr_has("error: `nowhere` is not a PDF, an edition or a Git revision\n")
        .stderr_has("write `brochure diff OLD NEW` with a branch, a tag or a hash; the editions are 2019\n");
    // No option of Git either.
    let run = Run::new(&command(copy.root(), &[BROCHURE, "diff", "--", "--all"]).output().expect("a run"));
    run.exits_with(2).stderr_has("`--all` is not a PDF, an edition or a Git revision\n");
}

#[test]
fn a_range_is_told_as_two_words() {
    let copy = tiny_pages();
    commit_change(&copy);
    let told = |word: &str, written: &str| {
        let run = diff(&copy, &[word], 2);
        run.stderr_has(&format!("error: `{word}` is a range, and a comparison has two words\n"));
        run.stderr_has(&format!("= help: write `brochure diff {written}`"));
        run
    };
    assert!(!told("HEAD~1..HEAD", "HEAD~1 HEAD").stderr.contains("merge-base"));
    told("main..", "main HEAD");
    told("..main", "HEAD main");
    told("HEAD~1...main", "HEAD~1 main").stderr_has("write what `git merge-base HEAD~1 main` prints first\n");
    // What `..` means in a path.
    let path = diff(&copy, &["../nowhere"], 2);
    path.stderr_has("`../nowhere` is not a PDF, an edition or a Git revision\n");
    // A search for words with dots is no range.
    diff(&copy, &[":/more..or less"], 1);
}

fn commit_change(copy: &ProjectCopy) {
    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    commit(copy, "more..or less");
    copy.replace(NIRO, "RuhrWest e. V.", "RuhrOst e. V.");
}

#[test]
fn a_repository_without_a_commit_is_told() {
    let copy = ProjectCopy::with_tiny_pages();
    git(copy.root(), &["init", "--quiet", "--initial-branch", "main"]);
    let run = diff(&copy, &["HEAD"], 2);
    run.stderr_has("error: `HEAD` is not a PDF, an edition or a Git revision, and the repository has no commit yet\n")
        .stderr_has("= help: commit the project first, or compare editions or PDFs; the editions are 2019\n");
}

#[test]
fn a_shallow_clone_is_told() {
    let copy = tiny_pages();
    commit_change(&copy);
    let clone = crate::ci::repository::shallow(&copy, "main");
    let line = [BROCHURE, "diff", "HEAD~1", "--lang", "de"];
    let run = Run::new(&command(clone.path(), &line).output().expect("a run")).exits_with(2);
    run.stderr_has("or a Git revision; this clone is shallow and has only the last revisions\n")
        .stderr_has("= help: `git fetch --unshallow` brings the others; the editions are 2019\n");
    // What it has can be compared.
    let line = [BROCHURE, "diff", "HEAD", "--lang", "de"];
    Run::new(&command(clone.path(), &line).output().expect("a run")).exits_with(0);
}
