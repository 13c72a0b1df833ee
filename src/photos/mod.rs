//! Photos: pictures as they come from editors, made ready for the press and the screen. It knows
//! nothing of records, pages or targets: bytes and sizes go in, bytes come out.

mod blocks;
mod cache;
pub mod colour;
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
pub use header::{Format, Header, MAX_BYTES, MAX_PIXELS, MAX_SIDE, Model, header, verify};
pub use render::{Colour, Need, Part, QUALITY_PRINT, QUALITY_SCREEN, VERSION, render};
pub use stand_in::{ratio, stand_in};

/// Whether files with an ending, without its dot, are photographs.
#[must_use]
pub fn is_photo(extension: &str) -> bool {
    Format::promised(extension).is_some()
}

/// Whether a rendered picture is a JPEG; else it is a PNG.
#[must_use]
pub fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xd8])
}

/// When sRGB was published (IEC 61966-2-1:1999); a profile must say a date, and none is read off a clock.
const SRGB_DATE: ColorDateTime =
    ColorDateTime { year: 1999, month: 10, day_of_the_month: 18, hours: 0, minutes: 0, seconds: 0 };

/// The profile of the RGB pictures that [`render`] gives.
///
/// # Errors
///
/// Fails where it cannot be coded.
pub fn srgb_profile() -> Result<Vec<u8>, Fault> {
    let mut profile = ColorProfile::new_srgb();
    profile.creation_date_time = SRGB_DATE;
    profile.encode().map_err(Fault::profile)
}
