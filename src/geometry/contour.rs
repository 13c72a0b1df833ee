//! Contour lines of a relief.

use serde::Serialize;

use crate::geometry::fit::fit_curve;
use crate::geometry::shape::{Curve, Path};

/// Every tenth contour is an index contour: drawn heavier.
pub(crate) const INDEX_EVERY: u32 = 10;

/// Above so many contours lies snow: all lines are light.
const SNOW: u32 = 8 * INDEX_EVERY;

/// How far a curve may be from the traced line, in mm: less than the width of its stroke, which no eye can tell from the line.
const TOLERANCE: f64 = 0.15;

/// A contour line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contour {
    /// Height in members.
    pub level: u32,
    /// Whether it is an index contour.
    pub index: bool,
    /// Whether it lies in the snow.
    pub snow: bool,
    /// The line, in mm.
    pub curve: Curve,
}

impl Contour {
    /// Fits a contour to a traced line of a relief that has one for every `interval` members.
    #[must_use]
    pub(crate) fn new(path: &Path, level: u32, interval: u32) -> Self {
        let index = level.is_multiple_of(interval * INDEX_EVERY);
        Self { level, index, snow: !index && level > interval * SNOW, curve: fit_curve(path, TOLERANCE) }
    }
}
