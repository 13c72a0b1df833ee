//! Folders: those that had to be made, and that go again where nothing came into them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Folders that were made, from the outside in. When this is dropped, those that are empty go.
#[derive(Debug, Default)]
pub(super) struct Folders(Vec<PathBuf>);

impl Folders {
    /// Makes a folder and those above it that are missing.
    pub(super) fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> =
            folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
        self.0.extend(missing.into_iter().rev().map(Path::to_owned));
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => io::Error::other("a file of this name is in its place"),
            _ => error,
        })
    }

    /// The folders in which the new ones stand.
    pub(super) fn parents(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter_map(|folder| folder.parent())
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails where something is in it.
            let _ = fs::remove_dir(folder);
        }
    }
}
