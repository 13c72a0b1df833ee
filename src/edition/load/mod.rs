//! Loads the records of a folder, with the place of every value.
//!
//! This stage knows TOML, file names and the schema. The rules about the content of records are in `check`.

mod atlas;
mod borders;
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
mod maps;
mod message;
mod number_slips;
mod profile;
mod recover;
mod regions;
mod repair;
mod sources;
mod spans;
mod syntax;
mod theme_check;
mod theme_chosen;
mod theme_faces;
mod toml_file;
mod wanted;
mod words;
mod words_check;

pub(crate) use atlas::Atlas;
pub(crate) use borders::Borders;
pub(crate) use date_slips::read_date;
pub(crate) use design::THEME;
pub use design::design;
pub use document::{Document, Loaded, Records};
pub(crate) use escapes::find_escape;
pub(crate) use folder::every_cluster;
pub use folder::{is_slug, records};
pub use geodata::Geodata;
pub(crate) use leaves::{leaves, texts};
pub use maps::{GeodataError, Maps};
pub(crate) use maps::{missing_layers, settings};
pub(crate) use number_slips::recognise_number;
pub use profile::profile;
pub(crate) use regions::{RegionMatch, bare_code};
pub use sources::{EditionFile, FileKind, sources};
pub(crate) use sources::{FOLDERS, named, shared_files};
pub use spans::Spans;
pub use theme_check::check_theme;
pub use words::{Words, fill};
