//! The outlines of words on a page: shaped by the same library as in the typesetter.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustybuzz::{Face, UnicodeBuffer};
use ttf_parser::{GlyphId, OutlineBuilder, name_id};

use crate::fs::hash::sha256;
use crate::geometry::cut::Shape;
use crate::geometry::exact::Exact;
use crate::geometry::shape::Point;

/// Millimetres in a point.
const POINT: f64 = 25.4 / 72.0;

/// Straight pieces for a curve of an outline.
const CURVE_STEPS: u32 = 4;

/// A face by its family and weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FaceName<'a> {
    pub family: &'a str,
    pub weight: u16,
}

/// Type in mm: a face, a size in points, and the tracking in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Type<'a> {
    pub face: FaceName<'a>,
    pub size: f64,
    pub tracking: f64,
}

#[derive(Clone)]
struct FontFile {
    family: String,
    weight: u16,
    bytes: Vec<u8>,
    /// Stands for the bytes where lines are remembered.
    hash: [u8; 32],
}

impl Hash for FontFile {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

/// The upright faces of a project.
#[derive(Clone, Default)]
pub(crate) struct Lettering(Arc<Vec<FontFile>>);

impl std::fmt::Debug for Lettering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|font| (&font.family, font.weight))).finish()
    }
}

impl Lettering {
    /// Reads the faces of font files. A file that is no font, and a face that is not upright, is left out.
    #[must_use]
    pub(crate) fn new(files: Vec<Vec<u8>>) -> Self {
        let fonts = files.into_iter().filter_map(|bytes| {
            let face = ttf_parser::Face::parse(&bytes, 0).ok()?;
            if face.is_italic() {
                return None;
            }
            let named =
                |id| face.names().into_iter().filter(move |name| name.name_id == id).find_map(|n| n.to_string());
            let family = named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY))?;
            let weight = face.weight().to_number();
            let hash = sha256(&bytes);
            Some(FontFile { family, weight, bytes, hash })
        });
        Self(Arc::new(fonts.collect()))
    }

    /// Shapes a line that starts at x = 0 on the baseline y = 0. Without the face it is empty.
    #[must_use]
    pub(crate) fn set(&self, text: &str, look: Type<'_>) -> Line {
        let Some(font) = self.find(look.face) else { return Line::default() };
        remembered_line(font, text, Exact(&look.size), Exact(&look.tracking))
    }

    /// Breaks a text at its spaces into lines no wider than `width` mm, of nearly equal length: the least width that
    /// does not need a further line. A word that is wider stays whole.
    #[must_use]
    pub(crate) fn wrap(&self, text: &str, look: Type<'_>, width: f64) -> Vec<String> {
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let measure = |line: &str| self.set(line, look).width;
        let fill = |width: f64| {
            let mut lines: Vec<String> = Vec::new();
            for word in &words {
                match lines.last_mut() {
                    Some(line) if measure(&format!("{line} {word}")) <= width => {
                        line.push(' ');
                        line.push_str(word);
                    }
                    _ => lines.push((*word).to_owned()),
                }
            }
            lines
        };
        let widest = fill(width);
        if widest.len() < 2 {
            return widest;
        }
        // A handful of narrower measures is enough to see where the lines become even.
        let narrower = (1..12).map(|n| fill(width * (1.0 - 0.04 * f64::from(n))));
        narrower.take_while(|lines| lines.len() == widest.len()).last().unwrap_or(widest)
    }

    fn find(&self, name: FaceName<'_>) -> Option<&FontFile> {
        self.0.iter().find(|font| font.family == name.family && font.weight == name.weight)
    }
}

#[comemo::memoize]
fn remembered_line(font: &FontFile, text: &str, size: Exact<'_, f64>, tracking: Exact<'_, f64>) -> Line {
    let (Exact(size), Exact(tracking)) = (size, tracking);
    let Some(face) = Face::from_slice(&font.bytes, 0) else { return Line::default() };
    let scale = size * POINT / f64::from(face.units_per_em());
    let tracking = size * POINT * tracking;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(&face, &[], buffer);
    let mut line = Line::default();
    for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let offset = Point::new(line.width + f64::from(place.x_offset) * scale, -f64::from(place.y_offset) * scale);
        let mut outline = Outline { scale, offset, ..Outline::default() };
        let glyph = GlyphId(u16::try_from(info.glyph_id).unwrap_or_default());
        if face.outline_glyph(glyph, &mut outline).is_some() && !outline.rings.is_empty() {
            line.glyphs.push(Shape::new(outline.rings));
        }
        line.width += f64::from(place.x_advance) * scale + tracking;
    }
    line
}

/// A line of text with its letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// The advance width in mm.
    pub width: f64,
    /// The letters.
    pub glyphs: Vec<Shape>,
}

impl Line {
    /// Returns the letters of the line with its start at a place, turned around it by an angle in radians.
    #[must_use]
    pub(crate) fn placed(&self, at: Point, angle: f64) -> Vec<Shape> {
        let (sin, cos) = libm::sincos(angle);
        let turn = |p: Point| Point::new(at.x + p.x * cos - p.y * sin, at.y + p.x * sin + p.y * cos);
        self.glyphs.iter().map(|glyph| glyph.map(turn)).collect()
    }
}

/// Gathers the rings of a glyph, with its curves as straight pieces.
#[derive(Default)]
struct Outline {
    scale: f64,
    offset: Point,
    rings: Vec<Vec<Point>>,
}

impl Outline {
    fn place(&self, x: f32, y: f32) -> Point {
        Point::new(self.offset.x + f64::from(x) * self.scale, self.offset.y - f64::from(y) * self.scale)
    }

    fn push(&mut self, p: Point) {
        if let Some(ring) = self.rings.last_mut() {
            ring.push(p);
        }
    }

    fn last(&self) -> Point {
        self.rings.last().and_then(|ring| ring.last()).copied().unwrap_or_default()
    }
}

/// Returns the shares of a curve at which its straight pieces end.
fn steps() -> impl Iterator<Item = f64> {
    (1..=CURVE_STEPS).map(|n| f64::from(n) / f64::from(CURVE_STEPS))
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let p = self.place(x, y);
        self.rings.push(vec![p]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let p = self.place(x, y);
        self.push(p);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, control, to) = (self.last(), self.place(x1, y1), self.place(x, y));
        for t in steps() {
            self.push(from.lerp(control, t).lerp(control.lerp(to, t), t));
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, first, second, to) = (self.last(), self.place(x1, y1), self.place(x2, y2), self.place(x, y));
        for t in steps() {
            let middle = first.lerp(second, t);
            let (start, end) = (from.lerp(first, t).lerp(middle, t), middle.lerp(second.lerp(to, t), t));
            self.push(start.lerp(end, t));
        }
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::{FaceName, Lettering, Type};
    use crate::geometry::shape::Point;

    const NAME: FaceName<'_> = FaceName { family: "Source Serif 4 Display", weight: 400 };

    fn shipped() -> Lettering {
        Lettering::new(vec![include_bytes!("../../fonts/SourceSerif4Display-Regular.otf").to_vec(), vec![1, 2, 3]])
    }

    #[test]
    fn words_have_the_size_of_their_type() {
        let look = Type { face: NAME, size: 72.0, tracking: 0.0 };
        let line = shipped().set("HH", look);
        assert_eq!(line.glyphs.len(), 2);
        let bounds = line.glyphs[0].bounds();
        assert!(bounds.bottom.abs() < 0.01 && (15.0..18.5).contains(&-bounds.top), "{bounds:?}");
        let tracked = shipped().set("HH", Type { tracking: 0.1, ..look });
        assert!((tracked.width - line.width - 5.08).abs() < 1e-9);
        let turned = line.placed(Point::new(10.0, 20.0), std::f64::consts::FRAC_PI_2);
        assert!(turned[0].bounds().left > 9.9 && turned[0].bounds().top > 19.9);
    }

    #[test]
    fn lines_break_at_spaces_and_are_even() {
        let look = Type { face: NAME, size: 44.0, tracking: 0.0 };
        let lettering = shipped();
        assert_eq!(lettering.wrap("NIRO", look, 100.0), ["NIRO"]);
        assert_eq!(lettering.wrap("Life Science Nord in Hamburg", look, 130.0), ["Life Science Nord", "in Hamburg"]);
        assert!(lettering.set("x", Type { face: FaceName { family: "None", weight: 400 }, ..look }).glyphs.is_empty());
    }
}
