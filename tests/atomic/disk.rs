//! Disks that are full, and folders that must not be written to.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use super::small::{BIN, BUILD, PDF, Small};
use crate::common::{Run, command};

/// Set in a test with separate mounts.
const INSIDE: &str = "BROCHURE_TEST_MOUNTS";

/// The message of a full disk.
const FULL: &str = "No space left on device (os error 28)\n";

/// Runs a test of this file once more as a process that may mount a disk: as root, or in a separate user
/// namespace. False where the system allows neither.
fn runs_with_mounts(test: &str) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let ways: [&[&str]; 2] = [&["--mount"], &["--mount", "--user", "--map-root-user"]];
    let unshare = |way: &[&str], line: &[&str]| Command::new("unshare").args(way).args(line).output();
    let mount = ["mount", "-t", "tmpfs", "tmpfs", folder.path().to_str().expect("a path")];
    let Some(way) = ways.into_iter().find(|way| unshare(way, &mount).is_ok_and(|run| run.status.success())) else {
        return false;
    };
    let mut again = Command::new("unshare");
    again.args(way).arg(std::env::current_exe().expect("this test")).args(["--exact", test, "--nocapture"]);
    let run = again.env(INSIDE, "1").output().expect("a run");
    let said = String::from_utf8_lossy(&[run.stdout, run.stderr].concat()).into_owned();
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
    true
}

fn run(root: &Path, line: &[&str]) -> Output {
    command(root, line).output().expect("a run")
}

/// Fills a disk until so many bytes are left.
fn fill(disk: &Path, left: u64) {
    use std::io::Write as _;

    let mut filler = File::create(disk.join("filler")).expect("a file");
    while filler.write_all(&[0; 4096]).is_ok() {}
    let size = filler.metadata().expect("a size").len();
    filler.set_len(size.checked_sub(left).expect("a larger disk")).expect("room");
}

#[test]
fn a_full_disk_leaves_the_old_files() {
    if std::env::var_os(INSIDE).is_none() {
        if !runs_with_mounts("atomic::disk::a_full_disk_leaves_the_old_files") {
            // Where no disk can be made, that a file cannot grow is as near as it gets.
            a_file_that_must_not_grow_leaves_the_old_files();
        }
        return;
    }
    let small = Small::new();
    let disk = small.copy.path("disk");
    fs::create_dir(&disk).expect("a folder");
    let mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", "disk"];
    assert!(run(small.copy.root(), &mount).status.success());
    let build = || small.build(&["--out", "disk/out"]);
    let pdf = u64::try_from(small.right[0][PDF].len()).expect("a size");
    // None at all, and enough for the first file but not for all.
    for (left, reason) in [(0, format!("{PDF}: {FULL}")), (pdf + 8192, FULL.to_owned())] {
        small.turn(0);
        build().ends_with(0);
        fill(&disk, left);
        let works = || {
            fs::remove_file(disk.join("filler")).expect("room");
            build()
        };
        small.keeps_the_old("disk/out", &build, &reason, &works);
    }
    // A folder that the failed build itself had made goes again.
    fill(&disk, 0);
    small.build(&["--out", "disk/new/out"]).ends_with(3).reported(FULL);
    assert!(!disk.join("new").exists());
    // Else the copy could not be removed.
    assert!(run(small.copy.root(), &["umount", "disk"]).status.success());
}

#[test]
fn a_file_that_must_not_grow_leaves_the_old_files() {
    let small = Small::new();
    // At most 32 kB, or 64 where a shell counts otherwise: enough for the screen PDF, too little for that of the press.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let line = [&["sh", "-c", script, BIN], &BUILD[..]].concat();
    let fails = || Run::of(&run(small.copy.root(), &line));
    let reason = format!("{PDF}: File too large (os error 27)\n");
    small.keeps_the_old("out", &fails, &reason, &|| small.build(&[]));
}

#[test]
fn a_folder_that_must_not_be_written_to_leaves_the_old_files() {
    let small = Small::new();
    let out = small.copy.path("out");
    let rights = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    rights(&out, 0o555);
    // Rights of files do not count for root, as which automatic tests often run. A user who has none must be
    // able to come to the project and to the program, which may both be in a place of root's own.
    let bin = small.copy.path("brochure");
    let mut line = vec![BIN];
    if File::create(out.join("of root")).is_ok() {
        fs::remove_file(out.join("of root")).expect("removed");
        fs::copy(BIN, &bin).expect("the program");
        rights(small.copy.root(), 0o755);
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let there = run(small.copy.root(), &[&nobody[..], &["true"]].concat()).status.success();
        assert!(there, "root without `setpriv`: install util-linux, or run the tests as another user");
        line = [&nobody[..], &[bin.to_str().expect("a path")]].concat();
    }
    let line = [&line[..], &BUILD[..]].concat();
    let build = || Run::of(&run(small.copy.root(), &line));
    build().ends_with(0).printed("nothing to do");
    let works = || {
        rights(&out, 0o777);
        build()
    };
    small.keeps_the_old("out", &build, "cannot write out: Permission denied (os error 13)\n", &works);
}
