//! What can be wrong with the profile of a press.

/// Why a profile cannot be that of an output intent.
#[derive(Debug, thiserror::Error)]
pub enum OutputProfileError {
    /// The bytes are not an ICC profile.
    #[error("the output profile is not an ICC profile")]
    NotAProfile,
    /// The header of the profile gives another size than the bytes have.
    #[error("the output profile says that it has {stated} bytes, but it has {actual}")]
    Size {
        /// Size in the header, bytes.
        stated: u32,
        /// Actual size, bytes.
        actual: usize,
    },
    /// The profile is not that of an output device.
    #[error("the output profile is of class `{class}`; a printing condition is of class `prtr`")]
    Class {
        /// The class in the header.
        class: String,
    },
    /// The profile is for other inks.
    #[error("the output profile is for `{space}`, not for `CMYK`")]
    Space {
        /// The colour space in the header.
        space: String,
    },
    /// The profile is newer than PDF 1.6.
    #[error("the output profile is of ICC version {major}.{minor}; PDF 1.6 allows versions up to 4.1")]
    Version {
        /// The number before the point.
        major: u8,
        /// The number after the point.
        minor: u8,
    },
    /// The profile does not describe colours in a way that it must.
    #[error("the output profile converts to `{space}`, not to `Lab` or `XYZ`")]
    Connection {
        /// The profile connection space in the header.
        space: String,
    },
    /// A table for converting colours is missing.
    #[error("the output profile has no table `{name}`, which converts between inks and colours")]
    NoTable {
        /// The tag of the table.
        name: String,
    },
    /// The tables are not what the profile says.
    #[error("the output profile is damaged: {detail}")]
    Damaged {
        /// The damage.
        detail: String,
    },
}

impl OutputProfileError {
    /// Returns whether another copy of the same file may be sound.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        matches!(self, Self::NotAProfile | Self::Size { .. } | Self::Damaged { .. })
    }
}
