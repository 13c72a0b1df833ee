//! Merges TOML records of clusters into Typst templates and compiles a printable brochure.
//!
//! A project is a folder with `data/` (records, one folder per edition), `templates/` and `fonts/`.
//! [`pipeline::build`] turns an edition into the bytes of PDFs; [`pipeline::deliver`] also writes them into a folder and
//! skips what is up to date.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use brochure::Project;
//! use brochure::pipeline::{Options, build};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let project = Project::find(Path::new("."))?;
//! let edition = project.edition(Some("2019"))?;
//! let outcome = build(&project, &edition, &Options::default(), &|_| {})?;
//! for diagnostic in &outcome.diagnostics {
//!     eprintln!("{}: {}", diagnostic.code, diagnostic.message);
//! }
//! for file in &outcome.outputs {
//!     std::fs::write(&file.name, &file.bytes)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Data flows one way through three wings. [`edition`] loads, checks and changes records. `pages` merges them into plain
//! values in one language, lays these out and inspects the pages. [`pdf`] adapts the pages to a target and writes the
//! file. [`pipeline`] knows the order of these stages and what was built before; [`diff`] runs it twice and compares the
//! results. Every stage returns its result and [`diagnostics`]; none prints, exits or panics on bad input.

// Tests may panic or print; the library must not.
#![warn(
    clippy::exit,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[doc(hidden)]
pub mod cli;
pub mod diagnostics;
pub mod diff;
pub mod edition;
mod format;
mod fs;
mod geometry;
mod pages;
pub mod pdf;
mod photos;
pub mod pipeline;
mod text;

pub use fs::project::{Project, ProjectError};
pub use text::{Language, LanguageError};

/// The private items that tests, benches and fuzz targets use. They may change in any version.
#[doc(hidden)]
pub mod internals {
    pub use crate::edition::edit::{add_chapter, starter};
    pub use crate::format::Design;
    pub use crate::fs::hash::sha256_hex;
    pub use crate::fs::write::{Lock, create};
    pub use crate::pages::galley::plan_pages;
    pub use crate::pages::inspect::{Purpose, inspect};
    pub use crate::pages::merge::{Merging, Values, merge_records};
    pub use crate::pages::typeset::{Fonts, Originals, Typeset, Typesetter};
    pub use crate::pdf::adapt::{Adaptation, Photo, adapt, wanted_photos};
    pub use crate::pdf::object::{read_pdf, save_pdf};
    pub use crate::pdf::print::{Marks, PrintError, PrintJob, ToCmyk, finish_pdf};
    pub use crate::pdf::write::write_pdf;
    pub use crate::photos::colour::OutputProfile;
    pub use crate::photos::{
        Cache, ColourSpace, Crop, DrawingError, Format, Key, PhotoError, Rendering, Separation, check_drawing,
        placeholder, read_header, render_photo,
    };
    pub use crate::pipeline::typeset_book;
}
