//! Why files cannot be attached to a PDF or extracted from it.

use std::io;

use crate::pdf::object::ReadError;

/// Why a file cannot be attached to a PDF.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// A path that could not be extracted on every system, or that conflicts with another.
    #[error("`{0}` cannot be attached: choose another name, without characters such as : ? *, that no other file has")]
    Name(String),
    /// The finished PDF cannot be written.
    #[error("cannot write the PDF: {0}")]
    Write(#[from] io::Error),
}

/// Why the files in a PDF cannot be extracted.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// The list of attachments is damaged: some files may be missing.
    #[error("the list of attachments in the PDF is damaged")]
    List,
    /// The PDF has no attachments.
    #[error("the PDF has no attachments")]
    Empty,
    /// The path of an attachment leads out of the folder, hides, or is not portable.
    #[error("an attachment in the PDF is called `{0}`, which is not a plain path below a folder")]
    Name(String),
    /// Two attachments have the same path, perhaps in another case, or one has the path of another's folder.
    #[error("two attachments in the PDF have the same path, `{0}`")]
    Twice(String),
    /// An attachment cannot be unpacked.
    #[error("the attachment `{name}` in the PDF cannot be unpacked: {detail}")]
    Content {
        /// The path of the attachment.
        name: String,
        /// The reason.
        detail: String,
    },
    /// The attachments are larger than any project.
    #[error("the attachments in the PDF are larger than {} MB in total", .0 / 1_000_000)]
    TooLarge(usize),
}
