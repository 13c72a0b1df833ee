//! Save: a document into the bytes of a PDF 1.6.

use std::io::Write;

use lopdf::xref::XrefType;
use lopdf::{Document, SaveOptions};

use super::error::PressError;
use crate::fs::hash::Hasher;

/// The newest version that ISO 15930-7 allows.
const VERSION: &str = "1.6";
/// Bytes above 127 in the second line say that the file is binary (ISO 19005-2, 6.1.2).
const BINARY: [u8; 4] = [0xe2, 0xe3, 0xcf, 0xd3];

/// The bytes of the file, with object and cross-reference streams.
pub(super) fn bytes(document: &mut Document) -> Result<Vec<u8>, PressError> {
    let mut out = Vec::new();
    write(document, &mut out)?;
    out.push(b'\n');
    Ok(out)
}

/// A hash of the whole content.
pub(super) fn content_hash(document: &mut Document) -> Result<[u8; 32], PressError> {
    let mut hash = Hasher::default();
    write(document, &mut hash)?;
    Ok(hash.finish())
}

fn write(document: &mut Document, out: &mut impl Write) -> Result<(), PressError> {
    VERSION.clone_into(&mut document.version);
    BINARY.as_slice().clone_into(&mut document.binary_mark);
    document.reference_table.cross_reference_type = XrefType::CrossReferenceStream;
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    Ok(document.save_with_options(out, options)?)
}
