//! Calls Git so that nothing that a repository brings is run: no hook, filter, monitor, pager, helper or transport that
//! its configuration names. Nothing reaches the network, nothing asks, and no call waits for ever.

use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The longest time that a call may take which writes no files.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The longest output that is read, in bytes.
const LONGEST: u64 = 100_000_000;

/// Settings that override those of the repository.
const SETTINGS: [&str; 3] = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never"];

/// Variables of every call.
const VARIABLES: [(&str, &str); 7] = [
    // Messages are searched for words.
    ("LC_ALL", "C"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // A clone without all objects would fetch them with a program that its configuration names.
    ("GIT_NO_LAZY_FETCH", "1"),
    // Versions of Git that do not know it obey this one: no transport is allowed.
    ("GIT_ALLOW_PROTOCOL", ""),
    ("GIT_SSH_COMMAND", "false"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    // Nothing is written into the repository.
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// Returns a call of Git in a folder. No variable that Git or a hook has set counts: each may name another repository,
/// other settings or a program.
pub(crate) fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().to_ascii_uppercase().starts_with("GIT_") {
            git.env_remove(name);
        }
    }
    git.envs(VARIABLES).arg("--no-pager");
    for setting in SETTINGS {
        git.args(["-c", setting]);
    }
    git.arg("-C").arg(folder);
    git
}

/// Runs a call of Git and returns what it prints.
///
/// # Errors
///
/// Fails if Git cannot be started, or does not end in time.
pub(crate) fn output(git: &mut Command) -> io::Result<Output> {
    output_within(git, PATIENCE)
}

/// Runs a call of Git that may take some time, and returns what it prints.
///
/// # Errors
///
/// Fails if Git cannot be started, or does not end in time.
pub(crate) fn output_within(git: &mut Command, patience: Duration) -> io::Result<Output> {
    let mut child = git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (stdout, stderr) = (child.stdout.take().map(listen), child.stderr.take().map(listen));
    let end = Instant::now() + patience;
    let mut pause = Duration::from_millis(1);
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() > end => {
                child.kill()?;
                child.wait()?;
                return Err(io::Error::new(ErrorKind::TimedOut, "Git does not answer"));
            }
            None => thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    };
    let read = |thread: Option<JoinHandle<Vec<u8>>>| thread.and_then(|thread| thread.join().ok()).unwrap_or_default();
    Ok(Output { status, stdout: read(stdout), stderr: read(stderr) })
}

/// Reads a stream in a separate thread, so that waiting for its end can be given up.
fn listen(stream: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut read = Vec::new();
        // The part before an error is still of use.
        let _ = stream.take(LONGEST).read_to_end(&mut read);
        read
    })
}
