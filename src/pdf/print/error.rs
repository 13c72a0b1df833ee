//! What can keep a file from going to the press.

use std::io;

use crate::pdf::object::ReadError;

/// Why no print file could be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// The finished file cannot be put together.
    #[error("cannot write the pdf: {0}")]
    Write(#[from] io::Error),
    /// The file has no page.
    #[error("the pdf has no page")]
    NoPages,
    /// A date that a PDF cannot hold.
    #[error("the year {0} is not between 0 and 9999")]
    Year(i32),
    /// A page has no room around its trim for the bleed.
    #[error("page {page} has no room for {bleed} mm of bleed around its trim")]
    Bleed {
        /// The page, from 1.
        page: usize,
        /// The bleed in mm.
        bleed: f64,
    },
    /// A colour on a page that only a screen can show.
    #[error("page {page} has an rgb colour (operator `{operator}`)")]
    Rgb {
        /// The page, from 1.
        page: usize,
        /// The operator or object that sets it.
        operator: String,
    },
    /// Something on a page that cannot be made ready for print.
    #[error("page {page} has {what}, which cannot be made ready for print")]
    Unsupported {
        /// The page, from 1.
        page: usize,
        /// What it is.
        what: &'static str,
    },
    /// Something in the file that no print file may have.
    #[error("the pdf has {what}, which a print file must not have")]
    Forbidden {
        /// What it is.
        what: &'static str,
    },
    /// A font that is used but not in the file (ISO 15930-7, fonts; ISO 19005-2, 6.2.11.4.1).
    #[error("the font `{name}` is not embedded")]
    Font {
        /// The name of the font in the file.
        name: String,
    },
    /// A picture whose data do not fit its size.
    #[error("a picture on page {page} needs {expected} bytes, but there are {actual}")]
    Picture {
        /// The page, from 1.
        page: usize,
        /// How many are needed.
        expected: usize,
        /// How many there are.
        actual: usize,
    },
    /// The font for the slug line cannot be read.
    #[error("the font of the slug line cannot be read: {0}")]
    SlugFont(#[from] ttf_parser::FaceParsingError),
}
