//! Folders that are created for files, and removed if no file comes into them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Folders that were created, the outermost first. Dropping this removes those that are empty.
#[derive(Debug, Default)]
pub(super) struct Folders(Vec<PathBuf>);

impl Folders {
    /// Creates a folder and those above it, where they are missing.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        self.0.extend(missing.into_iter().rev().map(Path::to_owned));
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => io::Error::other("a file of this name is in its place"),
            _ => error,
        })
    }

    /// Returns the folders that contain the new ones.
    pub(super) fn parents(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter_map(|folder| folder.parent())
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails if something is in it.
            let _ = fs::remove_dir(folder);
        }
    }
}
