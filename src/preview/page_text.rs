//! What a page says: its texts and figures in the order in which they are read, each with its place.
//!
//! The picture of a page is only seen. From this, the browser makes the layer that is selected, searched and read aloud.

use serde::Serialize;
use typst::foundations::{Content, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::model::{FigureElem, HeadingElem};
use typst::pdf::ArtifactElem;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Image, ImageElem};
use typst_layout::Page;

use crate::text::characters::is_break_control;

/// The texts and figures of a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub runs: Vec<Run>,
    pub figures: Vec<Figure>,
    /// Pictures of pixels, with the box in which they are.
    pub pictures: Vec<(Image, Rect)>,
    /// Shapes with the places in templates that draw them, the uppermost last.
    pub shapes: Vec<(Rect, Span)>,
}

/// A text in one line. Lengths are in points, from the upper left corner of the trimmed page.
#[derive(Debug, Serialize)]
pub(super) struct Run {
    /// The start of the baseline.
    pub x: f64,
    pub y: f64,
    pub size: f64,
    pub width: f64,
    /// In radians, clockwise.
    #[serde(skip_serializing_if = "is_level")]
    pub angle: f64,
    pub text: String,
    /// Whether it is decoration or told by the alternative text of a figure.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// The number of the heading on the page, and its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<(usize, usize)>,
    #[serde(skip)]
    pub glyphs: Vec<PlacedGlyph>,
}

/// A glyph, by the bytes of its text in the run.
#[derive(Debug)]
pub(super) struct PlacedGlyph {
    pub start: usize,
    pub end: usize,
    /// Where it begins and ends on the baseline.
    pub left: f64,
    pub right: f64,
    pub span: Span,
}

/// A drawing or picture with its description.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub alt: String,
    /// The run before which it is read.
    pub before: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_level(angle: &f64) -> bool {
    *angle == 0.0
}

impl Run {
    /// Returns the upright box around the run.
    pub(super) fn bounds(&self) -> [f64; 4] {
        let (sin, cos) = (libm::sin(self.angle), libm::cos(self.angle));
        let corner =
            |along: f64, across: f64| (self.x + along * cos - across * sin, self.y + along * sin + across * cos);
        let corners = [(0.0, -ASCENT), (0.0, DESCENT), (1.0, -ASCENT), (1.0, DESCENT)]
            .map(|(along, across)| corner(along * self.width, across * self.size));
        corners.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[left, top, right, bottom], (x, y)| {
            [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)]
        })
    }

    /// Returns the glyph at a point, if the run is there.
    pub(super) fn glyph_at(&self, x: f64, y: f64) -> Option<&PlacedGlyph> {
        let (sin, cos) = (libm::sin(self.angle), libm::cos(self.angle));
        let (dx, dy) = (x - self.x, y - self.y);
        let (along, across) = (dx * cos + dy * sin, dy * cos - dx * sin);
        let inside = (-ASCENT * self.size..DESCENT * self.size).contains(&across);
        self.glyphs.iter().find(|glyph| inside && (glyph.left..=glyph.right).contains(&along))
    }
}

/// How far letters reach above and below the baseline, in em.
const ASCENT: f64 = 0.8;
const DESCENT: f64 = 0.25;

/// Reads a page.
#[must_use]
pub(super) fn read_page(page: &Page) -> PageText {
    let mut reader = Reader::default();
    reader.read_frame(&page.frame, Transform::identity());
    reader.out
}

/// What is open at a place of the page.
enum Open {
    Artifact,
    Heading(usize),
    Figure { index: usize, bounds: Option<Rect> },
}

#[derive(Default)]
struct Reader {
    out: PageText,
    open: Vec<(Location, Open)>,
    headings: usize,
}

impl Reader {
    fn read_frame(&mut self, frame: &Frame, at: Transform) {
        for (place, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Group(group) => self.read_frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.read_text(text, here),
                FrameItem::Shape(shape, span) => {
                    let bounds = on_page(shape.geometry.bbox(shape.stroke.as_ref()), here);
                    self.widen(bounds);
                    self.out.shapes.push((bounds, *span));
                }
                FrameItem::Image(image, size, _) => {
                    let bounds = on_page(Rect::new(Point::zero(), size.to_point()), here);
                    self.widen(bounds);
                    self.out.pictures.push((image.clone(), bounds));
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Link(..) => {}
            }
        }
    }

    fn start(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        let alt = if let Some(figure) = element.to_packed::<FigureElem>() {
            figure.alt.as_option().clone().flatten()
        } else if let Some(image) = element.to_packed::<ImageElem>() {
            image.alt.as_option().clone().flatten()
        } else {
            if element.is::<ArtifactElem>() {
                self.open.push((location, Open::Artifact));
            } else if let Some(heading) = element.to_packed::<HeadingElem>() {
                self.headings += 1;
                self.open.push((location, Open::Heading(heading.resolve_level(StyleChain::default()).get())));
            }
            return;
        };
        let Some(alt) = alt.filter(|alt| !alt.trim().is_empty() && !self.is_silent()) else { return };
        self.open.push((location, Open::Figure { index: self.out.figures.len(), bounds: None }));
        let before = self.out.runs.len();
        self.out.figures.push(Figure { x: 0.0, y: 0.0, width: 0.0, height: 0.0, alt: alt.to_string(), before });
    }

    fn end(&mut self, location: Location) {
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == location) else { return };
        if let (_, Open::Figure { index, bounds: Some(bounds) }) = self.open.remove(at) {
            let figure = &mut self.out.figures[index];
            let Size { x, y } = bounds.size();
            (figure.x, figure.y) = (bounds.min.x.to_pt(), bounds.min.y.to_pt());
            (figure.width, figure.height) = (x.to_pt(), y.to_pt());
        }
    }

    fn is_silent(&self) -> bool {
        self.open.iter().any(|(_, open)| matches!(open, Open::Artifact | Open::Figure { .. }))
    }

    /// Widens the figures around an item to its box.
    fn widen(&mut self, bounds: Rect) {
        if !bounds.min.x.to_pt().is_finite() || !bounds.max.y.to_pt().is_finite() {
            return;
        }
        for (_, open) in &mut self.open {
            if let Open::Figure { bounds: all, .. } = open {
                *all = Some(all.map_or(bounds, |all| Rect::new(all.min.min(bounds.min), all.max.max(bounds.max))));
            }
        }
    }

    fn read_text(&mut self, item: &TextItem, at: Transform) {
        let (scale, angle) = (libm::hypot(at.sx.get(), at.ky.get()), libm::atan2(at.ky.get(), at.sx.get()));
        let mut left = 0.0;
        let mut glyphs = Vec::with_capacity(item.glyphs.len());
        for glyph in &item.glyphs {
            let right = left + glyph.x_advance.at(item.size).to_pt() * scale;
            let range = glyph.range();
            glyphs.push(PlacedGlyph { start: range.start, end: range.end, left, right, span: glyph.span.0 });
            left = right;
        }
        let heading = self.open.iter().rev().find_map(|(_, open)| match open {
            Open::Heading(level) => Some((self.headings, *level)),
            _ => None,
        });
        let run = Run {
            x: at.tx.to_pt(),
            y: at.ty.to_pt(),
            size: item.size.to_pt() * scale,
            width: left,
            angle,
            text: item.text.to_string(),
            silent: self.is_silent(),
            heading,
            glyphs,
        };
        let [x, y, right, bottom] = run.bounds().map(Abs::pt);
        self.widen(Rect::new(Point::new(x, y), Point::new(right, bottom)));
        self.out.runs.push(run);
    }
}

/// Returns the upright box on the page around a box in an item's own coordinates.
fn on_page(own: Rect, at: Transform) -> Rect {
    crate::pages::inspect::walk::page_bounds(own, at)
}

/// The layer as the browser gets it.
#[derive(Serialize)]
struct Layer<'a> {
    runs: Vec<Run>,
    figures: &'a [Figure],
}

/// Returns the layer of a page as JSON. Texts have no characters in them that only tell where a line may break.
#[must_use]
pub(super) fn layer(text: PageText) -> Vec<u8> {
    let clean = |run: Run| Run { text: run.text.chars().filter(|c| !is_break_control(*c)).collect(), ..run };
    let layer = Layer { runs: text.runs.into_iter().map(clean).collect(), figures: &text.figures };
    // Numbers and texts always serialise.
    serde_json::to_vec(&layer).unwrap_or_default()
}
