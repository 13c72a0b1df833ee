//! Repositories for tests: the shipped project under Git, and clones of it as a runner has them.

use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use super::runner::PROGRAM;
use crate::common::git::{commit, git};
use crate::common::{self, Copy, Run};

/// The project with as few chapters as need no warning, as a repository with one commit on `main`.
pub fn repository() -> Copy {
    common::git::repository(&["niro", "olec", "cyberlago", "foodregio"])
}

/// The same with one chapter, which is warned of.
pub fn warned_of() -> Copy {
    common::git::repository(&["niro"])
}

/// The German PDF in the folder for PDFs.
pub const PDF: &str = "out/expedition-2019-de-print.pdf";

/// The same as `warned_of` with the German PDF committed.
pub fn with_pdf() -> Copy {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let copy = warned_of();
        let build = Command::new(PROGRAM).args(["build", "--lang", "de"]).current_dir(copy.root()).output();
        Run::of(&build.expect("a run")).ends_with(0);
        fs::read(copy.path(PDF)).expect("a PDF")
    });
    let copy = warned_of();
    copy.write(".gitignore", "/.brochure-cache\n");
    fs::create_dir(copy.path("out")).expect("a folder");
    fs::write(copy.path(PDF), &*MADE).expect("a PDF");
    commit(&copy, "The PDF");
    copy
}

/// Changes a word that is printed.
pub fn change(copy: &Copy) {
    copy.replace("data/2019/clusters/niro.toml", "RuhrOst", "RuhrWest");
}

/// A clone of a branch with its last commit alone, as runners make it.
pub fn shallow(origin: &Copy, branch: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", origin.root().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", "--branch", branch, &url, "."]);
    folder
}
