//! Characters that no font of the project has.

use std::collections::BTreeMap;

use typst::layout::FrameItem;
use typst_layout::PagedDocument;

use super::{shown, walk};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;

/// One fault for each character without a glyph, with the first page it is on.
pub(super) fn check(document: &PagedDocument, records: &Records) -> Vec<Diagnostic> {
    let mut missing = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk::items(&page.frame, &mut |item, _| {
            let FrameItem::Text(text) = item else { return };
            for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                if let Some(letter) = text.text.get(glyph.range()).and_then(|part| part.chars().next()) {
                    missing.entry(letter).or_insert_with(|| (index + 1, text.text.to_string()));
                }
            }
        });
    }
    missing
        .into_iter()
        .map(|(letter, (page, text))| {
            let code = u32::from(letter);
            let message = format!("no font of the project has the character `{letter}` (U+{code:04X}), on page {page}");
            let fault = Diagnostic::error(Code::MISSING_CHARACTER, message)
                .hint(format!("write other words; it stands in “{}”", shown(&text)));
            records.locate(letter.encode_utf8(&mut [0; 4]), fault)
        })
        .collect()
}
