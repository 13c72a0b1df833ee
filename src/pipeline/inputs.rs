//! The files that a build can read, by the hash of their content.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::edition::load::{FOLDERS, shared_files};
use crate::fs::project::{Project, ProjectError, slashes};

/// SHA-256 of files by their path from the root of the project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Inputs(pub(super) BTreeMap<String, String>);

impl Inputs {
    /// Hashes the files of the edition in a folder below the project's root, including those that no record names: a
    /// new file may be one that a build would read.
    ///
    /// # Errors
    ///
    /// Fails if a folder or a file cannot be read.
    pub(crate) fn read(project: &Project, folder: &Path) -> Result<Self, ProjectError> {
        let mut paths = project.files(folder)?;
        for (folder, _) in FOLDERS {
            paths.extend(shared_files(project, folder)?);
        }
        let hash = |path: &std::path::PathBuf| Ok((slashes(path), project.hash(path)?));
        Ok(Self(paths.par_iter().map(hash).collect::<Result<_, ProjectError>>()?))
    }

    /// Returns the hash of each file by its path.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, hash)| (path.as_str(), hash.as_str()))
    }

    /// Adds files that a build read elsewhere in the project. A missing file has an empty hash, so that a build
    /// notices when it appears.
    pub(crate) fn add<'a>(&mut self, project: &Project, paths: impl IntoIterator<Item = &'a str>) {
        for path in paths {
            let hash = || project.hash(path.as_ref()).unwrap_or_default();
            if !self.0.contains_key(path) {
                self.0.insert(path.to_owned(), hash());
            }
        }
    }
}
