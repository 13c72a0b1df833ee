//! The catalog and the streams of the file: nothing in them that only a screen uses or that the
//! standards forbid.

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::error::PrintError;
use crate::pdf::object::{copy_keys, filters, get_dict, get_name, name};

/// The largest stream that is packed anew, in bytes.
const LIMIT: usize = 512 << 20;

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

/// Packs streams anew that use LZW, which ISO 19005-2, 6.1.7 and ISO 15930-7 forbid, and refuses what no
/// page of a print file can need.
pub(super) fn streams(document: &mut Document) -> Result<(), PrintError> {
    let forbidden = |what| PrintError::Forbidden { what };
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        for key in [b"F".as_slice(), b"FFilter", b"FDecodeParms"] {
            if stream.dict.has(key) {
                return Err(forbidden("content from outside the file"));
            }
        }
        let found = filters(stream);
        if found.contains(&b"Crypt".as_slice()) {
            return Err(forbidden("an encrypted part"));
        }
        if found.contains(&b"LZWDecode".as_slice()) {
            if found.iter().any(|filter| matches!(*filter, b"DCTDecode" | b"JPXDecode" | b"CCITTFaxDecode")) {
                return Err(forbidden("a picture packed twice"));
            }
            let plain = stream.get_plain_content_with_limit(LIMIT)?;
            stream.set_plain_content(plain);
            stream.compress()?;
        }
    }
    Ok(())
}

/// Refuses fonts that are not in the file (ISO 15930-7, fonts; ISO 19005-2, 6.2.11.4.1).
pub(super) fn fonts(document: &Document) -> Result<(), PrintError> {
    for object in document.objects.values() {
        let Ok(font) = object.as_dict() else { continue };
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
