//! A project as it was at a commit, in a temporary folder.
//!
//! Git itself writes the files, so that they are those that a clone would have: with line ends and large
//! files as the repository's attributes say. Neither its index nor its work tree is touched.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Variables by which a Git hook points programs to another repository, index or folder.
const OF_HOOKS: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// The files of a commit, which are removed when this is dropped.
#[derive(Debug)]
pub struct Revision {
    folder: TempDir,
    prefix: PathBuf,
    commit: String,
}

/// Why the files of a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// The revision does not exist.
    #[error("unknown Git revision `{0}`")]
    Unknown(String),
    /// Git is missing or cannot be started.
    #[error("cannot start git: {0}")]
    Start(io::Error),
    /// Git failed.
    #[error("git cannot write the files of `{revision}`: {message}")]
    Refused {
        /// The revision.
        revision: String,
        /// The message of Git.
        message: String,
    },
    /// No folder can be created for the files.
    #[error("cannot create a folder for the files of a revision: {0}")]
    Folder(io::Error),
}

impl Revision {
    /// Writes the files in a folder of a work tree, as they were at a revision, to a temporary folder.
    ///
    /// # Errors
    ///
    /// Fails if Git, the repository or the revision is missing, or the disk is full.
    pub fn check_out(root: &Path, revision: &str) -> Result<Self, RevisionError> {
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

    /// Returns the folder that corresponds to the one in the work tree.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("files").join(&self.prefix)
    }

    /// Returns the hash of the commit.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }
}

/// Returns the hash of the commit that a revision names.
fn commit(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let find = |name: &str| {
        let found = git(root, &["rev-parse", "--verify", "--quiet", name], None)?;
        // With --quiet, this is how Git says that the revision does not exist.
        match found.status.code() {
            Some(1) => Err(RevisionError::Unknown(revision.to_owned())),
            _ => said(revision, &found),
        }
    };
    // The object is peeled in a second step: after a search such as `:/words`, `^{commit}` would be part of the words.
    let object = find(revision)?;
    let is_hash = object.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { find(&format!("{object}^{{commit}}")) } else { Err(RevisionError::Unknown(revision.to_owned())) }
}

/// Runs Git with a temporary index, and with the attributes of a commit instead of those in the work tree.
fn git(root: &Path, line: &[&str], apart: Option<(&Path, &str)>) -> Result<Output, RevisionError> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    for name in OF_HOOKS {
        command.env_remove(name);
    }
    if let Some((index, commit)) = apart {
        // The user's hooks are meant for the real index.
        command.arg("-c").arg(format!("core.hooksPath={}", index.with_file_name("hooks").display()));
        command.env("GIT_INDEX_FILE", index).env("GIT_ATTR_SOURCE", commit);
    }
    command.args(line).output().map_err(RevisionError::Start)
}

/// Returns what Git prints, without the line end.
fn said(revision: &str, output: &Output) -> Result<String, RevisionError> {
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(RevisionError::Refused { revision: revision.to_owned(), message });
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
