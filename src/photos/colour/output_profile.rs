//! The printing condition: an ICC profile for a CMYK output intent, and its name.

use moxcms::{ColorProfile, ProfileText};

use super::profile_error::OutputProfileError;
use super::profile_tags;

/// Size of an ICC header, bytes (ICC.1:2010, 7.2).
const HEADER: usize = 128;

/// Newest version of a profile: PDF 1.6 refers to ICC.1:2003-09, which is version 4.1.
const NEWEST: (u8, u8) = (4, 1);

/// A CMYK output profile with the name of its printing condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputProfile {
    bytes: Vec<u8>,
    identifier: String,
    condition: String,
    description: String,
}

impl OutputProfile {
    /// Checks the bytes of an ICC profile. `identifier` is the registered name of the printing condition
    /// (`FOGRA39`), and `condition` describes it in words.
    ///
    /// # Errors
    ///
    /// Fails if ISO 15930-7 and ISO 19005-2, 6.2.3 do not allow the profile in a CMYK output intent: if it is not an
    /// ICC profile, is of another class than `prtr` or for other inks than CMYK, has another size than its header
    /// says, is of an ICC version above 4.1 (the newest of PDF 1.6), or has tables that are missing or damaged.
    pub fn new(bytes: Vec<u8>, identifier: &str, condition: &str) -> Result<Self, OutputProfileError> {
        check(&bytes)?;
        let description = description(&bytes).unwrap_or_else(|| identifier.to_owned());
        Ok(Self { bytes, identifier: identifier.to_owned(), condition: condition.to_owned(), description })
    }

    /// Returns the registered name of the printing condition.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.identifier
    }

    /// Returns the printing condition in words.
    #[must_use]
    pub fn condition(&self) -> &str {
        &self.condition
    }

    /// Returns what the profile calls itself; the identifier if it has no description.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Returns the bytes of the ICC profile.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Checks the header for that of a CMYK output profile.
fn check(bytes: &[u8]) -> Result<(), OutputProfileError> {
    let header = bytes.get(..HEADER).ok_or(OutputProfileError::NotAProfile)?;
    if header.get(36..40) != Some(b"acsp") {
        return Err(OutputProfileError::NotAProfile);
    }
    let stated = u32_at(bytes, 0).ok_or(OutputProfileError::NotAProfile)?;
    if usize::try_from(stated) != Ok(bytes.len()) {
        return Err(OutputProfileError::Size { stated, actual: bytes.len() });
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
    let &[.., major, minor] = header.get(..10).unwrap_or_default() else { return Err(OutputProfileError::NotAProfile) };
    let minor = minor >> 4;
    if (major, minor) > NEWEST {
        return Err(OutputProfileError::Version { major, minor });
    }
    let space = word(20).unwrap_or_default();
    if !matches!(space.as_str(), "Lab" | "XYZ") {
        return Err(OutputProfileError::Connection { space });
    }
    profile_tags::check(bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_be_bytes(*word))
}

/// Returns what the profile calls itself.
fn description(bytes: &[u8]) -> Option<String> {
    let description = match ColorProfile::new_from_slice(bytes).ok()?.description? {
        ProfileText::PlainString(text) => text,
        ProfileText::Description(text) => text.ascii_string,
        ProfileText::Localizable(texts) => texts.into_iter().next()?.value,
    };
    let description = description.trim_end_matches('\0').trim();
    (!description.is_empty()).then(|| description.to_owned())
}
