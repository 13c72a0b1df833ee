//! Geometry computed from records: reliefs, jacket, maps, routes and strips, as plain numbers.
//!
//! Nothing in this module knows Typst, files, languages or colours. Lengths on a page are in millimetres with `y`
//! downwards from the top left corner of the trim, unless an item says otherwise. Distances on the ground are
//! in kilometres, bearings in degrees clockwise from north. Every result depends only on its arguments: there is no
//! clock, no hash order, no state.
//!
//! Sines, logarithms and their like come from the crate `libm`, never from the methods of `f64`. The standard
//! library passes those on to the mathematical library of the system, and systems differ in the last digit; even
//! after rounding that can change a byte of a PDF. `clippy.toml` forbids the methods.

pub(crate) mod area;
pub(crate) mod clip;
pub(crate) mod contour;
pub(crate) mod cut;
pub(crate) mod fit;
pub(crate) mod geodata;
pub(crate) mod hatch;
pub(crate) mod height_field;
pub(crate) mod jacket;
pub(crate) mod legs;
pub(crate) mod lettering;
pub(crate) mod life_strip;
pub(crate) mod locator;
pub(crate) mod log_scale;
pub(crate) mod map;
pub(crate) mod map_labels;
pub(crate) mod map_view;
pub(crate) mod marching_squares;
pub(crate) mod mountain_keys;
pub(crate) mod opener;
pub(crate) mod panorama;
pub(crate) mod projection;
pub(crate) mod push_apart;
pub(crate) mod relief;
pub(crate) mod seams;
pub(crate) mod seed;
pub(crate) mod shape;
pub(crate) mod side_view;
pub(crate) mod silhouette;
pub(crate) mod strip;
pub(crate) mod sunflower;
pub(crate) mod topic_columns;
pub(crate) mod towers;
