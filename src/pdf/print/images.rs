//! Pictures: colours of a screen become inks of the press, and greys the K plate.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::ToCmyk;
use super::error::PrintError;
use super::spaces::{Family, family};
use crate::pdf::object::{filters, get, name};

/// The largest picture that is read, bytes.
const LIMIT: usize = 512 << 20;

/// Pixels that are converted at once.
const PIXELS: usize = 1 << 16;

/// Entries that a picture must not have (ISO 15930-7 and ISO 19005-2, 6.2.8), or that no press reads.
const REMOVED: [&[u8]; 7] = [b"Alternates", b"OPI", b"Interpolate", b"StructParent", b"PieceInfo", b"Metadata", b"AF"];

/// What becomes of pictures of red, green and blue.
#[derive(Clone, Copy)]
pub(super) struct Pictures<'a> {
    /// Converts them to inks.
    pub(super) to_cmyk: Option<ToCmyk<'a>>,
    /// Whether those with a profile stay as they are (ISO 15930-7: colour by ICC profile is allowed).
    pub(super) keep_rgb: bool,
}

/// Makes a picture ready for print: one of red, green and blue becomes CMYK and keeps its soft mask, and one of
/// greys becomes `DeviceGray`. Returns whether it is transparent.
///
/// # Errors
///
/// Fails if the picture has red, green and blue that cannot be converted, or is of a kind that `typst-pdf` does
/// not write.
pub(super) fn picture(
    document: &mut Document,
    id: ObjectId,
    page: usize,
    pictures: Pictures<'_>,
) -> Result<bool, PrintError> {
    let dict = &mut document.get_object_mut(id)?.as_stream_mut()?.dict;
    for key in REMOVED {
        dict.remove(key);
    }
    let soft = dict.get(b"SMask").and_then(Object::as_reference).ok();
    let unusual = [b"ImageMask".as_slice(), b"Mask"].iter().any(|key| dict.has(key));
    if unusual || dict.get(b"BitsPerComponent").and_then(Object::as_i64).ok() != Some(8) {
        return Err(PrintError::Unsupported { page, what: "a picture of unusual samples" });
    }
    if let Some(soft) = soft {
        let dict = &mut document.get_object_mut(soft)?.as_stream_mut()?.dict;
        if dict.has(b"Matte") {
            return Err(PrintError::Unsupported { page, what: "a picture blended with a colour beforehand" });
        }
        for key in REMOVED {
            dict.remove(key);
        }
        dict.set("ColorSpace", name("DeviceGray"));
    }
    let dict = &document.get_object(id)?.as_stream()?.dict;
    let space = dict.get(b"ColorSpace").ok();
    let device = match space.and_then(|space| family(document, space)) {
        Some(Family::Gray) => "DeviceGray",
        Some(Family::Cmyk) => "DeviceCMYK",
        Some(Family::Rgb) if pictures.keep_rgb && space.is_some_and(|space| is_profiled(document, space)) => {
            return Ok(soft.is_some());
        }
        Some(Family::Rgb) => {
            convert(document, id, page, pictures.to_cmyk)?;
            "DeviceCMYK"
        }
        _ => return Err(PrintError::Unsupported { page, what: "a picture in an unknown colour space" }),
    };
    document.get_object_mut(id)?.as_stream_mut()?.dict.set("ColorSpace", name(device));
    Ok(soft.is_some())
}

/// Returns whether a colour space is more than a name, and so has an ICC profile.
fn is_profiled(document: &Document, space: &Object) -> bool {
    document.dereference(space).is_ok_and(|(_, space)| space.as_array().is_ok())
}

/// Converts the pixels of a picture to inks.
fn convert(document: &mut Document, id: ObjectId, page: usize, to_cmyk: Option<ToCmyk<'_>>) -> Result<(), PrintError> {
    let stream = document.get_object(id)?.as_stream()?;
    let to_cmyk = to_cmyk
        .filter(|_| filters(stream).iter().all(|filter| *filter == b"FlateDecode") && !stream.dict.has(b"Decode"));
    let to_cmyk = to_cmyk.ok_or_else(|| PrintError::Rgb { page, operator: "Do".to_owned() })?;
    let pixels = size(document, &stream.dict, b"Width").saturating_mul(size(document, &stream.dict, b"Height"));
    let expected = pixels.saturating_mul(3);
    let rgb = stream.get_plain_content_with_limit(LIMIT)?;
    let rgb = rgb.get(..expected).ok_or(PrintError::Picture { page, expected, actual: rgb.len() })?;
    let mut inks = Vec::with_capacity(pixels.saturating_mul(4));
    for part in rgb.chunks(PIXELS * 3) {
        let converted = to_cmyk(part);
        let expected = part.len() / 3 * 4;
        if converted.len() != expected {
            return Err(PrintError::Picture { page, expected, actual: converted.len() });
        }
        inks.extend(converted);
    }
    let stream = document.get_object_mut(id)?.as_stream_mut()?;
    stream.set_plain_content(inks);
    stream.compress()?;
    Ok(())
}

fn size(document: &Document, dict: &Dictionary, key: &[u8]) -> usize {
    let size = get(document, dict, key).and_then(|size| size.as_i64().ok());
    size.and_then(|size| usize::try_from(size).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn to_cmyk(rgb: &[u8]) -> Vec<u8> {
        rgb.as_chunks::<3>().0.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 9]).collect()
    }

    fn run(space: Object, bits: i64, data: &[u8]) -> Result<Stream, PrintError> {
        let mut document = Document::new();
        let dict = dictionary! { "ColorSpace" => space, "BitsPerComponent" => bits, "Width" => 2, "Height" => 1 };
        let mut stream = Stream::new(dict, data.to_vec());
        stream.compress()?;
        let id = document.add_object(stream);
        picture(&mut document, id, 4, Pictures { to_cmyk: Some(&to_cmyk), keep_rgb: false })?;
        Ok(document.get_object(id)?.as_stream()?.clone())
    }

    #[test]
    fn three_channels_become_four() {
        let picture = run(name("DeviceRGB"), 8, &[1, 2, 3, 4, 5, 6]).unwrap();
        assert_eq!(picture.get_plain_content().unwrap(), [1, 2, 3, 9, 4, 5, 6, 9]);
        assert_eq!(picture.dict.get(b"ColorSpace").unwrap(), &name("DeviceCMYK"));
    }

    #[test]
    fn pictures_that_typst_does_not_write_are_refused() {
        let palette = vec![name("Indexed"), name("DeviceRGB"), 1.into(), Object::string_literal(vec![1; 6])];
        let calibrated = vec![name("CalRGB"), Object::Dictionary(Dictionary::new())];
        for (space, bits) in [(palette.into(), 8), (calibrated.into(), 8), (name("DeviceRGB"), 16)] {
            let error = run(space, bits, &[1; 12]).unwrap_err();
            assert!(matches!(error, PrintError::Unsupported { page: 4, .. }), "{error}");
        }
    }

    #[test]
    fn a_picture_with_too_few_bytes_is_refused() {
        let error = run(name("DeviceRGB"), 8, &[1, 2, 3]).unwrap_err();
        assert!(matches!(error, PrintError::Picture { page: 4, expected: 6, actual: 3 }), "{error}");
    }
}
