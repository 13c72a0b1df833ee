//! The temporary folder of a revision.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use super::tiny_pages;
use crate::common::{BROCHURE, ProjectCopy, Run, command};

const LINE: [&str; 5] = [BROCHURE, "diff", "HEAD", "--lang", "de"];

/// The exit code where no disk can be mounted.
const NO_MOUNT: i32 = 77;

fn diff(copy: &ProjectCopy, temporary: &Path) -> Run {
    Run::new(&command(copy.root(), &LINE).env("TMPDIR", temporary).output().expect("a run"))
}

/// Returns the paths in a folder.
fn within(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn a_comparison_that_is_killed_leaves_nothing_for_long() {
    let copy = tiny_pages();
    let temporary = tempfile::tempdir().expect("a folder");
    let mut killed = command(copy.root(), &LINE);
    killed.env("TMPDIR", temporary.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut killed = killed.spawn().expect("a run");
    while !within(temporary.path()).iter().any(|path| path.join("lock").exists()) {
        assert!(killed.try_wait().expect("a state").is_none(), "it has ended too early");
        std::thread::yield_now();
    }
    killed.kill().expect("a kill");
    killed.wait().expect("an end");
    assert_eq!(within(temporary.path()).len(), 1, "it has left its folder");
    diff(&copy, temporary.path()).exits_with(0);
    assert_eq!(within(temporary.path()), [""; 0].map(PathBuf::from));
}

#[test]
fn only_folders_of_ended_comparisons_are_removed() {
    let copy = tiny_pages();
    let temporary = tempfile::tempdir().expect("a folder");
    let make = |name: &str| {
        let folder = temporary.path().join(name);
        fs::create_dir(&folder).expect("a folder");
        File::create(folder.join("lock")).expect("a lock")
    };
    // One of a process that runs, one with another name, one that is a link, and one without a lock.
    let lock = make("brochure-revision-running");
    lock.lock().expect("a lock");
    make("brochure-other");
    make("linked");
    let place = temporary.path();
    std::os::unix::fs::symlink(place.join("linked"), place.join("brochure-revision-link")).expect("a link");
    make("brochure-revision-open");
    fs::remove_file(place.join("brochure-revision-open/lock")).expect("a lock");
    let kept = within(place);
    make("brochure-revision-ended");
    diff(&copy, place).exits_with(0);
    assert_eq!(within(place), kept);
    assert!(place.join("linked/lock").exists());
    drop(lock);
    diff(&copy, place).exits_with(0);
    assert_eq!(within(place).len(), kept.len() - 1);
}

#[test]
fn a_folder_that_cannot_be_written_is_named_in_one_line() {
    let copy = tiny_pages();
    let missing = copy.path("missing");
    let run = diff(&copy, &missing).exits_with(3);
    let start = format!("error: cannot write into the folder for temporary files, {}: ", missing.display());
    run.stderr_has(&start).stderr_has("= help: set TMPDIR to a folder that can be written\n");
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
    copy.write("file", "");
    diff(&copy, &copy.path("file")).exits_with(3).stderr_has("cannot write into the folder for temporary files, ");
}

#[test]
fn a_full_folder_is_named_in_one_line() {
    let copy = tiny_pages();
    fs::create_dir(copy.path("full")).expect("a folder");
    let script = "mount -t tmpfs -o \"$1\" tmpfs full || exit 77; shift; exec env TMPDIR=full \"$@\"";
    for size in ["size=1m", "size=1m,nr_inodes=8"] {
        let inside = [&["sh", "-c", script, "sh", size], &LINE[..]].concat();
        let ways: [&[&str]; 2] = [&["unshare", "--mount"], &["unshare", "--mount", "--user", "--map-root-user"]];
        let runs = ways.iter().map(|way| command(copy.root(), &[way, &inside[..]].concat()).output());
        let mounts = |run: &Output| {
            run.status.code() != Some(NO_MOUNT) && !String::from_utf8_lossy(&run.stderr).starts_with("unshare: ")
        };
        // Where no disk can be mounted, there is nothing to show.
        let Some(run) = runs.flatten().find(mounts) else { return };
        let run = Run::new(&run).exits_with(3);
        let error = format!(
            "error: the folder for temporary files, {}, is full\n  = help: make room there, or set TMPDIR to a folder \
             that has some\n",
            copy.path("full").display()
        );
        assert_eq!(run.stderr, error);
    }
}
