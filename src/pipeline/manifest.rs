//! The manifest of a build: what was asked for, what was read and what was written. A later build with the same
//! manifest has nothing to do. Files are compared by content, never by their times.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::inputs::Inputs;
use super::{Output, sums};
use crate::fs::hash::{sha256_file, sha256_hex};
use crate::fs::project::{Project, ProjectError, read_plain, slashes};

/// The largest manifest that is read, in bytes. One of a thousand files has 200 kB.
const LARGEST: u64 = 32 << 20;

/// A file that a build wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// The number of its pages.
    pub pages: usize,
    /// The code of its language.
    pub language: String,
    /// The name of its target.
    pub target: String,
}

impl WrittenFile {
    fn new(output: &Output) -> Self {
        Self {
            sha256: sha256_hex(&output.bytes),
            bytes: output.bytes.len(),
            pages: output.pages,
            language: output.language.code().to_owned(),
            target: output.target.name().to_owned(),
        }
    }

    /// Returns whether the file at a path has this content.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        let is_plain = fs::symlink_metadata(path).is_ok_and(|data| data.is_file() && data.len() == self.bytes as u64);
        is_plain && sha256_file(path).is_ok_and(|sum| sum == self.sha256)
    }
}

/// The request, and the files that were read and written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program and the request, in a form that differs where they do.
    request: String,
    /// SHA-256 of each file that was read, by its path from the root of the project.
    inputs: BTreeMap<String, String>,
    files: BTreeMap<String, WrittenFile>,
}

impl Manifest {
    pub(super) fn new(request: String, inputs: Inputs, outputs: &[Output]) -> Self {
        let files = outputs.iter().map(|output| (output.name.clone(), WrittenFile::new(output))).collect();
        Self { request, inputs: inputs.0, files }
    }

    /// Reads a manifest. One that cannot be read counts as missing, and everything is built.
    pub(super) fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&read_plain(path, LARGEST)?).ok()
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Returns the files that were written, by their names.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, WrittenFile> {
        &self.files
    }

    /// Returns the lines of `SHA256SUMS` for the files that pass a filter.
    pub(super) fn sums(&self, keep: impl Fn(&str, &WrittenFile) -> bool) -> impl Iterator<Item = (&str, &str)> {
        let kept = self.files.iter().filter(move |(name, file)| keep(name, file));
        kept.map(|(name, file)| (name.as_str(), file.sha256.as_str()))
    }

    /// Returns whether a build of the edition in `folder` (seen from the root of the project) would answer the same
    /// request from the same inputs with the files that are in `out`.
    ///
    /// # Errors
    ///
    /// Fails if the project cannot be read.
    pub(super) fn is_up_to_date(
        &self,
        request: &str,
        project: &Project,
        folder: &Path,
        out: &Path,
    ) -> Result<bool, ProjectError> {
        if self.request != request || !self.files.iter().all(|(name, file)| file.is_at(&out.join(name))) {
            return Ok(false);
        }
        let mut inputs = Inputs::read(project, folder)?;
        inputs.add(project, self.inputs.keys().map(String::as_str));
        Ok(inputs.0 == self.inputs)
    }

    /// Sets the time of the files in a folder, for tools such as Make that compare times.
    ///
    /// # Errors
    ///
    /// Fails if a time cannot be set.
    pub fn touch(&self, out: &Path, now: SystemTime) -> io::Result<()> {
        let touch = |name| File::options().append(true).open(out.join(name))?.set_modified(now);
        self.files.keys().try_for_each(touch)
    }

    /// Returns rules for Make: the files in `out` depend on everything that was read. Each of these has an empty rule, so
    /// that Make goes on if it was deleted.
    #[must_use]
    pub fn make_rule(&self, out: &Path) -> String {
        // Make cannot name a file with a line break, and would take the rest of the name for a rule.
        let can_be_named = |path: &&String| !path.contains(char::is_control);
        let escape = |path: &str| {
            let path = path.replace('$', "$$");
            ['#', ' ', ':', '%'].iter().fold(path, |path, sign| path.replace(*sign, &format!("\\{sign}")))
        };
        let targets: Vec<_> = self.files.keys().map(|name| escape(&slashes(&out.join(name)))).collect();
        let inputs: Vec<_> = self.inputs.keys().filter(can_be_named).map(|path| escape(path)).collect();
        let mut rules = format!("{}: \\\n  {}\n", targets.join(" "), inputs.join(" \\\n  "));
        rules.extend(inputs.iter().map(|input| format!("\n{input}:\n")));
        rules
    }
}

/// The name of the list of hashes in an output folder, which `sha256sum --check` reads.
pub const SUMS: &str = sums::SUMS;
