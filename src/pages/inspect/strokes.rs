//! Strokes too thin for a press.

use std::collections::HashSet;

use typst::layout::{Abs, FrameItem};
use typst_layout::PagedDocument;

use super::{Locate, walk};
use crate::diagnostics::{Code, Diagnostic};

/// The thinnest stroke that offset printing holds, in pt.
const THINNEST: f64 = 0.25;

/// What rounding may take from it, in pt.
const ROUNDING: f64 = 0.001;

/// One fault for each place in a template that draws a stroke too thin, with the first page it is on.
pub(super) fn check(document: &PagedDocument, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut told = HashSet::new();
    let mut faults = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk::items(&page.frame, &mut |item, at| {
            let (stroke, span) = match item {
                FrameItem::Shape(shape, span) => (shape.stroke.as_ref(), *span),
                FrameItem::Text(text) => match text.glyphs.first() {
                    Some(glyph) => (text.stroke.as_ref(), glyph.span.0),
                    None => return,
                },
                _ => return,
            };
            let Some(stroke) = stroke else { return };
            let thickness = walk::thickness(stroke.thickness, at);
            if thickness < Abs::pt(THINNEST - ROUNDING) && told.insert(span) {
                let thickness = format!("{:.2}", thickness.to_pt());
                let message = format!("a stroke of {thickness} pt on page {} is too thin to print", index + 1);
                let fault = Diagnostic::error(Code::THIN_STROKE, message)
                    .hint(format!("draw it with {THINNEST} pt or more; leave the stroke out where nothing is meant"));
                faults.push(locate(span, fault));
            }
        });
    }
    faults
}
