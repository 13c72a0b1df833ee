//! Repositories for the tests of this folder, and clones of them as a runner has them.

use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::common::git::{self, commit, git};
use crate::common::{BROCHURE, NIRO, ProjectCopy, Run};

/// Makes a repository of an edition that has no warnings.
pub fn repository() -> ProjectCopy {
    git::repository(ProjectCopy::with_tiny_pages())
}

/// Makes a repository of an edition that has a warning, because it has only one chapter.
pub fn with_warning() -> ProjectCopy {
    let copy = ProjectCopy::with_tiny_pages();
    copy.keep_chapters(&["niro"]);
    git::repository(copy)
}

/// The German PDF in the output folder.
pub const PDF: &str = "out/expedition-2019-de-print.pdf";

/// Makes a repository in which the German PDF is committed.
pub fn with_pdf() -> ProjectCopy {
    static BUILT: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let copy = repository();
        let build = Command::new(BROCHURE).args(["build", "--lang", "de"]).current_dir(copy.root()).output();
        Run::new(&build.expect("a run")).exits_with(0);
        fs::read(copy.path(PDF)).expect("a PDF")
    });
    let copy = repository();
    copy.write(".gitignore", "/.brochure-cache\n");
    copy.write(PDF, &*BUILT);
    commit(&copy, "The PDF");
    copy
}

/// Changes a word that is printed.
pub fn change(copy: &ProjectCopy) {
    copy.replace(NIRO, "RuhrOst", "RuhrWest");
}

/// Clones only the last commit of a branch, as runners do.
pub fn shallow(origin: &ProjectCopy, branch: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", origin.root().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", "--branch", branch, &url, "."]);
    folder
}
