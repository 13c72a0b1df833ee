//! Why files cannot be written.

use std::io;
use std::path::PathBuf;

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}: {error}")]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// The error of the system.
    pub error: io::Error,
}

/// Why new files cannot be created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// One of them exists.
    #[error("{0} already exists")]
    Exists(PathBuf),
    /// One cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}
