//! A project as it was at a commit, in a temporary folder.
//!
//! Git itself writes the files, so that line ends are those of a clone. It works in a separate repository, which only
//! borrows the objects: no setting of the real one counts, so that no filter of it can run, and neither its index nor its
//! work tree is touched. Pictures that a filter would bring, those of Git LFS, are copied from where it keeps them.

mod error;
mod folder;
mod lfs;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub use self::error::RevisionError;
use self::error::{refused, said};
use self::folder::Folder;
use crate::fs::git::{PATIENCE, git, output, output_within};

/// The most bytes in one file, and in all files of a revision.
const LARGEST: (u64, u64) = (500_000_000, 4_000_000_000);

/// How fast files are written at least, in bytes a second.
const SLOWEST_DISK: u64 = 5_000_000;

/// Settings of the repository that decide about line ends and names of files. Their values are words.
const CARRIED: [&str; 5] = ["autocrlf", "eol", "symlinks", "longpaths", "precomposeunicode"];

/// The files of a commit, which are removed when this is dropped.
#[derive(Debug)]
pub struct Revision {
    folder: Folder,
    prefix: PathBuf,
    commit: String,
}

/// The real repository.
struct Repository {
    /// The path of the project in it, with `/` at the end if it is not empty.
    prefix: String,
    /// The kind of hashes.
    format: String,
    objects: String,
    common: PathBuf,
    settings: String,
}

/// A file of a commit.
struct Entry {
    path: String,
    size: u64,
}

impl Revision {
    /// Writes the files of a project in a work tree, as they were at a revision, to a temporary folder.
    ///
    /// # Errors
    ///
    /// Fails if Git, the repository, the revision or one of its files is missing, or the disk is full.
    pub fn check_out(root: &Path, revision: &str) -> Result<Self, RevisionError> {
        let commit = commit(root, revision)?;
        let repository = Repository::find(root, revision)?;
        let folder = Folder::new()?;
        repository.write_own(&folder).map_err(|error| folder.fail(error))?;
        let call_within = |line: &[&str], patience: Duration| {
            let mut git = repository.apart(&folder, &commit);
            let output = output_within(git.args(line), patience).map_err(RevisionError::Start)?;
            if output.status.success() { Ok(output.stdout) } else { Err(folder.refused(revision, &output)) }
        };
        let call = |line: &[&str]| call_within(line, PATIENCE);
        let prefix = repository.prefix.as_str();
        let all = ["ls-tree", "-r", "-l", "-z", "--full-tree", &commit];
        let list = if prefix.is_empty() { call(&all)? } else { call(&[&all[..], &["--", prefix]].concat())? };
        let entries = entries(&list, revision)?;
        if !entries.is_empty() {
            if prefix.is_empty() {
                call(&["read-tree", &commit])?;
            } else {
                let tree = format!("{commit}:{}", prefix.trim_end_matches('/'));
                call(&["read-tree", &format!("--prefix={prefix}"), &tree])?;
            }
            let bytes: u64 = entries.iter().map(|entry| entry.size).sum();
            let patience = PATIENCE + Duration::from_secs(bytes / SLOWEST_DISK);
            call_within(&["checkout-index", "--all", "--quiet"], patience)?;
        }
        lfs::fetch(&folder, &repository, revision, &entries)?;
        let prefix = PathBuf::from(prefix);
        fs::create_dir_all(folder.files().join(&prefix)).map_err(|error| folder.fail(error))?;
        Ok(Self { folder, prefix, commit })
    }

    /// Returns the folder that corresponds to the one in the work tree.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.files().join(&self.prefix)
    }

    /// Returns the hash of the commit.
    #[must_use]
    pub fn commit(&self) -> &str {
        &self.commit
    }
}

impl Repository {
    fn find(root: &Path, revision: &str) -> Result<Self, RevisionError> {
        let call = |line: &[&str]| output(git(root).args(line)).map_err(RevisionError::Start);
        let about = ["--show-prefix", "--show-object-format", "--path-format=absolute", "--git-path", "objects"];
        let found = call(&[&["rev-parse"], &about[..], &["--git-common-dir"]].concat())?;
        let lines = said(revision, &found)?;
        let lines: Vec<_> = lines.split('\n').collect();
        let [prefix, format, objects, common] = lines[..] else { return Err(refused(revision, &found)) };
        let carried = format!("^core\\.({})$", CARRIED.join("|"));
        // Fails if none is set.
        let settings = call(&["config", "--get-regexp", &carried])?.stdout;
        let settings = String::from_utf8_lossy(&settings);
        let word = |line: &str| {
            let (name, value) = line.strip_prefix("core.")?.split_once(' ')?;
            let is_word = value.bytes().all(|byte| byte.is_ascii_lowercase());
            is_word.then(|| format!("\t{name} = {value}\n"))
        };
        Ok(Self {
            prefix: prefix.to_owned(),
            format: format.to_owned(),
            objects: objects.to_owned(),
            common: PathBuf::from(common),
            settings: settings.lines().filter_map(word).collect(),
        })
    }

    /// Writes a repository that has nothing but a few settings.
    fn write_own(&self, folder: &Folder) -> io::Result<()> {
        let own = folder.repository();
        for part in [own.join("objects"), own.join("refs"), folder.files()] {
            fs::create_dir_all(part)?;
        }
        let (settings, format) = (&self.settings, &self.format);
        let config = format!(
            "[core]\n\trepositoryformatversion = 1\n\tbare = false\n{settings}[extensions]\n\tobjectFormat = {format}\n"
        );
        fs::write(own.join("config"), config)?;
        fs::write(own.join("HEAD"), "ref: refs/heads/none\n")
    }

    /// Returns a call of Git in the repository of a folder, with the attributes of a commit.
    fn apart(&self, folder: &Folder, commit: &str) -> Command {
        let mut git = git(&folder.files());
        git.env("GIT_DIR", folder.repository()).env("GIT_WORK_TREE", folder.files());
        git.env("GIT_OBJECT_DIRECTORY", &self.objects).env("GIT_ATTR_SOURCE", commit);
        // The filters of the user would be run on what the repository brings.
        git.env("GIT_CONFIG_GLOBAL", folder.repository().join("none")).env("GIT_CONFIG_NOSYSTEM", "1");
        git
    }
}

/// Returns the hash of the commit that a revision names.
fn commit(root: &Path, revision: &str) -> Result<String, RevisionError> {
    let find = |name: &str| {
        let found = output(git(root).args(["rev-parse", "--verify", "--quiet", name])).map_err(RevisionError::Start)?;
        // With --quiet, this is how Git says that the revision does not exist.
        match found.status.code() {
            Some(1) => Err(unknown(root, revision)),
            _ => said(revision, &found),
        }
    };
    if revision.starts_with('-') {
        return Err(unknown(root, revision));
    }
    // The object is peeled in a second step: after a search such as `:/words`, `^{commit}` would be part of the words.
    let object = find(revision)?;
    let is_hash = object.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash { find(&format!("{object}^{{commit}}")) } else { Err(unknown(root, revision)) }
}

/// Returns why there is no such revision.
fn unknown(root: &Path, revision: &str) -> RevisionError {
    let says = |line: &[&str]| output(git(root).args(line)).ok();
    let is_shallow =
        says(&["rev-parse", "--is-shallow-repository"]).is_some_and(|said| said.stdout.starts_with(b"true"));
    let is_empty = says(&["rev-list", "--all", "--max-count=1"]).is_some_and(|said| said.stdout.is_empty());
    let has_head = says(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_some_and(|said| said.status.success());
    RevisionError::Unknown { revision: revision.to_owned(), is_unborn: is_empty && !has_head, is_shallow }
}

/// Reads the list of files of a commit.
fn entries(list: &[u8], revision: &str) -> Result<Vec<Entry>, RevisionError> {
    let list = String::from_utf8_lossy(list);
    let mut entries = Vec::new();
    for line in list.split_terminator('\0') {
        let Some((data, path)) = line.split_once('\t') else { continue };
        let mut data = data.split_whitespace();
        if data.nth(1) != Some("blob") {
            // A submodule has no files in this repository.
            continue;
        }
        let size = data.nth(1).and_then(|size| size.parse().ok());
        let size =
            size.ok_or_else(|| RevisionError::Missing { revision: revision.to_owned(), path: path.to_owned() })?;
        entries.push(Entry { path: path.to_owned(), size });
    }
    let all = entries.iter().map(|entry| entry.size).fold(0, u64::saturating_add);
    let large = entries.iter().max_by_key(|entry| entry.size).filter(|entry| entry.size > LARGEST.0 || all > LARGEST.1);
    match large {
        Some(Entry { path, .. }) => Err(RevisionError::TooLarge { revision: revision.to_owned(), path: path.clone() }),
        None => Ok(entries),
    }
}
