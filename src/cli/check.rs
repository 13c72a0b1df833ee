//! `brochure check`.

use super::args::Check;
use super::console::Console;
use super::{CommandError, Exit, languages, project};
use crate::build::{self, Options};

pub(super) fn run(args: &Check, console: &mut Console) -> Result<Exit, CommandError> {
    let options = Options { languages: languages(&args.source)?, targets: Vec::new() };
    let project = project()?;
    let folder = project.edition(args.source.edition.as_deref())?;
    let diagnostics = build::check(&project, &folder, &options)?;
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    if diagnostics.is_empty() && args.source.speaks() {
        Console::line("no fault in the records")?;
    }
    Ok(Exit::Done)
}
