//! Texts that are compared with what is kept in a file.

use std::fs;

use super::root;

/// Asserts that a text is what a file of this repository holds; `UPDATE=1` writes it there.
#[track_caller]
pub fn assert_kept(name: &str, found: &str) {
    let path = root().join(name);
    if is_update() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, found).expect(name);
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(found.lines()).enumerate().find(|(_, (kept, found))| kept != found);
    let (line, (was, is)) = differs.unwrap_or((kept.lines().count().min(found.lines().count()), ("", "")));
    assert!(kept == found, "{name}:{}: kept\n{was}\nfound\n{is}\n`UPDATE=1` writes what is found", line + 1);
}

/// Returns whether the kept files are to be replaced by what is found.
pub fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}
