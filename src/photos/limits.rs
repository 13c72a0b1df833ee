//! How large a picture may be, so that it is decoded within 300 MB.

use image::metadata::Orientation;

use super::PhotoError;
use super::format::Format;

/// Largest file that is read, bytes.
pub(super) const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Longest side, px.
pub(super) const MAX_SIDE: u32 = 30_000;

/// Most pixels of a picture that takes three bytes a pixel to decode; other kinds may have fewer.
const MAX_PIXELS: u64 = 80_000_000;

/// Memory for a file and its decoder together, bytes.
pub(super) const MEMORY: u64 = 280_000_000;

/// The properties that a decoder reports before it decodes a picture.
pub(super) struct Survey {
    /// Width as stored, px.
    pub width: u32,
    /// Height as stored, px.
    pub height: u32,
    pub alpha: bool,
    pub orientation: Orientation,
    /// Memory that decoding takes, bytes for a thousand pixels.
    pub memory: u64,
}

impl Survey {
    /// Checks that a picture can be decoded, whose file has `length` bytes.
    pub(super) fn check_size(&self, length: u64, format: Format) -> Result<(), PhotoError> {
        let (width, height) = (self.width, self.height);
        if width == 0 || height == 0 {
            return Err(PhotoError::broken(format, "it has no pixels"));
        }
        let limit = (MEMORY.saturating_sub(length) * 1000 / self.memory.max(1)).min(MAX_PIXELS);
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > MAX_SIDE || pixels > limit {
            return Err(PhotoError::TooLarge { width, height, limit: limit / 1_000_000 });
        }
        Ok(())
    }
}
