//! What commands share: the project around them, its output and cache folders, threads.

use std::io;
use std::path::{Path, PathBuf};

use super::CommandError;
use crate::fs::git::{git, output};
use crate::fs::project::{Project, slashes};

/// The output folder in a project.
const OUT: &str = "out";

/// The cache folder in a project: scaled photographs and the manifests of earlier builds.
const CACHE: &str = ".brochure-cache";

/// Deep layouts need more stack than threads have by default, in bytes.
const STACK: usize = 16 * 1024 * 1024;

/// Returns the project around the current folder.
pub(super) fn project() -> Result<Project, CommandError> {
    Ok(Project::find(&std::env::current_dir()?)?)
}

/// Returns the output folder: the one asked for, or that of the project.
///
/// # Errors
///
/// Fails if the folder of the project is a symbolic link, which a repository may bring to lead writers elsewhere. A
/// folder that a person types may be anywhere.
pub(super) fn out_folder(project: &Project, asked: Option<&Path>) -> Result<PathBuf, CommandError> {
    asked.map_or_else(|| own_folder(project, OUT, "--out"), |asked| Ok(asked.to_owned()))
}

/// Returns the cache folder: the one asked for, or that of the project.
///
/// # Errors
///
/// Fails if the folder of the project is a symbolic link.
pub(super) fn cache_folder(project: &Project, asked: Option<&Path>) -> Result<PathBuf, CommandError> {
    asked.map_or_else(|| own_folder(project, CACHE, "--cache"), |asked| Ok(asked.to_owned()))
}

fn own_folder(project: &Project, name: &str, option: &str) -> Result<PathBuf, CommandError> {
    let folder = project.root().join(name);
    if folder.is_symlink() {
        return Err(CommandError::Wrong {
            message: format!("{name} is a symbolic link"),
            help: format!("remove it, or name the folder that you mean with {option}"),
        });
    }
    // In the root of the project, messages show the short path.
    let is_root = std::env::current_dir().is_ok_and(|current| current == project.root());
    Ok(if is_root { PathBuf::from(name) } else { folder })
}

/// Returns whether the cache may decide what is built. A repository can bring a forged cache: it counts only if Git does
/// not track it, and never in CI, where nobody would notice.
pub(super) fn trusts_cache(cache: &Path) -> bool {
    let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    !is_ci && !is_tracked(cache)
}

/// Returns whether Git tracks a file in a folder, or might: in a repository without Git the answer is unknown.
fn is_tracked(folder: &Path) -> bool {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    if !folder.exists() || !folder.ancestors().any(|above| above.join(".git").exists()) {
        return false;
    }
    let mut list = git(&folder);
    list.args(["ls-files", "--cached", "-z", "--", "."]);
    match output(&mut list) {
        Ok(listed) => !listed.status.success() || !listed.stdout.is_empty(),
        Err(error) => error.kind() == io::ErrorKind::TimedOut,
    }
}

/// Checks that a file still has the content that was read: an editor may have saved it in the meantime.
pub(super) fn check_unchanged(project: &Project, path: &Path, text: &str) -> Result<(), CommandError> {
    let bytes = project.read(path)?;
    // A byte order mark may have been removed from the text that was read.
    let mark = "\u{FEFF}";
    if bytes.strip_prefix(mark.as_bytes()).unwrap_or(&bytes) == text.strip_prefix(mark).unwrap_or(text).as_bytes() {
        return Ok(());
    }
    Err(CommandError::Wrong {
        message: format!("{} was changed in the meantime; nothing was written", slashes(path)),
        help: "run the command again".to_owned(),
    })
}

/// Starts threads, as many as there are processors if `jobs` is 0.
pub(super) fn thread_pool(jobs: u16) -> Result<rayon::ThreadPool, CommandError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(jobs))
        .stack_size(STACK)
        .build()
        .map_err(|error| CommandError::Threads { jobs, error })
}
