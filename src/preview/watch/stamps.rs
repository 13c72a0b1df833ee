//! The files of an edition by size and time: whether one has changed since the last look.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;
use std::time::SystemTime;

use crate::fs::hash::sha256_hex;
use crate::fs::project::Project;
use crate::pipeline::live::watched;

/// Size, time of change, and on Unix the number of the file: a file that is saved by renaming is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    time: Option<SystemTime>,
    file: u64,
}

impl Stamp {
    fn new(data: &Metadata) -> Self {
        #[cfg(unix)]
        let file = std::os::unix::fs::MetadataExt::ino(data);
        #[cfg(not(unix))]
        let file = 0;
        Self { size: data.len(), time: data.modified().ok(), file }
    }
}

/// The files of an edition at one time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stamps(BTreeMap<String, Stamp>);

/// What differs between two times.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub files: Vec<String>,
    /// Whether a file is gone or empty, as it is for a moment where a program writes it in place.
    pub unsettled: bool,
}

impl Stamps {
    /// Looks at all files of an edition, and at files that templates have read elsewhere.
    pub(super) fn read(project: &Project, folder: &Path, read: &[String]) -> Self {
        let mut stamps = BTreeMap::new();
        let files = watched(project, folder).unwrap_or_default();
        for path in files.iter().chain(read).filter(|path| !is_temporary(path)) {
            if let Ok(data) = std::fs::metadata(project.root().join(path)) {
                stamps.insert(path.clone(), Stamp::new(&data));
            }
        }
        Self(stamps)
    }

    /// Takes a file over from another look. Returns whether it was not known.
    pub(super) fn add(&mut self, path: &str, from: &Self) -> bool {
        let stamp = from.0.get(path).filter(|_| !self.0.contains_key(path));
        stamp.is_some_and(|stamp| self.0.insert(path.to_owned(), *stamp).is_none())
    }

    pub(super) fn changes(&self, now: &Self) -> Changes {
        let mut changes = Changes::default();
        for (path, stamp) in &now.0 {
            if self.0.get(path) != Some(stamp) {
                changes.unsettled |= stamp.size == 0;
                changes.files.push(path.clone());
            }
        }
        let gone: Vec<_> = self.0.keys().filter(|path| !now.0.contains_key(*path)).cloned().collect();
        changes.unsettled |= !gone.is_empty();
        changes.files.extend(gone);
        changes
    }
}

/// The largest file whose content is compared, in bytes. Fonts and photographs are rarely saved without a change.
const LARGEST: u64 = 512 << 10;

/// The content of the text files of an edition: saving without a change is no change.
#[derive(Debug, Default)]
pub(super) struct Contents(BTreeMap<String, String>);

impl Contents {
    pub(super) fn read(project: &Project, stamps: &Stamps) -> Self {
        let mut contents = Self::default();
        for path in stamps.0.keys() {
            contents.differs(project, stamps, path);
        }
        contents
    }

    /// Returns whether the content of a file is another one than before, and keeps the new one.
    pub(super) fn differs(&mut self, project: &Project, stamps: &Stamps, path: &str) -> bool {
        let Some(stamp) = stamps.0.get(path) else { return self.0.remove(path).is_some() };
        if stamp.size > LARGEST {
            return true;
        }
        let hash = project.read(Path::new(path)).map(sha256_hex).unwrap_or_default();
        self.0.insert(path.to_owned(), hash.clone()) != Some(hash)
    }
}

/// Returns whether a name is that of a file which an editor writes beside the one that is edited, or a download that is not
/// finished.
fn is_temporary(path: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".bak", ".part", ".crdownload", "___jb_tmp___", "___jb_old___"];
    let name = path.rsplit('/').next().unwrap_or_default();
    let lower = name.to_ascii_lowercase();
    // Vim tries whether it may write in a folder with a file of this name.
    name.starts_with(['.', '#', '~']) || name == "4913" || ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_temporary;

    #[test]
    fn files_that_editors_write_beside_a_record_are_passed_over() {
        for name in ["niro.toml~", ".niro.toml.swp", "#niro.toml#", ".#niro.toml", "4913", "niro.toml___jb_tmp___"] {
            assert!(is_temporary(&format!("data/2019/clusters/{name}")), "{name}");
        }
        for name in ["niro.toml", "tmp.toml", "swp-verbund.toml", "bild.jpg"] {
            assert!(!is_temporary(&format!("data/2019/clusters/{name}")), "{name}");
        }
    }
}
