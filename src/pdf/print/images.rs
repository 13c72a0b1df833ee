//! Pictures: of a screen's colours into the inks of the press, of greys onto the K plate.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::ToCmyk;
use super::error::PrintError;
use super::spaces::{Family, family};
use crate::pdf::object::{filters, get, name};

/// The largest picture that is read, in bytes.
const LIMIT: usize = 512 << 20;
/// How many pixels are turned into ink at once.
const PIXELS: usize = 1 << 16;
/// Filters of which there are no plain pixels to be had.
const PHOTOS: [&[u8]; 5] = [b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode", b"Crypt"];
/// What a picture must not have (ISO 15930-7 and ISO 19005-2, 6.2.8), or what only its writer uses.
const REMOVED: [&[u8]; 7] = [b"Alternates", b"OPI", b"Interpolate", b"StructParent", b"PieceInfo", b"Metadata", b"AF"];

/// What becomes of pictures of red, green and blue.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    /// Turns them into ink.
    pub(super) to_cmyk: Option<ToCmyk<'a>>,
    /// Whether those with a profile stay as they are (ISO 15930-7: colour by ICC profile is allowed).
    pub(super) keep_rgb: bool,
}

/// Makes a picture ready for print: one of red, green and blue becomes CMYK by `to_cmyk` and keeps its
/// soft mask, one of greys becomes `DeviceGray`. Gives whether it is transparent.
///
/// # Errors
///
/// Fails where the picture has red, green and blue that cannot be turned into ink, or broken data.
pub(super) fn picture(
    document: &mut Document,
    id: ObjectId,
    page: usize,
    profile: &[u8],
    pictures: Pictures<'_>,
) -> Result<bool, PrintError> {
    let stream = document.get_object_mut(id)?.as_stream_mut()?;
    for key in REMOVED {
        stream.dict.remove(key);
    }
    let dict = &document.get_object(id)?.as_stream()?.dict;
    let soft = dict.get(b"SMask").and_then(Object::as_reference).ok();
    if let Some(soft) = soft {
        soft_mask(document, soft, page)?;
    }
    let dict = &document.get_object(id)?.as_stream()?.dict;
    if get(document, dict, b"ImageMask").is_some_and(|mask| mask.as_bool().unwrap_or_default()) {
        return Ok(false);
    }
    let Ok(space) = dict.get(b"ColorSpace") else {
        return Err(PrintError::Unsupported { page, what: "a picture without a colour space" });
    };
    if let Some(base) = palette(document, space) {
        let space = indexed(document, base, page, profile, pictures.to_cmyk)?;
        document.get_object_mut(id)?.as_stream_mut()?.dict.set("ColorSpace", space);
        return Ok(soft.is_some());
    }
    let device = match family(document, space, profile) {
        Some(Family::Gray) => Some("DeviceGray"),
        Some(Family::Cmyk) => Some("DeviceCMYK"),
        Some(Family::ProfiledCmyk | Family::Spot) => None,
        Some(Family::Rgb) if pictures.keep_rgb && is_profiled(document, space) => None,
        Some(Family::Rgb) => {
            convert(document, id, page, pictures.to_cmyk)?;
            Some("DeviceCMYK")
        }
        _ => return Err(PrintError::Unsupported { page, what: "a picture in an unknown colour space" }),
    };
    if let Some(device) = device {
        document.get_object_mut(id)?.as_stream_mut()?.dict.set("ColorSpace", name(device));
    }
    Ok(soft.is_some())
}

/// Whether a colour space has an ICC profile of its own.
fn is_profiled(document: &Document, space: &Object) -> bool {
    let space = document.dereference(space).ok().and_then(|(_, space)| space.as_array().ok());
    space.and_then(|space| space.first()).and_then(|kind| kind.as_name().ok()) == Some(b"ICCBased")
}

/// Makes the soft mask of a picture plain grey.
fn soft_mask(document: &mut Document, id: ObjectId, page: usize) -> Result<(), PrintError> {
    let dict = &mut document.get_object_mut(id)?.as_stream_mut()?.dict;
    if dict.has(b"Matte") {
        return Err(PrintError::Unsupported { page, what: "a picture blended with a colour beforehand" });
    }
    for key in REMOVED {
        dict.remove(key);
    }
    dict.set("ColorSpace", name("DeviceGray"));
    Ok(())
}

/// Turns red, green and blue into inks.
fn convert(document: &mut Document, id: ObjectId, page: usize, to_cmyk: Option<ToCmyk<'_>>) -> Result<(), PrintError> {
    let stream = document.get_object(id)?.as_stream()?;
    let rgb = || PrintError::Rgb { page, operator: "Do".to_owned() };
    let to_cmyk = to_cmyk.ok_or_else(rgb)?;
    if filters(stream).iter().any(|filter| PHOTOS.contains(filter)) {
        return Err(rgb());
    }
    let dict = &stream.dict;
    let changed = dict.has(b"Decode") || get(document, dict, b"Mask").is_some_and(|mask| mask.as_array().is_ok());
    let bits = size(document, dict, b"BitsPerComponent");
    if changed || !matches!(bits, 8 | 16) {
        return Err(PrintError::Unsupported { page, what: "a picture of unusual samples" });
    }
    let pixels = size(document, dict, b"Width").saturating_mul(size(document, dict, b"Height"));
    let expected = pixels.saturating_mul(3 * bits / 8);
    let mut plain = stream.get_plain_content_with_limit(LIMIT)?;
    if plain.len() < expected {
        return Err(PrintError::Picture { page, expected, actual: plain.len() });
    }
    plain.truncate(expected);
    if bits == 16 {
        // The high bytes say enough for a press.
        plain = plain.as_chunks::<2>().0.iter().map(|[high, _]| *high).collect();
    }
    let inks = inks(&plain, page, to_cmyk)?;
    drop(plain);
    let stream = document.get_object_mut(id)?.as_stream_mut()?;
    stream.set_plain_content(inks);
    stream.dict.set("BitsPerComponent", 8);
    stream.compress()?;
    Ok(())
}

/// Calls back for a stretch of pixels at a time.
fn inks(rgb: &[u8], page: usize, to_cmyk: ToCmyk<'_>) -> Result<Vec<u8>, PrintError> {
    let mut inks = Vec::with_capacity(rgb.len() / 3 * 4);
    for part in rgb.chunks(PIXELS * 3) {
        let found = to_cmyk(part);
        let expected = part.len() / 3 * 4;
        if found.len() != expected {
            return Err(PrintError::Picture { page, expected, actual: found.len() });
        }
        inks.extend(found);
    }
    Ok(inks)
}

fn size(document: &Document, dict: &Dictionary, key: &[u8]) -> usize {
    get(document, dict, key)
        .and_then(|size| size.as_i64().ok())
        .and_then(|size| usize::try_from(size).ok())
        .unwrap_or(0)
}

/// The parts of an indexed colour space.
fn palette(document: &Document, space: &Object) -> Option<Vec<Object>> {
    let array = document.dereference(space).ok()?.1.as_array().ok()?;
    matches!(array.first()?.as_name(), Ok(b"Indexed" | b"I")).then(|| array.clone())
}

/// An indexed colour space of inks or greys.
fn indexed(
    document: &Document,
    parts: Vec<Object>,
    page: usize,
    profile: &[u8],
    to_cmyk: Option<ToCmyk<'_>>,
) -> Result<Object, PrintError> {
    let broken = || PrintError::Unsupported { page, what: "a picture with a broken palette" };
    let [kind, base, last, table]: [Object; 4] = parts.try_into().map_err(|_| broken())?;
    let (base, table) = match family(document, &base, profile) {
        Some(Family::Gray) => (name("DeviceGray"), table),
        Some(Family::Cmyk) => (name("DeviceCMYK"), table),
        Some(Family::ProfiledCmyk | Family::Spot) => (base, table),
        Some(Family::Rgb) => {
            let to_cmyk = to_cmyk.ok_or_else(|| PrintError::Rgb { page, operator: "Do".to_owned() })?;
            let rgb = match document.dereference(&table)?.1 {
                Object::Stream(stream) => stream.get_plain_content_with_limit(LIMIT)?,
                table => table.as_str()?.to_vec(),
            };
            let whole = rgb.len() - rgb.len() % 3;
            let rgb = rgb.get(..whole).unwrap_or_default();
            let inks = inks(rgb, page, to_cmyk)?;
            (name("DeviceCMYK"), Object::String(inks, lopdf::StringFormat::Hexadecimal))
        }
        _ => return Err(broken()),
    };
    Ok(Object::Array(vec![kind, base, last, table]))
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn turned(rgb: &[u8]) -> Vec<u8> {
        rgb.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 9]).collect()
    }

    fn run(space: Object, bits: i64, data: &[u8]) -> Result<Stream, PrintError> {
        let mut document = Document::new();
        let dict = dictionary! { "ColorSpace" => space, "BitsPerComponent" => bits, "Width" => 2, "Height" => 1 };
        let id = document.add_object(Stream::new(dict, data.to_vec()));
        picture(&mut document, id, 4, b"", Pictures { to_cmyk: Some(&turned), keep_rgb: false })?;
        Ok(document.get_object(id)?.as_stream()?.clone())
    }

    #[test]
    fn three_channels_become_four() {
        for (bits, data) in [(8, [1, 2, 3, 4, 5, 6].as_slice()), (16, &[1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0])] {
            let picture = run(name("DeviceRGB"), bits, data).unwrap();
            assert_eq!(picture.content, [1, 2, 3, 9, 4, 5, 6, 9]);
            assert_eq!(picture.dict.get(b"BitsPerComponent").unwrap(), &Object::Integer(8));
            assert_eq!(picture.dict.get(b"ColorSpace").unwrap(), &name("DeviceCMYK"));
        }
    }

    #[test]
    fn a_palette_becomes_ink() {
        let table = Object::string_literal(vec![1, 2, 3, 4, 5, 6]);
        let space = Object::Array(vec![name("Indexed"), name("DeviceRGB"), 1.into(), table]);
        let picture = run(space, 8, &[0, 1]).unwrap();
        let space = picture.dict.get(b"ColorSpace").unwrap().as_array().unwrap();
        assert_eq!(space.get(1).unwrap(), &name("DeviceCMYK"));
        assert_eq!(space.get(3).unwrap().as_str().unwrap(), [1, 2, 3, 9, 4, 5, 6, 9]);
        assert_eq!(picture.content, [0, 1]);
    }

    #[test]
    fn a_picture_with_too_few_bytes_is_refused() {
        let error = run(name("DeviceRGB"), 8, &[1, 2, 3]).unwrap_err();
        assert!(matches!(error, PrintError::Picture { page: 4, expected: 6, actual: 3 }), "{error}");
    }
}
