//! Text that leaves the trimmed page.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::load::Records;

/// How far a letter may stand out beyond the trim, in pt: what rounding adds.
const TOLERANCE: f64 = 0.5;

/// Characters of a text that a message shows.
const SHOWN: usize = 40;

/// One fault for each page that text leaves, with the first text that does.
pub(super) fn check(document: &PagedDocument, records: &Records) -> Vec<Diagnostic> {
    let pages = document.pages().iter().enumerate();
    pages
        .filter_map(|(index, page)| {
            let size = page.frame.size();
            let mut out = None;
            lines(&page.frame, Point::zero(), &mut |from, to, text| {
                let tolerance = Abs::pt(TOLERANCE);
                let inside = from.x >= -tolerance
                    && from.y >= -tolerance
                    && to.x <= size.x + tolerance
                    && to.y <= size.y + tolerance;
                if !inside && out.is_none() {
                    out = Some(text.to_owned());
                }
            });
            out.map(|text| fault(records, index + 1, &text))
        })
        .collect()
}

fn fault(records: &Records, page: usize, text: &str) -> Diagnostic {
    let shown: String = text.chars().take(SHOWN).collect();
    let fault = Diagnostic::error(Code::OFF_PAGE, format!("“{shown}” leaves page {page}"))
        .hint("shorten the text; where it is short, a template sets it in the wrong place");
    records.locate(&shown, fault)
}

/// Calls back with both ends of the base line of each text that is not turned.
fn lines(frame: &Frame, at: Point, found: &mut impl FnMut(Point, Point, &str)) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) if group.transform.is_identity() => lines(&group.frame, at + *place, found),
            FrameItem::Text(text) => {
                let from = at + *place;
                found(from, from + Point::with_x(text.width()), &text.text);
            }
            _ => {}
        }
    }
}
