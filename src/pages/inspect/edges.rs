//! Text that extends beyond the trimmed page, or is so near to its edge that it may be cut off.

use typst::layout::{Abs, FrameItem, Rect, Size};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::{Locate, excerpt, or_template, overflow, walk};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;

/// How far a letter may extend beyond the trim, in pt: what rounding adds.
const TOLERANCE: f64 = 0.5;

/// What rounding may take from the clearance, in mm.
const ROUNDING: f64 = 0.05;

/// Shorter texts, in characters, are not looked up: they occur in too many records.
const DISTINCTIVE: usize = 4;

struct Text {
    excerpt: String,
    /// Distance from the nearest edge, in mm; negative beyond it.
    distance: f64,
    span: Span,
}

/// Reports for each page the first text that extends beyond it; or else, if the page is printed, the text nearest to an
/// edge that may be cut off. Pages with a text that is too long are left out: what is displaced there follows from it.
///
/// `clearance` is the least distance of text from the edge, in mm; `None` if the page is not printed.
pub(super) fn check(
    document: &PagedDocument,
    records: &Records,
    clearance: Option<f64>,
    locate: &Locate<'_>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let overfull = overflow::pages(document);
    for (number, page) in (1..).zip(document.pages()).filter(|(number, _)| !overfull.contains(number)) {
        let mut texts = Vec::new();
        walk::visit_items(&page.frame, &mut |item, at| {
            let FrameItem::Text(text) = item else { return };
            let Some(first) = text.glyphs.first() else { return };
            let bounds = walk::page_bounds(text.bbox(), at);
            if bounds.min.x.to_pt().is_finite() {
                let distance = edge_distance(bounds, page.frame.size());
                texts.push(Text { excerpt: excerpt(&text.text), distance, span: first.span.0 });
            }
        });
        let beyond = texts.iter().find(|text| text.distance < -Abs::pt(TOLERANCE).to_mm());
        let nearest = texts.iter().min_by(|a, b| a.distance.total_cmp(&b.distance));
        if let Some(text) = beyond {
            let message = format!("“{}” extends beyond the edge of page {number}", text.excerpt);
            let error = Diagnostic::error(Code::OFF_PAGE, message)
                .hint("shorten the text; if it is short, a template sets it in the wrong place");
            diagnostics.push(place(records, locate, text, error));
        } else if let (Some(text), Some(clearance)) = (nearest, clearance)
            && text.distance < clearance - ROUNDING
        {
            let distance = text.distance.max(0.0);
            let message =
                format!("“{}” on page {number} is {distance:.1} mm from the edge and may be cut off", text.excerpt);
            let warning = Diagnostic::warning(Code::NEAR_EDGE, message)
                .hint(format!("shorten the text, or set it {clearance} mm or more from the edge"));
            diagnostics.push(place(records, locate, text, warning));
        }
    }
    diagnostics
}

/// Puts a diagnostic at the record that contains the text, or else at the template that sets it.
fn place(records: &Records, locate: &Locate<'_>, text: &Text, diagnostic: Diagnostic) -> Diagnostic {
    if text.excerpt.chars().count() < DISTINCTIVE {
        return locate(text.span, diagnostic);
    }
    or_template(records.locate(&text.excerpt, diagnostic), text.span, locate)
}

/// Returns the distance from the nearest edge of the trim, in mm.
fn edge_distance(bounds: Rect, page: Size) -> f64 {
    let distances = [bounds.min.x, bounds.min.y, page.x - bounds.max.x, page.y - bounds.max.y];
    distances.into_iter().map(Abs::to_mm).fold(f64::INFINITY, f64::min)
}
