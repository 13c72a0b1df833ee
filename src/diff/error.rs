//! Why PDFs cannot be compared.

use serde::{Deserialize, Serialize};

/// Why a PDF cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PdfError {
    /// It is damaged, or not a PDF.
    #[error("is not a readable PDF")]
    Unreadable,
    /// It has a password.
    #[error("is protected by a password")]
    Protected,
    /// It has more bytes than are read, in MB.
    #[error("is larger than {0} MB")]
    TooLarge(u64),
    /// It has more pages than are compared.
    #[error("has more than {0} pages")]
    TooManyPages(usize),
    /// A page is damaged, or needs too much time or memory.
    #[error("has a page {0} that cannot be drawn: it is damaged, or it needs too much time or memory")]
    Page(usize),
    /// Comparing all pages takes too long.
    #[error("cannot be compared in the given time")]
    TooSlow,
    /// The program that draws pages is missing or cannot be started.
    #[error("cannot be drawn, because {program} cannot be started: {message}")]
    Program {
        /// The path of the program.
        program: String,
        /// The error of the system.
        message: String,
    },
}

/// Why two states cannot be compared.
#[derive(Debug, thiserror::Error)]
#[error("{name} {error}")]
pub struct DiffError {
    /// The PDF.
    pub name: String,
    /// The problem.
    pub error: PdfError,
}
