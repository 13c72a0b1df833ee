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

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of pictures in the README, with the memory that their decoders take for a thousand pixels, in bytes.
    const KINDS: [(&str, u64); 9] = [
        ("grey or RGB", 3000),
        ("with transparency, or in CMYK", 4000),
        ("WebP", 8000),
        ("16 bits per channel, RGB", 9000),
        ("16 bits per channel, with transparency or in CMYK", 12000),
        ("progressive JPEG, with colours at a quarter of the pixels (4:2:0)", 6000),
        ("progressive JPEG, with colours at half of the pixels (4:2:2)", 7000),
        ("progressive JPEG, with all colours at all pixels (4:4:4)", 9000),
        ("progressive JPEG in CMYK, with all colours at all pixels", 12000),
    ];

    /// Returns the most megapixels that are read of a picture.
    fn most(memory: u64, length: u64) -> u64 {
        let fits = |megapixels: &u32| {
            let (width, height, orientation) = (10_000, megapixels * 100, Orientation::NoTransforms);
            Survey { width, height, alpha: false, orientation, memory }.check_size(length, Format::Jpeg).is_ok()
        };
        (1..=200).rev().find(fits).map_or(0, u64::from)
    }

    #[test]
    fn the_readme_names_the_limits() {
        let readme = include_str!("../../README.md");
        for (kind, memory) in KINDS {
            let limit = most(memory, 0);
            assert!(readme.contains(&format!("\n| {kind} | {limit} |\n")), "{kind}: {limit}");
        }
        assert_eq!(most(9000, 10_000_000), 30);
        assert!(readme.contains("a progressive JPEG of 10 MB with all colours at all pixels may have at most 30"));
    }
}
