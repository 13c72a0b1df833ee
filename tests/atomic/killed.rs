//! Builds that are killed at each of their steps.

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Stdio;

use brochure::pipeline::SUMS;

use super::small::{BUILD, Small, is_temporary, names};
use crate::common::{BROCHURE, command, compile_library, files};

const SIGKILL: i32 = 9;

/// Runs a build that is killed before one of its system calls, counted from that for the lock; returns whether it
/// came so far.
fn build_and_kill(small: &Small, library: &Path, step: usize) -> bool {
    let mut build = command(small.copy.root(), &[&[BROCHURE], &BUILD[..]].concat());
    build.env("LD_PRELOAD", library).env("KILL_AT_STEP", step.to_string());
    let status = build.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a run");
    let is_killed = status.signal() == Some(SIGKILL);
    assert!(is_killed || status.success(), "{status}");
    is_killed
}

/// Kills builds one step later each time until one ends by itself, and returns the number of steps and of builds that
/// left temporary files. Before each build the output folder has the files of the other state, or is removed.
fn kill_at_every_step(small: &Small, library: &Path, is_removed: bool, stride: usize) -> (usize, usize) {
    let (out, manifests) = (small.copy.path("out"), small.copy.path(".brochure-cache/builds"));
    let (mut old, mut littered) = (0, 0);
    for step in (1..).step_by(stride) {
        let moment = format!("killed at step {step}");
        if is_removed && out.exists() {
            fs::remove_dir_all(&out).expect("removed");
        }
        let before = (files(&out), files(&manifests));
        let new = &small.expected[1 - old];
        small.set_state(1 - old);
        let is_killed = build_and_kill(small, library, step);
        let after = files(&out);
        for (name, bytes) in after.iter().filter(|(name, _)| !is_temporary(name)) {
            let known = before.0.get(name) == Some(bytes) || new.get(name) == Some(bytes);
            assert!(known, "{name} is neither old nor new, {moment}");
        }
        if after.get(SUMS) == new.get(SUMS) {
            let is_complete = new.iter().all(|(name, bytes)| after.get(name) == Some(bytes));
            assert!(is_complete, "the list names files that are not there yet, {moment}");
        }
        littered += usize::from(after.keys().any(|name| is_temporary(name)));
        if !is_killed {
            return (step, littered);
        }
        // Where the killed build changed nothing, the next one finds what it has found.
        if (&after, &files(&manifests)) != (&before.0, &before.1) {
            old = 1 - old;
            assert!(small.build_state(old) == small.expected[old], "{moment}: {:?}", names(&small.out()));
            assert!(!files(&manifests).keys().any(|name| is_temporary(name)), "{moment}");
        }
    }
    unreachable!("a build has an end");
}

#[test]
fn a_build_that_is_killed_leaves_each_file_old_or_new() {
    let small = Small::new();
    let library = compile_library("tests/fixtures/kill_at_step.rs", small.copy.root());
    let (steps, littered) = kill_at_every_step(&small, &library, false, 1);
    // Five parts are made, locked, written and flushed, then renamed; the manifest likewise.
    assert!(steps > 30 && littered > 15, "{steps} steps, {littered} with temporary files");
    let (_, littered) = kill_at_every_step(&small, &library, true, 4);
    assert!(littered > 3, "{littered} with temporary files in a new folder");
}
