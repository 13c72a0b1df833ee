//! Repositories for tests, with no settings of a person, a machine or an outer repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Copy, Run};

/// The shipped project with some of its chapters, as a repository with one commit on `main`.
pub fn repository(chapters: &[&str]) -> Copy {
    let copy = Copy::new();
    let chapters: Vec<_> = chapters.iter().map(|slug| (*slug).to_owned()).collect();
    copy.set_chapters(&chapters);
    for entry in fs::read_dir(copy.path("data/2019/clusters")).expect("records") {
        let path = entry.expect("an entry").path();
        if !chapters.iter().any(|slug| path.ends_with(format!("{slug}.toml"))) {
            fs::remove_file(&path).expect("a record");
        }
    }
    git(copy.root(), &["init", "--quiet", "--initial-branch", "main"]);
    copy.write(".gitignore", "/out\n/.brochure-cache\n");
    commit(&copy, "The edition");
    copy
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

/// Runs Git, and gives what it prints.
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
