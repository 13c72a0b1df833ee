//! Export: from laid-out pages to the bytes of a file.

mod photos;

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub use photos::{Placing, PlacingError};

/// What a file is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The print shop: with bleed, colours in CMYK.
    Print,
    /// The office printer: the pages of the print PDF side by side, to fold and staple.
    Booklet,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 2] = [Self::Print, Self::Booklet];

    /// The name used on the command line and in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Booklet => "booklet",
        }
    }

    /// Whether it goes onto paper.
    #[must_use]
    pub const fn is_printed(self) -> bool {
        match self {
            Self::Print | Self::Booklet => true,
        }
    }

    /// The quality in which photographs are coded, from 1 to 100.
    #[must_use]
    pub const fn quality(self) -> u8 {
        match self {
            Self::Print | Self::Booklet => crate::photos::QUALITY_PRINT,
        }
    }

    /// The pixels by the inch in which photographs are embedded.
    #[must_use]
    pub const fn dpi(self) -> f64 {
        match self {
            Self::Print | Self::Booklet => 300.0,
        }
    }
}

/// Makes the PDF of a target.
///
/// `ident` names the document over all its versions; the file identifier derives from it, so that
/// the same input gives the same bytes.
///
/// # Errors
///
/// Fails where the pages hold what the target forbids.
pub fn pdf(document: &PagedDocument, target: Target, ident: &str) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let standards = match target {
        Target::Print | Target::Booklet => [PdfStandard::V_1_6],
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("brochure ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards: PdfStandards::new(&standards).unwrap_or_default(),
        // A press reads no tags.
        tagged: false,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| errors.to_vec())
}
