//! The catalog, the streams and the fonts of the file: nothing for screens only, nothing that the standards forbid.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::error::PrintError;
use crate::pdf::object::{copy_keys, filters, get_dict, get_name, name};

/// Replaces the catalog by one with only the pages, their labels and the language. Outline, name tree, actions, forms,
/// attachments, tags and a later version are dropped.
pub(super) fn replace_catalog(document: &mut Document, language: &str) -> Result<ObjectId, PrintError> {
    let old = document.catalog()?;
    if old.has(b"OCProperties") {
        return Err(PrintError::Forbidden { what: "layers that can be hidden" });
    }
    let mut catalog = Dictionary::new();
    catalog.set("Type", name("Catalog"));
    copy_keys(old, &mut catalog, &[b"Pages", b"PageLabels"]);
    catalog.set("Lang", Object::String(language.as_bytes().to_vec(), StringFormat::Literal));
    let id = document.add_object(catalog);
    document.trailer = Dictionary::new();
    document.trailer.set("Root", id);
    Ok(id)
}

/// Refuses streams outside the file, and compression that `typst-pdf` does not use, such as LZW (ISO 15930-7; ISO 19005-2,
/// 6.1.7).
pub(super) fn check_streams(document: &Document) -> Result<(), PrintError> {
    let forbidden = |what| Err(PrintError::Forbidden { what });
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        if [b"F".as_slice(), b"FFilter", b"FDecodeParms"].iter().any(|key| stream.dict.has(key)) {
            return forbidden("content from outside the file");
        }
        if filters(stream).iter().any(|filter| !matches!(*filter, b"FlateDecode" | b"DCTDecode")) {
            return forbidden("a stream that is compressed neither with Flate nor as a JPEG");
        }
    }
    Ok(())
}

/// Refuses fonts that are not embedded (ISO 15930-7, fonts; ISO 19005-2, 6.2.11.4.1), and Type 3 fonts, whose glyphs are
/// content streams with separate colours.
pub(super) fn check_fonts(document: &Document) -> Result<(), PrintError> {
    for font in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        let subtype = get_name(document, font, b"Subtype");
        if subtype == Some(b"Type3") {
            return Err(PrintError::Forbidden { what: "a font whose letters are drawings, such as emoji" });
        }
        // A composite font has no font file: its descendants have.
        let has_file = matches!(subtype, Some(b"Type1" | b"MMType1" | b"TrueType" | b"CIDFontType0" | b"CIDFontType2"));
        if get_name(document, font, b"Type") != Some(b"Font") || !has_file {
            continue;
        }
        let is_embedded = get_dict(document, font, b"FontDescriptor").is_some_and(|descriptor| {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        });
        if !is_embedded {
            let name = get_name(document, font, b"BaseFont").unwrap_or_default();
            return Err(PrintError::Font { name: String::from_utf8_lossy(name).into_owned() });
        }
    }
    Ok(())
}
