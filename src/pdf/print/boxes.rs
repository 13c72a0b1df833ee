//! Pages: each on its own, without what only a screen uses, and with the boxes of ISO 15930-7.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::error::PressError;
use super::object::{floats, get, name, numbers};
use crate::format::PT_PER_MM;

/// What a page of a print file keeps. All else is for screens, or for the writer of the file.
const KEPT: [&[u8]; 8] = [b"Type", b"Parent", b"Resources", b"Contents", b"Rotate", b"Group", b"MediaBox", b"TrimBox"];
/// What a page takes from its ancestors.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// How many levels a page tree may have.
const DEPTH: usize = 64;
/// By how much boxes may differ, in pt: coordinates come as decimal fractions of single precision.
const SLACK: f64 = 0.01;

/// A rectangle in pt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    /// Left.
    pub left: f64,
    /// Bottom.
    pub bottom: f64,
    /// Right.
    pub right: f64,
    /// Top.
    pub top: f64,
}

impl Rect {
    /// Reads one, whichever corners it is given by.
    pub(super) fn read(document: &Document, object: &Object) -> Option<Self> {
        let [x1, y1, x2, y2] = floats(document, object)?.try_into().ok()?;
        Some(Self { left: f64::min(x1, x2), bottom: f64::min(y1, y2), right: f64::max(x1, x2), top: f64::max(y1, y2) })
    }

    /// The array of its corners.
    pub(super) fn object(self) -> Object {
        numbers(&[self.left, self.bottom, self.right, self.top])
    }

    /// Larger by a width on each side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// Elsewhere.
    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        Self { left: self.left + x, bottom: self.bottom + y, right: self.right + x, top: self.top + y }
    }

    /// How wide it is.
    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    /// How high it is.
    pub(super) fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// The part inside another.
    fn within(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        }
    }

    /// Whether it lies in another, but for rounding.
    fn fits(self, other: Self) -> bool {
        let part = self.within(other);
        let off = |a: f64, b: f64| (a - b).abs() > SLACK;
        !(off(part.left, self.left)
            || off(part.bottom, self.bottom)
            || off(part.right, self.right)
            || off(part.top, self.top))
    }
}

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
pub(super) fn pages(document: &mut Document, bleed: f64) -> Result<Vec<Page>, PressError> {
    let ids: Vec<_> = document.page_iter().collect();
    let mut pages = Vec::with_capacity(ids.len());
    for (index, id) in ids.into_iter().enumerate() {
        pages.push(page(document, id, index + 1, bleed)?);
    }
    if pages.is_empty() {
        return Err(PressError::NoPages);
    }
    strip_tree(document, &pages)?;
    Ok(pages)
}

fn page(document: &mut Document, id: ObjectId, number: usize, bleed: f64) -> Result<Page, PressError> {
    let whole = flat(document, id)?;
    if get(document, &whole, b"UserUnit")
        .is_some_and(|unit| unit.as_float().is_ok_and(|unit| (unit - 1.0).abs() > f32::EPSILON))
    {
        return Err(PressError::Unsupported { page: number, what: "a unit of its own" });
    }
    let rect = |key: &[u8]| get(document, &whole, key).and_then(|object| Rect::read(document, object));
    let room = PressError::Bleed { page: number, bleed };
    let Some(media) = rect(b"MediaBox") else {
        return Err(PressError::Unsupported { page: number, what: "no size" });
    };
    let width = bleed * PT_PER_MM;
    let trim = rect(b"TrimBox").unwrap_or_else(|| media.grown(-width));
    let inked = trim.grown(width);
    if !bleed.is_finite() || bleed < 0.0 || trim.width() <= 0.0 || trim.height() <= 0.0 || !inked.fits(media) {
        return Err(room);
    }
    let inked = inked.within(media);
    let mut kept = Dictionary::new();
    for key in KEPT {
        if let Ok(value) = whole.get(key) {
            kept.set(key, value.clone());
        }
    }
    kept.set("MediaBox", media.object());
    kept.set("BleedBox", inked.object());
    kept.set("TrimBox", trim.object());
    if !kept.has(b"Resources") {
        kept.set("Resources", Dictionary::new());
    }
    document.objects.insert(id, kept.into());
    Ok(Page { id, number, trim, bleed: inked })
}

/// A page with what it takes from its ancestors.
fn flat(document: &Document, id: ObjectId) -> Result<Dictionary, PressError> {
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
fn strip_tree(document: &mut Document, pages: &[Page]) -> Result<(), PressError> {
    let mut seen = BTreeSet::new();
    for page in pages {
        let mut parent = document.get_dictionary(page.id)?.get(b"Parent").and_then(Object::as_reference).ok();
        while let Some(id) = parent.filter(|id| seen.insert(*id)) {
            let node = document.get_dictionary_mut(id)?;
            let mut kept = Dictionary::new();
            kept.set("Type", name("Pages"));
            for key in [b"Parent".as_slice(), b"Kids", b"Count"] {
                if let Ok(value) = node.get(key) {
                    kept.set(key, value.clone());
                }
            }
            *node = kept;
            parent = document.get_dictionary(id)?.get(b"Parent").and_then(Object::as_reference).ok();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Rect = Rect { left: 0.0, bottom: 0.0, right: 595.0, top: 842.0 };

    #[test]
    fn a_rectangle_fits_but_for_rounding() {
        assert!(A4.fits(A4));
        assert!(A4.grown(0.005).fits(A4));
        assert!(!A4.grown(0.1).fits(A4));
        assert!(!A4.moved(1.0, 0.0).fits(A4));
    }
}
