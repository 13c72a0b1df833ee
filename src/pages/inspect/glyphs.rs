//! Characters that no font of the project has.

use std::collections::BTreeMap;

use typst::layout::FrameItem;
use typst_layout::PagedDocument;

use super::{excerpt, walk};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;

/// Reports each character without a glyph once, with the first page that it is on.
pub(super) fn check(document: &PagedDocument, records: &Records) -> Vec<Diagnostic> {
    let mut missing = BTreeMap::new();
    for (number, page) in (1..).zip(document.pages()) {
        walk::visit_items(&page.frame, &mut |item, _| {
            let FrameItem::Text(text) = item else { return };
            for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                if let Some(letter) = text.text.get(glyph.range()).and_then(|part| part.chars().next()) {
                    missing.entry(letter).or_insert_with(|| (number, text.text.to_string()));
                }
            }
        });
    }
    let report = |(letter, (page, text)): (char, (usize, String))| {
        let code = u32::from(letter);
        let message = format!("no font of the project has the character `{letter}` (U+{code:04X}), on page {page}");
        let error = Diagnostic::error(Code::MISSING_CHARACTER, message)
            .hint(format!("replace it with other characters in “{}”", excerpt(&text)));
        records.locate(letter.encode_utf8(&mut [0; 4]), error)
    };
    missing.into_iter().map(report).collect()
}
