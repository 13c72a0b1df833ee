//! The project on disk: its root, its editions, and what may be read.
//!
//! Every path that a record or a template names goes through [`Project::resolve`]: nothing outside the root is read,
//! neither through `..` nor through a symbolic link.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::hash::sha256_file;
use super::misnamed::find_misnamed;

/// A project folder.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    real_root: PathBuf,
}

/// Why a project, an edition or a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// No folder above is a project.
    #[error("no brochure project here: neither `{0}` nor a folder above it has data/ and templates/main.typ")]
    NotFound(PathBuf),
    /// The edition does not exist.
    #[error("no edition `{name}`: there is no {place}")]
    NoEdition {
        /// The requested name.
        name: String,
        /// Where it would be.
        place: String,
        /// The editions of the project.
        known: Vec<String>,
    },
    /// The project has no edition.
    #[error("the project has no edition: there is no data/NAME/edition.toml")]
    NoEditions,
    /// The file of the edition has another name.
    #[error("there is no edition.toml beside {0}")]
    Misnamed(String),
    /// No edition has a year in its name, which would tell the newest.
    #[error("cannot tell which edition is the newest: none has a year in its name")]
    NoDatedEdition {
        /// The editions of the project.
        known: Vec<String>,
    },
    /// Several editions have the latest year in their names, and other words: one may be a copy.
    #[error("cannot tell which edition is the newest: several have the same year in their names")]
    SameYear {
        /// These editions.
        known: Vec<String>,
    },
    /// The path leaves the project.
    #[error("`{0}` is outside the project")]
    Outside(String),
    /// The file could not be read.
    #[error("cannot read {path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the system.
        error: io::Error,
    },
}

/// The file that makes a folder an edition.
const EDITION_FILE: &str = "edition.toml";

impl Project {
    /// Finds the project that a folder belongs to.
    ///
    /// # Errors
    ///
    /// Fails if no folder above is a project, or where the folder cannot be read.
    pub fn find(start: &Path) -> Result<Self, ProjectError> {
        let start = fs::canonicalize(start).map_err(|error| io_error(start, error))?;
        start
            .ancestors()
            .find(|folder| folder.join("data").is_dir() && folder.join("templates/main.typ").is_file())
            .map(Self::at)
            .ok_or_else(|| ProjectError::NotFound(start.clone()))?
    }

    /// Opens a folder as a project.
    ///
    /// # Errors
    ///
    /// Fails if the folder does not exist.
    pub fn at(root: &Path) -> Result<Self, ProjectError> {
        let real_root = fs::canonicalize(root).map_err(|error| io_error(root, error))?;
        Ok(Self { root: root.to_owned(), real_root })
    }

    /// Returns the root folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of an edition, named by its folder in `data/` or by a path inside the project. Without a name,
    /// returns the newest: the one with the latest year in its name, then the last by name, where numbers are compared as
    /// numbers. An edition without a year has to be named if there is another.
    ///
    /// # Errors
    ///
    /// Fails if the edition does not exist or is outside the project.
    pub fn edition(&self, name: Option<&str>) -> Result<PathBuf, ProjectError> {
        let Some(name) = name else {
            let mut names = self.editions()?;
            if names.len() > 1 && names.last().is_some_and(|name| year(name).is_none()) {
                return Err(ProjectError::NoDatedEdition { known: names });
            }
            let latest = names.last().and_then(|name| year(name));
            let same: Vec<_> = names.iter().filter(|name| year(name) == latest).cloned().collect();
            // 2019-2 comes after 2019; of 2019-alt nobody knows.
            let is_numbered = |name: &String| name.chars().all(|c| c.is_ascii_digit() || c == '-');
            if latest.is_some() && same.len() > 1 && !same.iter().all(is_numbered) {
                return Err(ProjectError::SameYear { known: same });
            }
            let newest = names.pop().ok_or_else(|| self.misnamed_edition(None).unwrap_or(ProjectError::NoEditions))?;
            return Ok(Path::new("data").join(newest));
        };
        let by_name = Path::new("data").join(name);
        if is_plain(name) && can_name_files(name) && self.root.join(&by_name).join(EDITION_FILE).is_file() {
            return Ok(by_name);
        }
        let path = Path::new(name);
        if can_name_files(name) && path.join(EDITION_FILE).is_file() {
            let real = fs::canonicalize(path).map_err(|error| io_error(path, error))?;
            return match real.strip_prefix(&self.real_root) {
                Ok(inside) => Ok(inside.to_owned()),
                Err(_) => Err(ProjectError::Outside(name.to_owned())),
            };
        }
        Err(self.misnamed_edition(Some(name)).unwrap_or_else(|| ProjectError::NoEdition {
            name: name.to_owned(),
            place: format!("{}/{EDITION_FILE}", slashes(&by_name)),
            known: self.editions().unwrap_or_default(),
        }))
    }

    /// Returns an error for a file in the folder of an edition, or of any, that was probably meant as its `edition.toml`.
    fn misnamed_edition(&self, name: Option<&str>) -> Option<ProjectError> {
        let folders = fs::read_dir(self.root.join("data")).ok()?;
        let names = folders.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<_> = names.filter(|folder| name.is_none_or(|name| name == folder)).collect();
        names.sort_unstable();
        names.into_iter().find_map(|name| {
            let folder = Path::new("data").join(name);
            let found = folder.join(self.find_misnamed(&folder.join(EDITION_FILE))?);
            Some(ProjectError::Misnamed(slashes(&found)))
        })
    }

    /// Returns the names of the editions in `data/`, the newest last.
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be read.
    pub fn editions(&self) -> Result<Vec<String>, ProjectError> {
        let data = self.root.join("data");
        let mut names = Vec::new();
        for entry in fs::read_dir(&data).map_err(|error| io_error(&data, error))? {
            let entry = entry.map_err(|error| io_error(&data, error))?;
            if entry.path().join(EDITION_FILE).is_file() {
                names.extend(entry.file_name().into_string().ok().filter(|name| can_name_files(name)));
            }
        }
        // Drafts and other folders without a year in their names come before all dated editions.
        names.sort_by_key(|name| (year(name), natural(name), name.clone()));
        Ok(names)
    }

    /// Returns the name of the file that was probably meant by a path that does not exist, in the same folder:
    /// `niro.toml.txt`, `NIRO.toml` or `niro (1).toml` for `niro.toml`.
    pub(crate) fn find_misnamed(&self, path: &Path) -> Option<String> {
        find_misnamed(&self.resolve(path.parent()?).ok()?, path.file_name()?.to_str()?)
    }

    /// Resolves a path from the root, following symbolic links.
    ///
    /// # Errors
    ///
    /// Fails if the path leaves the project through `..`, an absolute path or a symbolic link, and where it does not
    /// exist.
    pub fn resolve(&self, path: &Path) -> Result<PathBuf, ProjectError> {
        let outside = || ProjectError::Outside(slashes(path));
        if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            return Err(outside());
        }
        let full = self.root.join(path);
        let real = fs::canonicalize(&full).map_err(|error| io_error(path, error))?;
        if real.starts_with(&self.real_root) { Ok(real) } else { Err(outside()) }
    }

    /// Returns every file in a folder and its subfolders, sorted by path; none if the folder does not exist. Hidden files
    /// are not part of a project. What cannot be read is left out: nothing can have been made from it.
    ///
    /// # Errors
    ///
    /// Fails as [`Project::resolve`] does.
    pub fn files(&self, folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
        if self.root.join(folder).is_dir() {
            self.resolve(folder)?;
        }
        Ok(self.survey(folder).files)
    }

    /// Returns what is in a folder and its subfolders.
    pub(crate) fn survey(&self, folder: &Path) -> Survey {
        let mut survey = Survey::default();
        if self.root.join(folder).is_dir() {
            self.gather(folder, &mut survey);
        }
        survey.files.sort();
        survey.strays.sort();
        survey
    }

    fn gather(&self, folder: &Path, survey: &mut Survey) {
        let Some(entries) = self.resolve(folder).ok().and_then(|real| fs::read_dir(real).ok()) else {
            survey.strays.push(folder.to_owned());
            return;
        };
        for entry in entries.flatten() {
            let path = folder.join(entry.file_name());
            // No record or template can name a file whose name is not Unicode.
            if entry.file_name().to_str().is_none_or(|name| name.starts_with('.')) {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.gather(&path, survey),
                Ok(kind) if kind.is_file() => survey.files.push(path),
                // A link to a folder is not followed: it may lead to one above.
                _ => match self.resolve(&path) {
                    Ok(real) if real.is_file() => survey.files.push(path),
                    Ok(_) => {}
                    Err(_) => survey.strays.push(path),
                },
            }
        }
    }

    /// Reads a file of the project.
    ///
    /// # Errors
    ///
    /// Fails as [`Project::resolve`] does, and where the file is too large or cannot be read.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, ProjectError> {
        fs::read(self.resolve_file(path, LARGEST_READ)?).map_err(|error| io_error(path, error))
    }

    /// Returns the SHA-256 of a file of the project in hexadecimal digits, without keeping its content in memory.
    pub(crate) fn hash(&self, path: &Path) -> Result<String, ProjectError> {
        sha256_file(&self.resolve_file(path, LARGEST_HASHED)?).map_err(|error| io_error(path, error))
    }

    /// Resolves the path of a regular file of at most so many bytes. Opening a FIFO would wait for a writer.
    fn resolve_file(&self, path: &Path, most: u64) -> Result<PathBuf, ProjectError> {
        let real = self.resolve(path)?;
        let metadata = fs::metadata(&real).map_err(|error| io_error(path, error))?;
        let refused = |why: String| Err(io_error(path, io::Error::other(why)));
        match metadata.len() {
            _ if metadata.is_dir() => refused("it is a folder".to_owned()),
            _ if !metadata.is_file() => refused("it is not a regular file".to_owned()),
            size if size > most => refused(format!(
                "it has {} MiB, more than the {} MiB that are read",
                size.div_ceil(1 << 20),
                most >> 20
            )),
            _ => Ok(real),
        }
    }
}

/// The contents of a folder and its subfolders.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Folders that cannot be read, and links that lead to nothing or out of the project.
    pub strays: Vec<PathBuf>,
}

/// The largest file that is read, in bytes. Pictures, fonts and maps have stricter limits of their own.
const LARGEST_READ: u64 = 128 << 20;

/// The largest file that may lie unused in a folder of the project, in bytes.
const LARGEST_HASHED: u64 = 2 << 30;

/// Returns a path with `/` between its parts, as messages and Typst write it.
#[must_use]
pub(crate) fn slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").replace("//", "/")
}

/// Reads a regular file of at most so many bytes, and nothing else: opening a FIFO would wait for a writer.
pub(crate) fn read_plain(path: &Path, most: u64) -> Option<Vec<u8>> {
    fs::symlink_metadata(path).ok().filter(|data| data.is_file() && data.len() <= most)?;
    fs::read(path).ok()
}

/// Returns whether the name of an edition can be a part of names of files: a line break would be one in lists of them.
fn can_name_files(name: &str) -> bool {
    !name.contains(char::is_control)
}

/// Returns whether a name is a single component of a path.
pub(crate) fn is_plain(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none()
}

fn io_error(path: &Path, error: io::Error) -> ProjectError {
    ProjectError::Io { path: path.to_owned(), error }
}

/// Returns the last year in a name, from 1500 on.
pub(crate) fn year(name: &str) -> Option<i32> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|digits| digits.len() == 4).filter_map(|digits| digits.parse().ok()).rfind(|year| *year >= 1500)
}

/// Returns a sort key by which "10" comes after "9": alternating words and numbers, starting with a word.
fn natural(name: &str) -> Vec<(String, u64)> {
    let mut key = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        let word = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        key.push((word.to_owned(), number.parse().unwrap_or(0)));
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["10", "9", "2019", "2019-2", "part 2", "part 10"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["9", "10", "2019", "2019-2", "part 2", "part 10"]);
    }

    #[test]
    fn a_path_that_climbs_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("project");
        fs::create_dir_all(&inside).expect("a folder");
        fs::write(folder.path().join("secret"), "x").expect("a file");
        fs::write(inside.join("open"), "y").expect("a file");
        let project = Project::at(&inside).expect("a project");
        assert!(project.read(Path::new("open")).is_ok());
        for path in ["../secret", "a/../../secret", "/etc/hostname"] {
            let error = project.read(Path::new(path)).expect_err(path);
            assert!(matches!(error, ProjectError::Outside(_)), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("project");
        fs::create_dir_all(&inside).expect("a folder");
        fs::write(folder.path().join("secret"), "x").expect("a file");
        std::os::unix::fs::symlink(folder.path().join("secret"), inside.join("link")).expect("a link");
        std::os::unix::fs::symlink(folder.path(), inside.join("up")).expect("a link");
        let project = Project::at(&inside).expect("a project");
        for path in ["link", "up/secret"] {
            let error = project.read(Path::new(path)).expect_err(path);
            assert!(matches!(error, ProjectError::Outside(_)), "{path}");
        }
    }
}
