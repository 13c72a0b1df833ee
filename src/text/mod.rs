//! Text: the Markdown of records, and the typography of a language.

pub(crate) mod characters;
pub(crate) mod closing;
mod container;
pub(crate) mod ean;
pub(crate) mod faces;
pub(crate) mod hyphenation;
mod language;
pub(crate) mod left_overs;
mod literal_marks;
pub(crate) mod markdown;
mod markup;
pub(crate) mod names;
mod pairs;
pub(crate) mod pasted_lists;
pub(crate) mod qr;
mod rich;
pub(crate) mod shown;
pub(crate) mod sorting;
mod tree_builder;
pub(crate) mod typography;
pub(crate) mod widths;

pub use language::{Language, LanguageError};
pub(crate) use rich::{Block, Inline, count_parts, count_words, drop_sources, number_sources_in};
