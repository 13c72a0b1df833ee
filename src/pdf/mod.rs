//! PDFs: adapts the laid-out pages to a target, writes them and finishes the file for print, screen or archive.

pub mod adapt;
pub mod archive;
pub mod booklet;
pub(crate) mod cover;
pub(crate) mod object;
pub mod print;
mod target;
pub mod write;

pub use object::ReadError;
pub use target::Target;
