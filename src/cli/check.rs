//! `brochure check`.

use super::args::Check;
use super::build::{cache, targets, threads, words};
use super::console::{Console, Progress};
use super::{CommandError, Exit, languages, project};
use crate::build::{self, Options};

pub(super) fn run(args: &Check, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let options = Options {
        languages: languages(&args.source)?,
        targets: targets(&args.target),
        cache: Some(cache(&project, None)),
        ..Options::default()
    };
    let folder = project.edition(args.source.edition.as_deref())?;
    let diagnostics = if args.pages {
        let progress = Progress::new(args.source.quiet);
        let step = |step| progress.step(&words(step));
        let built = threads(0)?.install(|| build::build(&project, &folder, &options, &step));
        progress.end();
        built?.diagnostics
    } else {
        build::check(&project, &folder, &options)?
    };
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    if diagnostics.is_empty() && args.source.speaks() {
        let edition = folder.file_name().map(|name| format!(" of {}", name.to_string_lossy())).unwrap_or_default();
        let where_to = if args.pages { " or on the pages" } else { "" };
        Console::line(&format!("no fault in the records{where_to}{edition}"))?;
    }
    Ok(Exit::Done)
}
