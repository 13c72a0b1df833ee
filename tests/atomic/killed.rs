//! Builds that are killed at a hundred moments.

use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

use brochure::pipeline::SUMS;

use super::small::{BUILD, PDF, Small, begun, is_litter, names};
use crate::common::files;

/// The moments at which a build is killed.
#[derive(Debug, Clone, Copy)]
enum After {
    Start,
    /// It has begun to write.
    Lock,
    /// A file has taken its place.
    Place,
}

/// Long enough to leave the processors to the build, short enough to see it begin to write.
const PAUSE: Duration = Duration::from_micros(100);

/// Waits until something is so, or the build has ended; looks again after a pause.
fn wait(build: &mut Child, pause: Duration, is_so: impl Fn() -> bool) {
    while !is_so() && build.try_wait().expect("a state").is_none() {
        std::thread::sleep(pause);
    }
}

/// Waits for a time too short to sleep for.
fn spin(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
}

/// How long a build takes, and how long it writes.
fn times(small: &Small) -> (Duration, Duration) {
    let start = Instant::now();
    let mut build = begun(small.copy.root(), &[&BUILD[..], &["--force"]].concat());
    let lock = small.copy.path("out/.brochure.lock");
    wait(&mut build, PAUSE, || lock.exists());
    let writing = Instant::now();
    assert!(build.wait().expect("an end").success());
    (start.elapsed(), writing.elapsed())
}

/// Kills a build a time after something; false where it had ended.
fn kill(small: &Small, after: After, time: Duration) -> bool {
    let out = small.copy.path("out");
    let lock = out.join(".brochure.lock");
    // The first file and the one that has to be last.
    let written = || [PDF, SUMS].map(|name| fs::metadata(out.join(name)).and_then(|data| data.modified()).ok());
    let before = written();
    let mut build = begun(small.copy.root(), &BUILD);
    if !matches!(after, After::Start) {
        wait(&mut build, PAUSE, || lock.exists());
    }
    match after {
        After::Start => std::thread::sleep(time),
        After::Lock => spin(time),
        After::Place => {
            wait(&mut build, Duration::ZERO, || written() != before);
            spin(time);
        }
    }
    let alive = build.try_wait().expect("a state").is_none();
    build.kill().expect("a kill");
    // It may have come to its end before the signal reached it.
    !build.wait().expect("an end").success() && alive
}

#[test]
fn a_build_that_is_killed_leaves_each_file_old_or_new() {
    let small = Small::new();
    let (out, stamps) = (small.copy.path("out"), small.copy.path(".brochure-cache/builds"));
    let (whole, writing) = times(&small);
    let mut longest = [whole, writing, Duration::from_micros(300)];
    let (mut old, mut killed, mut littered) = (0, 0, 0);
    while killed < 100 {
        // Half of them spread over the whole time, half where it writes; some into an empty folder.
        let after = [After::Start, After::Lock, After::Start, After::Place][killed as usize % 4];
        let time = longest[after as usize] * killed / 100;
        let moment = format!("{time:?} after {after:?}");
        if killed % 10 == 7 && out.exists() {
            fs::remove_dir_all(&out).expect("removed");
        }
        let before = (files(&out), files(&stamps));
        small.turn(1 - old);
        if kill(&small, after, time) {
            killed += 1;
        } else {
            // The machine is faster than it was.
            longest[after as usize] = longest[after as usize] * 4 / 5;
        }
        let after = files(&out);
        for (name, bytes) in after.iter().filter(|(name, _)| !is_litter(name)) {
            let known = [&before.0, &small.right[1 - old]].into_iter().filter_map(|files| files.get(name));
            assert!(known.into_iter().any(|known| known == bytes), "{name} is neither old nor new, {moment}");
        }
        let new = &small.right[1 - old];
        if after.get(SUMS) == new.get(SUMS) {
            let whole = new.iter().all(|(name, bytes)| after.get(name) == Some(bytes));
            assert!(whole, "the list speaks of files that are still to come, {moment}");
        }
        littered += u32::from(after.keys().any(|name| is_litter(name)));
        // The next build finds what the killed one found, which is shown by the others.
        if (&after, &files(&stamps)) == (&before.0, &before.1) {
            continue;
        }
        old = 1 - old;
        assert!(small.built(old) == small.right[old], "killed {moment}: {:?}", names(&small.out()));
        assert!(!files(&stamps).keys().any(|name| is_litter(name)), "killed {moment}");
    }
    assert!(littered >= 10, "too few were killed while they wrote: {littered}, {longest:?}");
}
