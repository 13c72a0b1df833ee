//! A contour line of a relief.

use serde::Serialize;

use crate::geometry::shape::Curve;

/// One contour line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contour {
    /// Its height in members.
    pub level: u32,
    /// Whether it is an index contour: every tenth line.
    pub index: bool,
    /// The line, in mm.
    pub curve: Curve,
}
