//! The targets of PDFs.

/// The purposes of PDFs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Print shops: PDF/X-4 (ISO 15930-7) and PDF/A-2b (ISO 19005-2) in one file, in CMYK and with bleed.
    Print,
    /// Office printers: the pages of the print PDF side by side, to fold and staple.
    Booklet,
    /// Readers: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, in sRGB.
    Screen,
    /// Libraries: PDF/UA-1 and PDF/A-3a (ISO 19005-3), with everything attached that the file is made from.
    Archive,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 4] = [Self::Print, Self::Booklet, Self::Screen, Self::Archive];

    /// Returns the name that the command line and file names use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Booklet => "booklet",
            Self::Screen => "screen",
            Self::Archive => "archive",
        }
    }

    /// Returns whether the file is printed on paper.
    #[must_use]
    pub const fn is_printed(self) -> bool {
        match self {
            Self::Print | Self::Booklet => true,
            Self::Screen | Self::Archive => false,
        }
    }

    /// Returns the resolution of photographs in dpi.
    #[must_use]
    pub const fn dpi(self) -> f64 {
        match self {
            Self::Print | Self::Booklet => 300.0,
            Self::Screen | Self::Archive => 150.0,
        }
    }
}
