//! The header of a picture: its size and kind, read without its pixels.

use image::metadata::Orientation;

use super::format::Format;
use super::limits::MAX_BYTES;
use super::{PhotoError, drawing, jpeg, raster, tiff};

/// The properties of a picture that are known before it is decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The format.
    pub format: Format,
    /// Width of the upright picture, px.
    pub width: u32,
    /// Height of the upright picture, px.
    pub height: u32,
    /// Whether pixels can be transparent.
    pub alpha: bool,
    /// How to turn the stored rows upright.
    pub(super) orientation: Orientation,
}

/// Reads the header of a picture, and finds one that is cut off, animated, or too large to be decoded
/// within 300 MB.
///
/// # Errors
///
/// Fails if the bytes are not a picture in the format that the extension (without its dot) names, or one
/// that is not decoded.
pub fn read_header(bytes: &[u8], extension: &str) -> Result<Header, PhotoError> {
    let promised =
        Format::from_extension(extension).ok_or_else(|| PhotoError::Extension { extension: extension.to_owned() })?;
    let length = bytes.len() as u64;
    if length == 0 {
        return Err(PhotoError::Empty);
    }
    if length > MAX_BYTES {
        return Err(PhotoError::TooManyBytes { bytes: length, limit: MAX_BYTES });
    }
    let format = Format::detect(bytes).ok_or_else(|| PhotoError::Unknown { extension: extension.to_owned() })?;
    let survey = match format {
        Format::Gif | Format::Heif => return Err(PhotoError::NotRead { format }),
        _ if format != promised => return Err(PhotoError::Disguised { extension: extension.to_owned(), format }),
        Format::Jpeg => jpeg::survey(bytes)?,
        Format::Tiff => tiff::survey(bytes)?,
        Format::Png => raster::survey_png(bytes)?,
        Format::WebP => raster::survey_webp(bytes)?,
    };
    survey.check_size(length, format)?;
    let turned = turns_sideways(survey.orientation);
    let (width, height) = if turned { (survey.height, survey.width) } else { (survey.width, survey.height) };
    Ok(Header { format, width, height, alpha: survey.alpha, orientation: survey.orientation })
}

/// Width and height of an upright picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PictureSize {
    /// Width in px; of a drawing, in any unit.
    pub width: f64,
    /// Height in the same unit.
    pub height: f64,
    /// Whether it is a drawing, which has as many pixels as it needs.
    pub drawn: bool,
}

/// Returns the size of a picture, or `None` if it cannot be printed.
#[must_use]
pub(crate) fn read_size(bytes: &[u8], extension: &str) -> Option<PictureSize> {
    if extension.eq_ignore_ascii_case("svg") {
        let (width, height) = drawing::size(bytes)?;
        return Some(PictureSize { width, height, drawn: true });
    }
    let header = read_header(bytes, extension).ok()?;
    Some(PictureSize { width: header.width.into(), height: header.height.into(), drawn: false })
}

/// Returns whether rows become columns.
pub(super) fn turns_sideways(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}
