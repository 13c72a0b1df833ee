//! Colours of a screen: each ink of the theme becomes its sRGB colour, which the templates name in
//! `metadata(((cmyk, srgb), ..))` with the label `<palette>`.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst::foundations::Value;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Color, ColorSpace, FixedStroke, Gradient, Paint, ProcessColor, ProcessColorSpace};
use typst_layout::{Page, PagedDocument};

use crate::pages::typeset::query_metadata;

/// Converts cyan, magenta, yellow and black in steps of 255 to sRGB; returns nothing if the profile cannot.
pub type ToSrgb<'a> = &'a (dyn Fn([u8; 4]) -> Option<[u8; 3]> + Sync);

/// The exact parts of four inks, as bits.
type Inks = [u32; 4];

/// What a screen shows for the inks of the theme.
#[derive(Debug)]
pub(super) struct Palette(BTreeMap<Inks, Color>);

impl Palette {
    /// Reads the palette of the pages.
    pub(super) fn read(document: &PagedDocument) -> Self {
        let marks = query_metadata(document, "palette").into_iter().filter_map(|(mark, _)| array(mark));
        Self(marks.flatten().filter_map(palette_entry).collect())
    }
}

/// Converts the colours of pages to those of a screen.
pub(super) struct Colours<'a> {
    palette: &'a Palette,
    to_srgb: ToSrgb<'a>,
}

impl<'a> Colours<'a> {
    pub(super) fn new(palette: &'a Palette, to_srgb: ToSrgb<'a>) -> Self {
        Self { palette, to_srgb }
    }

    pub(super) fn adapt_page(&self, page: &mut Page) {
        if let typst::foundations::Smart::Custom(Some(fill)) = &mut page.fill {
            self.adapt_paint(fill);
        }
        self.adapt_frame(&mut page.frame);
    }

    fn adapt_frame(&self, frame: &mut Frame) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => self.adapt_frame(&mut group.frame),
                FrameItem::Text(text) => {
                    self.adapt_paint(&mut text.fill);
                    self.adapt_stroke(text.stroke.as_mut());
                }
                FrameItem::Shape(shape, _) => {
                    if let Some(fill) = &mut shape.fill {
                        self.adapt_paint(fill);
                    }
                    self.adapt_stroke(shape.stroke.as_mut());
                }
                _ => {}
            }
            true
        });
    }

    fn adapt_stroke(&self, stroke: Option<&mut FixedStroke>) {
        if let Some(stroke) = stroke {
            self.adapt_paint(&mut stroke.paint);
        }
    }

    /// A tiling keeps its colours, because Typst has no way to change one; inks in it are an error of the pages.
    fn adapt_paint(&self, paint: &mut Paint) {
        match paint {
            Paint::Solid(colour) => *colour = self.to_screen(colour),
            Paint::Gradient(gradient) => self.adapt_gradient(gradient),
            Paint::Tiling(_) => {}
        }
    }

    fn adapt_gradient(&self, gradient: &mut Gradient) {
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
            *colour = self.to_screen(colour);
        }
        if matches!(space, ColorSpace::Process(ProcessColorSpace::Cmyk) | ColorSpace::Spot(_)) {
            *space = ColorSpace::Process(ProcessColorSpace::Srgb);
        }
    }

    fn to_screen(&self, colour: &Color) -> Color {
        let process = match colour {
            Color::Process(process) => *process,
            Color::Spot(spot) => spot.fallback(),
        };
        if !matches!(process, ProcessColor::Cmyk(_)) {
            return Color::Process(process);
        }
        self.palette.0.get(&inks(process)).cloned().unwrap_or_else(|| {
            let rgb = (self.to_srgb)(process.to_vec4_u8());
            rgb.map_or_else(|| process.to_rgb().into(), |[red, green, blue]| Color::from_u8(red, green, blue, 255))
        })
    }
}

fn array(value: Value) -> Option<typst::foundations::Array> {
    if let Value::Array(array) = value { Some(array) } else { None }
}

fn palette_entry(value: Value) -> Option<(Inks, Color)> {
    let mut pair = array(value)?.into_iter();
    match (pair.next()?, pair.next()?) {
        (Value::Color(Color::Process(print)), Value::Color(screen)) => Some((inks(print), screen)),
        _ => None,
    }
}

fn inks(colour: ProcessColor) -> Inks {
    colour.to_vec4().map(f32::to_bits)
}
