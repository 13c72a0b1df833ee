//! Paths that attachments may have: they can be written below a folder on every system, do not hide and do not lead out
//! of the folder.

use std::collections::BTreeSet;

/// The longest path, in bytes.
const LONGEST: usize = 1024;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Returns whether a path, with `/` between its parts, leads to a file below a folder on every system.
pub(super) fn is_portable(path: &str) -> bool {
    path.len() <= LONGEST && path.split('/').all(is_portable_part)
}

fn is_portable_part(part: &str) -> bool {
    let reserved = |c: char| c.is_control() || "\\:*?\"<>|".contains(c) || is_bidi_control(c);
    !part.is_empty()
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.contains(reserved)
        && !is_device(part)
}

/// Returns whether a character reverses the order in which a name is shown.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let name = stem.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let numbered = name.len() + 1 == stem.len();
    DEVICES.contains(&name)
        && (name == stem && !matches!(name, "com" | "lpt") || numbered && matches!(name, "com" | "lpt"))
}

/// Finds a path that conflicts with another: the same path, perhaps in another case, or a folder of it.
pub(super) fn find_conflict<'a>(paths: impl IntoIterator<Item = &'a str>) -> Option<String> {
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
    use super::{find_conflict, is_portable};

    #[test]
    fn portable_paths_are_recognised() {
        for name in ["a.toml", "data/Straße.toml", "data/東京.txt", "fonts/A b.otf", "console.txt", "com/x", "a/lpt10"]
        {
            assert!(is_portable(name), "{name}");
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
            assert!(!is_portable(name), "{name:?}");
        }
        assert!(!is_portable(&"a/".repeat(600)));
    }

    #[test]
    fn conflicting_paths_are_found() {
        assert_eq!(find_conflict(["a/b", "a/c", "b"]), None);
        assert_eq!(find_conflict(["a", "a"]).as_deref(), Some("a"));
        assert_eq!(find_conflict(["A/x", "a/X"]).as_deref(), Some("a/X"));
        assert_eq!(find_conflict(["a/b/c", "A/b"]).as_deref(), Some("a/b"));
    }
}
