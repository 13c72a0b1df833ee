//! Lock: one build at a time puts files into a folder. Reading its list, writing its files and writing the
//! list again is then one step for all others.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::folders::Folders;

/// The file that is locked. It is there as long as a build writes, or where one was ended by force.
pub(super) const NAME: &str = ".brochure.lock";

/// How often a lock is tried for that another build takes away with it.
const TRIES: usize = 1000;

/// The right to change what lies in a folder. It goes back when this is dropped, and by itself when the
/// process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    // These are dropped in this order: the lock is given back last.
    _made: Folders,
    file: File,
}

impl Lock {
    /// Takes the lock of a folder, which is made where it is missing; waits as long as another process
    /// holds it. Where the system has no locks, all goes on without.
    ///
    /// # Errors
    ///
    /// Fails where the folder cannot be made or nothing can be written into it.
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
                // A build that failed took the folder away, which it had made.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(fail(error)),
            }
        }
        Err(fail(ErrorKind::ResourceBusy.into()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Who waits for this file finds that it is gone, and makes a new one.
        if is_at(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let opened = File::options().read(true).append(true).create(true).open(path);
    // What a build of somebody else has left can be locked and removed without the right to change it.
    opened.or_else(|error| File::open(path).map_err(|_| error))
}

fn wait(file: &File) {
    // Some network drives have no locks; files are then still whole, and only the list can lack a line.
    while file.lock().is_err_and(|error| error.kind() == ErrorKind::Interrupted) {}
}

/// Whether a path still leads to an open file.
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
