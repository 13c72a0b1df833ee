//! Files under another name than the one that is looked for. Systems hide the last ending, copies get a number, and not
//! every system tells capitals from small letters.

use std::fs;
use std::path::Path;

/// What systems append to the name of a copy, in small letters.
const COPIES: [&str; 7] = [" - kopie", "-kopie", "_kopie", " - copy", " copy", "-copy", "_copy"];

/// Returns the name of a file in a folder that was probably meant to be another one.
pub(super) fn find_misnamed(folder: &Path, wanted: &str) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?;
    let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<_> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names.into_iter().find(|name| is_misnamed(name, wanted))
}

/// Returns whether a name was probably meant to be another one.
pub(crate) fn is_misnamed(name: &str, wanted: &str) -> bool {
    let (mine, other) = (ending(name), ending(wanted));
    let is_same_kind = mine.is_empty() || mine == ".txt" || mine.starts_with(&other);
    name != wanted && !name.starts_with('.') && stem(name) == stem(wanted) && is_same_kind
}

/// Returns the endings of a name in small letters, in their usual spelling.
fn ending(name: &str) -> String {
    let ending = name.find('.').map_or("", |at| &name[at..]).to_lowercase();
    ending.replace(".jpeg", ".jpg").replace(".tiff", ".tif")
}

/// Returns a name in small letters without its endings and the mark of a copy.
fn stem(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let stem = stem.split(" (").next().unwrap_or_default().trim();
    COPIES.iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_misnamed;

    #[test]
    fn names_that_mean_another_are_found() {
        for name in
            ["niro.toml.txt", "NIRO.toml", "niro.TOML", "niro (1).toml", "niro .toml", "Niro - Kopie.toml", "niro"]
        {
            assert!(is_misnamed(name, "niro.toml"), "{name}");
        }
        for name in ["niro.toml", ".niro.toml.swp", "niro-2.toml", "a.toml", "niro.md"] {
            assert!(!is_misnamed(name, "niro.toml"), "{name}");
        }
        assert!(is_misnamed("Photo.JPG", "photo.jpg") && is_misnamed("photo.jpg.jpg", "photo.jpg"));
        assert!(is_misnamed("photo.jpeg", "photo.jpg") && !is_misnamed("photo.png", "photo.jpg"));
    }
}
