//! Reading and saving PDFs, and access to the objects in them.

use std::io::{self, Write};

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, SaveOptions, Stream};

/// Bytes above 127 in the second line mark the file as binary (ISO 19005-2 and ISO 19005-3, 6.1.2).
const BINARY_MARK: [u8; 4] = [0xe2, 0xe3, 0xcf, 0xd3];

/// Why a PDF cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is damaged, or is not a PDF.
    #[error("the file is not a valid PDF: {0}")]
    Damaged(#[from] Error),
    /// The file is encrypted.
    #[error("the PDF is encrypted")]
    Encrypted,
}

/// Reads a PDF without repairing it: a file that is not complete must not look as if it were.
///
/// # Errors
///
/// Fails if the file is damaged or encrypted.
pub fn read_pdf(pdf: &[u8]) -> Result<Document, ReadError> {
    let options = LoadOptions { strict: true, ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(|error| match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => ReadError::Encrypted,
        error => ReadError::Damaged(error),
    })?;
    if document.was_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(ReadError::Encrypted);
    }
    Ok(document)
}

/// Returns the bytes of a document.
///
/// # Errors
///
/// Fails if an object cannot be written.
pub fn save_pdf(document: &mut Document) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_document(document, &mut bytes)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes a document with object and cross-reference streams, in the version that it has.
pub(super) fn write_document(document: &mut Document, out: &mut impl Write) -> io::Result<()> {
    BINARY_MARK.as_slice().clone_into(&mut document.binary_mark);
    document.reference_table.cross_reference_type = XrefType::CrossReferenceStream;
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    document.save_with_options(out, options)
}

/// A number: an integer if it is whole, else with at most five decimals; 0 if it is not finite.
pub(super) fn number(value: f64) -> Object {
    let value = if value.is_finite() { value } else { 0.0 };
    let value = (value * 100_000.0).round() / 100_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^31, or a coordinate")]
    if value.fract() == 0.0 && value.abs() < f64::from(i32::MAX) {
        Object::Integer(value as i64)
    } else {
        Object::Real(value as f32)
    }
}

pub(super) fn numbers(values: &[f64]) -> Object {
    Object::Array(values.iter().map(|value| number(*value)).collect())
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Follows a reference; `None` if it leads nowhere, or to null.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
}

/// Returns the value of a key, following references; `None` if it is missing or null.
pub(super) fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    resolve(document, dict.get(key).ok()?)
}

pub(super) fn get_dict<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    get(document, dict, key)?.as_dict().ok()
}

pub(super) fn get_name<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(document, dict, key)?.as_name().ok()
}

/// Returns the numbers of an array, following references; `None` if anything else is in it.
pub(super) fn floats(document: &Document, object: &Object) -> Option<Vec<f64>> {
    resolve(document, object)?.as_array().ok()?.iter().map(|item| float(document, item)).collect()
}

/// Returns a finite number, following a reference.
pub(super) fn float(document: &Document, object: &Object) -> Option<f64> {
    resolve(document, object)?.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// Copies those of the keys that a dictionary has.
pub(super) fn copy_keys(from: &Dictionary, to: &mut Dictionary, keys: &[&[u8]]) {
    for key in keys {
        if let Ok(value) = from.get(key) {
            to.set(*key, value.clone());
        }
    }
}

/// Replaces the object that `place` refers to, or `place` itself if it is not a reference.
pub(super) fn store(document: &mut Document, place: &mut Object, object: Object) {
    match place {
        Object::Reference(id) => {
            document.objects.insert(*id, object);
        }
        _ => *place = object,
    }
}

pub(super) fn filters(stream: &Stream) -> Vec<&[u8]> {
    stream.filters().unwrap_or_default()
}

/// A rectangle in pt, from the lower left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) bottom: f64,
    pub(super) right: f64,
    pub(super) top: f64,
}

impl Rect {
    /// Spans two opposite corners, in either order.
    pub(super) fn between([x0, y0, x1, y1]: [f64; 4]) -> Self {
        Self { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }

    /// Reads a rectangle (ISO 32000-1, 7.9.5).
    pub(super) fn read(document: &Document, object: &Object) -> Option<Self> {
        Some(Self::between(floats(document, object)?.try_into().ok()?))
    }

    /// Returns left, bottom, right and top, as a PDF writes a rectangle.
    pub(super) fn corners(self) -> [f64; 4] {
        [self.left, self.bottom, self.right, self.top]
    }

    pub(super) fn to_object(self) -> Object {
        numbers(&self.corners())
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// Grows the rectangle by a width in pt on each side.
    pub(super) fn grow(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    pub(super) fn translate(self, x: f64, y: f64) -> Self {
        Self { left: self.left + x, bottom: self.bottom + y, right: self.right + x, top: self.top + y }
    }

    /// Returns the area that both cover; `None` if there is none.
    pub(super) fn intersect(self, other: Self) -> Option<Self> {
        let part = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (part.width() > 0.0 && part.height() > 0.0).then_some(part)
    }

    /// Returns the smallest rectangle around both.
    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// Returns whether the rectangle is inside another, within a tolerance in pt.
    pub(super) fn fits(self, other: Self, tolerance: f64) -> bool {
        let other = other.grow(tolerance);
        self.left >= other.left && self.bottom >= other.bottom && self.right <= other.right && self.top <= other.top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Rect = Rect { left: 0.0, bottom: 0.0, right: 595.0, top: 842.0 };

    #[test]
    fn a_rectangle_fits_within_the_tolerance() {
        assert!(A4.fits(A4, 0.01));
        assert!(A4.grow(0.005).fits(A4, 0.01));
        assert!(!A4.grow(0.1).fits(A4, 0.01));
        assert!(!A4.translate(1.0, 0.0).fits(A4, 0.01));
    }
}
