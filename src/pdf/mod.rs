//! The PDF: the laid-out pages adapted to a target, written, and finished for it.

pub mod adapt;
pub mod archive;
pub mod booklet;
pub(crate) mod object;
mod place_photos;
pub mod print;
mod target;
pub mod write;

pub use object::ReadError;
pub use place_photos::{Placing, PlacingError};
pub use target::Target;
