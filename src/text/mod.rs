//! Text: the Markdown of records, and the typography of a language.

mod language;
pub(crate) mod markdown;
mod names;
mod rich;
pub(crate) mod typography;

pub use language::{Language, LanguageError};
pub(crate) use rich::{Block, Inline};
