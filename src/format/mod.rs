//! The page, described once: its size and grid, the colours and faces of a house, and the frames of the drawings.
//!
//! `templates/theme.toml` has what a house chooses and `templates/frames.toml` where drawings have their place. They
//! are read by `edition::load::design`; merge, geometry and templates get the same [`Design`].

mod colours;
mod design;
mod frames;
mod grid;
mod measure;
mod theme;
mod units;

use colours::Palette;
pub use design::Design;
pub(crate) use frames::{CoverFrame, Frames, MountainFrame, OpenerFrame, PlatesFrame};
pub(crate) use grid::Format;
pub(crate) use measure::{MeasureError, read_measure};
pub(crate) use theme::PageSize;
use theme::{Faces, Theme};
pub(crate) use units::{
    BLEED, EDGE_CLEARANCE, JACKET_ORIGIN, JACKET_SCALE, MAP_ORIGIN, MAP_SCALE, PAGES_PER_SHEET, TRIM_HEIGHT,
    TRIM_WIDTH, dpi, mm_to_pt, pixels, pt_to_mm, resolution, whole_pixels,
};
