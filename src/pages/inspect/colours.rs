//! Colours that cannot be printed: those that are not inks, and too much ink at one place.

use typst::layout::{Abs, Frame, FrameItem};
use typst::syntax::Span;
use typst::visualize::{Color, ImageKind, Paint, ProcessColor, SvgImage};
use typst_layout::PagedDocument;

use super::walk::{self, Painted};
use super::{Findings, Locate, svg};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::pages::typeset::Originals;

/// What rounding may add to the sum of the inks, in %.
const ROUNDING: f64 = 0.5;

pub(super) fn check(
    document: &PagedDocument,
    originals: &Originals,
    records: &Records,
    locate: &Locate<'_>,
) -> Vec<Diagnostic> {
    let max_ink = records.edition.value.print.max_ink;
    let mut colours = Colours { max_ink, originals, records, findings: Findings::new(locate) };
    for (number, page) in (1..).zip(document.pages()) {
        colours.findings.page = number;
        if let Some(fill) = page.fill_or_transparent() {
            colours.check_paint(&fill, Span::detached());
        }
        colours.check_frame(&page.frame);
    }
    colours.findings.diagnostics
}

struct Colours<'a> {
    /// The limit of the edition for the sum of the four inks, in %.
    max_ink: u16,
    originals: &'a Originals,
    records: &'a Records,
    findings: Findings<'a>,
}

impl Colours<'_> {
    fn check_frame(&mut self, frame: &Frame) {
        walk::visit_items(frame, &mut |item, _| {
            if let Some(painted) = Painted::new(item) {
                let stroke = painted.stroke.filter(|stroke| stroke.thickness > Abs::zero());
                for paint in painted.fill.into_iter().chain(stroke.map(|stroke| &stroke.paint)) {
                    self.check_paint(paint, painted.span);
                }
            }
            let FrameItem::Image(image, _, span) = item else { return };
            match image.kind() {
                ImageKind::Svg(image) => self.check_svg(image, *span),
                ImageKind::Pdf(_) => {
                    let hint = "save its page as an SVG picture without colours, or as PNG";
                    self.findings.report(Code::COLOUR, *span, "a PDF picture may contain any colour", hint);
                }
                ImageKind::Raster(_) => {}
            }
        });
    }

    fn check_svg(&mut self, image: &SvgImage, span: Span) {
        let Some(colour) = svg::find_colour(image) else { return };
        let message = format!("this SVG picture contains {colour}");
        let hint = "draw it in black, white and greys, or save it as PNG, which is converted to inks";
        let found = self.findings.report(Code::COLOUR, span, &message, hint);
        // An editor can change a picture that a record names, but not a template.
        if let (Some(found), Some(path)) = (found, self.originals.drawing(image.data())) {
            *found = self.records.locate_picture(&path, found.clone());
        }
    }

    fn check_paint(&mut self, paint: &Paint, span: Span) {
        match paint {
            Paint::Solid(colour) => self.check_colour(colour, span),
            Paint::Gradient(_) => {
                let hint = "use a solid colour of templates/theme.typ";
                self.findings.report(Code::COLOUR, span, "a gradient is mixed in RGB, not in inks", hint);
            }
            Paint::Tiling(tiling) => self.check_frame(tiling.frame()),
        }
    }

    fn check_colour(&mut self, colour: &Color, span: Span) {
        match colour {
            // A spot colour has its own plate; a printer without that plate uses the fallback.
            Color::Spot(spot) => self.check_colour(&Color::Process(spot.colorant.fallback), span),
            Color::Process(ProcessColor::Luma(_)) => {}
            Color::Process(process @ ProcessColor::Cmyk(_)) => {
                let ink = process.to_vec4().iter().map(|share| f64::from(*share)).sum::<f64>() * 100.0;
                if ink > f64::from(self.max_ink) + ROUNDING {
                    let message = format!("this colour has {ink:.0} % ink, more than {} %", self.max_ink);
                    let hint = "lower its inks in theme.toml; the limit, print.max_ink in \
                                edition.toml, is agreed with the print shop";
                    self.findings.report(Code::INK, span, &message, hint);
                }
            }
            Color::Process(other) => {
                let message = format!("the colour {} is not CMYK", other.to_hex());
                let hint = "use a colour of templates/theme.typ, or write it as cmyk(..)";
                self.findings.report(Code::COLOUR, span, &message, hint);
            }
        }
    }
}
