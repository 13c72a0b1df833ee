//! The project folder, whole files, locks, hashes, and calls of Git.

mod error;
mod folders;
pub(crate) mod git;
pub(crate) mod hash;
mod lock;
pub(crate) mod misnamed;
mod part;
pub(crate) mod project;
pub(crate) mod write;
