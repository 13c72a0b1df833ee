//! The cost of a command: the least of several runs, each in a separate process.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 3;

/// A run's time and the most memory it held, in MB; none where the system does not report it.
#[derive(Clone, Copy)]
pub struct Cost {
    pub time: Duration,
    pub memory: Option<u64>,
}

pub fn measure(command: &mut Command) -> Cost {
    measure_times(command, RUNS)
}

pub fn measure_times(command: &mut Command, runs: usize) -> Cost {
    (0..runs).map(|_| run(command)).min_by_key(|cost| cost.time).expect("a run")
}

/// Runs a command. The memory is what the kernel has noted of the process just before it ended.
pub fn run(command: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a process");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = None;
    let done = loop {
        memory = peak(&status).max(memory);
        match child.try_wait().expect("a process") {
            Some(done) => break done,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let time = start.elapsed();
    assert!(done.success(), "{command:?} failed");
    Cost { time, memory }
}

fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

pub fn ratio(a: Cost, b: Cost) -> f64 {
    a.time.as_secs_f64() / b.time.as_secs_f64()
}

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

pub fn shown(cost: Cost) -> String {
    let memory = cost.memory.map_or_else(|| "     ?".to_owned(), |memory| format!("{memory:>6}"));
    format!("{:>7.0} ms {memory} MB", millis(cost.time))
}
