//! Write: whole files or none. Each is written beside its place, flushed to disk and renamed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(crate) use super::error::{CreateError, WriteError};
pub use super::lock::Lock;

use super::folders::Folders;
use super::lock;
use super::part::{self, part};

/// Writes files that must not be there yet, by their path with `/` between its parts. Where one is,
/// none is written.
///
/// # Errors
///
/// Fails where one exists or cannot be written.
pub fn create(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    check_free(folder, files)?;
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Ok(write(folder, &files)?)
}

/// Fails where one of the files is there already.
///
/// # Errors
///
/// As said.
pub(crate) fn check_free(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    let taken = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.symlink_metadata().is_ok());
    taken.map_or(Ok(()), |path| Err(CreateError::Exists(path)))
}

/// Writes files into a folder, which is made where it is missing. No file takes its place before
/// all are complete on disk; then they do in the order in which they are given. What writes that were
/// ended by force have left in the folders is cleared away.
///
/// # Errors
///
/// Fails where one cannot be written; what was there before is then left as it was. Only where a place
/// cannot be taken in spite of all, those before it are new.
pub(crate) fn write(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), WriteError> {
    let fail = |path: &Path, error| WriteError { path: path.to_owned(), error };
    let mut made = Folders::default();
    made.make(folder).map_err(|error| fail(folder, error))?;
    part::clear(folder);
    let mut changed = BTreeSet::new();
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        let name = folder.join(name);
        // A link stays one: what it leads to is replaced.
        let path = fs::canonicalize(&name).unwrap_or_else(|_| name.clone());
        if path.is_dir() {
            return Err(fail(&name, io::Error::other("a folder of this name is in its place")));
        }
        let parent = path.parent().unwrap_or(folder).to_owned();
        made.make(&parent).map_err(|error| fail(&name, error))?;
        if changed.insert(parent.clone()) {
            part::clear(&parent);
        }
        let rights = fs::metadata(&path).ok().map(|before| before.permissions());
        let file = part(&parent, bytes, rights).map_err(|error| fail(&name, error))?;
        waiting.push((file, path, name));
    }
    for (file, path, name) in waiting {
        file.persist(&path).map_err(|error| fail(&name, error.error))?;
    }
    changed.iter().map(PathBuf::as_path).chain(made.parents()).for_each(flush);
    Ok(())
}

/// Writes one file. What is neither a file nor a folder, such as a device, stays what it is and is written to.
///
/// # Errors
///
/// Fails where it cannot be written; what was there before is then left as it was.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, bytes).map_err(|error| WriteError { path: path.to_owned(), error });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write(folder, &[(&name, bytes)])
}

/// Whether nobody writes into a folder at the moment, and no write was ended by force there.
#[must_use]
pub(crate) fn is_settled(folder: &Path) -> bool {
    !folder.join(lock::NAME).exists() && part::parts(folder).is_empty()
}

/// Flushes the names in a folder to disk: a new name is content of the folder and not of the file, and
/// after a power cut the old file would stand there again. Where a system cannot do that, it does it by
/// itself sooner or later.
#[cfg(unix)]
fn flush(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn flush(_: &Path) {}
