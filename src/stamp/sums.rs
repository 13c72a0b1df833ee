//! Sums: the list of hashes beside the files, as `sha256sum --check` reads it.

use std::collections::BTreeMap;

use super::sha256;

/// The name of the list.
pub const SUMS: &str = "SHA256SUMS";

/// The list for files of a folder. What stood in the list before stays for files that are not among them
/// and `remain`.
#[must_use]
pub fn sums(before: &str, files: &[(&str, &[u8])], remain: impl Fn(&str) -> bool) -> String {
    let lines = before.lines().filter_map(|line| line.split_once("  "));
    let mut sums: BTreeMap<&str, String> =
        lines.filter(|(_, name)| remain(name)).map(|(sum, name)| (name, sum.to_owned())).collect();
    sums.extend(files.iter().map(|(name, bytes)| (*name, sha256(bytes))));
    let mut list = String::new();
    for (name, sum) in sums {
        list.extend([sum.as_str(), "  ", name, "\n"]);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::sums;

    #[test]
    fn what_is_made_is_added_and_what_is_gone_goes() {
        let before = "aa  old.pdf\nbb  gone.pdf\ncc  a.pdf\nno list\n";
        let found = sums(before, &[("a.pdf", b"abc")], |name| name == "old.pdf" || name == "a.pdf");
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(found, format!("{abc}  a.pdf\naa  old.pdf\n"));
    }
}
