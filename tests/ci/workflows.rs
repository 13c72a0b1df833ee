//! Steps of this project's own workflows that can fail.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::runner::{items, text, yaml};
use crate::common::{Run, root};

/// Runs the script of a step in a folder.
fn step(file: &str, job: &str, name: &str, folder: &Path, tag: &str) -> Run {
    let workflow = yaml(file);
    let step = items(&workflow["jobs"][job]["steps"]).iter().find(|step| step["name"] == name).expect("a step");
    let bash = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &text(&step["run"])])
        .current_dir(folder)
        .env("TAG", tag)
        .output();
    Run::new(&bash.expect("these tests need bash: install it"))
}

/// Makes a folder with files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn systems_that_build_other_bytes_fail() {
    let made = |windows: &str| {
        let folder = folder(&[
            ("made/brochure-Linux-X64/SHA256SUMS", "1  a.pdf\n"),
            ("made/brochure-macOS-ARM64/SHA256SUMS", "1  a.pdf\n"),
            ("made/brochure-Windows-X64/SHA256SUMS", windows),
        ]);
        step(".github/workflows/ci.yml", "same", "Compare", folder.path(), "")
    };
    made("1  a.pdf\n").exits_with(0);
    made("2  a.pdf\n").exits_with(1).stdout_has("< 1  a.pdf\n---\n> 2  a.pdf\n");
}

#[test]
fn a_release_without_one_of_its_archives_is_not_published() {
    let names = ["linux-x86_64.tar.gz", "linux-aarch64.tar.gz", "macos-aarch64.tar.gz", "macos-x86_64.tar.gz"]
        .map(|end| format!("archives/brochure-v1.2.3-{end}"));
    let mut files: Vec<_> = names.iter().map(|name| (name.as_str(), "an archive")).collect();
    let script = fs::read_to_string(root().join(".github/action/archive.sh")).expect("a script");
    files.push((".github/action/archive.sh", &script));
    let write_down = |files: &[(&str, &str)]| {
        let folder = folder(files);
        let archive = folder.path().join(".github/action/archive.sh");
        let mode = fs::metadata(root().join(".github/action/archive.sh")).expect("a script").permissions();
        fs::set_permissions(archive, mode).expect("permissions");
        step(".github/workflows/release.yml", "publish", "Write the hashes", folder.path(), "v1.2.3")
    };
    write_down(&files).exits_with(123).stderr_has("brochure-v1.2.3-windows-x86_64.zip");
    files.push(("archives/brochure-v1.2.3-windows-x86_64.zip", "an archive"));
    let sums = write_down(&files).exits_with(0).stdout;
    let line = format!("{}  brochure-v1.2.3-linux-x86_64.tar.gz", brochure::internals::sha256_hex(b"an archive"));
    assert_eq!((sums.lines().count(), sums.lines().next()), (5, Some(line.as_str())));
}
