//! Units, and what records, pages and PDFs have to agree on.

/// Millimetres in an inch.
const MM_PER_INCH: f64 = 25.4;

/// Points in a millimetre: 72 to the inch (ISO 32000-1, 8.3.2.3).
const PT_PER_MM: f64 = 72.0 / MM_PER_INCH;

/// Pages on a folded sheet. The pages of a brochure that is stitched are a multiple of it.
pub(crate) const PAGES_PER_SHEET: usize = 4;

#[must_use]
pub(crate) fn mm_to_pt(mm: f64) -> f64 {
    mm * PT_PER_MM
}

#[must_use]
pub(crate) fn pt_to_mm(pt: f64) -> f64 {
    pt / PT_PER_MM
}

/// Returns the number of pixels that a length in mm takes at a resolution in dpi, rounded up, at least 1.
#[must_use]
pub(crate) fn pixels(mm: f64, dpi: f64) -> u32 {
    whole_pixels((mm / MM_PER_INCH * dpi).ceil()).max(1)
}

/// Returns the resolution in dpi at which so many pixels fill a length in mm.
#[must_use]
pub(crate) fn dpi(pixels: u32, mm: f64) -> f64 {
    f64::from(pixels) * MM_PER_INCH / mm
}

/// Returns the whole pixels in a length measured in pixels.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
pub(crate) fn whole_pixels(pixels: f64) -> u32 {
    pixels.clamp(0.0, f64::from(u32::MAX)) as u32
}
