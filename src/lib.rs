//! Merges TOML records of clusters into Typst templates and makes a printable brochure.
//!
//! A project is a folder with `data/` (records, a folder an edition), `templates/` and `fonts/`.
//! [`pipeline::build`] goes the whole way from there to the bytes of PDFs:
//!
//! ```no_run
//! use std::path::Path;
//!
//! use brochure::build::{Options, build};
//! use brochure::project::Project;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let project = Project::find(Path::new("."))?;
//! let edition = project.edition(Some("2019"))?;
//! let outcome = build(&project, &edition, &Options::default(), &|_| {})?;
//! for fault in &outcome.diagnostics {
//!     eprintln!("{}: {}", fault.code, fault.message);
//! }
//! for file in &outcome.outputs {
//!     std::fs::write(&file.name, &file.bytes)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The way has one direction, and each stage is a module: [`load`] reads records, [`check`] judges
//! them, [`merge`] makes plain [`values`] in one language, [`typeset`] lays out pages, [`inspect`]
//! looks at them, [`dress`] gives them the form of a target, [`export`] makes a file, [`mod@write`]
//! puts it into its place. A stage gives what it made and [`diagnostics`]; none prints, exits or panics
//! on bad input. [`diff`] goes the way twice and compares what comes of it. Only [`cli`] knows the
//! command line.

// Tests may panic; the library must not, nor speak for itself.
#![warn(
    clippy::exit,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used
)]

pub mod cli;
pub mod diagnostics;
pub mod diff;
pub mod edition;
pub mod format;
pub mod fs;
pub mod geometry;
pub mod pages;
pub mod pdf;
pub mod photos;
pub mod pipeline;
pub mod text;
