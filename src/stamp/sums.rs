//! Sums: the list of hashes beside the files, as `sha256sum --check` reads it.

use std::collections::BTreeMap;

/// The name of the list.
pub const SUMS: &str = "SHA256SUMS";

/// The list for files of a folder, whose names come with their hashes. What stood in the list before stays
/// for files that are not among them and `remain`.
#[must_use]
pub fn sums<'a>(
    before: &'a str,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    remain: impl Fn(&str) -> bool,
) -> String {
    let lines = before.lines().filter_map(|line| line.split_once("  "));
    let mut sums: BTreeMap<_, _> = lines.filter(|(_, name)| remain(name)).map(|(sum, name)| (name, sum)).collect();
    sums.extend(files);
    let mut list = String::new();
    for (name, sum) in sums {
        list.extend([sum, "  ", name, "\n"]);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::sums;

    #[test]
    fn what_is_made_is_added_and_what_is_gone_goes() {
        let before = "aa  old.pdf\nbb  gone.pdf\ncc  a.pdf\nno list\n";
        let found = sums(before, [("a.pdf", "dd")], |name| name == "old.pdf" || name == "a.pdf");
        assert_eq!(found, "dd  a.pdf\naa  old.pdf\n");
    }
}
