//! Draws pages of any PDF, whatever it has in it.
//!
//! A PDF from a stranger can make a rasteriser take all memory, run for ever, overflow its stack or panic. So all that
//! opens or draws one runs in separate processes: they are this program with a hidden command, they read the PDFs from
//! their standard input and write drawings to their standard output, and they open no file. Their parent ends them when
//! the time is up. On Unix they bound their memory themselves; Windows has no bound that safe code can set.

mod bounds;
mod messages;
mod pool;
mod serve;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub(super) use self::messages::Picture;
use self::messages::{Answer, Job};
use self::pool::Pool;
pub use self::serve::serve;
use super::areas::Area;
use super::error::PdfError;
use super::sketch::Sketch;

/// The argument that makes the program a process that draws pages.
pub const COMMAND: &str = "draw-pages";

/// The largest PDF that is compared, in bytes.
pub const LARGEST: u64 = 100_000_000;

/// With which program, and how long, pages are drawn.
#[derive(Debug, Clone)]
pub struct Drawing {
    program: PathBuf,
    end: Option<Instant>,
}

impl Drawing {
    /// Draws with a program `brochure` of the same version as this library.
    #[must_use]
    pub fn with(program: PathBuf) -> Self {
        Self { program, end: None }
    }

    /// Limits the time for all pages, from now on.
    #[must_use]
    pub fn within(self, time: Duration) -> Self {
        Self { end: Instant::now().checked_add(time), ..self }
    }

    /// Opens PDFs that are drawn by the same processes.
    ///
    /// # Errors
    ///
    /// Fails with the number of the first that is too large, damaged, or not a PDF, or has a password.
    pub(super) fn open(&self, files: Vec<Vec<u8>>) -> Result<Vec<Document>, (usize, PdfError)> {
        if let Some(large) = files.iter().position(|file| file.len() as u64 > LARGEST) {
            return Err((large, PdfError::TooLarge(LARGEST / 1_000_000)));
        }
        let files = files.into_iter().map(Arc::new).collect();
        let pool = Arc::new(Pool::new(self.program.clone(), files, self.end));
        let pages = pool.open()?;
        let document = |(file, pages)| Document { pool: Arc::clone(&pool), file, pages };
        Ok(pages.into_iter().enumerate().map(document).collect())
    }
}

/// A PDF whose pages can be drawn.
#[derive(Debug, Clone)]
pub struct Document {
    pool: Arc<Pool>,
    file: usize,
    pages: usize,
}

impl Document {
    /// Returns the number of pages.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.pages
    }

    /// Draws a page, counted from 0, for a comparison with all others.
    pub(super) fn sketch(&self, page: usize) -> Result<Sketch, PdfError> {
        match self.pool.ask(Job::Sketch { file: self.file, page }, page)? {
            Answer::Sketch(sketch) => Ok(sketch),
            _ => Err(PdfError::Page(page + 1)),
        }
    }

    /// Draws a page, counted from 0, to look at.
    pub(super) fn picture(&self, page: usize) -> Result<Picture, PdfError> {
        match self.pool.ask(Job::Picture { file: self.file, page }, page)? {
            Answer::Picture(picture) => Ok(picture),
            _ => Err(PdfError::Page(page + 1)),
        }
    }

    /// Returns where a page differs from an old one. Both count from 0, and both documents were opened together.
    pub(super) fn areas(&self, old: &Self, old_page: usize, page: usize) -> Result<Vec<Area>, PdfError> {
        let job = Job::Areas { old: (old.file, old_page), new: (self.file, page) };
        match self.pool.ask(job, page)? {
            Answer::Areas(areas) => Ok(areas),
            _ => Err(PdfError::Page(page + 1)),
        }
    }

    /// Returns whether there is time left for drawing.
    pub(super) fn is_on_time(&self) -> bool {
        self.pool.is_on_time()
    }

    /// Ends the processes that draw this document. They are started again when they are needed.
    pub(super) fn rest(&self) {
        self.pool.rest();
    }
}
