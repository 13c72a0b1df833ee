//! The messages between the program and a process that draws pages: each message is an object in one line, and the
//! bytes of the PDFs follow the first.

use std::io::{self, BufRead, Read as _, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::diff::areas::Area;
use crate::diff::error::PdfError;
use crate::diff::sketch::Sketch;

/// The longest message in bytes. The picture of a page of 3000 × 3000 pixels fits, however little it can be compressed.
const LONGEST: u64 = 50_000_000;

/// The first message to the process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// The most bytes of memory that the process may take.
    pub memory: u64,
    /// The sizes of the PDFs that follow, in bytes.
    pub files: Vec<usize>,
}

/// What to draw. Files and pages count from 0.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) enum Job {
    /// A page for a comparison with all others.
    Sketch { file: usize, page: usize },
    /// Two pages, to find where they differ.
    Areas { old: (usize, usize), new: (usize, usize) },
    /// A page to look at.
    Picture { file: usize, page: usize },
}

/// An answer of the process.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// The number of pages of the next PDF.
    Opened(usize),
    /// The next PDF cannot be opened.
    Refused(PdfError),
    /// The answer to [`Job::Sketch`].
    Sketch(Sketch),
    /// The answer to [`Job::Areas`].
    Areas(Vec<Area>),
    /// The answer to [`Job::Picture`].
    Picture(Picture),
    /// The page cannot be drawn.
    Failed,
}

/// A drawn page.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::diff) struct Picture {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The file in Base64, as WebP.
    pub data: String,
}

/// Writes a message.
pub(super) fn write(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, message)?;
    output.write_all(b"\n")?;
    output.flush()
}

/// Reads a message. Returns `None` at the end.
///
/// # Errors
///
/// Fails if it is not of the awaited type, too long or cut off.
pub(super) fn read<T: DeserializeOwned>(input: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(&line)?)) }
}
