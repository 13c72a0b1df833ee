//! Builds into a folder: only what is out of date, whole files, one build at a time.

use std::fs;
use std::path::{Path, PathBuf};

use super::inputs::Inputs;
use super::manifest::{Manifest, WrittenFile};
use super::{BuildError, Options, Outcome, Output, Step, build, sums};
use crate::diagnostics::Severity;
use crate::fs::hash::sha256_hex;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::fs::write::{self, Lock, WriteError};

/// The folder for manifests in the cache.
const MANIFESTS: &str = "builds";

/// Where a build puts its files, and when it writes them.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The output folder. It is created if it is missing.
    pub out: PathBuf,
    /// The folder that remembers earlier builds. It may be deleted at any time.
    pub cache: PathBuf,
    /// Build even if the files are up to date.
    pub force: bool,
    /// Write nothing if there are warnings.
    pub deny_warnings: bool,
}

/// The result of a build into a folder.
#[derive(Debug)]
pub enum Delivery {
    /// The files in the folder are up to date.
    UpToDate(Manifest),
    /// The files were written.
    Written(Outcome, Manifest),
    /// Errors, or warnings that are denied, forbid writing: the folder is as it was.
    Refused(Outcome),
}

/// Why a build could not write its files.
#[derive(Debug, thiserror::Error)]
pub enum DeliverError {
    /// The build failed.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A file could not be written.
    #[error("cannot write {0}")]
    Write(String),
    /// A file was changed while it was read: pages and attachments could be from different states.
    #[error("files of the project were changed while they were built; nothing was written")]
    Changed,
}

impl From<WriteError> for DeliverError {
    fn from(error: WriteError) -> Self {
        Self::Write(format!("{}: {}", error.path.display(), error.error))
    }
}

impl From<ProjectError> for DeliverError {
    fn from(error: ProjectError) -> Self {
        Self::Build(error.into())
    }
}

/// Builds the edition in a folder below the project's root and writes the files, unless they are up to date.
///
/// A file in the output folder is always whole: the old one until all new ones are complete on disk. Builds into one
/// folder wait for each other.
///
/// ```no_run
/// use std::path::{Path, PathBuf};
///
/// use brochure::Project;
/// use brochure::pipeline::{Delivery, Destination, Options, deliver};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let project = Project::find(Path::new("."))?;
/// let edition = project.edition(None)?;
/// let destination = Destination {
///     out: PathBuf::from("out"),
///     cache: project.root().join(".brochure-cache"),
///     force: false,
///     deny_warnings: false,
/// };
/// match deliver(&project, &edition, &Options::default(), &destination, &|_| {})? {
///     Delivery::UpToDate(manifest) | Delivery::Written(_, manifest) => {
///         for name in manifest.files().keys() {
///             println!("{name}");
///         }
///     }
///     Delivery::Refused(outcome) => eprintln!("{} diagnostics", outcome.diagnostics.len()),
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Fails if files cannot be read or written, and where they change during the build. Errors in records, templates
/// and pages are diagnostics.
pub fn deliver(
    project: &Project,
    folder: &Path,
    options: &Options,
    destination: &Destination,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Delivery, DeliverError> {
    let memory = Memory::new(folder, options, destination);
    if !destination.force
        && let Some(manifest) = Manifest::read(&memory.path())
        && manifest.is_up_to_date(&memory.request, project, folder, &destination.out)?
    {
        tidy(&destination.out, &manifest)?;
        return Ok(Delivery::UpToDate(manifest));
    }
    let mut inputs = Inputs::read(project, folder)?;
    let outcome = build(project, folder, options, progress)?;
    let is_refused = |severity| destination.deny_warnings || severity == Severity::Error;
    if outcome.diagnostics.iter().any(|diagnostic| is_refused(diagnostic.severity)) {
        return Ok(Delivery::Refused(outcome));
    }
    if Inputs::read(project, folder)? != inputs {
        return Err(DeliverError::Changed);
    }
    inputs.add(project, outcome.read.iter().map(String::as_str));
    let manifest = Manifest::new(memory.request.clone(), inputs, &outcome.outputs);
    place(&destination.out, &outcome.outputs, &manifest)?;
    // A warning has to be shown again by the next build, which therefore must not be skipped.
    if outcome.diagnostics.is_empty() {
        memory.keep(&manifest);
    }
    Ok(Delivery::Written(outcome, manifest))
}

/// A request, and where its manifest is kept.
struct Memory {
    request: String,
    folder: PathBuf,
    name: String,
}

impl Memory {
    fn new(folder: &Path, options: &Options, destination: &Destination) -> Self {
        let out = std::path::absolute(&destination.out).unwrap_or_else(|_| destination.out.clone());
        let options = Options { cache: None, ..options.clone() };
        // Requests that differ have manifests of different names: they do not make each other out of date.
        let asked = format!("{} {} {options:?}", slashes(folder), out.display());
        let name = format!("{}.json", sha256_hex(asked.as_bytes()));
        Self { request: format!("{} {asked}", program_hash()), folder: destination.cache.join(MANIFESTS), name }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }

    /// Keeps a manifest for the next build. If that fails, the next build does its work again.
    fn keep(&self, manifest: &Manifest) {
        let _ = write::write(&self.folder, &[(&self.name, &manifest.to_json())]);
    }
}

/// Returns the hash of the running program: another build of the same version can write other files.
fn program_hash() -> String {
    let bytes = std::env::current_exe().and_then(fs::read);
    bytes.map_or_else(|_| env!("CARGO_PKG_VERSION").to_owned(), sha256_hex)
}

/// Writes the files and the list of their hashes.
fn place(out: &Path, outputs: &[Output], manifest: &Manifest) -> Result<(), WriteError> {
    // No other build may change the list until it is written.
    let _lock = Lock::take(out)?;
    // Without new files, another build may have replaced those in the folder since they were compared.
    let is_there = |name: &str, file: &WrittenFile| !outputs.is_empty() || file.is_at(&out.join(name));
    let (_, list) = sums::lists(out, manifest.sums(is_there));
    let files = outputs.iter().map(|output| (output.name.as_str(), output.bytes.as_slice()));
    // The list comes last: it must not name files that are not there yet.
    let files: Vec<_> = files.chain([(sums::SUMS, list.as_bytes())]).collect();
    write::write(out, &files)
}

/// Completes the list of hashes and removes what a killed build left in a folder whose files are up to date.
fn tidy(out: &Path, manifest: &Manifest) -> Result<(), WriteError> {
    let (before, after) = sums::lists(out, manifest.sums(|_, _| true));
    if before == after && write::has_no_parts(out) { Ok(()) } else { place(out, &[], manifest) }
}
