//! The page, described once: its size and grid, the colours and faces of a house, and the frames of the drawings.
//!
//! `templates/theme.toml` has what a house chooses and `templates/frames.toml` where drawings have their place. They
//! are read by `edition::load::design`; merge, geometry and templates get the same [`Design`].

mod colours;
mod contrast;
mod design;
mod frames;
mod grid;
mod measure;
mod roles;
mod theme;
mod units;

use colours::Palette;
pub(crate) use contrast::{CONTRASTS, ContrastRule, contrast, nearest_passing, read_srgb};
pub use design::Design;
pub(crate) use frames::{CoverFrame, Frames, LifeStripFrame, MountainFrame, OpenerFrame, ProgrammeFrame, StripPlace};
pub(crate) use grid::Format;
pub(crate) use measure::{MeasureError, read_measure};
pub(crate) use roles::{Face, Setting};
pub(crate) use theme::PageSize;
use theme::{Faces, Theme};
pub(crate) use units::{PAGES_PER_SHEET, dpi, mm_to_pt, pixels, pt_to_mm, whole_pixels};
