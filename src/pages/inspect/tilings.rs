//! Tilings of inks, which no screen can show: Typst lets nobody change the colours in one, so that they
//! stay inks, and PDF/A has none without a press.

use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst::visualize::{Color, Paint, ProcessColor};
use typst_layout::PagedDocument;

use super::{Locate, walk};
use crate::diagnostics::{Code, Diagnostic};

/// One fault for each tiling, at its place in a template.
pub(super) fn check(document: &PagedDocument, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut tell = |span| {
            let message = format!("a tiling in inks cannot be shown on a screen, on page {}", index + 1);
            let hint = "draw its shapes by themselves, or give them colours in rgb(..) and make no print PDF";
            let fault = locate(span, Diagnostic::error(Code::COLOUR, message).hint(hint));
            if !faults.iter().any(|told| told.place == fault.place) {
                faults.push(fault);
            }
        };
        if page.fill_or_transparent().is_some_and(|fill| is_inked(&fill)) {
            tell(Span::detached());
        }
        walk::items(&page.frame, &mut |item, _| {
            if let Some(span) = inked(item) {
                tell(span);
            }
        });
    }
    faults
}

/// Where an item stands that is painted with a tiling in inks.
fn inked(item: &FrameItem) -> Option<Span> {
    let (fill, stroke, span) = match item {
        FrameItem::Shape(shape, span) => (shape.fill.as_ref(), shape.stroke.as_ref(), *span),
        FrameItem::Text(text) => {
            let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
            (Some(&text.fill), text.stroke.as_ref(), span)
        }
        _ => return None,
    };
    let paints = fill.into_iter().chain(stroke.map(|stroke| &stroke.paint));
    paints.into_iter().any(is_inked).then_some(span)
}

fn is_inked(paint: &Paint) -> bool {
    matches!(paint, Paint::Tiling(tiling) if holds_ink(tiling.frame()))
}

fn holds_ink(frame: &Frame) -> bool {
    let is_ink = |paint: &Paint| match paint {
        Paint::Solid(colour) => matches!(colour, Color::Spot(_) | Color::Process(ProcessColor::Cmyk(_))),
        Paint::Gradient(_) => true,
        Paint::Tiling(tiling) => holds_ink(tiling.frame()),
    };
    let mut found = false;
    walk::items(frame, &mut |item, _| {
        found |= match item {
            FrameItem::Shape(shape, _) => {
                let stroke = shape.stroke.as_ref().map(|stroke| &stroke.paint);
                shape.fill.iter().chain(stroke).any(is_ink)
            }
            FrameItem::Text(text) => is_ink(&text.fill),
            _ => false,
        };
    });
    found
}
