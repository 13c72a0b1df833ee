//! Pictures with too few pixels for their place, and those that stand in two sizes.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::{Locate, Placed, or_template, placed};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::pages::typeset::Originals;

/// What a screen of 60 lines per cm needs, in dpi.
const GOOD: f64 = 300.0;

/// Below this the eye sees it, in dpi.
const POOR: f64 = 200.0;

/// Below this nobody would print it, in dpi.
const UNFIT: f64 = 120.0;

/// Sizes that differ by less are one size.
const SAME: f64 = 1.02;

/// Faults and warnings of photographs, each once.
pub(super) fn check(
    document: &PagedDocument,
    originals: &Originals,
    records: &Records,
    locate: &Locate<'_>,
) -> Vec<Diagnostic> {
    let mut by_file: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
    for picture in placed(document, originals) {
        by_file.entry(picture.original.path.clone()).or_default().push(picture);
    }
    let mut diagnostics = Vec::new();
    for places in by_file.values_mut() {
        places.sort_by(|a, b| b.width.total_cmp(&a.width));
        if let [largest, .., smallest] = places.as_slice()
            && largest.width > smallest.width * SAME
        {
            let fault = two_sizes(largest, smallest);
            diagnostics.push(place(records, locate, largest, fault));
        }
        if let Some(fault) = places.first().and_then(resolution) {
            diagnostics.push(place(records, locate, &places[0], fault));
        }
    }
    diagnostics
}

fn resolution(picture: &Placed) -> Option<Diagnostic> {
    let dpi = picture.dpi();
    if dpi >= POOR {
        return None;
    }
    let message = format!(
        "this picture has {} × {} pixels for {:.0} × {:.0} mm on page {}: {dpi:.0} dpi",
        picture.original.header.width, picture.original.header.height, picture.width, picture.height, picture.page
    );
    let needed = |dpi: f64| picture.pixels(dpi).0;
    let hint = format!(
        "take a file {} pixels wide for {GOOD} dpi, or {} at the least for {POOR}; pixels that a program adds do not help",
        needed(GOOD),
        needed(POOR)
    );
    let diagnostic = if dpi < UNFIT {
        Diagnostic::error(Code::RESOLUTION, message)
    } else {
        Diagnostic::warning(Code::RESOLUTION, message)
    };
    Some(diagnostic.hint(hint))
}

fn two_sizes(largest: &Placed, smallest: &Placed) -> Diagnostic {
    let message = format!(
        "this picture is {:.0} mm wide on page {} and {:.0} mm on page {}",
        largest.width, largest.page, smallest.width, smallest.page
    );
    Diagnostic::warning(Code::PICTURE_SIZES, message)
        .hint("the larger size goes into the PDF for both; take another picture for one of the places")
}

/// At the field that names the file; else where a template places it.
fn place(records: &Records, locate: &Locate<'_>, picture: &Placed, diagnostic: Diagnostic) -> Diagnostic {
    or_template(records.locate_picture(&picture.original.path, diagnostic), picture.span, locate)
}
