//! The formats of pictures: those that are read, and those that are only recognised.

use std::fmt;

/// The format of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JPEG, baseline or progressive (ITU-T T.81).
    Jpeg,
    /// PNG, not animated.
    Png,
    /// WebP, not animated.
    WebP,
    /// TIFF with one picture.
    Tiff,
    /// GIF, which is recognised and refused.
    Gif,
    /// HEIC, HEIF or AVIF, which are recognised and refused.
    Heif,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Gif => "GIF",
            Self::Heif => "HEIC or AVIF",
        })
    }
}

impl Format {
    /// Returns the format that the first bytes of a file belong to.
    pub(super) fn detect(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::WebP),
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            // ISO 14496-12, 4.3: the brand of the file follows the type of its first box.
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..]
                if [b"hei", b"hev", b"mif", b"msf", b"avi"].iter().any(|known| brand.starts_with(*known)) =>
            {
                Some(Self::Heif)
            }
            _ => None,
        }
    }

    /// Returns the format that a file name with an extension, given without its dot, promises.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "tif" | "tiff" => Some(Self::Tiff),
            "gif" => Some(Self::Gif),
            "heic" | "heif" | "hif" | "avif" => Some(Self::Heif),
            _ => None,
        }
    }
}
