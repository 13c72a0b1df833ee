//! What can be wrong with a picture or a profile.

use super::format::Format;

/// Why a picture cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file has more bytes than are read.
    #[error("the file has {bytes} bytes, but only files of up to {limit} are read")]
    TooManyBytes {
        /// Size of the file, bytes.
        bytes: u64,
        /// Size of the largest file that is read, bytes.
        limit: u64,
    },
    /// The extension is not that of a picture.
    #[error("`.{extension}` is not the extension of a picture; jpg, jpeg, png, tif, tiff and webp are")]
    Extension {
        /// The extension, without the dot.
        extension: String,
    },
    /// The bytes are not a picture.
    #[error("the file ends in `.{extension}` but is not a picture in a known format")]
    Unknown {
        /// The extension, without the dot.
        extension: String,
    },
    /// The bytes are a picture in another format than the file name says.
    #[error("the file ends in `.{extension}` but is a {format} picture")]
    Disguised {
        /// The extension, without the dot.
        extension: String,
        /// The format of the bytes.
        format: Format,
    },
    /// The format is known but not read.
    #[error("{format} pictures are not read")]
    NotRead {
        /// The format.
        format: Format,
    },
    /// The file ends too early.
    #[error("the {format} picture is cut off: its end is missing")]
    CutOff {
        /// The format.
        format: Format,
    },
    /// The file breaks the rules of its format.
    #[error("the {format} picture is damaged: {detail}")]
    Broken {
        /// The format.
        format: Format,
        /// The broken rule.
        detail: String,
    },
    /// The file is sound but of a kind that is not read.
    #[error("the {format} picture is of a kind that is not read: {detail}")]
    Unsupported {
        /// The format.
        format: Format,
        /// The kind.
        detail: String,
    },
    /// The file holds an animation or several pages.
    #[error("the {format} file holds several pictures")]
    Several {
        /// The format.
        format: Format,
    },
    /// The picture has more pixels than are decoded.
    #[error("the picture has {width} x {height} pixels; of its kind, at most {limit} megapixels are read")]
    TooLarge {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// Largest picture of this kind, megapixels.
        limit: u64,
    },
    /// The picture is coded in more scans than a picture needs.
    #[error("the JPEG picture has more than {limit} scans")]
    TooManyScans {
        /// Most scans that are read.
        limit: usize,
    },
    /// A colour profile cannot be used.
    #[error("the colour profile cannot be used: {detail}")]
    Profile {
        /// The reason.
        detail: String,
    },
    /// The scaled picture would have a size that no picture can have.
    #[error("a picture cannot be made {width} x {height} pixels large")]
    Size {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
    },
    /// The scaled picture could not be written.
    #[error("the picture cannot be written: {detail}")]
    Encode {
        /// The reason.
        detail: String,
    },
}

impl PhotoError {
    #[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`, which passes errors by value")]
    pub(super) fn broken(format: Format, detail: impl ToString) -> Self {
        Self::Broken { format, detail: clause(&detail.to_string()) }
    }

    #[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`, which passes errors by value")]
    pub(super) fn unsupported(format: Format, detail: impl ToString) -> Self {
        Self::Unsupported { format, detail: clause(&detail.to_string()) }
    }

    #[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`, which passes errors by value")]
    pub(super) fn profile(detail: impl ToString) -> Self {
        Self::Profile { detail: detail.to_string() }
    }

    #[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`, which passes errors by value")]
    pub(super) fn encode(detail: impl ToString) -> Self {
        Self::Encode { detail: clause(&detail.to_string()) }
    }

    /// Returns what an editor can do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NotRead { format: Format::Heif } => {
                "save it as JPEG: on a Mac in Preview with File > Export, in Windows in Photos with Save as; an iPhone \
                 takes JPEG pictures with Settings > Camera > Formats > Most Compatible"
            }
            Self::NotRead { .. } => {
                "save it as PNG in a picture editor; ask for a photograph as JPEG, as a GIF has 256 colours"
            }
            Self::Several { .. } => "save the one that is to be printed as JPEG or PNG in a picture editor",
            Self::TooLarge { .. } | Self::TooManyBytes { .. } => {
                "make it smaller in a picture editor: a picture as wide as the page needs about 2600 pixels"
            }
            Self::Disguised { .. } => "rename it after its format, or save it again in a picture editor",
            Self::CutOff { .. } => "copy the file again from where it came",
            Self::Profile { .. } => "open it in a picture editor and save it with the profile sRGB embedded",
            _ => "open it in a picture editor and save it as JPEG or PNG; a logo may be an SVG",
        }
    }
}

/// Returns the first line of what a decoder says, to go on in a sentence.
fn clause(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_lowercase()
}
