//! Why the files of a revision cannot be read.

use std::io;
use std::path::PathBuf;
use std::process::Output;

use crate::text::shown::visible;

/// Why the files of a revision cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// The revision does not exist.
    #[error("unknown Git revision `{revision}`")]
    Unknown {
        /// The revision.
        revision: String,
        /// Whether the repository has no commit yet.
        is_unborn: bool,
        /// Whether the repository has only the last commits.
        is_shallow: bool,
    },
    /// The folder belongs to no repository.
    #[error("this folder is in no Git repository")]
    NoRepository,
    /// Git is missing, cannot be started or does not answer.
    #[error("cannot run git: {0}")]
    Start(io::Error),
    /// Git failed.
    #[error("git cannot write the files of `{revision}`: {message}")]
    Refused {
        /// The revision.
        revision: String,
        /// The first line that Git wrote.
        message: String,
    },
    /// A file of the revision is not on this machine.
    #[error("{path} of `{revision}` is not on this machine: the clone was made without all files")]
    Missing {
        /// The revision.
        revision: String,
        /// The file.
        path: String,
    },
    /// A picture of the revision is not on this machine.
    #[error("{path} of `{revision}` is kept by Git LFS and is not on this machine")]
    Lfs {
        /// The revision.
        revision: String,
        /// The file.
        path: String,
    },
    /// The revision has more bytes than are read.
    #[error("{path} of `{revision}` is too large: a file may have 500 MB, and all together 4 GB")]
    TooLarge {
        /// The revision.
        revision: String,
        /// The largest file.
        path: String,
    },
    /// The folder for temporary files is full.
    #[error("the folder for temporary files, {0}, is full")]
    Full(PathBuf),
    /// No folder can be created for the files.
    #[error("cannot write into the folder for temporary files, {folder}: {error}")]
    Folder {
        /// The folder for temporary files.
        folder: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
}

/// Returns what Git prints, without the line end.
pub(super) fn said(revision: &str, output: &Output) -> Result<String, RevisionError> {
    if !output.status.success() {
        return Err(refused(revision, output));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// Returns the error of a call that failed. Of many lines, the first says why.
pub(super) fn refused(revision: &str, output: &Output) -> RevisionError {
    let text = String::from_utf8_lossy(&output.stderr);
    if text.contains("not a git repository") {
        return RevisionError::NoRepository;
    }
    let is_message = |line: &&str| line.starts_with("fatal: ") || line.starts_with("error: ");
    let first = text.lines().find(is_message).or_else(|| text.lines().next()).unwrap_or("it gives no reason");
    let message = first.split_once(": ").map_or(first, |(_, message)| message);
    RevisionError::Refused { revision: revision.to_owned(), message: message.chars().map(visible).collect() }
}
