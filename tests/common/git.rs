//! Repositories for tests, without the settings of a person, a machine or an outer repository.

use std::path::Path;
use std::process::Command;

use super::{ProjectCopy, Run};

/// Makes a copy of the project a repository with one commit on `main`.
pub fn repository(copy: ProjectCopy) -> ProjectCopy {
    git(copy.root(), &["init", "--quiet", "--initial-branch", "main"]);
    copy.write(".gitignore", "/out\n/.brochure-cache\n");
    commit(&copy, "The edition");
    copy
}

/// Commits every change, and returns the hash.
pub fn commit(copy: &ProjectCopy, message: &str) -> String {
    git(copy.root(), &["add", "--all"]);
    git(copy.root(), &["commit", "--quiet", "--message", message]);
    head(copy)
}

/// Returns the hash of the commit that is checked out.
pub fn head(copy: &ProjectCopy) -> String {
    git(copy.root(), &["rev-parse", "HEAD"]).trim().to_owned()
}

/// Runs Git, and returns what it prints.
#[track_caller]
pub fn git(folder: &Path, line: &[&str]) -> String {
    let mut git = Command::new("git");
    without_settings(&mut git).args(line).current_dir(folder);
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "N. N.").env(format!("GIT_{who}_EMAIL"), "n@example.org");
    }
    let output = git.output().expect("these tests need Git: install it");
    Run::new(&output).exits_with(0).stdout
}

/// Hides from Git what a person or an outer repository has set.
pub fn without_settings(command: &mut Command) -> &mut Command {
    let null = if cfg!(windows) { "NUL" } else { "/dev/null" };
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", null).env("GIT_CONFIG_NOSYSTEM", "1")
}
