//! What commands share: the project around them, its cache, threads.

use std::path::{Path, PathBuf};

use super::CommandError;
use crate::fs::project::Project;

/// The cache folder in a project: scaled photographs and the manifests of earlier builds.
const CACHE: &str = ".brochure-cache";

/// Deep layouts need more stack than threads have by default, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Returns the project around the current folder.
pub(super) fn project() -> Result<Project, CommandError> {
    Ok(Project::find(&std::env::current_dir()?)?)
}

/// Returns the cache folder: the one asked for, or that of the project.
pub(super) fn cache_folder(project: &Project, asked: Option<&Path>) -> PathBuf {
    asked.map_or_else(|| project.root().join(CACHE), Path::to_owned)
}

/// Starts threads, as many as there are processors if `jobs` is 0.
pub(super) fn thread_pool(jobs: u16) -> Result<rayon::ThreadPool, CommandError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(jobs))
        .stack_size(STACK)
        .build()
        .map_err(|error| CommandError::Threads { jobs, error })
}
