//! Photos: pictures as they come from editors, made ready for the press and the screen. It knows
//! nothing of records, pages or targets: bytes and sizes go in, bytes come out.

mod blocks;
mod cache;
pub(crate) mod colour;
mod dct;
mod decode;
mod encode;
mod fault;
mod gif;
mod header;
mod huffman;
mod jpeg;
mod jpeg_codes;
mod jpeg_scan;
mod png;
mod render;
mod scale;
mod stand_in;
mod turn;
mod webp;
mod ycck;

use moxcms::{ColorDateTime, ColorProfile};

pub use cache::{Cache, Key};
pub use colour::Separation;
pub use fault::Fault;
pub(crate) use header::Header;
pub use header::{Format, Model, header, verify};
pub use render::{Colour, Need, Part, render};
pub(crate) use render::{QUALITY_PRINT, QUALITY_SCREEN};
pub(crate) use stand_in::ratio;
pub use stand_in::stand_in;

/// Whether files with an ending, without its dot, are photographs.
#[must_use]
pub(crate) fn is_photo(extension: &str) -> bool {
    Format::promised(extension).is_some()
}

/// Whether a rendered picture is a JPEG; else it is a PNG.
#[must_use]
pub(crate) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8])
}

/// When sRGB was published (IEC 61966-2-1:1999); a profile must say a date, and none is read off a clock.
const SRGB_DATE: ColorDateTime =
    ColorDateTime { year: 1999, month: 10, day_of_the_month: 18, hours: 0, minutes: 0, seconds: 0 };

/// Returns the ICC profile of rendered RGB pictures.
///
/// # Errors
///
/// Fails where it cannot be coded.
pub fn srgb_profile() -> Result<Vec<u8>, Fault> {
    let mut profile = ColorProfile::new_srgb();
    profile.creation_date_time = SRGB_DATE;
    profile.encode().map_err(Fault::profile)
}
