//! Names: the paths that files inside a PDF may have, so that they can be written below a folder on every
//! system, and none that hides or leads out of it.

use std::collections::BTreeSet;

/// Longest path, in bytes.
const LONGEST: usize = 1024;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether a path, with `/` between its parts, leads to a file below a folder on every system.
pub(super) fn is_plain(path: &str) -> bool {
    path.len() <= LONGEST && path.split('/').all(is_plain_part)
}

fn is_plain_part(part: &str) -> bool {
    let kept = |letter: char| letter.is_control() || "\\:*?\"<>|".contains(letter) || is_turning(letter);
    !part.is_empty()
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.contains(kept)
        && !is_device(part)
}

/// Letters that show a name in another order than it has.
const fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let name = stem.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let numbered = name.len() + 1 == stem.len();
    DEVICES.contains(&name)
        && (name == stem && !matches!(name, "com" | "lpt") || numbered && matches!(name, "com" | "lpt"))
}

/// A path that cannot stand beside the others: twice, in letters of another case, or the folder of another.
pub(super) fn in_the_way<'a>(paths: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut files = BTreeSet::new();
    let mut folders = BTreeSet::new();
    for path in paths {
        let low = path.to_lowercase();
        let above = low.match_indices('/').map(|(at, _)| low.get(..at).unwrap_or_default().to_owned());
        folders.extend(above);
        if !files.insert(low) {
            return Some(path.to_owned());
        }
    }
    files.intersection(&folders).next().cloned()
}

#[cfg(test)]
mod tests {
    use super::{in_the_way, is_plain};

    #[test]
    fn names_that_every_system_can_have_are_plain() {
        for name in ["a.toml", "data/Straße.toml", "data/東京.txt", "fonts/A b.otf", "console.txt", "com/x", "a/lpt10"]
        {
            assert!(is_plain(name), "{name}");
        }
        for name in [
            "",
            "/a",
            "a/",
            "a//b",
            "../x",
            "./a",
            "a/..",
            ".git/config",
            "a/.bashrc",
            "C:x",
            "a\\b",
            "a.",
            "a ",
            "a\nb",
            "\u{1b}[0m",
            "a\u{202e}lmot",
            "nul",
            "CON.toml",
            "a/com1.txt",
            "LPT9",
            "what?",
        ] {
            assert!(!is_plain(name), "{name:?}");
        }
        assert!(!is_plain(&"a/".repeat(600)));
    }

    #[test]
    fn a_name_in_the_way_of_another_is_found() {
        assert_eq!(in_the_way(["a/b", "a/c", "b"]), None);
        assert_eq!(in_the_way(["a", "a"]).as_deref(), Some("a"));
        assert_eq!(in_the_way(["A/x", "a/X"]).as_deref(), Some("a/X"));
        assert_eq!(in_the_way(["a/b/c", "A/b"]).as_deref(), Some("a/b"));
    }
}
