//! What a PDF is made for.

/// What a file is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// The print shop: with bleed, colours in CMYK.
    Print,
    /// The office printer: the pages of the print PDF side by side, to fold and staple.
    Booklet,
    /// Readers: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, in sRGB.
    Screen,
    /// Libraries: PDF/UA-1 and PDF/A-3a (ISO 19005-3), with what the file was made from inside.
    Archive,
}

impl Target {
    /// Every target.
    pub const ALL: [Self; 4] = [Self::Print, Self::Booklet, Self::Screen, Self::Archive];

    /// The name used on the command line and in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Print => "print",
            Self::Booklet => "booklet",
            Self::Screen => "screen",
            Self::Archive => "archive",
        }
    }

    /// Whether it goes onto paper.
    #[must_use]
    pub const fn is_printed(self) -> bool {
        match self {
            Self::Print | Self::Booklet => true,
            Self::Screen | Self::Archive => false,
        }
    }

    /// The pixels by the inch in which photographs are embedded.
    #[must_use]
    pub const fn dpi(self) -> f64 {
        match self {
            Self::Print | Self::Booklet => 300.0,
            Self::Screen | Self::Archive => 150.0,
        }
    }
}
