//! Writes laid-out pages as a PDF with `typst-pdf`.

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::Target;

/// Writes the pages as a PDF for a target.
///
/// `ident` is a name that all versions of the document share. The file identifier derives from it, so that the same
/// input produces the same bytes. `date` is the date of the file, whatever the templates say.
///
/// # Errors
///
/// Fails if the pages contain anything that the target forbids.
pub fn write_pdf(
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
        // Tags are of no use on paper, and the print PDF drops them.
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
