//! Decodes a picture of any format.

use super::PhotoError;
use super::format::Format;
use super::header::{Header, turns_sideways};
use super::pixels::Pixels;
use super::{jpeg, raster, tiff};

/// Decodes all pixels as stored, that is not turned upright, and reads the embedded profile.
pub(super) fn decode(bytes: &[u8], header: &Header) -> Result<Pixels, PhotoError> {
    let pixels = match header.format {
        Format::Jpeg => jpeg::decode(bytes)?,
        Format::Tiff => tiff::decode(bytes)?,
        format => raster::decode(bytes, format)?,
    };
    let (width, height) = (pixels.image.width(), pixels.image.height());
    let (width, height) = if turns_sideways(header.orientation) { (height, width) } else { (width, height) };
    if (width, height) != (header.width, header.height) {
        return Err(PhotoError::broken(header.format, "its header contradicts its pixels"));
    }
    Ok(pixels)
}
