//! The printing condition: an ICC profile that is fit for a CMYK output intent, and its name.

/// The size of an ICC header in bytes.
const HEADER: usize = 128;
/// The size of an entry in the table of tags.
const TAG_ENTRY: usize = 12;
/// PDF 1.6 refers to ICC.1:2003-09, which is version 4.1.
const NEWEST: (u8, u8) = (4, 1);

/// Why a profile describes no printing condition.
#[derive(Debug, thiserror::Error)]
pub enum OutputProfileError {
    /// The bytes are no ICC profile.
    #[error("the output profile is not an ICC profile")]
    NotAProfile,
    /// The profile's header gives another size than the bytes have.
    #[error("the output profile says that it has {said} bytes, but it has {actual}")]
    Size {
        /// What the header says.
        said: u32,
        /// How many there are.
        actual: usize,
    },
    /// The profile describes no printing condition.
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
    #[error("the output profile is of ICC version {major}.{minor}; PDF 1.6 takes versions up to 4.1")]
    Version {
        /// The number before the point.
        major: u8,
        /// The number after the point.
        minor: u8,
    },
}

/// A CMYK output profile with the name of its printing condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputProfile {
    bytes: Vec<u8>,
    identifier: String,
    condition: String,
    description: String,
}

impl OutputProfile {
    /// Takes the bytes of an ICC profile; `identifier` is the registered name of the printing condition
    /// (`FOGRA39`), `condition` says in words what it is.
    ///
    /// # Errors
    ///
    /// Fails where the profile is none that ISO 15930-7 and ISO 19005-2, 6.2.3 take as that of a CMYK
    /// output intent: no ICC profile, of another class than `prtr`, for other inks than CMYK, of a size
    /// that differs from the header's, or of an ICC version above 4.1 (the newest of PDF 1.6).
    pub fn new(bytes: Vec<u8>, identifier: &str, condition: &str) -> Result<Self, OutputProfileError> {
        check(&bytes)?;
        let description = description(&bytes).unwrap_or_else(|| identifier.to_owned());
        Ok(Self { bytes, identifier: identifier.to_owned(), condition: condition.to_owned(), description })
    }

    /// The registered name of the printing condition.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.identifier
    }

    /// The printing condition in words.
    #[must_use]
    pub fn condition(&self) -> &str {
        &self.condition
    }

    /// What the profile calls itself, from its own `desc` tag; the identifier where it has none.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The ICC profile.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Whether the header is that of a CMYK output profile.
fn check(bytes: &[u8]) -> Result<(), OutputProfileError> {
    let header = bytes.get(..HEADER).ok_or(OutputProfileError::NotAProfile)?;
    if header.get(36..40) != Some(b"acsp") {
        return Err(OutputProfileError::NotAProfile);
    }
    let said = u32_at(bytes, 0).ok_or(OutputProfileError::NotAProfile)?;
    if usize::try_from(said) != Ok(bytes.len()) {
        return Err(OutputProfileError::Size { said, actual: bytes.len() });
    }
    let word = |at: usize| header.get(at..at + 4).map(|word| String::from_utf8_lossy(word).trim().to_owned());
    let class = word(12).unwrap_or_default();
    if class != "prtr" {
        return Err(OutputProfileError::Class { class });
    }
    let space = word(16).unwrap_or_default();
    if space != "CMYK" {
        return Err(OutputProfileError::Space { space });
    }
    let (major, minor) = (byte(header, 8), byte(header, 9) >> 4);
    if (major, minor) > NEWEST {
        return Err(OutputProfileError::Version { major, minor });
    }
    Ok(())
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(word.try_into().ok()?))
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// What the `desc` tag says: a text description of ICC version 2 or a multilingual text of version 4.
fn description(bytes: &[u8]) -> Option<String> {
    let count = usize_at(bytes, HEADER)?;
    let entry = (0..count.min(256))
        .map(|index| HEADER + 4 + index * TAG_ENTRY)
        .find(|at| bytes.get(*at..*at + 4) == Some(b"desc"))?;
    let start = usize_at(bytes, entry + 4)?;
    let tag = bytes.get(start..start.checked_add(usize_at(bytes, entry + 8)?)?)?;
    let found = match tag.get(..4)? {
        b"desc" => {
            let letters = tag.get(12..12_usize.checked_add(usize_at(tag, 8)?)?)?;
            String::from_utf8_lossy(letters).trim_end_matches('\0').trim().to_owned()
        }
        b"mluc" => {
            let (length, offset) = (usize_at(tag, 20)?, usize_at(tag, 24)?);
            let letters = tag.get(offset..offset.checked_add(length)?)?;
            let units: Vec<_> = letters.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units).trim_end_matches('\0').trim().to_owned()
        }
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}
