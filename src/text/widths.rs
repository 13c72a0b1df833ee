//! The widths of texts, from the advances and kerning of their faces.

use rustybuzz::{Face, UnicodeBuffer};

use crate::format::pt_to_mm;

/// A face whose texts are measured.
#[derive(Clone)]
pub(crate) struct Ruler<'a>(Face<'a>);

impl std::fmt::Debug for Ruler<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ruler")
    }
}

impl<'a> Ruler<'a> {
    /// Reads an OpenType face; `None` if the bytes are none.
    #[must_use]
    pub(crate) fn new(font: &'a [u8]) -> Option<Self> {
        Face::from_slice(font, 0).map(Self)
    }

    /// Returns the width of a text on one line in mm, at a size in points.
    #[must_use]
    pub(crate) fn width(&self, text: &str, size: f64) -> f64 {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        let shaped = rustybuzz::shape(&self.0, &[], buffer);
        let advance: i64 = shaped.glyph_positions().iter().map(|glyph| i64::from(glyph.x_advance)).sum();
        // A text has far fewer units than a float has exact whole numbers.
        #[expect(clippy::cast_precision_loss, reason = "far below 2⁵³")]
        let units = advance as f64;
        pt_to_mm(units / f64::from(self.0.units_per_em()) * size)
    }
}

#[cfg(test)]
mod tests {
    use super::Ruler;

    #[test]
    fn a_text_is_as_wide_as_its_glyphs_and_their_kerning() {
        let ruler = Ruler::new(include_bytes!("../../fonts/SourceSans3-Regular.otf")).expect("a font");
        // Digits are 497 units of 1000 wide.
        assert!((ruler.width("2019", 10.0) - 4.0 * 0.497 * 10.0 * 25.4 / 72.0).abs() < 1e-9);
        assert!(ruler.width("AV", 10.0) < ruler.width("A", 10.0) + ruler.width("V", 10.0));
        assert!(ruler.width("", 10.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert!(Ruler::new(b"no font").is_none());
    }
}
