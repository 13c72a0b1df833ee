//! Contrasts of the colours of a theme, and the nearest colour that has enough.

/// Returns the contrast of two colours of a screen, from 1 to 21 (WCAG 2.2, contrast ratio).
#[must_use]
pub(crate) fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns the relative luminance of a colour, from 0 to 1 (WCAG 2.2).
fn luminance(srgb: [u8; 3]) -> f64 {
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    };
    let [red, green, blue] = srgb.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Reads a colour such as `#00424b`.
#[must_use]
pub(crate) fn read_srgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// A contrast that a theme needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ContrastRule {
    /// A colour by its key in `theme.toml`, or `ink` or `white`.
    pub front: &'static str,
    /// The colour behind it.
    pub ground: &'static str,
    /// The least contrast.
    pub least: f64,
    /// What needs it, with its verb.
    pub purpose: &'static str,
}

const fn rule(front: &'static str, ground: &'static str, least: f64, purpose: &'static str) -> ContrastRule {
    ContrastRule { front, ground, least, purpose }
}

/// The contrasts that a theme needs: 4.5 for text, 7 for small text, 3 for drawings (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).
pub(crate) const CONTRASTS: [ContrastRule; 11] = [
    rule("on_depth", "depth", 7.0, "small text needs"),
    rule("line_strong", "depth", 3.0, "index contours need"),
    rule("route", "depth", 3.0, "the route needs"),
    rule("accent", "white", 4.5, "numerals need"),
    rule("accent", "paper", 4.5, "numerals need"),
    rule("drawing", "white", 3.0, "drawings need"),
    rule("drawing", "paper", 3.0, "drawings need"),
    rule("ink", "paper", 7.0, "small text needs"),
    rule("ink", "paper_shade", 7.0, "small text needs"),
    rule("ink", "sea", 7.0, "small text needs"),
    rule("white", "accent", 4.5, "thumb tabs need"),
];

/// Changes inks by a step.
type Change = fn([f64; 4], f64) -> [f64; 4];

/// The changes of a colour that are tried, in steps of one hundredth: more black, less black, less and more of all other
/// inks, less of all inks.
const CHANGES: [Change; 5] = [
    |[c, m, y, k], step| [c, m, y, k + 100.0 * step],
    |[c, m, y, k], step| [c, m, y, k - 100.0 * step],
    |[c, m, y, k], step| [c * (1.0 - step), m * (1.0 - step), y * (1.0 - step), k],
    |[c, m, y, k], step| [c * (1.0 + step), m * (1.0 + step), y * (1.0 + step), k],
    |inks, step| inks.map(|ink| ink * (1.0 - step)),
];

/// Returns the colour nearest to one that passes, in whole per cent; `None` if none of its shades does.
#[must_use]
pub(crate) fn nearest_passing(inks: [f64; 4], passes: &dyn Fn([f64; 4]) -> bool) -> Option<[f64; 4]> {
    let shades = (0..=100_u32).flat_map(|step| {
        let step = f64::from(step) / 100.0;
        CHANGES.map(|change| change(inks, step).map(|ink| ink.clamp(0.0, 100.0).round()))
    });
    let distance = |shade: &[f64; 4]| shade.iter().zip(inks).map(|(a, b)| (a - b).abs()).sum::<f64>();
    shades.filter(|shade| passes(*shade)).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([255; 3], [255; 3]) - 1.0).abs() < 1e-9);
        // The shipped ground under white, and the grey that is the lightest for text on white.
        assert!((contrast([255; 3], [0x00, 0x42, 0x4b]) - 11.2).abs() < 0.05);
        assert!((contrast([255; 3], [0x76, 0x76, 0x76]) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_colour_of_a_screen_has_six_digits() {
        assert_eq!(read_srgb("#00424b"), Some([0x00, 0x42, 0x4b]));
        for text in ["00424b", "#00424", "#00424bb", "#00424g", "#ä0424"] {
            assert_eq!(read_srgb(text), None, "{text}");
        }
    }

    #[test]
    fn the_nearest_shade_changes_as_little_as_it_takes() {
        let darker = |inks: [f64; 4]| inks[3] >= 12.0;
        assert_eq!(nearest_passing([0.0, 78.0, 90.0, 0.0], &darker), Some([0.0, 78.0, 90.0, 12.0]));
        let lighter = |inks: [f64; 4]| inks[3] <= 20.0;
        assert_eq!(nearest_passing([100.0, 60.0, 20.0, 40.0], &lighter), Some([100.0, 60.0, 20.0, 20.0]));
        assert_eq!(nearest_passing([0.0; 4], &|_| false), None);
    }
}
