//! Formats numbers and rotates pages. Coordinates are in pt (1/72 inch) and grow to the right and upwards.

use crate::pdf::object::Rect;

/// Formats a number for a content stream: with at most four decimals and without an exponent.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    match text.trim_end_matches('0').trim_end_matches('.') {
        "-0" => "0".to_owned(),
        text => text.to_owned(),
    }
}

/// A transformation matrix, in the order of the six numbers of a PDF (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// Rotates a page clockwise by quarter turns, scales it by its unit and moves the lower left corner of the rotated
    /// trim to the origin.
    pub(super) fn upright(trim: Rect, quarters: u8, unit: f64) -> Self {
        let Rect { left, bottom, right, top } = trim;
        let turned = match quarters % 4 {
            0 => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
            1 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
            2 => [-1.0, 0.0, 0.0, -1.0, right, top],
            _ => [0.0, 1.0, -1.0, 0.0, top, -left],
        };
        Self(turned.map(|entry| entry * unit))
    }

    /// Transforms a rectangle. The matrix must rotate by quarter turns only.
    pub(super) fn apply(&self, rect: Rect) -> Rect {
        let [xx, xy, yx, yy, right, up] = self.0;
        let map = |x: f64, y: f64| (xx * x + yx * y + right, xy * x + yy * y + up);
        let ((x0, y0), (x1, y1)) = (map(rect.left, rect.bottom), map(rect.right, rect.top));
        Rect::between([x0, y0, x1, y1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(number(-0.000_01), "0");
        assert_eq!(number(595.275_59), "595.2756");
        assert_eq!(number(120.0), "120");
        assert_eq!(number(-2.5), "-2.5");
    }

    #[test]
    fn every_rotation_moves_the_trim_to_the_origin() {
        let trim = Rect::between([10.0, 20.0, 110.0, 220.0]);
        for quarters in 0..4 {
            let upright = Matrix::upright(trim, quarters, 1.0).apply(trim);
            let expected = if quarters % 2 == 0 { "0 0 100 200" } else { "0 0 200 100" };
            assert_eq!(upright.corners().map(number).join(" "), expected, "{quarters}");
        }
    }

    #[test]
    fn a_quarter_turn_is_clockwise() {
        let trim = Rect::between([0.0, 0.0, 100.0, 200.0]);
        let top_left = Rect::between([0.0, 190.0, 10.0, 200.0]);
        let turned = Matrix::upright(trim, 1, 1.0).apply(top_left);
        assert_eq!(turned.corners().map(number).join(" "), "190 90 200 100");
    }
}
