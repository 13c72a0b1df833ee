//! Colour spaces: which family one belongs to, and so what becomes of it on the press.

use lopdf::{Document, Object};

use crate::pdf::object::get;

/// What a colour space means for a CMYK file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// One value from black to white: becomes the K plate.
    Gray,
    /// Three values of a screen.
    Rgb,
    /// The inks of the output intent, or a profile that is the output intent's.
    Cmyk,
    /// CMYK with a profile of its own; stays, and never overprints (ISO 19005-2, 6.2.4.2).
    ProfiledCmyk,
    /// Inks by name with an alternate that prints; stays.
    Spot,
    /// A pattern.
    Pattern,
}

/// The family of a colour space; nothing where it can stand in no print file. `profile` is the one of
/// the output intent.
pub(super) fn family(document: &Document, space: &Object, profile: &[u8]) -> Option<Family> {
    let (_, space) = document.dereference(space).ok()?;
    if let Ok(name) = space.as_name() {
        return by_name(name);
    }
    let array = space.as_array().ok()?;
    let kind = document.dereference(array.first()?).ok()?.1.as_name().ok()?;
    let part = |index: usize| array.get(index).and_then(|part| family(document, part, profile));
    match kind {
        b"ICCBased" => icc(document, array.get(1)?, profile),
        b"CalGray" => Some(Family::Gray),
        b"CalRGB" => Some(Family::Rgb),
        b"Separation" | b"DeviceN" => match part(2)? {
            Family::Gray | Family::Cmyk | Family::ProfiledCmyk => Some(Family::Spot),
            _ => None,
        },
        b"Pattern" => match array.get(1) {
            None => Some(Family::Pattern),
            Some(_) => match part(1)? {
                Family::Cmyk | Family::Spot | Family::ProfiledCmyk => Some(Family::Pattern),
                _ => None,
            },
        },
        _ => by_name(kind).filter(|_| array.len() == 1),
    }
}

/// The family of a colour space that needs no more than a name.
pub(super) fn by_name(name: &[u8]) -> Option<Family> {
    match name {
        b"DeviceGray" | b"G" => Some(Family::Gray),
        b"DeviceRGB" | b"RGB" => Some(Family::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(Family::Cmyk),
        b"Pattern" => Some(Family::Pattern),
        _ => None,
    }
}

fn icc(document: &Document, stream: &Object, profile: &[u8]) -> Option<Family> {
    let stream = document.dereference(stream).ok()?.1.as_stream().ok()?;
    match get(document, &stream.dict, b"N")?.as_i64().ok()? {
        1 => Some(Family::Gray),
        3 => Some(Family::Rgb),
        4 => {
            let same = stream.get_plain_content_with_limit(profile.len()).is_ok_and(|bytes| bytes == profile);
            Some(if same { Family::Cmyk } else { Family::ProfiledCmyk })
        }
        _ => None,
    }
}
