//! A lock on an output folder: one build at a time reads its list, writes its files and writes the list again.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::folders::Folders;

/// The file that is locked. It exists while a build writes, or after one was killed.
pub(super) const NAME: &str = ".brochure.lock";

/// How many times to try for a lock whose file other builds keep removing.
const TRIES: usize = 1000;

/// The right to change the files in a folder. It is released when this is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    // Dropped in this order: the lock is released last.
    _made: Folders,
    file: File,
}

impl Lock {
    /// Locks a folder, which is created if it is missing. Waits while another process holds the lock. On systems without
    /// locks, goes on without one.
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be created or written to.
    pub fn take(folder: &Path) -> Result<Self, WriteError> {
        let fail = |error| WriteError { path: folder.to_owned(), error };
        let path = folder.join(NAME);
        for _ in 0..TRIES {
            let mut made = Folders::default();
            made.make(folder).map_err(fail)?;
            match open(&path) {
                Ok(file) => {
                    wait(&file);
                    if is_at(&file, &path) {
                        return Ok(Self { path, _made: made, file });
                    }
                }
                // Another build failed and removed the folder that it had created.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(fail(error)),
            }
        }
        Err(fail(ErrorKind::ResourceBusy.into()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A process that waits for this file finds that it is gone, and creates a new one.
        if is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    // A repository may bring a link to a file elsewhere.
    if path.is_symlink() {
        return Err(io::Error::other(format!("{NAME} is a symbolic link")));
    }
    let opened = File::options().read(true).append(true).create(true).open(path);
    // A file left behind by another user's build can be locked and removed without permission to change it.
    opened.or_else(|error| File::open(path).map_err(|_| error))
}

fn wait(file: &File) {
    // Some network drives have no locks. Files are still whole then, but the list can miss a line.
    while file.lock().is_err_and(|error| error.kind() == ErrorKind::Interrupted) {}
}

/// Returns whether a path still leads to the file that was opened.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (there.dev(), there.ino())
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}
