//! Waits until the files of an edition have changed and are whole again.
//!
//! What the system tells about files only wakes: whether something has changed is seen by looking. So a save counts once,
//! however a program does it, and looking at intervals is the same without being woken.

mod stamps;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use self::stamps::{Contents, Stamps};
use crate::fs::project::Project;

/// How long nothing may happen until a save counts as finished.
const QUIET: Duration = Duration::from_millis(6);

/// The same where several files have changed: a checkout writes many, one after the other.
const QUIET_MANY: Duration = Duration::from_millis(80);

/// The same where a file is gone or empty: it is probably written anew.
const QUIET_UNSETTLED: Duration = Duration::from_millis(250);

/// How many changed files are many.
const MANY: usize = 3;

/// The longest wait for a save or a checkout to be finished.
const LONGEST: Duration = Duration::from_secs(5);

/// How often is looked where nothing wakes.
const POLL: Duration = Duration::from_millis(300);

/// How often is looked in case that the system has told nothing.
const DOUBT: Duration = Duration::from_secs(2);

/// Folders of a project in which files of an edition can be.
const FOLDERS: [&str; 3] = ["data", "templates", "fonts"];

/// What wakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// The system tells of a file.
    File,
    /// Somebody looks at another language.
    Language,
    /// The end.
    Stop,
}

/// Why the wait is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// Files have changed.
    Changed,
    /// Somebody looks at another language.
    Language,
    /// From now on, the files are looked at in intervals, since the system tells nothing about them.
    Polling,
    /// The end.
    Stop,
}

/// The files of an edition.
pub(super) struct Watch {
    project: Project,
    folder: PathBuf,
    /// Files that templates have read elsewhere in the project.
    read: Vec<String>,
    stamps: Stamps,
    contents: Contents,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// `None` where the files are looked at in intervals.
    notifier: Option<RecommendedWatcher>,
    /// How often a change was seen of which the system has told nothing.
    untold: usize,
}

impl Watch {
    /// Looks at the files for the first time. `signals` wakes from the wait for a change.
    pub(super) fn new(
        project: Project,
        folder: PathBuf,
        poll: bool,
        (sender, signals): (Sender<Signal>, Receiver<Signal>),
    ) -> Self {
        let notifier = if poll { None } else { notifier(&project, &sender) };
        let stamps = Stamps::read(&project, &folder, &[]);
        let contents = Contents::read(&project, &stamps);
        Self { project, folder, read: Vec::new(), stamps, contents, signals, sender, notifier, untold: 0 }
    }

    /// Returns whether the files are looked at in intervals.
    pub(super) fn is_polling(&self) -> bool {
        self.notifier.is_none()
    }

    /// Also watches files that templates have read elsewhere in the project. A file that has changed since the last look is
    /// still to be told.
    pub(super) fn add(&mut self, read: Vec<String>) {
        if read == self.read {
            return;
        }
        self.read = read;
        let now = Stamps::read(&self.project, &self.folder, &self.read);
        for path in &self.read {
            if self.stamps.add(path, &now) {
                self.contents.differs(&self.project, &self.stamps, path);
            }
        }
    }

    /// Waits until something has happened.
    pub(super) fn wait(&mut self) -> Woken {
        loop {
            let rest = if self.is_polling() { POLL } else { DOUBT };
            let told = match self.signals.recv_timeout(rest) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Woken::Stop,
                Ok(Signal::Language) => return Woken::Language,
                Ok(Signal::File) => true,
                Err(RecvTimeoutError::Timeout) => false,
            };
            match self.settle() {
                Some(Settled::Stop) => return Woken::Stop,
                Some(Settled::Changed) if !told && !self.is_polling() => {
                    self.untold += 1;
                    // A folder may have been replaced by another one, of which the system then tells nothing.
                    self.notifier = if self.untold > 1 { None } else { notifier(&self.project, &self.sender) };
                    if self.is_polling() {
                        // The change is still to be told: it is found again at the next look.
                        self.stamps = Stamps::default();
                        self.contents = Contents::default();
                        return Woken::Polling;
                    }
                    return Woken::Changed;
                }
                Some(Settled::Changed) => return Woken::Changed,
                None => {}
            }
        }
    }

    /// Waits until the files are at rest. Returns nothing if they hold what they held before.
    fn settle(&mut self) -> Option<Settled> {
        let start = Instant::now();
        let mut now = self.look();
        loop {
            let changes = self.stamps.changes(&now);
            if changes.files.is_empty() {
                return None;
            }
            let many = changes.files.len() >= MANY || self.is_git_at_work();
            let quiet = if changes.unsettled {
                QUIET_UNSETTLED
            } else if many {
                QUIET_MANY
            } else {
                QUIET
            };
            if self.rest(quiet) == Settled::Stop {
                return Some(Settled::Stop);
            }
            let later = self.look();
            let at_rest = later == now && !self.is_git_at_work();
            now = later;
            if at_rest || start.elapsed() > LONGEST {
                break;
            }
        }
        let files = self.stamps.changes(&now).files;
        self.stamps = now;
        let mut changed = false;
        for path in files {
            // Every file is looked at, so that its content is known the next time.
            changed |= self.contents.differs(&self.project, &self.stamps, &path);
        }
        changed.then_some(Settled::Changed)
    }

    /// Waits for a time. What is told in it is seen at the next look; other signals are for later.
    fn rest(&self, quiet: Duration) -> Settled {
        let end = Instant::now() + quiet;
        let mut language = false;
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            match self.signals.recv_timeout(left) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Settled::Stop,
                Ok(Signal::Language) => language = true,
                Ok(Signal::File) => {}
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        if language {
            // The receiver is here, so that sending does not fail.
            let _ = self.sender.send(Signal::Language);
        }
        Settled::Changed
    }

    fn look(&self) -> Stamps {
        Stamps::read(&self.project, &self.folder, &self.read)
    }

    /// Returns whether Git is changing the files of the work tree. A lock that is old was left by a Git that was killed.
    fn is_git_at_work(&self) -> bool {
        let age = |above: &Path| std::fs::metadata(above.join(".git/index.lock")).ok()?.modified().ok()?.elapsed().ok();
        self.project.root().ancestors().filter_map(age).any(|age| age < LONGEST)
    }
}

/// The end of a wait for files at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settled {
    Changed,
    Stop,
}

/// Starts to be told about files; `None` where the system cannot.
fn notifier(project: &Project, sender: &Sender<Signal>) -> Option<RecommendedWatcher> {
    let sender = sender.clone();
    let tell = move |event: notify::Result<notify::Event>| {
        // Reading a file is told as well.
        let read = |kind: EventKind| matches!(kind, EventKind::Access(access) if access != AccessKind::Close(AccessMode::Write));
        if event.as_ref().is_ok_and(|event| !read(event.kind)) || event.is_err() {
            // The receiver is gone at the end only.
            let _ = sender.send(Signal::File);
        }
    };
    let mut notifier = notify::recommended_watcher(tell).ok()?;
    notifier.watch(project.root(), RecursiveMode::NonRecursive).ok()?;
    for folder in FOLDERS {
        let path = project.root().join(folder);
        if path.is_dir() {
            notifier.watch(&path, RecursiveMode::Recursive).ok()?;
        }
    }
    Some(notifier)
}
