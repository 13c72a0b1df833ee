//! Archive: files inside a PDF, as PDF/A-3 has them (ISO 19005-3, 6.8), and out of it again. Knows PDF,
//! not the brochure.

mod attach;
mod error;
mod extract;
mod media;
mod names;

pub use attach::{Attachment, Relationship, attach};
pub use error::{ArchiveError, ExtractError};
pub use extract::extract;
