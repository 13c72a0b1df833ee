//! Archive PDFs: attaches files to a PDF as PDF/A-3 requires (ISO 19005-3, 6.8), and extracts them. Knows PDF, not the
//! brochure.

mod attach;
mod error;
mod extract;
mod media;
mod names;

pub use attach::{Attachment, Relationship, attach};
pub use error::{ArchiveError, ExtractError};
pub use extract::extract;
