//! Part files: files that wait beside their final paths until all are complete on disk. Each is locked while its process
//! lives, so that the remains of a killed build differ from what another build is writing.

use std::fs::{self, File, Permissions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::lock::is_at;

const START: &str = ".brochure-";
const END: &str = ".part";

/// Creates a file under a temporary name, complete on disk.
pub(super) fn part(folder: &Path, bytes: &[u8], rights: Option<Permissions>) -> io::Result<NamedTempFile> {
    let part = open(folder, rights)?;
    // Its own methods would name the temporary file in errors.
    part.as_file().write_all(bytes)?;
    part.as_file().sync_all()?;
    Ok(part)
}

/// Creates an empty file under a temporary name. It has the permissions of the file that it will replace, or else those
/// that the user gives to new files.
pub(super) fn open(folder: &Path, rights: Option<Permissions>) -> io::Result<NamedTempFile> {
    let part = tempfile::Builder::new().prefix(START).suffix(END).make_in(folder, new)?;
    let file = part.as_file();
    // Before anything is written: nobody gets to read what only the owner may read.
    if let Some(rights) = rights.filter(|rights| file.metadata().is_ok_and(|data| data.permissions() != *rights)) {
        file.set_permissions(rights)?;
    }
    Ok(part)
}

/// Creates a locked file.
fn new(path: &Path) -> io::Result<File> {
    let file = File::options().write(true).create_new(true).open(path)?;
    let taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    if taken || !is_at(&file, path) {
        // Another build was faster to clear up; the next name is free.
        return Err(ErrorKind::AlreadyExists.into());
    }
    Ok(file)
}

/// Removes the part files in a folder whose processes have ended. On systems without locks they stay, because nothing
/// tells them apart.
pub(super) fn clear(folder: &Path) {
    for path in parts(folder) {
        // Some systems only lock files that are open for writing.
        let Ok(file) = File::options().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            // While the lock is held, so that nobody starts to use it.
            let _ = fs::remove_file(&path);
        }
    }
}

/// Returns the part files in a folder.
pub(super) fn parts(folder: &Path) -> Vec<PathBuf> {
    let is_part = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(START) && name.ends_with(END))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(is_part).collect()
}
