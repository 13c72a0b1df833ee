//! Libraries that are loaded before all others, to change what the system tells the program.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Run, root};

/// Compiles a file of this repository to a library in a folder.
pub fn compile_library(source: &str, folder: &Path) -> PathBuf {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = folder.join(source.rsplit('/').next().expect("a name")).with_extension("so");
    let mut command = Command::new(compiler);
    command.args(["--edition", "2024", "--crate-type", "cdylib", "-o"]).arg(&library).arg(root().join(source));
    Run::new(&command.output().expect("a Rust compiler")).exits_with(0);
    library
}
