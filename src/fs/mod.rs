//! The project folder, whole files, locks and hashes.

mod error;
mod folders;
pub(crate) mod hash;
mod lock;
pub(crate) mod misnamed;
mod part;
pub(crate) mod project;
pub(crate) mod write;
