//! QR codes are read from the printed page.

use std::collections::BTreeSet;

use brochure::Language;
use brochure::pdf::Target;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

use crate::common::{shipped_build, shipped_records};

/// The resolution of a fine photograph of a page, in dpi.
const DPI: f32 = 300.0;

/// Returns what all codes of a page say, after drawing it as pixels.
fn read_codes(pdf: &Pdf, page: usize) -> Vec<String> {
    let page = &pdf.pages()[page];
    let (width, height) = page.render_dimensions();
    let scale = DPI / 72.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand")]
    let pixels = |side: f32| (side * scale) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(pixels(width)),
        height: Some(pixels(height)),
        bg_color: WHITE,
    };
    let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
    let grey: Vec<u8> = drawn.take_unpremultiplied().iter().map(|pixel| pixel.g).collect();
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    picture.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
}

#[test]
fn every_code_is_read_at_300_dpi() {
    let (_, records) = shipped_records();
    let contacts = records.clusters.iter().filter_map(|record| record.value.contact.as_ref());
    let expected: BTreeSet<_> =
        contacts.filter_map(|contact| contact.website.clone().or_else(|| contact.platform_url.clone())).collect();
    assert!(!expected.is_empty(), "the edition has websites");
    for target in [Target::Print, Target::Screen] {
        let output = shipped_build().outputs.iter().find(|it| it.target == target && it.language == Language::De);
        let pdf = Pdf::new(output.expect("a file").bytes.clone()).expect("a PDF");
        // The codes of the contacts are on one page.
        let pages = (pdf.pages().len() / 2..pdf.pages().len()).map(|page| read_codes(&pdf, page));
        let most = pages.max_by_key(Vec::len).expect("pages");
        assert_eq!(most.iter().cloned().collect::<BTreeSet<_>>(), expected, "{target:?}");
    }
}
