//! Why files cannot be written.

use std::io;
use std::path::PathBuf;

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}: {error}")]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

/// New files that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// One of them is there already.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// One cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
