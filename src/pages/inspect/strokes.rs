//! Strokes that are too thin to print.

use typst::layout::Abs;
use typst_layout::PagedDocument;

use super::walk::{self, Painted};
use super::{Findings, Locate};
use crate::diagnostics::{Code, Diagnostic};

/// The thinnest stroke that offset printing reproduces reliably, in pt.
const THINNEST: f64 = 0.25;

/// What rounding may take from it, in pt.
const ROUNDING: f64 = 0.001;

pub(super) fn check(document: &PagedDocument, locate: &Locate<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::new(locate);
    let hint = format!("draw it with {THINNEST} pt or more, or leave it out");
    for (number, page) in (1..).zip(document.pages()) {
        findings.page = number;
        walk::visit_items(&page.frame, &mut |item, at| {
            let Some(Painted { stroke: Some(stroke), span, .. }) = Painted::new(item) else { return };
            let thickness = walk::page_thickness(stroke.thickness, at);
            if thickness < Abs::pt(THINNEST - ROUNDING) {
                let message = format!("a stroke of {:.2} pt is too thin to print", thickness.to_pt());
                findings.report(Code::THIN_STROKE, span, &message, &hint);
            }
        });
    }
    findings.diagnostics
}
