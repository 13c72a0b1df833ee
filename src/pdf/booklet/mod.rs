//! Booklets: arranges the pages of a finished PDF on sheets that an office printer prints on both sides, to be folded
//! and stapled through the fold. Knows PDFs, not records or templates.
//!
//! A sheet holds two pages on each side. It is printed in landscape without scaling and flipped on the short edge; the
//! file asks the printer for that (ISO 32000-1, 12.2, table 150). Each page becomes a form named after its number
//! (`/P44`) and is placed by its trim: two A4 pages fill an A3 sheet. Smaller pages are placed at the fold and centred
//! in height, with marks for the fold and the trim.
//!
//! The result is neither PDF/X nor PDF/A. It keeps the title and the other document information, the language, the
//! output intents and the layers, and drops everything that refers to single pages in reading order: annotations,
//! outlines, page labels, tags and XMP.

mod file;
mod geometry;
mod imposition;
mod sheet;
mod source;

pub use imposition::order;

use super::object::{ReadError, read_pdf};
use crate::format::{mm_to_pt, pt_to_mm};

/// The tolerance for pages larger than half a sheet, in mm: file formats round.
const TOLERANCE: f64 = 0.5;

/// The largest creep, in mm: more than a stapled booklet can need.
pub const MOST_CREEP: f64 = 10.0;

/// The sizes that a sheet may have, in mm: 3 to 14400 pt (ISO 32000-1, annex C.2).
const PAPER_SIZES: std::ops::RangeInclusive<f64> = 1.1..=5080.0;

/// The sheet that is folded, in landscape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// The long edge in mm. The fold halves it.
    pub width: f64,
    /// The short edge in mm.
    pub height: f64,
}

impl Paper {
    /// Two A4 pages (ISO 216).
    pub const A3: Self = Self { width: 420.0, height: 297.0 };
    /// Two A5 pages (ISO 216).
    pub const A4: Self = Self { width: 297.0, height: 210.0 };
    /// Two letter pages: 17 × 11 inches.
    pub const TABLOID: Self = Self { width: 431.8, height: 279.4 };

    /// Returns the smallest usual sheet on which two pages of a size in mm are side by side; for larger pages one of
    /// exactly their size.
    #[must_use]
    pub fn for_pages(width: f64, height: f64) -> Self {
        let holds = |paper: &Self| paper.width + TOLERANCE >= 2.0 * width && paper.height + TOLERANCE >= height;
        [Self::A4, Self::A3, Self::TABLOID].into_iter().find(holds).unwrap_or(Self { width: 2.0 * width, height })
    }
}

/// Options for a booklet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// How far the pages of the innermost sheet move towards the spine, in mm, from 0 to 10.
    ///
    /// In a folded stack each sheet is wrapped around the next. The inner sheets stick out at the fore edge and lose
    /// more when it is trimmed. To make up for it, the content of the innermost sheet moves by this length, that of
    /// the outermost sheet stays, and the sheets between move in equal steps. Content is clipped at the fold.
    pub creep: f64,
    /// The sheet.
    pub paper: Paper,
}

impl Default for Options {
    fn default() -> Self {
        Self { creep: 0.0, paper: Paper::A3 }
    }
}

/// Why a booklet cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum BookletError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file has no pages.
    #[error("the PDF has no pages")]
    NoPages,
    /// The page tree leads to the same object twice, perhaps in a cycle.
    #[error("the page tree of the PDF leads to object {object} twice")]
    PageTreeLoop {
        /// The object's number.
        object: u32,
    },
    /// The page tree contains something other than pages.
    #[error("the page tree of the PDF contains something other than a page after page {after}")]
    NoPage {
        /// The number of the page before, from 1.
        after: usize,
    },
    /// A page has no size, or a meaningless one.
    #[error("page {page} has no usable {name}")]
    PageSize {
        /// The number of the page, from 1.
        page: usize,
        /// The key with the error, such as `MediaBox`.
        name: &'static str,
    },
    /// The content of a page cannot be read.
    #[error("the content of page {page} cannot be read")]
    Content {
        /// The number of the page, from 1.
        page: usize,
        /// The error in its stream; `None` if it is not a stream.
        error: Option<lopdf::Error>,
    },
    /// A page does not fit on half a sheet.
    #[error(
        "page {page} is {width:.1} × {height:.1} mm, larger than half a sheet: {half_width:.1} × {half_height:.1} mm"
    )]
    TooLarge {
        /// The number of the page, from 1.
        page: usize,
        /// The width of its trim in mm.
        width: f64,
        /// The height of its trim in mm.
        height: f64,
        /// The width of half a sheet in mm.
        half_width: f64,
        /// The height of a sheet in mm.
        half_height: f64,
    },
    /// The creep is out of range.
    #[error("a creep of {creep} mm is not from 0 to {most} mm")]
    Creep {
        /// The requested creep in mm.
        creep: f64,
        /// The largest creep in mm.
        most: f64,
    },
    /// The paper is not a sheet in landscape, or its size is out of range.
    #[error("paper of {width} × {height} mm is not a sheet in landscape")]
    Paper {
        /// The requested width in mm.
        width: f64,
        /// The requested height in mm.
        height: f64,
    },
    /// The booklet cannot be written.
    #[error("cannot write the booklet: {0}")]
    Write(std::io::Error),
}

/// Makes the sheets of a saddle-stitched booklet from a PDF of single pages in reading order.
///
/// The pages of the result are the sides of the sheets, front and back in turn, starting with the outermost sheet;
/// [`order`] lists the pages on each side. The same input produces the same bytes.
///
/// ```no_run
/// use brochure::pdf::booklet::{Options, booklet};
///
/// let pdf = std::fs::read("out/expedition-2019-de-print.pdf")?;
/// std::fs::write("booklet.pdf", booklet(&pdf, &Options::default())?)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Fails if the PDF is damaged, encrypted or empty, if a page is larger than half a sheet, or if an option is out of
/// range.
pub fn booklet(pdf: &[u8], options: &Options) -> Result<Vec<u8>, BookletError> {
    check_options(options)?;
    let source = read_pdf(pdf)?;
    let pages = source::read_pages(&source)?;
    for page in &pages {
        check_size(page, options.paper)?;
    }
    let sides = imposition::sides(pages.len(), mm_to_pt(options.creep));
    let sheets: Vec<_> = sides.iter().map(|side| sheet::content(options.paper, side, &pages)).collect();
    file::assemble(source, &pages, &sides, &sheets, options.paper, file::identifier(pdf, options))
}

fn check_options(options: &Options) -> Result<(), BookletError> {
    let Options { creep, paper: Paper { width, height } } = *options;
    if !(0.0..=MOST_CREEP).contains(&creep) {
        return Err(BookletError::Creep { creep, most: MOST_CREEP });
    }
    if !PAPER_SIZES.contains(&width) || !PAPER_SIZES.contains(&height) || width < height {
        return Err(BookletError::Paper { width, height });
    }
    Ok(())
}

fn check_size(page: &source::Page, paper: Paper) -> Result<(), BookletError> {
    let (width, height) = (pt_to_mm(page.trim.width()), pt_to_mm(page.trim.height()));
    let (half_width, half_height) = (paper.width / 2.0, paper.height);
    if width > half_width + TOLERANCE || height > half_height + TOLERANCE {
        return Err(BookletError::TooLarge { page: page.number, width, height, half_width, half_height });
    }
    Ok(())
}
