//! XLIFF: version 1.2 out, and versions 1.2, 2.0 and 2.1 in.
//!
//! - 1.2: <http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html>
//! - 2.1: <http://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html>
//!
//! The marks of a text are codes that contain what they stand for (`<ph>[^niro-15]</ph>`), so that what comes back needs
//! no table of codes to be read.

mod codes;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub(super) use self::read::read;
pub(super) use self::write::write;
