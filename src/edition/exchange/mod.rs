//! Takes records out into files that other people fill in, and brings back what they changed.
//!
//! A workbook or a list of translations goes out with what it was made from. When it comes back, each field is compared
//! with that and with the record (`merge.rs`), and what changed on one side only is written into the record
//! (`write_back/`): the span of a value and nothing else.

pub mod earlier;
pub(crate) mod merge;
pub mod translations;
pub mod workbook;
pub(crate) mod write_back;
