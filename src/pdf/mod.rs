//! The PDF: the laid-out pages adapted to a target, written, and finished for it.

pub mod adapt;
pub mod archive;
pub mod booklet;
pub(crate) mod object;
pub mod print;
mod target;
pub mod write;

pub use object::ReadError;
pub use target::Target;
