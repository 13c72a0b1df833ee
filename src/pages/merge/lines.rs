//! Lines of text whose letters cut contours: set here once, for the template and for the geometry.

use crate::format::Design;
use crate::geometry::cut::Shape;
use crate::geometry::lettering::{FaceName, Lettering, Type};
use crate::geometry::opener::Size;
use crate::geometry::shape::Point;
use crate::pages::values::SetLine;

/// The kinds of type on a mountain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Display,
    Lead,
    Small,
}

/// A kind of type in a size, in points, with tracking in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Role {
    pub kind: Kind,
    pub size: f64,
    pub tracking: f64,
}

impl Role {
    pub(super) const fn new(kind: Kind, size: f64) -> Self {
        Self { kind, size, tracking: 0.0 }
    }
}

/// Sets lines in the faces of a design, and keeps their letters.
pub(super) struct Setter<'a> {
    lettering: &'a Lettering,
    design: &'a Design,
    /// The letters of all lines so far, in mm.
    pub shapes: Vec<Shape>,
}

impl<'a> Setter<'a> {
    pub(super) const fn new(lettering: &'a Lettering, design: &'a Design) -> Self {
        Self { lettering, design, shapes: Vec::new() }
    }

    fn look(&self, role: Role) -> Type<'a> {
        let faces = &self.design.faces;
        let (family, weight) = match role.kind {
            Kind::Display => (faces.display.as_str(), faces.display_weight),
            Kind::Lead => (faces.lead.as_str(), 400),
            Kind::Small => (faces.sans.as_str(), 600),
        };
        // Display type shrinks with the page; other type follows the optical size of its face.
        let scale = if role.kind == Kind::Display { self.design.format.display } else { faces.scale };
        Type { face: FaceName { family, weight }, size: role.size * scale, tracking: role.tracking }
    }

    /// Returns the width of a line in mm, and how far its letters reach above and below its baseline.
    pub(super) fn size(&self, text: &str, role: Role) -> Size {
        let line = self.lettering.set(text, self.look(role));
        let bounds = line.glyphs.iter().map(Shape::bounds);
        let (above, below) = bounds.fold((0.0, 0.0), |(a, b): (f64, f64), g| (a.max(-g.top), b.max(g.bottom)));
        Size { width: line.width, above, below }
    }

    /// Breaks a text into even lines no wider than `width` mm.
    pub(super) fn wrap(&self, text: &str, role: Role, width: f64) -> Vec<String> {
        self.lettering.wrap(text, self.look(role), width)
    }

    /// Sets a line with the left end of its baseline at a place, turned around it by an angle in radians.
    pub(super) fn set_turned(&mut self, text: &str, role: Role, at: Point, angle: f64) -> SetLine {
        let look = self.look(role);
        self.shapes.extend(self.lettering.set(text, look).placed(at, angle));
        let face = match role.kind {
            Kind::Display => "display",
            Kind::Lead => "lead",
            Kind::Small => "sans",
        };
        let (weight, angle) = (look.face.weight, (angle.to_degrees() * 100.0).round() / 100.0);
        SetLine { text: text.to_owned(), at, face, weight, size: look.size, tracking: look.tracking, angle }
    }

    /// Sets a line with the left end of its baseline at a place.
    pub(super) fn set(&mut self, text: &str, role: Role, at: Point) -> SetLine {
        self.set_turned(text, role, at, 0.0)
    }

    /// Sets a line that ends at a place.
    pub(super) fn set_right(&mut self, text: &str, role: Role, at: Point) -> SetLine {
        let width = self.size(text, role).width;
        self.set(text, role, Point::new(at.x - width, at.y))
    }
}
