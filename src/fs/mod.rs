//! Files: the project folder and what may be read of it, whole files or none, and the lock of a folder.

mod error;
mod folders;
pub(crate) mod hash;
mod lock;
mod part;
pub(crate) mod project;
pub(crate) mod write;
