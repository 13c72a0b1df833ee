//! Colours that a press cannot print: those that are no ink, and too much ink on one place.

use std::collections::HashSet;

use typst::layout::{Abs, Frame, FrameItem};
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, ImageKind, Paint, ProcessColor, SvgImage};
use typst_layout::PagedDocument;

use super::{Locate, svg, walk};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::pages::typeset::Originals;

/// What rounding may add to the sum of the inks, in per cent.
const ROUNDING: f64 = 0.5;

/// One fault for each place and colour, with the first page it is on.
pub(super) fn check(
    document: &PagedDocument,
    originals: &Originals,
    records: &Records,
    locate: &Locate<'_>,
) -> Vec<Diagnostic> {
    let max_ink = records.edition.value.print.max_ink;
    let mut found = Colours { max_ink, originals, records, locate, told: HashSet::new(), faults: Vec::new(), page: 0 };
    for (index, page) in document.pages().iter().enumerate() {
        found.page = index + 1;
        if let Some(fill) = page.fill_or_transparent() {
            found.paint(&fill, Span::detached());
        }
        found.frame(&page.frame);
    }
    found.faults
}

struct Colours<'a> {
    /// The limit of the edition, in per cent of the four inks together.
    max_ink: u16,
    originals: &'a Originals,
    records: &'a Records,
    locate: &'a Locate<'a>,
    told: HashSet<(Span, String)>,
    faults: Vec<Diagnostic>,
    page: usize,
}

impl Colours<'_> {
    fn frame(&mut self, frame: &Frame) {
        walk::items(frame, &mut |item, _| match item {
            FrameItem::Shape(shape, span) => {
                if let Some(fill) = &shape.fill {
                    self.paint(fill, *span);
                }
                self.stroke(shape.stroke.as_ref(), *span);
            }
            FrameItem::Text(text) => {
                let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
                self.paint(&text.fill, span);
                self.stroke(text.stroke.as_ref(), span);
            }
            FrameItem::Image(image, _, span) => match image.kind() {
                ImageKind::Svg(image) => self.svg(image, *span),
                ImageKind::Pdf(_) => {
                    let hint = "save its page as an SVG picture without colours, or as PNG";
                    self.tell(*span, Code::COLOUR, "a PDF as a picture may hold any colour", hint);
                }
                ImageKind::Raster(_) => {}
            },
            _ => {}
        });
    }

    fn svg(&mut self, image: &SvgImage, span: Span) {
        let Some(colour) = svg::colour(image) else { return };
        let hint = "draw it in black, white and greys, or save it as PNG: that is converted to inks";
        let told = self.faults.len();
        self.tell(span, Code::COLOUR, &format!("this SVG picture holds {colour}"), hint);
        // A record that names the file is nearer to who can mend it than the template.
        if let (Some(path), Some(fault)) = (self.originals.drawing(image.data()), self.faults.get_mut(told)) {
            *fault = self.records.locate_picture(&path, fault.clone());
        }
    }

    fn stroke(&mut self, stroke: Option<&FixedStroke>, span: Span) {
        if let Some(stroke) = stroke.filter(|stroke| stroke.thickness > Abs::zero()) {
            self.paint(&stroke.paint, span);
        }
    }

    fn paint(&mut self, paint: &Paint, span: Span) {
        match paint {
            Paint::Solid(colour) => self.colour(colour, span),
            Paint::Gradient(_) => {
                let hint = "use one colour of templates/theme.typ: a gradient is mixed in RGB";
                self.tell(span, Code::COLOUR, "a gradient is no ink", hint);
            }
            Paint::Tiling(tiling) => self.frame(tiling.frame()),
        }
    }

    fn colour(&mut self, colour: &Color, span: Span) {
        match colour {
            // An ink of its own, on its own plate; where there is none, the colour that stands in for it.
            Color::Spot(spot) => self.colour(&Color::Process(spot.colorant.fallback), span),
            Color::Process(ProcessColor::Luma(_)) => {}
            Color::Process(process @ ProcessColor::Cmyk(_)) => {
                let ink = process.to_vec4().iter().map(|share| f64::from(*share)).sum::<f64>() * 100.0;
                if ink > f64::from(self.max_ink) + ROUNDING {
                    let message = format!("this colour is {ink:.0} % ink, more than {} %", self.max_ink);
                    let hint = "lower its parts in templates/theme.typ; print.max_ink in edition.toml is the limit \
                                agreed with the print shop";
                    self.tell(span, Code::INK, &message, hint);
                }
            }
            Color::Process(other) => {
                let message = format!("the colour {} is no ink", other.to_hex());
                self.tell(span, Code::COLOUR, &message, "use a colour of templates/theme.typ, or write it as cmyk(..)");
            }
        }
    }

    fn tell(&mut self, span: Span, code: Code, message: &str, hint: &str) {
        if self.told.insert((span, message.to_owned())) {
            let message = format!("{message}, on page {}", self.page);
            self.faults.push((self.locate)(span, Diagnostic::error(code, message).hint(hint)));
        }
    }
}
