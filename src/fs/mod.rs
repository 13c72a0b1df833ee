//! The project folder, whole files, locks and hashes.

mod error;
mod folders;
pub(crate) mod hash;
mod lock;
mod part;
pub(crate) mod project;
pub(crate) mod write;
