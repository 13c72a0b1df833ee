//! Pages: each on its own, without what only a screen uses, and with the boxes of ISO 15930-7.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::error::PrintError;
use crate::format::mm_to_pt;
use crate::pdf::object::{Rect, copy_keys, get, name};

/// What a page of a print file keeps. All else is for screens, or for the writer of the file.
const KEPT: [&[u8]; 8] = [b"Type", b"Parent", b"Resources", b"Contents", b"Rotate", b"Group", b"MediaBox", b"TrimBox"];
/// What a page takes from its ancestors.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// How many levels a page tree may have.
const DEPTH: usize = 64;
/// By how much boxes may differ, in pt: coordinates come as decimal fractions of single precision.
const SLACK: f64 = 0.01;

/// A page with its boxes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Page {
    /// The page's object.
    pub id: ObjectId,
    /// From 1.
    pub number: usize,
    /// The paper after cutting.
    pub trim: Rect,
    /// The area that ink may cover.
    pub bleed: Rect,
}

/// Makes every page stand on its own and writes `MediaBox`, `BleedBox` and `TrimBox` (ISO 15930-7, page
/// boxes). A page without a `TrimBox` has it `bleed` mm inside its `MediaBox`.
///
/// # Errors
///
/// Fails where a page has no room for `bleed` mm around its trim.
pub(super) fn pages(document: &mut Document, bleed: f64) -> Result<Vec<Page>, PrintError> {
    let ids: Vec<_> = document.page_iter().collect();
    let mut pages = Vec::with_capacity(ids.len());
    for (index, id) in ids.into_iter().enumerate() {
        pages.push(page(document, id, index + 1, bleed)?);
    }
    if pages.is_empty() {
        return Err(PrintError::NoPages);
    }
    strip_tree(document, &pages)?;
    Ok(pages)
}

fn page(document: &mut Document, id: ObjectId, number: usize, bleed: f64) -> Result<Page, PrintError> {
    let whole = flat(document, id)?;
    if get(document, &whole, b"UserUnit")
        .is_some_and(|unit| unit.as_float().is_ok_and(|unit| (unit - 1.0).abs() > f32::EPSILON))
    {
        return Err(PrintError::Unsupported { page: number, what: "a unit of its own" });
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

/// A page with what it takes from its ancestors.
fn flat(document: &Document, id: ObjectId) -> Result<Dictionary, PrintError> {
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

/// Leaves to the nodes above the pages nothing but the tree itself.
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
