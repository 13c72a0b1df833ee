//! Photographs with too few pixels for their place, and those that are placed in two sizes.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::{Locate, Placed, or_template, placed};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::pages::typeset::Originals;

/// Resolution for a screen of 60 lines per cm, dpi.
const GOOD: f64 = 300.0;

/// Resolution below which the eye sees pixels, dpi.
const POOR: f64 = 200.0;

/// Resolution below which nobody would print, dpi.
const UNPRINTABLE: f64 = 120.0;

/// Ratio of two sizes that are taken for one.
const SAME: f64 = 1.02;

/// Returns errors and warnings about photographs, each once.
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
        let Some(largest) = places.first() else { continue };
        let found = places.last().and_then(|smallest| check_sizes(largest, smallest));
        // At the field that names the file, or else where a template places it.
        let place = |diagnostic| {
            let located = records.locate_picture(&largest.original.path, diagnostic);
            or_template(located, largest.span, locate)
        };
        diagnostics.extend(found.into_iter().chain(check_resolution(largest)).map(place));
    }
    diagnostics
}

fn check_resolution(picture: &Placed) -> Option<Diagnostic> {
    let dpi = picture.dpi();
    if dpi >= POOR {
        return None;
    }
    let message = format!(
        "this picture has {} × {} pixels for {:.0} × {:.0} mm on page {}: {dpi:.0} dpi",
        picture.original.header.width, picture.original.header.height, picture.width, picture.height, picture.page
    );
    let width = |dpi: f64| picture.pixels(dpi).0;
    let hint = format!(
        "use a file that is {} pixels wide for {GOOD} dpi, or at least {} for {POOR}; pixels that a program adds do not help",
        width(GOOD),
        width(POOR)
    );
    let diagnostic = if dpi < UNPRINTABLE {
        Diagnostic::error(Code::RESOLUTION, message)
    } else {
        Diagnostic::warning(Code::RESOLUTION, message)
    };
    Some(diagnostic.hint(hint))
}

fn check_sizes(largest: &Placed, smallest: &Placed) -> Option<Diagnostic> {
    if largest.width <= smallest.width * SAME {
        return None;
    }
    let message = format!(
        "this picture is {:.0} mm wide on page {} and {:.0} mm on page {}",
        largest.width, largest.page, smallest.width, smallest.page
    );
    let hint = "the PDF has it in the larger size for both; use another picture for one of the places";
    Some(Diagnostic::warning(Code::PICTURE_SIZES, message).hint(hint))
}
