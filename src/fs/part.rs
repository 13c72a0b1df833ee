//! Parts: files that wait beside their places until all are complete on disk. Each is locked as long as
//! its process lives, so that what a killed one left can be told from what another is writing now.

use std::fs::{self, File, Permissions, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::lock::is_at;

const START: &str = ".brochure-";
const END: &str = ".part";

/// A file in a folder under a name of its own, complete on disk, with the rights of the one whose place
/// it is to take; else with those that the user gives to new files.
pub(super) fn part(folder: &Path, bytes: &[u8], rights: Option<Permissions>) -> io::Result<NamedTempFile> {
    let part = tempfile::Builder::new().prefix(START).suffix(END).make_in(folder, new)?;
    let mut file = part.as_file();
    // Before anything is in it: what nobody else may read, nobody else gets to read.
    if let Some(rights) = rights.filter(|rights| file.metadata().is_ok_and(|data| data.permissions() != *rights)) {
        file.set_permissions(rights)?;
    }
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(part)
}

/// A new file that is locked.
fn new(path: &Path) -> io::Result<File> {
    let file = File::options().write(true).create_new(true).open(path)?;
    let taken = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
    if taken || !is_at(&file, path) {
        // One that clears up was faster; the next name is free.
        return Err(ErrorKind::AlreadyExists.into());
    }
    Ok(file)
}

/// Removes the parts in a folder that belong to no living process. Where the system has no locks they
/// stay, as nobody can tell.
pub(super) fn clear(folder: &Path) {
    for path in parts(folder) {
        // Some systems lock only what may be written to.
        let Ok(file) = File::options().write(true).open(&path) else { continue };
        if file.try_lock().is_ok() {
            // While it is held: nobody can begin to use it.
            let _ = fs::remove_file(&path);
        }
    }
}

/// The parts in a folder.
pub(super) fn parts(folder: &Path) -> Vec<PathBuf> {
    let is_part = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(START) && name.ends_with(END))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(is_part).collect()
}
