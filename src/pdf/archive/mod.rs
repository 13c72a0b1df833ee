//! Archive: files inside a PDF, as PDF/A-3 has them (ISO 19005-3, 6.8), and out of it again. Knows PDF,
//! not the brochure.

mod attach;
mod error;
mod extract;
mod media;
mod names;

use lopdf::{Document, LoadOptions, SaveOptions};

pub use attach::{Attachment, Relationship, attach};
pub use error::{ArchiveError, ExtractError};
pub use extract::extract;

/// Bytes above 127 in the second line say that the file is binary (ISO 19005-3, 6.1.2).
const BINARY: [u8; 4] = [0xe2, 0xe3, 0xcf, 0xd3];

/// Reads a PDF that is to be changed.
///
/// # Errors
///
/// Fails where it is damaged.
pub fn load(pdf: &[u8]) -> Result<Document, ArchiveError> {
    Ok(Document::load_mem_with_options(pdf, LoadOptions { strict: true, ..LoadOptions::default() })?)
}

/// The bytes of a changed PDF, in the version that it had.
///
/// # Errors
///
/// Fails where it cannot be put together.
pub fn save(document: &mut Document) -> Result<Vec<u8>, ArchiveError> {
    BINARY.as_slice().clone_into(&mut document.binary_mark);
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    bytes.push(b'\n');
    Ok(bytes)
}
