//! Revision: a project as it was at a commit of Git, in a folder of its own.
//!
//! Git itself writes the files, so that they are those that a clone would have: with line ends and large
//! files as the repository's attributes say. Neither its index nor its work tree is touched.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Variables by which a hook of Git tells programs about another repository, index or folder.
const OF_HOOKS: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// The files of a commit; they go when this does.
#[derive(Debug)]
pub struct Revision {
    folder: TempDir,
    prefix: PathBuf,
    commit: String,
}

/// Why a revision cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// There is no such revision.
    #[error("Git knows no revision `{0}`")]
    Unknown(String),
    /// Git is not there, or cannot be started.
    #[error("cannot start git: {0}")]
    Start(io::Error),
    /// Git refuses.
    #[error("git cannot give the files of `{revision}`: {message}")]
    Refused {
        /// The revision.
        revision: String,
        /// What Git says.
        message: String,
    },
    /// No folder can be made for the files.
    #[error("cannot make a folder for the files of a revision: {0}")]
    Folder(io::Error),
}

impl Revision {
    /// Writes the files below a folder of a work tree, as they were at a revision, into a folder of
    /// their own.
    ///
    /// # Errors
    ///
    /// Fails where there is no Git, no repository, no such revision, or no room.
    pub fn of(root: &Path, revision: &str) -> Result<Self, RevisionError> {
        let commit = commit(root, revision)?;
        let folder = tempfile::Builder::new().prefix("brochure-").tempdir().map_err(RevisionError::Folder)?;
        let index = folder.path().join("index");
        let files = folder.path().join("files");
        let run = |line: &[&str]| said(revision, &git(root, line, Some((&index, &commit)))?);
        let prefix = run(&["rev-parse", "--show-prefix"])?;
        run(&["read-tree", &commit])?;
        run(&["checkout-index", "--all", "--quiet", &format!("--prefix={}/", files.display())])?;
        Ok(Self { folder, prefix: PathBuf::from(prefix), commit })
    }

    /// The folder that stands for the one asked for.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("files").join(&self.prefix)
    }

    /// The commit, as its hash.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }
}

/// The hash of the commit that a revision names.
fn commit(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let find = |name: &str| {
        let found = git(root, &["rev-parse", "--verify", "--quiet", name], None)?;
        // With --quiet, Git ends in this way where it has nothing to say but no.
        match found.status.code() {
            Some(1) => Err(RevisionError::Unknown(revision.to_owned())),
            _ => said(revision, &found),
        }
    };
    // What is found is peeled then: behind a search, as in `:/words`, all would be taken for words.
    let object = find(revision)?;
    let is_hash = object.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { find(&format!("{object}^{{commit}}")) } else { Err(RevisionError::Unknown(revision.to_owned())) }
}

/// Runs Git; with an index of its own, and the attributes of a commit in place of those in the work tree.
fn git(root: &Path, line: &[&str], apart: Option<(&Path, &str)>) -> Result<Output, RevisionError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    for name in OF_HOOKS {
        command.env_remove(name);
    }
    if let Some((index, commit)) = apart {
        // Hooks of the user are meant for the real index.
        command.arg("-c").arg(format!("core.hooksPath={}", index.with_file_name("hooks").display()));
        command.env("GIT_INDEX_FILE", index).env("GIT_ATTR_SOURCE", commit);
    }
    command.args(line).output().map_err(RevisionError::Start)
}

/// What Git prints, without the end of its line.
fn said(revision: &str, output: &Output) -> Result<String, RevisionError> {
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(RevisionError::Refused { revision: revision.to_owned(), message });
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
