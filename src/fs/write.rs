//! Writes whole files or none: each to a part file that is flushed to disk and renamed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub(crate) use super::error::{CreateError, WriteError};
pub use super::lock::Lock;

use super::folders::Folders;
use super::lock;
use super::part::{self, part};

/// Creates files, given by their paths with `/` between the parts. If one of them exists, none is written.
///
/// # Errors
///
/// Fails if one exists or cannot be written.
pub fn create(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    check_free(folder, files)?;
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Ok(write(folder, &files)?)
}

/// Checks that none of the files exists.
///
/// # Errors
///
/// Fails if one does.
pub(crate) fn check_free(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    let taken = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.symlink_metadata().is_ok());
    taken.map_or(Ok(()), |path| Err(CreateError::Exists(path)))
}

/// Writes files into a folder, which is created if it is missing. All are written to part files and flushed to disk
/// before the first is renamed to its final path; they are renamed in the given order. Remains of writers that were
/// killed are removed.
///
/// # Errors
///
/// Fails if one cannot be written. All files are then as they were, unless a rename fails: those before it are new.
pub(crate) fn write(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), WriteError> {
    let fail = |path: &Path, error| WriteError { path: path.to_owned(), error };
    let mut made = Folders::default();
    made.make(folder).map_err(|error| fail(folder, error))?;
    part::clear(folder);
    let mut changed = BTreeSet::new();
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        // A symbolic link is replaced by the rename: the file that it leads to may be outside the folder.
        let (path, parents) = (folder.join(name), Path::new(name).parent().unwrap_or(Path::new("")));
        if parents.ancestors().any(|parent| !parent.as_os_str().is_empty() && folder.join(parent).is_symlink()) {
            return Err(fail(&path, io::Error::other("a symbolic link leads to another folder")));
        }
        if path.is_dir() && !path.is_symlink() {
            return Err(fail(&path, io::Error::other("a folder of this name is in its place")));
        }
        let parent = path.parent().unwrap_or(folder).to_owned();
        made.make(&parent).map_err(|error| fail(&path, error))?;
        if changed.insert(parent.clone()) {
            part::clear(&parent);
        }
        let rights = fs::metadata(&path).ok().map(|before| before.permissions());
        let file = part(&parent, bytes, rights).map_err(|error| fail(&path, error))?;
        waiting.push((file, path));
    }
    for (file, path) in waiting {
        file.persist(&path).map_err(|error| fail(&path, error.error))?;
    }
    changed.iter().map(PathBuf::as_path).chain(made.parents()).for_each(flush);
    Ok(())
}

/// Writes one file. A device is written to and not replaced.
///
/// # Errors
///
/// Fails if it cannot be written. The old file is then as it was.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, bytes).map_err(|error| WriteError { path: path.to_owned(), error });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    write(folder, &[(&name, bytes)])
}

/// Writes one file piece by piece, for what may be larger than the memory. A device is written to and not replaced.
///
/// # Errors
///
/// Fails with the error of `write`, or if the file cannot be written. The old file is then as it was.
pub(crate) fn write_pieces<E: From<WriteError>>(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), E>,
) -> Result<(), E> {
    let fail = |error| E::from(WriteError { path: path.to_owned(), error });
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return write(&mut fs::File::options().write(true).open(path).map_err(fail)?);
    }
    if path.is_dir() && !path.is_symlink() {
        return Err(fail(io::Error::other("a folder of this name is in its place")));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut made = Folders::default();
    made.make(folder).map_err(fail)?;
    part::clear(folder);
    let rights = fs::metadata(path).ok().map(|before| before.permissions());
    let mut file = part::open(folder, rights).map_err(fail)?;
    let mut pieces = io::BufWriter::new(file.as_file_mut());
    write(&mut pieces)?;
    pieces.flush().map_err(fail)?;
    drop(pieces);
    file.as_file().sync_all().map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    made.parents().chain([folder]).for_each(flush);
    Ok(())
}

/// Returns whether no build is writing into a folder, and none was killed while it did.
#[must_use]
pub(crate) fn has_no_parts(folder: &Path) -> bool {
    !folder.join(lock::NAME).exists() && part::parts(folder).is_empty()
}

/// Flushes the entries of a folder to disk. A rename changes the folder and not the file: without this, the old file could
/// be back after a power cut. Systems that cannot flush a folder do it on their own after some time.
#[cfg(unix)]
fn flush(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn flush(_: &Path) {}
