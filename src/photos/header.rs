//! Header: what the head of a picture says, and whether it may be decoded at all.

use std::fmt;

use image::metadata::Orientation;

use super::{Fault, decode, gif, jpeg, png, webp};

/// Files with more bytes are refused unread.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Longest side, px.
pub(super) const MAX_SIDE: u32 = 30_000;

/// Most pixels of a picture that takes three bytes a pixel to decode; other kinds have fewer.
pub(super) const MAX_PIXELS: u64 = 80_000_000;

/// What the file and its decoding may take together, bytes; decoding must stay within 300 MB.
const MEMORY: u64 = 280_000_000;

/// Metadata of more bytes is not looked at.
const MAX_METADATA: usize = 1024 * 1024;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JPEG, baseline or progressive, ITU-T T.81.
    Jpeg,
    /// PNG, not animated.
    Png,
    /// WebP, not animated.
    WebP,
    /// GIF, not animated.
    Gif,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
        })
    }
}

impl Format {
    /// The format by the first bytes.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            _ => None,
        }
    }

    /// The format a file name promises.
    pub(super) fn promised(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "gif" => Some(Self::Gif),
            _ => None,
        }
    }
}

/// What the samples of a picture are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Model {
    /// Red, green, blue.
    Rgb,
    /// One grey value.
    Gray,
    /// Cyan, magenta, yellow, black.
    Cmyk,
}

/// What the head of a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The format.
    pub format: Format,
    /// Width as it is to be seen, px.
    pub width: u32,
    /// Height as it is to be seen, px.
    pub height: u32,
    /// Whether pixels can be transparent.
    pub alpha: bool,
    /// What the samples are.
    pub colour: Model,
    /// How the stored rows are to be turned.
    pub(super) orientation: Orientation,
}

/// What the walk over a file of one format found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Survey {
    /// Width as stored, px.
    pub width: u32,
    /// Height as stored, px.
    pub height: u32,
    /// Whether pixels can be transparent.
    pub alpha: bool,
    /// What the samples are.
    pub colour: Model,
    /// The EXIF data from its TIFF header on.
    pub exif: Option<std::ops::Range<usize>>,
    /// Bytes that decoding takes for a thousand pixels.
    pub cost: u64,
}

/// What the head of the file says; reads no pixels, but walks over the whole file and so finds one
/// that is cut off, animated, or too large to be decoded within 300 MB.
///
/// # Errors
///
/// Fails where the bytes are no picture in the format that the extension (without dot) names, or one
/// that must not be decoded.
pub fn header(bytes: &[u8], extension: &str) -> Result<Header, Fault> {
    let promised = Format::promised(extension).ok_or_else(|| Fault::Extension { extension: extension.to_owned() })?;
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let length = bytes.len() as u64;
    if length > MAX_BYTES {
        return Err(Fault::TooManyBytes { bytes: length, limit: MAX_BYTES });
    }
    let format = Format::of(bytes).ok_or_else(|| Fault::Unknown { extension: extension.to_owned() })?;
    if format != promised {
        return Err(Fault::Disguised { extension: extension.to_owned(), format });
    }
    let survey = match format {
        Format::Jpeg => jpeg::survey(bytes)?,
        Format::Png => png::survey(bytes)?,
        Format::WebP => webp::survey(bytes)?,
        Format::Gif => gif::survey(bytes)?,
    };
    check_size(&survey, length, format)?;
    let orientation = survey.exif.and_then(|range| orientation(bytes.get(range)?)).unwrap_or(Orientation::NoTransforms);
    let (width, height) =
        if turned(orientation) { (survey.height, survey.width) } else { (survey.width, survey.height) };
    Ok(Header { format, width, height, alpha: survey.alpha, colour: survey.colour, orientation })
}

/// Finds out whether the picture is whole, by decoding it.
///
/// # Errors
///
/// Fails where it cannot be decoded to its last row.
pub fn verify(bytes: &[u8], header: &Header) -> Result<(), Fault> {
    decode::decode(bytes, header).map(|_| ())
}

fn check_size(survey: &Survey, length: u64, format: Format) -> Result<(), Fault> {
    let (width, height) = (survey.width, survey.height);
    if width == 0 || height == 0 {
        return Err(Fault::broken(format, "it has no pixels"));
    }
    let limit = (MEMORY.saturating_sub(length) * 1000 / survey.cost.max(1)).min(MAX_PIXELS);
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MAX_SIDE || pixels > limit {
        return Err(Fault::TooLarge { width, height, limit: limit / 1_000_000 });
    }
    Ok(())
}

/// EXIF 2.32, 4.6.4: tag 274 says where the first row and column are to be seen.
fn orientation(exif: &[u8]) -> Option<Orientation> {
    if exif.len() > MAX_METADATA { None } else { Orientation::from_exif_chunk(exif) }
}

/// Whether rows become columns.
pub(super) fn turned(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}
