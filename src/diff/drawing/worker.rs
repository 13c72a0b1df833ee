//! A process that draws pages, as its parent sees it.

use std::io::{self, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::COMMAND;
use super::messages::{Answer, Head, Job, read, write};
use crate::diff::error::PdfError;

/// A running process. Dropping this ends it.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Answer>,
    /// The numbers of pages of the PDFs.
    pub pages: Vec<usize>,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// The process cannot be started.
    Start(io::Error),
    /// A PDF, counted from 0, is refused.
    Refused(usize, PdfError),
    /// The process ended by itself, was ended by the system, or wrote something else; with the PDF that it was opening.
    Ended(Option<usize>),
    /// The time is up; with the PDF that the process was opening.
    Late(Option<usize>),
}

impl Worker {
    /// Starts a process and hands it the PDFs.
    pub(super) fn start(program: &Path, memory: u64, files: &[Arc<Vec<u8>>], end: Instant) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        // The message of a program that runs out of memory is of no use.
        command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(Failure::Start)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Ended(None));
        };
        let mut worker = Self { child, input, answers: listen(output), pages: Vec::new() };
        let head = Head { memory, files: files.iter().map(|file| file.len()).collect() };
        worker.send(&head, files).map_err(|_| Failure::Ended(Some(0)))?;
        for file in 0..files.len() {
            match worker.answer(end, Some(file))? {
                Answer::Opened(pages) => worker.pages.push(pages),
                Answer::Refused(error) => return Err(Failure::Refused(file, error)),
                _ => return Err(Failure::Ended(Some(file))),
            }
        }
        Ok(worker)
    }

    fn send(&mut self, head: &Head, files: &[Arc<Vec<u8>>]) -> io::Result<()> {
        write(&mut self.input, head)?;
        files.iter().try_for_each(|file| self.input.write_all(file))?;
        self.input.flush()
    }

    /// Hands over a job and waits for its answer. After a failure, the process is of no further use.
    pub(super) fn ask(&mut self, job: Job, end: Instant) -> Result<Answer, Failure> {
        write(&mut self.input, &job).map_err(|_| Failure::Ended(None))?;
        self.answer(end, None)
    }

    fn answer(&self, end: Instant, opening: Option<usize>) -> Result<Answer, Failure> {
        let left = end.checked_duration_since(Instant::now()).unwrap_or(Duration::ZERO);
        self.answers.recv_timeout(left).map_err(|error| match error {
            RecvTimeoutError::Timeout => Failure::Late(opening),
            RecvTimeoutError::Disconnected => Failure::Ended(opening),
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Fails if it has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads answers in a separate thread, so that waiting for one can end early. The thread ends with the process.
fn listen(output: ChildStdout) -> Receiver<Answer> {
    let (give, take) = mpsc::sync_channel(1);
    thread::spawn(move || {
        let mut output = BufReader::new(output);
        while let Ok(Some(answer)) = read(&mut output) {
            if give.send(answer).is_err() {
                return;
            }
        }
    });
    take
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// Starts a script in the place of the program, and asks it for a page.
    fn ask(script: &str) -> Result<Answer, Failure> {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("program");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("permissions");
        let end = Instant::now() + Duration::from_secs(30);
        let mut worker = Worker::start(&program, 1, &[], end)?;
        worker.ask(Job::Sketch { file: 0, page: 0 }, Instant::now() + Duration::from_millis(50))
    }

    #[test]
    fn a_process_that_does_not_answer_is_given_up_and_ended() {
        // Dropping it would wait for its end.
        assert!(matches!(ask("exec sleep 1000"), Err(Failure::Late(None))));
    }

    #[test]
    fn a_process_that_ends_or_talks_nonsense_is_told_from_a_slow_one() {
        for script in ["exit 1", "kill -KILL $$", "echo nonsense; exec sleep 1000"] {
            // The process may end before or after it is asked.
            let failure = loop {
                match ask(script) {
                    Err(Failure::Late(_)) => {}
                    other => break other,
                }
            };
            assert!(matches!(failure, Err(Failure::Ended(_))), "{script}: {failure:?}");
        }
        let missing = Worker::start(Path::new("/nowhere/program"), 1, &[], Instant::now());
        assert!(matches!(missing, Err(Failure::Start(_))));
    }
}
