//! Graphics states: without overprinting, and without what a print PDF must not have.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::pdf::object::{get, get_dict};

/// Overprinting is set only by this crate; transfer functions and halftones are forbidden (ISO 19005-2, 6.2.5; ISO
/// 15930-7, graphics state).
const REMOVED: [&[u8]; 9] = [b"OP", b"op", b"OPM", b"TR", b"TR2", b"HT", b"HTP", b"BG", b"UCR"];

/// Returns a graphics state that is fit for print, and the content of its soft mask.
pub(super) fn clean(document: &Document, mut state: Dictionary) -> (Dictionary, Option<ObjectId>) {
    for key in REMOVED {
        state.remove(key);
    }
    let mask = get_dict(document, &state, b"SMask").and_then(|mask| mask.get(b"G").ok()?.as_reference().ok());
    (state, mask)
}

/// Returns whether what is painted with a graphics state shows what is below.
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
