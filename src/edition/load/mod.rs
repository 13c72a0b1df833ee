//! Loads the records of a folder, with the place of every value.
//!
//! This stage knows TOML, file names and the schema. The rules about the content of records are in `check`.

mod common_slips;
mod date_slips;
mod design;
mod design_form;
mod document;
mod duplicates;
mod escapes;
mod folder;
mod foreign;
mod form;
mod geodata;
mod leaves;
mod message;
mod number_slips;
mod profile;
mod recover;
mod repair;
mod sources;
mod spans;
mod syntax;
mod toml_file;
mod wanted;
mod words;
mod words_check;

pub(crate) use date_slips::read_date;
pub(crate) use design::THEME;
pub use design::design;
pub use document::{Document, Loaded, Records};
pub(crate) use escapes::find_escape;
pub(crate) use folder::every_cluster;
pub use folder::{is_slug, records};
pub(crate) use geodata::Borders;
pub use geodata::{Geodata, GeodataError};
pub(crate) use leaves::{leaves, texts};
pub(crate) use number_slips::recognise_number;
pub use profile::profile;
pub use sources::{EditionFile, FileKind, sources};
pub(crate) use sources::{FOLDERS, named, shared_files};
pub use spans::Spans;
pub use words::{Words, fill};
