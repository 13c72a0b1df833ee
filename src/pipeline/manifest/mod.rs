//! Stamp: what files were made from and what came of it, so that a build of the same can be left out. It
//! is decided by content, never by time stamps.

mod inputs;
mod sums;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

pub use inputs::Inputs;
pub use sums::{SUMS, sums};

use crate::fs::hash::sha256_hex;
use crate::fs::project::{Project, ProjectError};

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The number of its bytes.
    pub bytes: usize,
    /// The number of its pages.
    pub pages: usize,
    /// Its language, as its two-letter code.
    pub language: String,
    /// What it is for.
    pub target: String,
}

/// What a build was asked for, what it read, and what it made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The program and what it was asked for, as a text that differs where they do.
    request: String,
    /// SHA-256 of each file by its path.
    inputs: BTreeMap<String, String>,
    /// Each file by its name.
    made: BTreeMap<String, Made>,
}

impl Stamp {
    /// The stamp of a build that is done.
    #[must_use]
    pub fn new(request: String, inputs: Inputs, made: BTreeMap<String, Made>) -> Self {
        Self { request, inputs: inputs.0, made }
    }

    /// The stamp in a file; none where it cannot be read, as then everything has to be made.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// The stamp as a file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The files that were made, by their names.
    #[must_use]
    pub fn made(&self) -> &BTreeMap<String, Made> {
        &self.made
    }

    /// The files that were read, by their paths.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        self.inputs.keys().map(String::as_str)
    }

    /// Whether the same request would read the same and make what lies in a folder already. `folder` is
    /// that of the edition, seen from the root.
    ///
    /// # Errors
    ///
    /// Fails where the project cannot be read.
    pub fn is_current(
        &self,
        request: &str,
        project: &Project,
        folder: &Path,
        out: &Path,
    ) -> Result<bool, ProjectError> {
        if self.request != request || !self.made.iter().all(|(name, made)| made.is_in(&out.join(name))) {
            return Ok(false);
        }
        let mut now = Inputs::of(project, folder)?;
        now.add(project, self.inputs());
        Ok(now.0 == self.inputs)
    }
}

impl Made {
    /// Whether a file is this one.
    #[must_use]
    pub fn is_in(&self, path: &Path) -> bool {
        fs::read(path).is_ok_and(|bytes| bytes.len() == self.bytes && sha256_hex(&bytes) == self.sha256)
    }
}
