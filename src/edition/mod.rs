//! The edition: records as editors write them, read, judged, changed and reported on.

pub mod check;
pub(crate) mod edit;
pub mod exchange;
pub mod load;
pub mod records;
pub mod status;
pub(crate) mod translation;
