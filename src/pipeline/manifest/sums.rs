//! Sums: the list of hashes beside the files, as `sha256sum --check` reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::fs::hash::sha256_hex;

/// The name of the list.
pub const SUMS: &str = "SHA256SUMS";

/// The list of a folder as it stands there, and as it has to be when files are in the folder whose names
/// come with their hashes. It vouches for what builds have made: the line of a file that is gone, or is
/// another by now, goes too.
#[must_use]
pub fn sums<'a>(folder: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (String, String) {
    let before = fs::read_to_string(folder.join(SUMS)).unwrap_or_default();
    let after = renewed(&before, files, |name, sum| {
        let path = folder.join(name);
        path.is_file() && fs::read(path).is_ok_and(|bytes| sha256_hex(bytes) == sum)
    });
    (before, after)
}

/// The list with lines for files. What stood in it before stays for files that are not among them and
/// are what it `tells`.
fn renewed<'a>(
    before: &str,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    tells: impl Fn(&str, &str) -> bool,
) -> String {
    let mut sums: BTreeMap<&str, &str> = files.into_iter().collect();
    let new: BTreeSet<_> = sums.keys().copied().collect();
    let lines = before.lines().filter_map(|line| line.split_once("  "));
    sums.extend(lines.map(|(sum, name)| (name, sum)).filter(|(name, sum)| !new.contains(name) && tells(name, sum)));
    let mut list = String::new();
    for (name, sum) in sums {
        list.extend([sum, "  ", name, "\n"]);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::renewed;

    #[test]
    fn what_is_made_is_added_and_what_is_gone_or_another_goes() {
        let before = "aa  old.pdf\nbb  gone.pdf\ncc  a.pdf\nee  changed.pdf\nno list\n";
        let found = renewed(before, [("a.pdf", "dd")], |name, sum| (name, sum) == ("old.pdf", "aa"));
        assert_eq!(found, "dd  a.pdf\naa  old.pdf\n");
    }
}
