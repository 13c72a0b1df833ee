//! Write: whole files or none. Each is written beside its place, flushed to disk and renamed.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}: {error}")]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

/// New files that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// One of them is there already.
    #[error("{0} is there already")]
    Exists(PathBuf),
    /// One cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

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
pub fn check_free(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), CreateError> {
    let taken = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.symlink_metadata().is_ok());
    taken.map_or(Ok(()), |path| Err(CreateError::Exists(path)))
}

/// Writes files into a folder, which is made where it is missing. No file takes its place before
/// all are complete on disk.
///
/// # Errors
///
/// Fails where one cannot be written; what was there before is then left as it was.
pub fn write(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), WriteError> {
    let mut made = Vec::new();
    let written = write_all(folder, files, &mut made);
    if written.is_err() {
        // Only folders that are empty go.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    written
}

/// Writes one file.
///
/// # Errors
///
/// Fails where it cannot be written; what was there before is then left as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name().unwrap_or_default());
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    write(folder, &[(&name.to_string_lossy(), bytes)])
}

fn write_all(folder: &Path, files: &[(&str, &[u8])], made: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    let fail = |path: &Path, error| WriteError { path: path.to_owned(), error };
    make(folder, made).map_err(|error| fail(folder, error))?;
    let mut waiting = Vec::new();
    for (name, bytes) in files {
        // A link stays one: what it leads to is replaced.
        let path = folder.join(name);
        let path = fs::canonicalize(&path).unwrap_or(path);
        let parent = path.parent().unwrap_or(folder);
        make(parent, made).map_err(|error| fail(parent, error))?;
        let file = complete(parent, bytes).map_err(|error| fail(&path, error))?;
        if let Ok(before) = fs::metadata(&path) {
            file.as_file().set_permissions(before.permissions()).map_err(|error| fail(&path, error))?;
        }
        waiting.push((file, path));
    }
    for (file, path) in waiting {
        file.persist(&path).map_err(|error| fail(&path, error.error))?;
    }
    Ok(())
}

/// Makes a folder and those above it that are missing, and notes which.
fn make(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<_> =
        folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
    made.extend(missing.into_iter().rev().map(Path::to_owned));
    fs::create_dir_all(folder)
}

/// A file in the folder, under a name of its own, complete on disk.
fn complete(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(".brochure-").suffix(".part").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable(file.as_file())?;
    Ok(file)
}

/// A temporary file is private; what is made of it should be as other files are.
#[cfg(unix)]
fn readable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &fs::File) -> io::Result<()> {
    Ok(())
}
