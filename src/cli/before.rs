//! What was built before: whether a build of the same can be left out.

use std::fs;
use std::path::{Path, PathBuf};

use super::CommandError;
use super::args::Build;
use super::build::cache;
use crate::fs::hash::sha256_hex;
use crate::fs::project::{Project, slashes};
use crate::fs::write;
use crate::pipeline::manifest::{Inputs, Made, Stamp};
use crate::pipeline::{Options, Output};

/// The folder for stamps in the cache.
const STAMPS: &str = "builds";

/// A request, and where its stamp is kept.
pub(super) struct Before<'a> {
    project: &'a Project,
    folder: &'a Path,
    out: &'a Path,
    force: bool,
    request: String,
    stamps: PathBuf,
    name: String,
}

impl<'a> Before<'a> {
    pub(super) fn new(project: &'a Project, folder: &'a Path, options: &Options, args: &'a Build) -> Self {
        let out = std::path::absolute(&args.out).unwrap_or_else(|_| args.out.clone());
        let asked = Options { cache: None, ..options.clone() };
        // Two builds into one folder that ask for something else are of no concern to each other.
        let place = format!("{} {} {asked:?}", slashes(folder), out.display());
        let name = format!("{}.json", sha256_hex(place.as_bytes()));
        let stamps = cache(project, args.cache.as_deref()).join(STAMPS);
        let request = format!("{} {place}", program());
        Self { project, folder, out: &args.out, force: args.force, request, stamps, name }
    }

    /// The stamp of the same build, if there is nothing to do.
    pub(super) fn current(&self) -> Result<Option<Stamp>, CommandError> {
        if self.force {
            return Ok(None);
        }
        let Some(stamp) = Stamp::read(&self.stamps.join(&self.name)) else { return Ok(None) };
        let current = stamp.is_current(&self.request, self.project, self.folder, self.out)?;
        Ok(current.then_some(stamp))
    }

    pub(super) fn stamp(&self, inputs: Inputs, outputs: &[Output]) -> Stamp {
        let made = |output: &Output| {
            let made = Made {
                sha256: sha256_hex(&output.bytes),
                bytes: output.bytes.len(),
                pages: output.pages,
                language: output.language.code().to_owned(),
                target: output.target.name().to_owned(),
            };
            (output.name.clone(), made)
        };
        Stamp::new(self.request.clone(), inputs, outputs.iter().map(made).collect())
    }

    /// Keeps a stamp for the next build. Where that cannot be, the next build has to do its work.
    pub(super) fn keep(&self, stamp: &Stamp) {
        let _ = write::write(&self.stamps, &[(&self.name, &stamp.bytes())]);
    }
}

/// The program by its content: another build of the same version can make other files.
fn program() -> String {
    let bytes = std::env::current_exe().and_then(fs::read);
    bytes.map_or_else(|_| env!("CARGO_PKG_VERSION").to_owned(), sha256_hex)
}
