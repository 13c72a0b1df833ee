//! What can keep files from going into a PDF or coming out of it.

use std::io;

use crate::pdf::object::ReadError;

/// Why a file could not be put into a PDF.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// A name with which no system could take the file out again.
    #[error("`{0}` cannot go into an archive: take another name, without signs such as : ? * and of its own")]
    Name(String),
    /// The finished PDF cannot be put together.
    #[error("cannot write the pdf: {0}")]
    Write(#[from] io::Error),
}

/// Why no files could be taken out of a PDF.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// The list of what is inside is damaged: some files may be missing.
    #[error("the list of the files inside the pdf is damaged")]
    List,
    /// It has nothing inside.
    #[error("the pdf has no files inside")]
    Empty,
    /// A name that would be written outside the folder, would hide, or could not be written everywhere.
    #[error("a file inside the pdf is called `{0}`, which is no plain path below a folder")]
    Name(String),
    /// Two files of one name, also but for capitals, or a file where another has a folder.
    #[error("two files inside the pdf are in each other's way at `{0}`")]
    Twice(String),
    /// A file that cannot be unpacked, or is larger than any file of a project.
    #[error("the file `{name}` inside the pdf cannot be unpacked: {detail}")]
    Content {
        /// Its name.
        name: String,
        /// What is wrong.
        detail: String,
    },
    /// All files together are larger than any project.
    #[error("the files inside the pdf are larger than {} MB together", .0 / 1_000_000)]
    TooLarge(usize),
}
