//! Tilings with inks, which cannot be shown on a screen: Typst gives no access to the colours inside a tiling, so
//! that they cannot be converted, and PDF/A allows no CMYK without a CMYK output intent (ISO 19005-2, 6.2.4.3).

use typst::layout::Frame;
use typst::syntax::Span;
use typst::visualize::{Color, Paint, ProcessColor};
use typst_layout::PagedDocument;

use super::walk::{self, Painted};
use super::{Findings, Locate};
use crate::diagnostics::{Code, Diagnostic};

pub(super) fn check(document: &PagedDocument, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::new(locate);
    let message = "a tiling in inks cannot be shown on a screen";
    let hint = "draw its shapes without a tiling, or give them colours in rgb(..) and do not build the print PDF";
    for (number, page) in (1..).zip(document.pages()) {
        findings.page = number;
        if page.fill_or_transparent().is_some_and(|fill| is_inked_tiling(&fill)) {
            findings.report(Code::COLOUR, Span::detached(), message, hint);
        }
        walk::visit_items(&page.frame, &mut |item, _| {
            if let Some(painted) = Painted::new(item).filter(|painted| painted.paints().any(is_inked_tiling)) {
                findings.report(Code::COLOUR, painted.span, message, hint);
            }
        });
    }
    findings.diagnostics
}

fn is_inked_tiling(paint: &Paint) -> bool {
    matches!(paint, Paint::Tiling(tiling) if has_ink(tiling.frame()))
}

fn has_ink(frame: &Frame) -> bool {
    let is_ink = |paint: &Paint| match paint {
        Paint::Solid(colour) => matches!(colour, Color::Spot(_) | Color::Process(ProcessColor::Cmyk(_))),
        Paint::Gradient(_) => true,
        Paint::Tiling(tiling) => has_ink(tiling.frame()),
    };
    let mut found = false;
    walk::visit_items(frame, &mut |item, _| {
        found |= Painted::new(item).is_some_and(|painted| painted.paints().any(is_ink));
    });
    found
}
