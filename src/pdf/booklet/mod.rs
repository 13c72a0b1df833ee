//! Booklet: lays the pages of a finished PDF out on sheets that an office printer prints on both
//! sides and that are folded and stapled through the fold. It knows PDFs, not records or templates.
//!
//! A sheet holds two pages a side. It is printed in landscape, turned over along its short edge,
//! and never scaled; the file asks the printer for that (ISO 32000-1, 12.2, table 150). Each page
//! becomes a form named after its number (`/P44`), which is drawn at its trim: two A4 pages fill an
//! A3 sheet, smaller ones lie at the fold, centred in height, with ticks for the fold and the trim.
//!
//! The result is no PDF/X and no PDF/A and claims neither. It keeps the title and the other
//! document information, the language, the output intents and the layers, and drops what belongs to
//! single pages in reading order: annotations, outlines, page labels, tags, XMP.

mod file;
mod geometry;
mod imposition;
mod sheet;
mod source;

pub use imposition::order;

use super::object::{ReadError, read_pdf};
use crate::format::{mm_to_pt, pt_to_mm};

/// Millimetres by which a page may exceed half a sheet; file formats round.
const TOLERANCE: f64 = 0.5;

/// The most the innermost pages may move, in mm: more than a stapled booklet can need.
pub const MOST_CREEP: f64 = 10.0;

/// The sizes a side of a sheet may have, in mm: 3 to 14400 pt (ISO 32000-1, annex C.2).
const PAPER_SIZES: std::ops::RangeInclusive<f64> = 1.1..=5080.0;

/// The sheet that is folded, in landscape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// The long edge, in mm. The fold halves it.
    pub width: f64,
    /// The short edge, in mm.
    pub height: f64,
}

impl Paper {
    /// Two A4 pages (ISO 216).
    pub const A3: Self = Self { width: 420.0, height: 297.0 };
    /// Two A5 pages (ISO 216).
    pub const A4: Self = Self { width: 297.0, height: 210.0 };
}

/// How a booklet is made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How far the pages of the innermost sheet move towards the spine, in mm, from 0 to 10.
    ///
    /// In a folded stack each sheet lies around the next, so the inner ones stick out at the fore
    /// edge, and the cut that evens the edge takes more from them. Their content therefore moves to
    /// the spine: the outermost sheet by nothing, the innermost by this, those between in equal
    /// steps. What is moved across the fold is not shown.
    pub creep: f64,
    /// The sheet.
    pub paper: Paper,
}

impl Default for Options {
    fn default() -> Self {
        Self { creep: 0.0, paper: Paper::A3 }
    }
}

/// A booklet that cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum BookletError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file has no pages.
    #[error("the PDF has no pages")]
    NoPages,
    /// The page tree leads to the same object twice, perhaps in a circle.
    #[error("the page tree of the PDF leads to object {object} twice")]
    PageTreeLoop {
        /// The object's number.
        object: u32,
    },
    /// The page tree leads to something that is no page.
    #[error("the page tree of the PDF leads to something that is no page, after page {after}")]
    NoPage {
        /// The number of the page before, from 1.
        after: usize,
    },
    /// A page says no size or a meaningless one.
    #[error("page {page} has no usable {name}")]
    PageSize {
        /// The number of the page, from 1.
        page: usize,
        /// The entry at fault, such as `MediaBox`.
        name: &'static str,
    },
    /// The content of a page cannot be read.
    #[error("the content of page {page} cannot be read")]
    Content {
        /// The number of the page, from 1.
        page: usize,
        /// What is wrong with its stream; missing where it is none.
        error: Option<lopdf::Error>,
    },
    /// A page does not fit on half a sheet.
    #[error("page {page} is {width:.1} by {height:.1} mm, and half a sheet has {half_width:.1} by {half_height:.1} mm")]
    TooLarge {
        /// The number of the page, from 1.
        page: usize,
        /// The width of its trim, in mm.
        width: f64,
        /// The height of its trim, in mm.
        height: f64,
        /// The width of half a sheet, in mm.
        half_width: f64,
        /// The height of a sheet, in mm.
        half_height: f64,
    },
    /// The creep is no sensible length.
    #[error("a creep of {creep} mm is not between 0 and {most} mm")]
    Creep {
        /// The creep asked for, in mm.
        creep: f64,
        /// The most possible, in mm.
        most: f64,
    },
    /// The paper has no sensible size.
    #[error("paper of {width} by {height} mm is no sheet in landscape")]
    Paper {
        /// The width asked for, in mm.
        width: f64,
        /// The height asked for, in mm.
        height: f64,
    },
    /// The result could not be put together.
    #[error("cannot put the booklet together: {0}")]
    Write(std::io::Error),
}

/// Makes the sheets of a saddle-stitched booklet from a PDF of single pages in reading order.
///
/// The pages of the result are the sides of the sheets, front and back in turn, the outermost sheet
/// first; [`order`] says which pages are on which. The same input gives the same bytes.
///
/// # Errors
///
/// Fails where the PDF is damaged, encrypted or without pages, where a page is larger than half a
/// sheet, and where an option makes no sense.
pub fn booklet(pdf: &[u8], options: &Options) -> Result<Vec<u8>, BookletError> {
    check(options)?;
    let source = read_pdf(pdf)?;
    let pages = source::pages(&source)?;
    for page in &pages {
        check_size(page, options.paper)?;
    }
    let sides = imposition::sides(pages.len(), mm_to_pt(options.creep));
    let sheets: Vec<_> = sides.iter().map(|side| sheet::content(options.paper, side, &pages)).collect();
    file::assemble(source, &pages, &sides, &sheets, options.paper, file::identifier(pdf, options))
}

/// Fails where an option makes no sense.
fn check(options: &Options) -> Result<(), BookletError> {
    let Options { creep, paper: Paper { width, height } } = *options;
    if !(0.0..=MOST_CREEP).contains(&creep) {
        return Err(BookletError::Creep { creep, most: MOST_CREEP });
    }
    if !PAPER_SIZES.contains(&width) || !PAPER_SIZES.contains(&height) || width < height {
        return Err(BookletError::Paper { width, height });
    }
    Ok(())
}

/// Fails where a page is larger than half a sheet.
fn check_size(page: &source::Page, paper: Paper) -> Result<(), BookletError> {
    let (width, height) = (pt_to_mm(page.trim.width()), pt_to_mm(page.trim.height()));
    let (half_width, half_height) = (paper.width / 2.0, paper.height);
    if width > half_width + TOLERANCE || height > half_height + TOLERANCE {
        return Err(BookletError::TooLarge { page: page.number, width, height, half_width, half_height });
    }
    Ok(())
}
