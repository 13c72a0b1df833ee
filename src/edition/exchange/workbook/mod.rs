//! Workbooks that an office collects figures with: records out into sheets, and back.
//!
//! A workbook has a hidden sheet with the texts of all its cells (`sent.rs`). When it comes back, each field is the text
//! that went out, the one that came back and the one that the record has now.

mod columns;
mod entries;
mod import;
mod kinds;
mod read;
mod sent;
mod texts;
mod words;
mod write;

pub use self::import::{ChangedFile, Import, Line, import};
pub use self::write::{WorkbookError, form, office};
