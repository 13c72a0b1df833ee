//! Measures as `frames.toml` writes them: numbers with a unit, such as `"11.75 L"` or `"3 M + 8 mm"`.

use super::Format;
use super::grid::DRAWN;

/// The name of a unit, and how many mm so many of it are on a page.
type Unit = (&'static str, fn(&Format, f64) -> f64);

/// The units of measures.
const UNITS: [Unit; 11] = [
    ("mm", |_, value| value),
    ("s", |format, value| value * format.scale),
    ("w", |format, value| value * format.width / DRAWN.0),
    ("h", |format, value| value * format.height / DRAWN.1),
    ("L", |format, value| value * format.line),
    ("row", |format, value| format.row(value) * format.line),
    ("foot", |format, value| format.foot(value) * format.line),
    ("outer", |format, value| value * format.outer),
    ("inner", |format, value| value * format.inner),
    ("M", |format, value| format.columns(value) * format.module),
    ("columns", |format, value| format.columns(value).max(1.0) * format.module - format.line),
];

/// Why a text is not a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MeasureError {
    /// A part is not a number followed by a space and a unit.
    Form,
    /// A unit that does not exist.
    Unit(String),
}

impl MeasureError {
    /// The names of all units.
    pub(crate) fn units() -> Vec<&'static str> {
        UNITS.iter().map(|(name, _)| *name).collect()
    }
}

/// Reads a measure and returns it in mm on a page. The parts of a sum are separated by ` + ` or ` - `.
///
/// # Errors
///
/// Fails if the text is not a measure.
pub(crate) fn read_measure(text: &str, format: &Format) -> Result<f64, MeasureError> {
    let mut words = text.split_whitespace();
    let (mut sum, mut sign) = (0.0, 1.0);
    loop {
        let number: f64 = words.next().and_then(|word| word.parse().ok()).ok_or(MeasureError::Form)?;
        let name = words.next().ok_or(MeasureError::Form)?;
        let unit = UNITS.iter().find(|(unit, _)| *unit == name).ok_or_else(|| MeasureError::Unit(name.to_owned()))?;
        if !number.is_finite() {
            return Err(MeasureError::Form);
        }
        sum += sign * unit.1(format, number);
        sign = match words.next() {
            None => return Ok(sum),
            Some("+") => 1.0,
            Some("-") => -1.0,
            Some(_) => return Err(MeasureError::Form),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{MeasureError, read_measure};
    use crate::format::Format;

    #[test]
    fn measures_are_read_in_each_unit() {
        let a4 = Format::new(210.0, 297.0, 3.0);
        let read = |text| read_measure(text, &a4);
        let expected = [
            ("12 mm", 12.0),
            ("12 s", 12.0),
            ("12 w", 12.0),
            ("12 h", 12.0),
            ("11.75 L", 52.875),
            ("24 row", 108.0),
            ("60 foot", 270.0),
            ("1 outer", 15.0),
            ("2 inner", 39.0),
            ("3 M", 45.0),
            ("4 columns", 55.5),
            ("3 M + 8 mm", 53.0),
            ("60 foot - 1 L", 265.5),
            ("-9.6 mm", -9.6),
        ];
        for (text, mm) in expected {
            assert_eq!(read(text), Ok(mm), "{text}");
        }
    }

    #[test]
    fn a_smaller_page_has_smaller_measures() {
        let a5 = Format::new(148.0, 210.0, 3.0);
        let read = |text| (read_measure(text, &a5).expect(text) * 100.0).round() / 100.0;
        assert_eq!((read("12 mm"), read("100 s"), read("24 row"), read("60 foot")), (12.0, 70.48, 76.65, 184.8));
        assert_eq!((read("105 w"), read("100 h")), (74.0, 70.71));
    }

    #[test]
    fn what_is_no_measure_is_refused() {
        let a4 = Format::new(210.0, 297.0, 3.0);
        for text in ["", "12", "12mm", "L 12", "12 L +", "12 L 3 mm", "nan L", "inf mm", "1,5 L"] {
            assert_eq!(read_measure(text, &a4), Err(MeasureError::Form), "{text}");
        }
        assert_eq!(read_measure("12 cm", &a4), Err(MeasureError::Unit("cm".to_owned())));
    }
}
