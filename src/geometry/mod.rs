//! Geometry computed from records: reliefs, jacket, maps, routes and strips, as plain numbers.
//!
//! Nothing in here knows Typst, files, languages or colours. Lengths are in millimetres with `y`
//! downwards from the top left corner of the trim, unless an item says otherwise; distances on the
//! ground are in kilometres, angles of maps in degrees of the compass. Every result is a function
//! of its arguments alone: no clock, no hash order, no state.

pub(crate) mod clip;
pub(crate) mod contour;
pub(crate) mod field;
pub(crate) mod geodata;
pub(crate) mod jacket;
pub(crate) mod labels;
pub(crate) mod legend;
pub(crate) mod locator;
pub(crate) mod map;
pub(crate) mod marching;
pub(crate) mod opener_routes;
pub(crate) mod portable;
pub(crate) mod profile;
pub(crate) mod projection;
pub(crate) mod relief;
pub(crate) mod seed;
pub(crate) mod shape;
pub(crate) mod strip;
pub(crate) mod tour;
pub(crate) mod warp;
