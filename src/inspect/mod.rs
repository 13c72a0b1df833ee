//! Inspect: looks at the laid-out pages before anything is written.

mod off_page;
mod overflow;

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::load::Records;
use crate::records::Language;

/// Pages are printed four to a sheet.
const PAGES_A_SHEET: usize = 4;

/// Faults of the pages, at their places in the records where a record is to blame. `whole` says that
/// they are the whole brochure and not a part for approval.
#[must_use]
pub fn inspect(document: &PagedDocument, records: &Records, language: Language, whole: bool) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let pages = document.pages().len();
    if whole && !pages.is_multiple_of(PAGES_A_SHEET) {
        diagnostics.push(
            Diagnostic::error(Code::PAGES, format!("{pages} pages are no multiple of four"))
                .hint("a template leaves out the pages for notes that fill the last sheet"),
        );
    }
    diagnostics.extend(missing_glyphs(document, records));
    diagnostics.extend(off_page::check(document, records));
    diagnostics.extend(overflow::check(document, records, language));
    diagnostics
}

/// One fault for each character that no font of the project has, with the first page it is on.
fn missing_glyphs(document: &PagedDocument, records: &Records) -> Vec<Diagnostic> {
    let mut missing = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        glyphs(&page.frame, &mut |letter, text| {
            missing.entry(letter).or_insert_with(|| (index + 1, text.to_owned()));
        });
    }
    missing
        .into_iter()
        .map(|(letter, (page, text))| {
            let code = u32::from(letter);
            let message = format!("no font of the project has the character `{letter}` (U+{code:04X}), on page {page}");
            let shown: String = text.chars().take(40).collect();
            let fault = Diagnostic::error(Code::MISSING_CHARACTER, message)
                .hint(format!("write other words; it stands in “{shown}”"));
            records.locate(letter.encode_utf8(&mut [0; 4]), fault)
        })
        .collect()
}

/// Calls back for every character without a glyph, with the text it stands in.
fn glyphs(frame: &Frame, found: &mut impl FnMut(char, &str)) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => glyphs(&group.frame, found),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    if let Some(letter) = text.text.get(glyph.range()).and_then(|part| part.chars().next()) {
                        found(letter, &text.text);
                    }
                }
            }
            _ => {}
        }
    }
}
