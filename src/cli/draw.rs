//! The hidden command that draws pages for `brochure diff` and `brochure build --check`, in a separate process.
//!
//! It is no command of [`super::args`], so that neither help nor completion nor a suggestion shows it. It reads only its
//! standard input and writes only its standard output.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::{CommandError, Exit};
use crate::diff::{self, DiffError, Drawing, PdfError};

/// The time that is kept for reading the files and ending the processes.
const MARGIN: Duration = Duration::from_secs(5);

/// Returns whether a command line is that of a process that draws pages.
pub(super) fn is_meant(line: &[OsString]) -> bool {
    line.len() == 2 && line[1] == diff::COMMAND
}

pub(super) fn run() -> Exit {
    match diff::serve(io::stdin().lock(), io::stdout()) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Outside,
    }
}

/// Draws pages with this program.
pub(super) fn drawing() -> Result<Drawing, CommandError> {
    Ok(Drawing::with(std::env::current_exe().map_err(CommandError::Program)?))
}

/// Draws pages with this program, in some minutes altogether.
pub(super) fn drawing_within(minutes: u16) -> Result<Drawing, CommandError> {
    Ok(drawing()?.within(Duration::from_mins(minutes.into()).saturating_sub(MARGIN)))
}

/// Returns the name and the bytes of a PDF. A file that would not end, such as a pipe, is not read.
pub(super) fn read_pdf(path: &Path) -> Result<(String, Vec<u8>), CommandError> {
    let fail = |error| CommandError::Read { path: path.to_owned(), error };
    let name = path.display().to_string();
    let there = fs::metadata(path).map_err(fail)?;
    if !there.is_file() {
        return Err(fail(io::Error::other("it is no file")));
    }
    if there.len() > diff::LARGEST {
        return Err(DiffError { name, error: PdfError::TooLarge(diff::LARGEST / 1_000_000) }.into());
    }
    Ok((name, fs::read(path).map_err(fail)?))
}
