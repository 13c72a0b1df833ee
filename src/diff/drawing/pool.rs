//! The processes that draw the pages of the same PDFs.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::bounds;
use super::messages::{Answer, Job};
use super::worker::{Failure, Worker};
use crate::diff::error::PdfError;

/// The most processes at a time. They share the memory that a comparison may take.
const MOST: usize = 4;

/// The memory that a process needs besides the PDFs to draw a usual page, in bytes.
const ROOM: usize = 100_000_000;

/// The longest time for opening the PDFs, or for a job. A page that draws itself would never end.
const PATIENCE: Duration = Duration::from_secs(25);

/// Processes that are started when they are needed, and share a limit of memory. If a page needs more than the share of one
/// process, it is drawn again by one that has all of it, while no other runs.
#[derive(Debug)]
pub(super) struct Pool {
    program: PathBuf,
    files: Vec<Arc<Vec<u8>>>,
    end: Option<Instant>,
    most: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Worker>,
    busy: usize,
    /// Whether a process has, or is about to have, all memory.
    alone: bool,
}

impl Pool {
    pub(super) fn new(program: PathBuf, files: Vec<Arc<Vec<u8>>>, end: Option<Instant>) -> Self {
        let size: usize = files.iter().map(|file| file.len()).sum();
        let fitting = usize::try_from(bounds::MOST).unwrap_or(usize::MAX) / (size + ROOM);
        let most = rayon::current_num_threads().min(fitting).clamp(1, MOST);
        Self { program, files, end, most, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Opens the PDFs. Returns how many pages each has, or which one cannot be opened and why.
    pub(super) fn open(&self) -> Result<Vec<usize>, (usize, PdfError)> {
        self.draw(|worker, _| Ok(worker.pages.clone())).map_err(|failure| match failure {
            Failure::Refused(file, error) => (file, error),
            Failure::Late(file) if !self.is_on_time() => (file.unwrap_or_default(), PdfError::TooSlow),
            Failure::Ended(file) | Failure::Late(file) => (file.unwrap_or_default(), PdfError::Unreadable),
            Failure::Start(error) => (0, self.not_started(&error)),
        })
    }

    /// Does a job. `page`, counted from 0, is the page that an error names.
    pub(super) fn ask(&self, job: Job, page: usize) -> Result<Answer, PdfError> {
        self.draw(|worker, end| worker.ask(job, end)).map_err(|failure| match failure {
            Failure::Refused(_, error) => error,
            Failure::Late(_) if !self.is_on_time() => PdfError::TooSlow,
            Failure::Ended(_) | Failure::Late(_) => PdfError::Page(page + 1),
            Failure::Start(error) => self.not_started(&error),
        })
    }

    /// Returns whether there is time left.
    pub(super) fn is_on_time(&self) -> bool {
        self.end.is_none_or(|end| Instant::now() < end)
    }

    /// Ends the processes that have nothing to do.
    pub(super) fn rest(&self) {
        self.lock().idle.clear();
    }

    fn draw<T>(&self, work: impl Fn(&mut Worker, Instant) -> Result<T, Failure>) -> Result<T, Failure> {
        match self.draw_beside_others(&work) {
            Err(Failure::Ended(_)) if self.most > 1 => self.draw_alone(&work),
            done => done,
        }
    }

    fn draw_beside_others<T>(&self, work: &impl Fn(&mut Worker, Instant) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut state = self.wait_while(|state| state.alone || state.busy == self.most);
        state.busy += 1;
        let idle = state.idle.pop();
        drop(state);
        let share = bounds::MOST / self.most as u64;
        let done = self.run(idle, share, work);
        let mut state = self.lock();
        state.busy -= 1;
        let done = done.map(|(result, worker)| {
            state.idle.push(worker);
            result
        });
        drop(state);
        self.changed.notify_all();
        done
    }

    fn draw_alone<T>(&self, work: &impl Fn(&mut Worker, Instant) -> Result<T, Failure>) -> Result<T, Failure> {
        self.wait_while(|state| state.alone).alone = true;
        self.wait_while(|state| state.busy > 0).idle.clear();
        let done = self.run(None, bounds::MOST, work);
        self.lock().alone = false;
        self.changed.notify_all();
        done.map(|(result, _)| result)
    }

    /// Lets a process work. Returns its result, and the process if it can do more.
    fn run<T>(
        &self,
        idle: Option<Worker>,
        memory: u64,
        work: &impl Fn(&mut Worker, Instant) -> Result<T, Failure>,
    ) -> Result<(T, Worker), Failure> {
        let now = Instant::now();
        let end = self.end.map_or(now + PATIENCE, |end| end.min(now + PATIENCE));
        let mut worker = idle.map_or_else(|| Worker::start(&self.program, memory, &self.files, end), Ok)?;
        Ok((work(&mut worker, end)?, worker))
    }

    fn not_started(&self, error: &std::io::Error) -> PdfError {
        PdfError::Program { program: self.program.display().to_string(), message: error.to_string() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, mut condition: impl FnMut(&State) -> bool) -> MutexGuard<'_, State> {
        let waited = self.changed.wait_while(self.lock(), |state| condition(state));
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}
