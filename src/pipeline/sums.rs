//! `SHA256SUMS`: the list of hashes beside the files, as `sha256sum --check` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::fs::hash::sha256_file;
use crate::fs::project::{is_plain, read_plain};

/// The name of the list.
pub(super) const SUMS: &str = "SHA256SUMS";

/// The largest list that is read, in bytes. One of a thousand files has 100 kB.
const LARGEST: u64 = 1 << 20;

/// Returns the list in a folder as it is, and as it has to be once files with these names and hashes are there. It
/// vouches for what builds wrote: the line of a file that is gone or has changed is dropped.
pub(super) fn lists<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (String, String) {
    let before =
        read_plain(&folder.join(SUMS), LARGEST).and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let after = update(&before, files, |name, sum| {
        // The list may come with a repository: it must not lead to files elsewhere.
        let path = folder.join(name);
        let is_file = || fs::symlink_metadata(&path).is_ok_and(|data| data.is_file());
        is_plain(name) && is_file() && sha256_file(&path).is_ok_and(|found| found == sum)
    });
    (before, after)
}

/// Returns the list with lines for files. An older line stays if it is for another file and `is_true`.
fn update<'a>(
    before: &str,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    is_true: impl Fn(&str, &str) -> bool,
) -> String {
    let mut sums: BTreeMap<&str, &str> = files.into_iter().collect();
    let new: BTreeSet<_> = sums.keys().copied().collect();
    // A name that is listed again and again is read once.
    let lines: BTreeMap<_, _> =
        before.lines().filter_map(|line| line.split_once("  ")).map(|(sum, name)| (name, sum)).collect();
    sums.extend(lines.into_iter().filter(|(name, sum)| !new.contains(name) && is_true(name, sum)));
    sums.into_iter().flat_map(|(name, sum)| [sum, "  ", name, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::update;

    #[test]
    fn new_files_are_added_and_missing_or_changed_ones_dropped() {
        let before = "aa  old.pdf\nbb  gone.pdf\ncc  a.pdf\nee  changed.pdf\nno list\n";
        let found = update(before, [("a.pdf", "dd")], |name, sum| (name, sum) == ("old.pdf", "aa"));
        assert_eq!(found, "dd  a.pdf\naa  old.pdf\n");
    }
}
