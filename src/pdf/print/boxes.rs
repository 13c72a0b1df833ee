//! Page boxes as ISO 15930-7 asks for them, on pages without anything for screens only.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::error::PrintError;
use crate::format::mm_to_pt;
use crate::pdf::object::{Rect, copy_keys, get, name};

/// The keys that a page keeps. All others are for screens, or for the program that wrote the file.
const KEPT: [&[u8]; 8] = [b"Type", b"Parent", b"Resources", b"Contents", b"Rotate", b"Group", b"MediaBox", b"TrimBox"];
/// The keys that a page inherits (ISO 32000-1, 7.7.3.4).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// The deepest page tree, in levels.
const DEPTH: usize = 64;
/// Tolerance for boxes inside each other, in pt: coordinates are decimal fractions of single precision.
const SLACK: f64 = 0.01;

/// A page with its boxes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Page {
    pub id: ObjectId,
    /// From 1.
    pub number: usize,
    pub trim: Rect,
    pub bleed: Rect,
}

/// Gives every page all that it inherits, and a `MediaBox`, `BleedBox` and `TrimBox` (ISO 15930-7, page boxes). The
/// trim of a page without a `TrimBox` is `bleed` mm inside its `MediaBox`.
///
/// # Errors
///
/// Fails if a page has no room for `bleed` mm around its trim.
pub(super) fn set_page_boxes(document: &mut Document, bleed: f64) -> Result<Vec<Page>, PrintError> {
    let ids: Vec<_> = document.page_iter().collect();
    let mut pages = Vec::with_capacity(ids.len());
    for (index, id) in ids.into_iter().enumerate() {
        pages.push(set_boxes(document, id, index + 1, bleed)?);
    }
    if pages.is_empty() {
        return Err(PrintError::NoPages);
    }
    strip_tree(document, &pages)?;
    Ok(pages)
}

fn set_boxes(document: &mut Document, id: ObjectId, number: usize, bleed: f64) -> Result<Page, PrintError> {
    let whole = with_inherited(document, id)?;
    if get(document, &whole, b"UserUnit")
        .is_some_and(|unit| unit.as_float().is_ok_and(|unit| (unit - 1.0).abs() > f32::EPSILON))
    {
        return Err(PrintError::Unsupported { page: number, what: "a unit other than the point" });
    }
    let rect = |key: &[u8]| get(document, &whole, key).and_then(|object| Rect::read(document, object));
    let room = PrintError::Bleed { page: number, bleed };
    let Some(media) = rect(b"MediaBox") else {
        return Err(PrintError::Unsupported { page: number, what: "no size" });
    };
    let width = mm_to_pt(bleed);
    let trim = rect(b"TrimBox").unwrap_or_else(|| media.grow(-width));
    let inked = trim.grow(width);
    if !bleed.is_finite() || bleed < 0.0 || trim.width() <= 0.0 || trim.height() <= 0.0 || !inked.fits(media, SLACK) {
        return Err(room);
    }
    let inked = inked.intersect(media).unwrap_or(media);
    let mut kept = Dictionary::new();
    copy_keys(&whole, &mut kept, &KEPT);
    kept.set("MediaBox", media.to_object());
    kept.set("BleedBox", inked.to_object());
    kept.set("TrimBox", trim.to_object());
    if !kept.has(b"Resources") {
        kept.set("Resources", Dictionary::new());
    }
    document.objects.insert(id, kept.into());
    Ok(Page { id, number, trim, bleed: inked })
}

/// Returns a page with the keys that it inherits.
fn with_inherited(document: &Document, id: ObjectId) -> Result<Dictionary, PrintError> {
    let mut page = document.get_dictionary(id)?.clone();
    let mut parent = page.get(b"Parent").and_then(Object::as_reference).ok();
    for _ in 0..DEPTH {
        let Some(dict) = parent.and_then(|id| document.get_dictionary(id).ok()) else { break };
        for key in INHERITED {
            if let (false, Ok(value)) = (page.has(key), dict.get(key)) {
                page.set(key, value.clone());
            }
        }
        parent = dict.get(b"Parent").and_then(Object::as_reference).ok();
    }
    Ok(page)
}

/// Removes everything but the tree itself from the nodes above the pages.
fn strip_tree(document: &mut Document, pages: &[Page]) -> Result<(), PrintError> {
    let mut seen = BTreeSet::new();
    for page in pages {
        let mut parent = document.get_dictionary(page.id)?.get(b"Parent").and_then(Object::as_reference).ok();
        while let Some(id) = parent.filter(|id| seen.insert(*id)) {
            let node = document.get_dictionary_mut(id)?;
            let mut kept = Dictionary::new();
            kept.set("Type", name("Pages"));
            copy_keys(node, &mut kept, &[b"Parent", b"Kids", b"Count"]);
            *node = kept;
            parent = document.get_dictionary(id)?.get(b"Parent").and_then(Object::as_reference).ok();
        }
    }
    Ok(())
}
