//! Colours of a screen: each ink of the theme becomes its partner in sRGB.
//!
//! The templates tell the partners: `metadata(((cmyk, srgb), ..))` with the label `<palette>`.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::Value;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Color, ColorSpace, FixedStroke, Gradient, Paint, ProcessColor, ProcessColorSpace};
use typst_layout::{Page, PagedDocument};

use crate::pages::typeset::query_metadata;

/// What inks look like: cyan, magenta, yellow and black in steps of 255 to sRGB; nothing where the
/// profile does not tell.
pub type ToSrgb<'a> = &'a (dyn Fn([u8; 4]) -> Option<[u8; 3]> + Sync);

/// Inks by their exact parts.
type Inks = [u32; 4];

/// The way from the colours of the pages to those of a screen.
pub(super) struct Colours<'a> {
    palette: BTreeMap<Inks, Color>,
    to_srgb: ToSrgb<'a>,
}

impl<'a> Colours<'a> {
    /// Reads the partners off the pages.
    pub(super) fn of(document: &PagedDocument, to_srgb: ToSrgb<'a>) -> Self {
        let marks = query_metadata(document, "palette").into_iter().filter_map(|(mark, _)| array(mark));
        let palette = marks.flatten().filter_map(partners).collect();
        Self { palette, to_srgb }
    }

    pub(super) fn page(&self, page: &mut Page) {
        if let typst::foundations::Smart::Custom(Some(fill)) = &mut page.fill {
            self.paint(fill);
        }
        self.frame(&mut page.frame);
    }

    fn frame(&self, frame: &mut Frame) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => self.frame(&mut group.frame),
                FrameItem::Text(text) => {
                    self.paint(&mut text.fill);
                    self.stroke(text.stroke.as_mut());
                }
                FrameItem::Shape(shape, _) => {
                    if let Some(fill) = &mut shape.fill {
                        self.paint(fill);
                    }
                    self.stroke(shape.stroke.as_mut());
                }
                _ => {}
            }
            true
        });
    }

    fn stroke(&self, stroke: Option<&mut FixedStroke>) {
        if let Some(stroke) = stroke {
            self.paint(&mut stroke.paint);
        }
    }

    /// A tiling keeps its colours, as Typst lets nobody change one; inks in it are a fault of the pages.
    fn paint(&self, paint: &mut Paint) {
        match paint {
            Paint::Solid(colour) => *colour = self.colour(colour),
            Paint::Gradient(gradient) => self.gradient(gradient),
            Paint::Tiling(_) => {}
        }
    }

    fn gradient(&self, gradient: &mut Gradient) {
        let (stops, space) = match gradient {
            Gradient::Linear(gradient) => {
                let gradient = Arc::make_mut(gradient);
                (&mut gradient.stops, &mut gradient.space)
            }
            Gradient::Radial(gradient) => {
                let gradient = Arc::make_mut(gradient);
                (&mut gradient.stops, &mut gradient.space)
            }
            Gradient::Conic(gradient) => {
                let gradient = Arc::make_mut(gradient);
                (&mut gradient.stops, &mut gradient.space)
            }
        };
        for (colour, _) in stops {
            *colour = self.colour(colour);
        }
        if matches!(space, ColorSpace::Process(ProcessColorSpace::Cmyk) | ColorSpace::Spot(_)) {
            *space = ColorSpace::Process(ProcessColorSpace::Srgb);
        }
    }

    fn colour(&self, colour: &Color) -> Color {
        let process = match colour {
            Color::Process(process) => *process,
            Color::Spot(spot) => spot.fallback(),
        };
        if !matches!(process, ProcessColor::Cmyk(_)) {
            return Color::Process(process);
        }
        self.palette.get(&inks(process)).cloned().unwrap_or_else(|| {
            let rgb = (self.to_srgb)(process.to_vec4_u8());
            rgb.map_or_else(|| process.to_rgb().into(), |[red, green, blue]| Color::from_u8(red, green, blue, 255))
        })
    }
}

fn array(value: Value) -> Option<typst::foundations::Array> {
    if let Value::Array(array) = value { Some(array) } else { None }
}

/// Inks and their colour on a screen.
fn partners(value: Value) -> Option<(Inks, Color)> {
    let mut pair = array(value)?.into_iter();
    match (pair.next()?, pair.next()?) {
        (Value::Color(Color::Process(print)), Value::Color(screen)) => Some((inks(print), screen)),
        _ => None,
    }
}

fn inks(colour: ProcessColor) -> Inks {
    colour.to_vec4().map(f32::to_bits)
}
