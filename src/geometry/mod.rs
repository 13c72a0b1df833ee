//! Geometry computed from records: reliefs, jacket, maps, routes and strips, as plain numbers.
//!
//! Nothing in here knows Typst, files, languages or colours. Lengths are in millimetres with `y`
//! downwards from the top left corner of the trim, unless an item says otherwise; distances on the
//! ground are in kilometres, angles of maps in degrees of the compass. Every result is a function
//! of its arguments alone: no clock, no hash order, no state.

pub mod clip;
pub mod contour;
pub mod field;
pub mod geodata;
pub mod jacket;
pub mod labels;
pub mod legend;
pub mod locator;
pub mod map;
pub mod marching;
pub mod opener_routes;
pub(crate) mod portable;
pub mod profile;
pub mod projection;
pub mod relief;
pub mod seed;
pub mod shape;
pub mod strip;
pub mod tour;
pub mod warp;
