//! The slug line: text as outlines, so that the file needs no other font.

use lopdf::content::Operation;
use ttf_parser::{Face, OutlineBuilder};

use super::error::PrintError;
use crate::pdf::object::number;

pub(super) struct SlugFont<'a> {
    face: Face<'a>,
}

impl<'a> SlugFont<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, PrintError> {
        Ok(Self { face: Face::parse(bytes, 0)? })
    }

    /// Returns the outlines of a line of text that starts at a point. It is set in `size` pt, or smaller if it would
    /// be wider than `room` pt. Characters that the font lacks are left out.
    pub(super) fn outlines(&self, text: &str, (x, y): (f64, f64), size: f64, room: f64) -> Vec<Operation> {
        let glyphs: Vec<_> = text.chars().filter_map(|letter| self.face.glyph_index(letter)).collect();
        let advance = |glyph| f64::from(self.face.glyph_hor_advance(glyph).unwrap_or_default());
        let em = f64::from(self.face.units_per_em());
        let wide: f64 = glyphs.iter().map(|glyph| advance(*glyph)).sum::<f64>() / em;
        let size = if wide * size > room { room.max(0.0) / wide } else { size };
        let mut outline = Outline { scale: size / em, x, y, last: (0.0, 0.0), operations: Vec::new() };
        for glyph in glyphs {
            let _ = self.face.outline_glyph(glyph, &mut outline);
            outline.x += advance(glyph) * outline.scale;
        }
        if !outline.operations.is_empty() {
            outline.operations.push(Operation::new("f", Vec::new()));
        }
        outline.operations
    }
}

/// Path operators for the outlines of glyphs.
struct Outline {
    scale: f64,
    x: f64,
    y: f64,
    last: (f64, f64),
    operations: Vec<Operation>,
}

impl Outline {
    fn push(&mut self, operator: &str, points: &[(f64, f64)]) {
        let operands = points.iter().flat_map(|(x, y)| {
            let round = |value: f64| number((value * 1000.0).round() / 1000.0);
            [round(self.x + x * self.scale), round(self.y + y * self.scale)]
        });
        let operands = operands.collect();
        self.operations.push(Operation::new(operator, operands));
        if let Some(last) = points.last() {
            self.last = *last;
        }
    }
}

fn point(x: f32, y: f32) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push("m", &[point(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push("l", &[point(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (by, to) = (point(x1, y1), point(x, y));
        let toward = |from: (f64, f64)| (from.0 + (by.0 - from.0) * 2.0 / 3.0, from.1 + (by.1 - from.1) * 2.0 / 3.0);
        self.push("c", &[toward(self.last), toward(to), to]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.push("c", &[point(x1, y1), point(x2, y2), point(x, y)]);
    }

    fn close(&mut self) {
        self.push("h", &[]);
    }
}
