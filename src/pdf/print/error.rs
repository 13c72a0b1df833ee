//! Why no print PDF can be made.

use std::io;

use crate::pdf::object::ReadError;

/// Why no print PDF can be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An object of the file is not what it has to be.
    #[error("the PDF is damaged: {0}")]
    Damaged(#[from] lopdf::Error),
    /// The finished file cannot be written.
    #[error("cannot write the PDF: {0}")]
    Write(#[from] io::Error),
    /// The file has no pages.
    #[error("the PDF has no pages")]
    NoPages,
    /// PDF has no notation for the year.
    #[error("the year {0} is not from 0 to 9999")]
    Year(i32),
    /// A page has no room for the bleed around its trim.
    #[error("page {page} has no room for {bleed} mm of bleed around its trim")]
    Bleed {
        /// The page, from 1.
        page: usize,
        /// The bleed in mm.
        bleed: f64,
    },
    /// A page has a colour that only a screen can show.
    #[error("page {page} has an RGB colour (operator `{operator}`)")]
    Rgb {
        /// The page, from 1.
        page: usize,
        /// The operator or object that sets the colour.
        operator: String,
    },
    /// A page has something that cannot be converted for print.
    #[error("page {page} has {what}, which cannot be converted for print")]
    Unsupported {
        /// The page, from 1.
        page: usize,
        /// A description.
        what: &'static str,
    },
    /// The file has something that the standards forbid.
    #[error("the PDF has {what}, which a print PDF must not have")]
    Forbidden {
        /// A description.
        what: &'static str,
    },
    /// A font is not embedded (ISO 15930-7, fonts; ISO 19005-2, 6.2.11.4.1).
    #[error("the font `{name}` is not embedded")]
    Font {
        /// The name of the font.
        name: String,
    },
    /// The data of a picture do not match its size.
    #[error("a picture on page {page} has {actual} bytes of data instead of {expected}")]
    Picture {
        /// The page, from 1.
        page: usize,
        /// The number of bytes that its size needs.
        expected: usize,
        /// The number of bytes of data.
        actual: usize,
    },
    /// The font for the slug line cannot be read.
    #[error("the font of the slug line cannot be read: {0}")]
    SlugFont(#[from] ttf_parser::FaceParsingError),
}
