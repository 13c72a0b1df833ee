//! Export: from laid-out pages to the bytes of a file.

mod photos;

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use photos::{Placing, PlacingError};

/// What a file is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The print shop: with bleed, colours in CMYK.
    Print,
    /// The office printer: the pages of the print PDF side by side, to fold and staple.
    Booklet,
    /// Readers: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, in sRGB.
    Screen,
    /// Libraries: PDF/UA-1 and PDF/A-3a (ISO 19005-3), with what the file was made from inside.
    Archive,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 4] = [Self::Print, Self::Booklet, Self::Screen, Self::Archive];

    /// The name used on the command line and in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Booklet => "booklet",
            Self::Screen => "screen",
            Self::Archive => "archive",
        }
    }

    /// Whether it goes onto paper.
    #[must_use]
    pub const fn is_printed(self) -> bool {
        match self {
            Self::Print | Self::Booklet => true,
            Self::Screen | Self::Archive => false,
        }
    }

    /// The quality in which photographs are coded, from 1 to 100.
    #[must_use]
    pub const fn quality(self) -> u8 {
        match self {
            Self::Print | Self::Booklet => crate::photos::QUALITY_PRINT,
            Self::Screen | Self::Archive => crate::photos::QUALITY_SCREEN,
        }
    }

    /// The pixels by the inch in which photographs are embedded.
    #[must_use]
    pub const fn dpi(self) -> f64 {
        match self {
            Self::Print | Self::Booklet => 300.0,
            Self::Screen | Self::Archive => 150.0,
        }
    }
}

/// Makes the PDF of a target.
///
/// `ident` names the document over all its versions; the file identifier derives from it, so that
/// the same input gives the same bytes. The file is dated by `date` alone, whatever the templates say.
///
/// # Errors
///
/// Fails where the pages hold what the target forbids.
pub fn pdf(
    document: &PagedDocument,
    target: Target,
    ident: &str,
    date: DateTime<Utc>,
) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let standards: &[PdfStandard] = match target {
        Target::Print | Target::Booklet => &[PdfStandard::V_1_6],
        Target::Screen => &[PdfStandard::Ua_1, PdfStandard::A_2a],
        Target::Archive => &[PdfStandard::Ua_1, PdfStandard::A_3a],
    };
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("brochure ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp(date),
        standards: PdfStandards::new(standards).unwrap_or_default(),
        // A press reads no tags.
        tagged: !target.is_printed(),
        ..PdfOptions::default()
    };
    let mut document = document.clone();
    document.info_mut().date = Smart::Auto;
    typst_pdf::pdf(&document, &options).map_err(|errors| errors.to_vec())
}

fn timestamp(date: DateTime<Utc>) -> Option<Timestamp> {
    let small = |number: u32| u8::try_from(number).ok();
    let datetime = Datetime::from_ymd_hms(
        date.year(),
        small(date.month())?,
        small(date.day())?,
        small(date.hour())?,
        small(date.minute())?,
        small(date.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}
