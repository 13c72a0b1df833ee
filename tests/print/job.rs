//! A job for the press: profile, font, pictures and words as the tests use them.

use std::fs;
use std::path::Path;

use brochure::internals::OutputProfile;
use brochure::internals::{Marks, PrintError, PrintJob, ToCmyk};
use chrono::DateTime;

/// The profile of the printing condition.
pub fn icc() -> Vec<u8> {
    file("data/profiles/FOGRA39L_coated.icc")
}

/// The printing condition.
pub fn profile() -> OutputProfile {
    OutputProfile::new(icc(), "FOGRA39", "Offset on coated paper, ISO 12647-2").unwrap()
}

/// A font for slug lines.
pub fn font() -> Vec<u8> {
    file("fonts/SourceSans3-Regular.otf")
}

/// A PDF from `tests/fixtures/press`, as `typst-pdf` writes it.
pub fn fixture(name: &str) -> Vec<u8> {
    file(&format!("tests/fixtures/press/{name}"))
}

fn file(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Presses a file without a way from screen colours to ink.
pub fn press(pdf: &[u8], job: &PrintJob<'_>) -> Result<Vec<u8>, PrintError> {
    brochure::internals::finish_pdf(brochure::internals::read_pdf(pdf)?, job, None)
}

/// Presses a file and turns its pictures into ink.
pub fn press_with_pictures(pdf: &[u8], job: &PrintJob<'_>, to_cmyk: ToCmyk<'_>) -> Result<Vec<u8>, PrintError> {
    brochure::internals::finish_pdf(brochure::internals::read_pdf(pdf)?, job, Some(to_cmyk))
}

/// A job without marks.
pub fn job(profile: &OutputProfile) -> PrintJob<'_> {
    PrintJob {
        title: "Grüße & <Wege>",
        author: Some("An Office"),
        language: "de-DE",
        creator: "brochure 0.1.0",
        date: DateTime::from_timestamp(1_795_305_600, 0).unwrap(),
        document_id: "expedition-2019-de",
        profile,
        bleed: 3.0,
        rgb_pictures: false,
        marks: None,
    }
}

/// Marks with the font of slug lines.
pub fn marks(font: &[u8]) -> Marks<'_> {
    Marks { file_name: "expedition-2019-de-print.pdf", date: "2026-11-22", font, max_ink: 300.0 }
}

/// A plain conversion of pixels.
pub fn to_cmyk(rgb: &[u8]) -> Vec<u8> {
    rgb.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [255 - red, 255 - green, 255 - blue, 0]).collect()
}
