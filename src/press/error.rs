//! What can keep a file from going to the press.

use std::io;

/// Why no print file could be made.
#[derive(Debug, thiserror::Error)]
pub enum PressError {
    /// The file is no PDF, or a damaged one.
    #[error("cannot read the pdf: {0}")]
    Read(#[from] lopdf::Error),
    /// The finished file cannot be put together.
    #[error("cannot write the pdf: {0}")]
    Write(#[from] io::Error),
    /// The file is encrypted, which ISO 15930-7 and ISO 19005-2 forbid.
    #[error("the pdf is encrypted")]
    Encrypted,
    /// The file has no page.
    #[error("the pdf has no page")]
    NoPages,
    /// A date that a PDF cannot hold.
    #[error("the year {0} is not between 0 and 9999")]
    Year(i32),
    /// The bytes are no ICC profile.
    #[error("the output profile is no icc profile")]
    NotAProfile,
    /// The profile's header gives another size than the bytes have.
    #[error("the output profile says that it has {said} bytes, but it has {actual}")]
    ProfileSize {
        /// What the header says.
        said: u32,
        /// How many there are.
        actual: usize,
    },
    /// The profile describes no printing condition.
    #[error("the output profile is of class `{class}`; a printing condition is of class `prtr`")]
    ProfileClass {
        /// The class in the header.
        class: String,
    },
    /// The profile is for other inks.
    #[error("the output profile is for `{space}`, not for `CMYK`")]
    ProfileSpace {
        /// The colour space in the header.
        space: String,
    },
    /// The profile is newer than PDF 1.6.
    #[error("the output profile is of icc version {major}.{minor}; pdf 1.6 takes versions up to 4.1")]
    ProfileVersion {
        /// The number before the point.
        major: u8,
        /// The number after the point.
        minor: u8,
    },
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
