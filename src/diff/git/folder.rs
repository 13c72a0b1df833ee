//! The temporary folder of a revision.
//!
//! It is removed when the comparison ends. A process that is killed cannot do that, and no handler of signals sees every
//! end. So the folder has a file that is locked while its process lives, and the next comparison removes the folders
//! whose locks are free.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use super::error::{RevisionError, refused};

/// How the names of the folders begin.
const START: &str = "brochure-revision-";

/// The file that is locked.
const LOCK: &str = "lock";

/// What Git says if a file system or the share of a user is full.
const FULL: [&str; 2] = ["No space left on device", "Disk quota exceeded"];

/// A folder that is removed when this is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    // Dropped in this order: Windows removes no file that is open.
    _lock: File,
    folder: TempDir,
}

impl Folder {
    /// Creates a folder, after removing those of processes that were killed.
    pub(super) fn new() -> Result<Self, RevisionError> {
        let all = std::env::temp_dir();
        clear(&all);
        let fail = |error| failed(&all, error);
        let folder = tempfile::Builder::new().prefix(START).tempdir_in(&all).map_err(fail)?;
        let lock = File::create_new(folder.path().join(LOCK)).map_err(fail)?;
        // Without locks, nobody removes the folder of another process.
        let _ = lock.try_lock();
        Ok(Self { _lock: lock, folder })
    }

    /// Returns the folder of the files.
    pub(super) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Returns the repository that writes the files.
    pub(super) fn repository(&self) -> PathBuf {
        self.folder.path().join("git")
    }

    /// Returns the error of a file in the folder that cannot be written.
    pub(super) fn fail(&self, error: io::Error) -> RevisionError {
        failed(self.all(), error)
    }

    /// Returns the error of a call of Git that failed.
    pub(super) fn refused(&self, revision: &str, output: &Output) -> RevisionError {
        let text = String::from_utf8_lossy(&output.stderr);
        if FULL.iter().any(|words| text.contains(words)) || self.is_full() {
            return RevisionError::Full(self.all().to_owned());
        }
        refused(revision, output)
    }

    fn all(&self) -> &Path {
        self.folder.path().parent().unwrap_or(Path::new(""))
    }

    /// Returns whether there is no room for another file: Git does not always say why it cannot write one.
    fn is_full(&self) -> bool {
        let path = self.folder.path().join("probe");
        let written = File::create(&path).and_then(|mut file| file.write_all(&[1; 16_000]));
        let _ = fs::remove_file(path);
        written.is_err_and(|error| is_full(&error))
    }
}

fn failed(folder: &Path, error: io::Error) -> RevisionError {
    let folder = folder.to_owned();
    if is_full(&error) { RevisionError::Full(folder) } else { RevisionError::Folder { folder, error } }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
}

/// Removes the folders of processes that were killed.
fn clear(all: &Path) {
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let is_named = entry.file_name().to_str().is_some_and(|name| name.starts_with(START));
        if !is_named || !is_own(&entry.path()) {
            continue;
        }
        // Some systems only lock files that are open for writing.
        let Ok(lock) = File::options().write(true).open(entry.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() {
            drop(lock);
            // What cannot be removed takes room, but stops nobody.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Returns whether a path is a folder of this user, and no link: others can write into the folder for temporary files.
#[cfg(unix)]
fn is_own(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let user = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(path).is_ok_and(|there| there.is_dir() && there.uid() == user)
}

#[cfg(not(unix))]
fn is_own(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_dir())
}
