//! Text: the Markdown of records, and the typography of a language.

mod language;
pub mod markdown;
mod names;
mod rich;
pub(crate) mod typography;

pub use language::{Language, LanguageError};
pub use rich::{Block, Inline};
pub use typography::fine;
