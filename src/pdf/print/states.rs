//! Graphics states: without overprinting of their own and without what a press must not meet.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::object::{floats, get, get_dict, number};

/// Overprinting is set by this crate alone; transfer functions and halftones are forbidden
/// (ISO 19005-2, 6.2.5; ISO 15930-7, graphics state).
const REMOVED: [&[u8]; 9] = [b"OP", b"op", b"OPM", b"TR", b"TR2", b"HT", b"HTP", b"BG", b"UCR"];

/// A graphics state that is fit for print, and the content of its soft mask.
pub(super) fn cleaned(document: &Document, mut state: Dictionary) -> (Dictionary, Option<ObjectId>) {
    for key in REMOVED {
        state.remove(key);
    }
    let Some(mut mask) = get_dict(document, &state, b"SMask").cloned() else { return (state, None) };
    // Masks blend in grey, and so their backdrop is one.
    if let Some(backdrop) = mask.get(b"BC").ok().and_then(|backdrop| floats(document, backdrop)) {
        let grey = match *backdrop {
            [grey] => grey,
            [red, green, blue] => 0.3 * red + 0.59 * green + 0.11 * blue,
            _ => 0.0,
        };
        mask.set("BC", Object::Array(vec![number(grey)]));
    }
    let group = mask.get(b"G").and_then(Object::as_reference).ok();
    state.set("SMask", mask);
    (state, group)
}

/// Whether what is painted with a graphics state shows what is below.
pub(super) fn is_transparent(document: &Document, state: &Dictionary) -> bool {
    let opaque =
        |key: &[u8]| get(document, state, key).and_then(|alpha| alpha.as_float().ok()).is_none_or(|a| a >= 1.0);
    let normal = match get(document, state, b"BM") {
        None => true,
        Some(Object::Array(modes)) => modes.iter().all(|mode| mode.as_name().is_ok_and(is_normal)),
        Some(mode) => mode.as_name().is_ok_and(is_normal),
    };
    let masked = get_dict(document, state, b"SMask").is_some();
    masked || !normal || !opaque(b"ca") || !opaque(b"CA")
}

fn is_normal(mode: &[u8]) -> bool {
    matches!(mode, b"Normal" | b"Compatible")
}
