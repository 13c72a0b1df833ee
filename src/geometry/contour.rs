//! Contour lines of a relief.

use serde::Serialize;

use crate::geometry::shape::{Curve, Path, Point};

/// Every tenth contour is an index contour: drawn heavier, and labelled.
pub(crate) const INDEX_EVERY: u32 = 10;

/// A contour line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contour {
    /// Height in members.
    pub level: u32,
    /// Whether it is an index contour.
    pub index: bool,
    /// The line, in mm.
    pub curve: Curve,
}

impl Contour {
    /// Smooths a path into a contour of a relief that has one for every `interval` members.
    #[must_use]
    pub(crate) fn new(path: &Path, level: u32, interval: u32) -> Self {
        Self { level, index: level.is_multiple_of(interval * INDEX_EVERY), curve: path.smooth() }
    }
}

/// Returns whether a path is a ring of fewer than `least` points, farther than `distance` mm from the summit.
///
/// Such rings appear where a side summit just reaches a level; at their size they look like dirt on the page. Around
/// the summit itself a small ring is a true contour.
#[must_use]
pub(crate) fn is_speck(path: &Path, least: usize, summit: Option<Point>, distance: f64) -> bool {
    let far = |p: &Point| summit.is_none_or(|summit| p.distance(summit) >= distance);
    path.closed && path.points.len() < least && path.points.iter().all(far)
}
