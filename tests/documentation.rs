//! Every path on the pages for contributors exists, and every folder of the source is listed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::root;

const PAGES: [&str; 2] = ["ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Folders and files that exist only after a build, and examples of paths in an edition.
const NOT_IN_THE_TREE: [&str; 4] = ["out/", "values/", ".brochure-cache/", "clusters/"];

/// Returns the words in backticks outside code blocks.
fn quoted(page: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(page)).expect("a page");
    let prose: String = text.split("```").step_by(2).collect();
    prose.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Adds every file and folder below a folder, as paths from the root; folders end in `/`.
fn add_paths(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.strip_prefix(root()).expect("a path of the project").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            found.insert(format!("{name}/"));
            add_paths(&path, found);
        } else {
            found.insert(name);
        }
    }
}

fn source() -> BTreeSet<String> {
    let mut found = BTreeSet::from(["src/".to_owned()]);
    for folder in ["src", "templates", "tests"] {
        add_paths(&root().join(folder), &mut found);
    }
    found
}

#[test]
fn every_path_on_the_pages_for_contributors_exists() {
    let source = source();
    let is_path = |word: &&String| word.contains('/') && !word.contains(' ') && !word.starts_with('/');
    let is_in_tree = |word: &&String| !NOT_IN_THE_TREE.iter().any(|start| word.starts_with(start));
    for page in PAGES {
        let quoted = quoted(page);
        let paths: Vec<_> = quoted.iter().filter(is_path).filter(is_in_tree).collect();
        assert!(paths.len() > 20, "{page} has only {} paths", paths.len());
        for path in paths {
            assert!(root().join(path).exists(), "{page}: there is no {path}");
        }
        let is_source =
            |word: &&String| !word.contains('/') && Path::new(word).extension().is_some_and(|end| end == "rs");
        for name in quoted.iter().filter(is_source) {
            let end = format!("/{name}");
            assert!(source.iter().any(|path| path.ends_with(&end)), "{page}: there is no {name}");
        }
    }
}

#[test]
fn the_architecture_page_lists_every_folder_of_the_source() {
    let listed = quoted(PAGES[0]);
    let source = source();
    let folders = source.iter().filter(|path| path.starts_with("src/") && path.ends_with('/'));
    let unlisted: Vec<_> = folders.filter(|folder| !listed.contains(*folder)).collect();
    assert!(unlisted.is_empty(), "ARCHITECTURE.md does not list {unlisted:?}");
}

/// Each name such as `boxes::page` is a function or type of the file `boxes.rs`.
#[test]
fn the_policy_of_print_files_names_functions_that_exist() {
    let source = source();
    let quoted = quoted("src/pdf/print/policy.md");
    let names: Vec<_> = quoted.iter().filter_map(|word| word.split_once("::")).collect();
    assert!(names.len() > 20, "{names:?}");
    for (module, path) in names {
        let item = path.rsplit("::").next().unwrap_or(path);
        let is_module = |file: &&String| {
            [format!("/{module}.rs"), format!("/{module}/mod.rs")].iter().any(|end| file.ends_with(end.as_str()))
        };
        let mut files = source.iter().filter(|file| file.starts_with("src/")).filter(is_module);
        let has_item = |file: &String| {
            let text = fs::read_to_string(root().join(file)).expect("a file");
            ["fn", "struct", "mod"].iter().any(|kind| text.contains(&format!("{kind} {item}")))
        };
        assert!(files.any(has_item), "there is no {module}::{path}");
    }
}
