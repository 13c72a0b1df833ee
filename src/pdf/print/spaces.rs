//! Colour spaces: the family that each belongs to, which decides what becomes of it in a CMYK file.

use lopdf::{Document, Object};

use crate::pdf::object::get;

/// The meaning of a colour space in a CMYK file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// One value from black to white; becomes the K plate.
    Gray,
    /// Three values of a screen.
    Rgb,
    /// The inks of the output intent.
    Cmyk,
    /// A named ink with an alternate that prints; stays.
    Spot,
    /// A pattern.
    Pattern,
}

/// Returns the family of a colour space; nothing for one that `typst-pdf` does not write, such as `CalRGB` or an
/// ICC profile of inks.
pub(super) fn family(document: &Document, space: &Object) -> Option<Family> {
    let (_, space) = document.dereference(space).ok()?;
    if let Ok(name) = space.as_name() {
        return by_name(name);
    }
    let array = space.as_array().ok()?;
    match array.first()?.as_name().ok()? {
        b"ICCBased" => {
            let stream = document.dereference(array.get(1)?).ok()?.1.as_stream().ok()?;
            match get(document, &stream.dict, b"N")?.as_i64().ok()? {
                1 => Some(Family::Gray),
                3 => Some(Family::Rgb),
                _ => None,
            }
        }
        b"Separation" => match family(document, array.get(2)?)? {
            Family::Gray | Family::Cmyk => Some(Family::Spot),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the family of a colour space that is only a name.
pub(super) fn by_name(name: &[u8]) -> Option<Family> {
    match name {
        b"DeviceGray" => Some(Family::Gray),
        b"DeviceRGB" => Some(Family::Rgb),
        b"DeviceCMYK" => Some(Family::Cmyk),
        b"Pattern" => Some(Family::Pattern),
        _ => None,
    }
}
