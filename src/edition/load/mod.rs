//! Load: from a folder to typed records, each value with the place where it stands.
//!
//! Knows TOML, file names and the form of records. What a record may say is for `check` to judge.

mod document;
mod folder;
mod foreign;
mod form;
mod geodata;
mod habits;
mod mend;
mod message;
mod profile;
mod recover;
mod sources;
mod spans;
mod syntax;
mod toml_file;
mod words;

pub use document::{Document, Loaded, Records};
pub use folder::{is_slug, records};
pub use geodata::{Geodata, GeodataError};
pub use profile::profile;
pub use sources::{EditionFile, FileKind, sources};
pub(crate) use sources::{FOLDERS, named};
pub use spans::Spans;
pub use words::{Words, fill};
