//! Repositories for tests: the shipped project under Git, and clones of it as a runner has them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;

use crate::common::{Copy, Run};
use crate::runner::PROGRAM;

/// The project with as few chapters as need no warning, as a repository with one commit on `main`.
pub fn repository() -> Copy {
    of_chapters(&["niro", "olec", "cyberlago", "foodregio"])
}

/// The same with one chapter, which is warned of.
pub fn warned_of() -> Copy {
    of_chapters(&["niro"])
}

fn of_chapters(kept: &[&str]) -> Copy {
    let copy = Copy::new();
    let kept: Vec<_> = kept.iter().map(|slug| (*slug).to_owned()).collect();
    copy.set_chapters(&kept);
    for entry in fs::read_dir(copy.path("data/2019/clusters")).expect("records") {
        let path = entry.expect("an entry").path();
        if !kept.iter().any(|slug| path.ends_with(format!("{slug}.toml"))) {
            fs::remove_file(&path).expect("a record");
        }
    }
    git(copy.root(), &["init", "--quiet", "--initial-branch", "main"]);
    copy.write(".gitignore", "/out\n/.brochure-cache\n");
    commit(&copy, "The edition");
    copy
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

/// Commits all that has changed, and gives the hash.
pub fn commit(copy: &Copy, message: &str) -> String {
    git(copy.root(), &["add", "--all"]);
    git(copy.root(), &["commit", "--quiet", "--message", message]);
    head(copy)
}

/// The hash of what is checked out.
pub fn head(copy: &Copy) -> String {
    git(copy.root(), &["rev-parse", "HEAD"]).trim().to_owned()
}

/// A clone of a branch with its last commit alone, as runners make it.
pub fn shallow(origin: &Copy, branch: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", origin.root().display());
    git(folder.path(), &["clone", "--quiet", "--depth", "1", "--branch", branch, &url, "."]);
    folder
}

/// Runs Git with no settings but those of the repository.
pub fn git(folder: &Path, line: &[&str]) -> String {
    let mut git = Command::new("git");
    alone(&mut git).args(line).current_dir(folder);
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "N. N.").env(format!("GIT_{who}_EMAIL"), "n@example.org");
    }
    let output = git.output().expect("these tests need Git: install it");
    Run::of(&output).ends_with(0).out
}

/// Takes away what a person or an outer repository has set for Git.
pub fn alone(command: &mut Command) -> &mut Command {
    let null = if cfg!(windows) { "NUL" } else { "/dev/null" };
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", null).env("GIT_CONFIG_NOSYSTEM", "1")
}
