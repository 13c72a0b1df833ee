//! The catalog and the streams of the file: nothing in them that only a screen uses or that the
//! standards forbid.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::error::PrintError;
use crate::pdf::object::{copy_keys, filters, get_dict, get_name, name};

/// Replaces the catalog by one with the pages, their numbers and the language: no outline, name tree,
/// action, form, attachment, optional content, tag tree or version of its own.
pub(super) fn replace(document: &mut Document, language: &str) -> Result<ObjectId, PrintError> {
    let before = document.catalog()?;
    if before.has(b"OCProperties") {
        return Err(PrintError::Forbidden { what: "layers that can be hidden" });
    }
    let mut catalog = Dictionary::new();
    catalog.set("Type", name("Catalog"));
    copy_keys(before, &mut catalog, &[b"Pages", b"PageLabels"]);
    catalog.set("Lang", Object::String(language.as_bytes().to_vec(), StringFormat::Literal));
    let id = document.add_object(catalog);
    document.trailer = Dictionary::new();
    document.trailer.set("Root", id);
    Ok(id)
}

/// Refuses streams that are packed in another way than `typst-pdf` packs them, such as LZW, which ISO 19005-2, 6.1.7
/// and ISO 15930-7 forbid, and streams outside the file.
pub(super) fn streams(document: &Document) -> Result<(), PrintError> {
    let forbidden = |what| Err(PrintError::Forbidden { what });
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        if [b"F".as_slice(), b"FFilter", b"FDecodeParms"].iter().any(|key| stream.dict.has(key)) {
            return forbidden("content from outside the file");
        }
        if filters(stream).iter().any(|filter| !matches!(*filter, b"FlateDecode" | b"DCTDecode")) {
            return forbidden("a stream that is packed neither by Flate nor as a JPEG");
        }
    }
    Ok(())
}

/// Refuses fonts that are not in the file (ISO 15930-7, fonts; ISO 19005-2, 6.2.11.4.1), and those whose glyphs are
/// content streams of their own colours (type 3), as those of emoji.
pub(super) fn fonts(document: &Document) -> Result<(), PrintError> {
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if get_name(document, font, b"Subtype") == Some(b"Type3") {
            return Err(PrintError::Forbidden { what: "a font whose letters are drawings, such as emoji" });
        }
        let simple = matches!(
            get_name(document, font, b"Subtype"),
            Some(b"Type1" | b"MMType1" | b"TrueType" | b"CIDFontType0" | b"CIDFontType2")
        );
        if get_name(document, font, b"Type") != Some(b"Font") || !simple {
            continue;
        }
        let descriptor = get_dict(document, font, b"FontDescriptor");
        let embedded = descriptor.is_some_and(|descriptor| {
            [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        });
        if !embedded {
            let name = get_name(document, font, b"BaseFont").unwrap_or_default();
            return Err(PrintError::Font { name: String::from_utf8_lossy(name).into_owned() });
        }
    }
    Ok(())
}
