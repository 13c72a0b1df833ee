//! Full disks, and folders that may not be written to.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use super::small::{BUILD, PDF, Small};
use crate::common::{BROCHURE, Run, command};

/// Set where a test runs in its own mount namespace.
const INSIDE: &str = "BROCHURE_TEST_MOUNTS";

/// The error of a full disk.
const FULL: &str = "No space left on device (os error 28)\n";

/// Runs a test of this file once more as a process that may mount a disk: as root, or in its own user namespace.
/// Returns false where the system allows neither.
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

/// Fills a disk until a number of bytes is left.
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
            // Where no disk can be mounted, a limit of the file size comes nearest.
            a_limit_of_the_file_size_leaves_the_old_files();
        }
        return;
    }
    let small = Small::new();
    let disk = small.copy.path("disk");
    fs::create_dir(&disk).expect("a folder");
    let mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", "disk"];
    assert!(run(small.copy.root(), &mount).status.success());
    let build = || small.build(&["--out", "disk/out"]);
    let pdf = u64::try_from(small.expected[0][PDF].len()).expect("a size");
    // No room at all, and enough for the first file but not for all.
    for (left, reason) in [(0, format!("{PDF}: {FULL}")), (pdf + 8192, FULL.to_owned())] {
        small.set_state(0);
        build().exits_with(0);
        fill(&disk, left);
        let works = || {
            fs::remove_file(disk.join("filler")).expect("room");
            build()
        };
        small.assert_keeps_old("disk/out", &build, &reason, &works);
    }
    // A folder that the failed build itself made is removed.
    fill(&disk, 0);
    small.build(&["--out", "disk/new/out"]).exits_with(3).stderr_has(FULL);
    assert!(!disk.join("new").exists());
    // Otherwise the copy could not be removed.
    assert!(run(small.copy.root(), &["umount", "disk"]).status.success());
}

#[test]
fn a_limit_of_the_file_size_leaves_the_old_files() {
    let small = Small::new();
    // 32 kB, or 64 where a shell counts in other units: enough for the screen PDF, too little for the print PDF.
    let script = "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"";
    let line = [&["sh", "-c", script, BROCHURE], &BUILD[..]].concat();
    let fails = || Run::new(&run(small.copy.root(), &line));
    let reason = format!("{PDF}: File too large (os error 27)\n");
    small.assert_keeps_old("out", &fails, &reason, &|| small.build(&[]));
}

#[test]
fn a_read_only_folder_leaves_the_old_files() {
    let small = Small::new();
    let out = small.copy.path("out");
    let rights = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights");
    rights(&out, 0o555);
    // Permissions do not count for root, as whom automatic tests often run. The user `nobody` must be able to read
    // the project and the program, which may both be in a folder of root.
    let bin = small.copy.path("brochure");
    let mut line = vec![BROCHURE];
    if File::create(out.join("of root")).is_ok() {
        fs::remove_file(out.join("of root")).expect("removed");
        fs::copy(BROCHURE, &bin).expect("the program");
        rights(small.copy.root(), 0o755);
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let there = run(small.copy.root(), &[&nobody[..], &["true"]].concat()).status.success();
        assert!(there, "root without `setpriv`: install util-linux, or run the tests as another user");
        line = [&nobody[..], &[bin.to_str().expect("a path")]].concat();
    }
    let line = [&line[..], &BUILD[..]].concat();
    let build = || Run::new(&run(small.copy.root(), &line));
    build().exits_with(0).stdout_has("nothing to do");
    let works = || {
        rights(&out, 0o777);
        build()
    };
    small.assert_keeps_old("out", &build, "cannot write out: Permission denied (os error 13)\n", &works);
}
