//! What can be wrong with a picture or a profile.

use super::header::Format;

/// Why a picture cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file has more bytes than are read.
    #[error("the file has {bytes} bytes, more than the {limit} that are read")]
    TooManyBytes {
        /// What it has.
        bytes: u64,
        /// What is allowed.
        limit: u64,
    },
    /// The ending is none of a picture's.
    #[error("`.{extension}` is no ending of a picture; jpg, jpeg, png, webp and gif are")]
    Extension {
        /// The ending, without the dot.
        extension: String,
    },
    /// The bytes are no picture.
    #[error("the file ends in `.{extension}` but is no picture in a known format")]
    Unknown {
        /// The ending, without the dot.
        extension: String,
    },
    /// The bytes are a picture in another format than the file name says.
    #[error("the file ends in `.{extension}` but is a picture in the format {format}")]
    Disguised {
        /// The ending, without the dot.
        extension: String,
        /// What the bytes are.
        format: Format,
    },
    /// The file ends too early.
    #[error("the {format} picture is cut off: its end is missing")]
    CutOff {
        /// Its format.
        format: Format,
    },
    /// The file breaks the rules of its format.
    #[error("the {format} picture is damaged: {detail}")]
    Broken {
        /// Its format.
        format: Format,
        /// Which rule.
        detail: String,
    },
    /// The file is sound but of a kind that is not read.
    #[error("the {format} picture is of a kind that cannot be read: {detail}")]
    Unsupported {
        /// Its format.
        format: Format,
        /// Which kind.
        detail: String,
    },
    /// More than one picture in one file.
    #[error("the {format} picture is animated")]
    Animated {
        /// Its format.
        format: Format,
    },
    /// More pixels than are decoded.
    #[error("the picture has {width} x {height} pixels, more than can be decoded; at most {limit} megapixels")]
    TooLarge {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// What a picture of this kind may have, megapixels.
        limit: u64,
    },
    /// More scans than a picture needs.
    #[error("the progressive jpeg picture has more than {limit} scans")]
    TooManyScans {
        /// What is allowed.
        limit: usize,
    },
    /// A profile that cannot be used.
    #[error("the colour profile cannot be used: {detail}")]
    Profile {
        /// Why.
        detail: String,
    },
    /// A size that no picture can have was asked for.
    #[error("a picture cannot be made {width} x {height} pixels large")]
    Size {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
    },
    /// The result could not be coded.
    #[error("the picture cannot be coded: {detail}")]
    Encode {
        /// Why.
        detail: String,
    },
}

impl Fault {
    /// A rule of the format that is broken.
    pub(super) fn broken(format: Format, detail: impl Into<String>) -> Self {
        Self::Broken { format, detail: detail.into() }
    }

    /// A profile that is of no use.
    #[expect(clippy::needless_pass_by_value, reason = "errors are handed over as they come")]
    pub(super) fn profile(detail: impl ToString) -> Self {
        Self::Profile { detail: detail.to_string() }
    }
}
