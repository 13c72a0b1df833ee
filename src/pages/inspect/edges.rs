//! Text that leaves the trimmed page, or stands so near to its edge that the knife may take it.

use typst::layout::{Abs, FrameItem, Rect, Size};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::{Locate, or_template, shown, walk};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;

/// How far a letter may stand out beyond the trim, in pt: what rounding adds.
const TOLERANCE: f64 = 0.5;

/// How far text keeps off the trim, in mm: folding and cutting are no more exact.
const CLEAR: f64 = 5.0;

/// What rounding may take from that, in mm.
const ROUNDING: f64 = 0.05;

/// Characters from which a text can be told from others.
const TELLING: usize = 4;

/// A text and how far it is from the nearest edge, in mm; below zero beyond it.
struct Text {
    shown: String,
    clear: f64,
    span: Span,
}

/// One diagnostic for each page that text leaves, with the first text that does; else, where `print`
/// says that it will be cut, one for the text nearest to the edge.
pub(super) fn check(document: &PagedDocument, records: &Records, print: bool, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut texts = Vec::new();
        walk::items(&page.frame, &mut |item, at| {
            let FrameItem::Text(text) = item else { return };
            let Some(first) = text.glyphs.first() else { return };
            let bounds = walk::bounds(text.bbox(), at);
            if bounds.min.x.to_pt().is_finite() {
                let clear = clearance(bounds, page.frame.size());
                texts.push(Text { shown: shown(&text.text), clear, span: first.span.0 });
            }
        });
        let out = texts.iter().find(|text| text.clear < -Abs::pt(TOLERANCE).to_mm());
        let near = texts.iter().filter(|_| print).min_by(|a, b| a.clear.total_cmp(&b.clear));
        if let Some(text) = out {
            let fault = Diagnostic::error(Code::OFF_PAGE, format!("“{}” leaves page {}", text.shown, index + 1))
                .hint("shorten the text; where it is short, a template sets it in the wrong place");
            diagnostics.push(place(records, locate, text, fault));
        } else if let Some(text) = near.filter(|text| text.clear < CLEAR - ROUNDING) {
            let message = format!(
                "“{}” on page {} stands {:.1} mm from the edge, where it may be cut off",
                text.shown,
                index + 1,
                text.clear.max(0.0)
            );
            let warning = Diagnostic::warning(Code::NEAR_EDGE, message)
                .hint(format!("shorten the text, or set it {CLEAR} mm or more from the edge"));
            diagnostics.push(place(records, locate, text, warning));
        }
    }
    diagnostics
}

/// In the record that holds the text; else in the template that sets it. A few figures or letters
/// stand in any record.
fn place(records: &Records, locate: &Locate<'_>, text: &Text, diagnostic: Diagnostic) -> Diagnostic {
    if text.shown.chars().count() < TELLING {
        return locate(text.span, diagnostic);
    }
    or_template(records.locate(&text.shown, diagnostic), text.span, locate)
}

/// The distance from the nearest edge of the trim, in mm.
fn clearance(bounds: Rect, page: Size) -> f64 {
    let distances = [bounds.min.x, bounds.min.y, page.x - bounds.max.x, page.y - bounds.max.y];
    distances.into_iter().map(Abs::to_mm).fold(f64::INFINITY, f64::min)
}
