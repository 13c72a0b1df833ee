//! Files of Git LFS. A revision has a few lines in their place, and a filter brings the file itself. The filter is a program
//! that obeys the repository and reaches the network, so it is not run: a file that it has brought before is copied.

use std::fs;
use std::path::Path;

use super::error::RevisionError;
use super::folder::Folder;
use super::{Entry, Repository};
use crate::fs::hash::sha256_hex;

/// The first line of what is in the place of a file.
const VERSION: &str = "version https://git-lfs.github.com/spec/v1";

/// The longest text that can be in the place of a file, in bytes.
const LONGEST: u64 = 1024;

/// Puts the files of Git LFS in their places.
///
/// # Errors
///
/// Fails if one in `data/`, where the pictures are, is not on this machine.
pub(super) fn fetch(
    folder: &Folder,
    repository: &Repository,
    revision: &str,
    entries: &[Entry],
) -> Result<(), RevisionError> {
    let data = format!("{}data/", repository.prefix);
    for Entry { path, .. } in entries.iter().filter(|entry| entry.size < LONGEST) {
        let place = folder.files().join(path);
        // A symbolic link may lead anywhere.
        if !is_file(&place) {
            continue;
        }
        let Some(hash) = fs::read_to_string(&place).ok().as_deref().and_then(hash) else { continue };
        match find(repository, &hash) {
            Some(bytes) => fs::write(&place, bytes).map_err(|error| folder.fail(error))?,
            None if path.starts_with(&data) => {
                return Err(RevisionError::Lfs { revision: revision.to_owned(), path: path.clone() });
            }
            None => {}
        }
    }
    Ok(())
}

/// Returns a file that Git LFS has brought before. Its folder belongs to the repository, which may have put anything there.
fn find(repository: &Repository, hash: &str) -> Option<Vec<u8>> {
    let kept = repository.common.join("lfs/objects").join(&hash[..2]).join(&hash[2..4]).join(hash);
    let bytes = Some(kept).filter(|kept| is_file(kept)).and_then(|kept| fs::read(kept).ok());
    bytes.filter(|bytes| sha256_hex(bytes) == hash)
}

fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|there| there.is_file())
}

/// Returns the hash of the file that a text stands for.
fn hash(text: &str) -> Option<String> {
    let hash = text.strip_prefix(VERSION)?.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
    let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| hash.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn only_the_text_of_git_lfs_stands_for_a_file() {
        let sum = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
        let text = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sum}\nsize 12345\n");
        assert_eq!(hash(&text).as_deref(), Some(sum));
        assert_eq!(hash(&text.replace("oid", "old")), None);
        assert_eq!(hash(&text.replace("sha256:4d", "sha256:../")), None);
        assert_eq!(hash(&format!("# {text}")), None);
    }
}
