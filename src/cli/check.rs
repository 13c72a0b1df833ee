//! `brochure check`.

use super::args::Check;
use super::console::{Console, Progress, Steps};
use super::context::{cache_folder, project, thread_pool, trusts_cache};
use super::{CommandError, Exit};
use crate::pipeline::{self, Options};

pub(super) fn run(args: &Check, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let options = Options {
        languages: args.source.languages()?,
        targets: args.target.clone(),
        only: args.only.clone(),
        cache: Some(cache_folder(&project, None)?).filter(|cache| trusts_cache(cache)),
        ..Options::default()
    };
    let folder = project.edition(args.source.edition.as_deref())?;
    let diagnostics = if args.pages {
        let threads = thread_pool(0)?;
        let build = |step: Steps<'_>| threads.install(|| pipeline::build(&project, &folder, &options, step));
        Progress::show(args.source.quiet, "", build)?.diagnostics
    } else {
        pipeline::check(&project, &folder, &options)?
    };
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Refused);
    }
    if diagnostics.is_empty() && args.source.is_for_people() {
        let edition = folder.file_name().map(|name| format!(" of {}", name.to_string_lossy())).unwrap_or_default();
        let where_to = if args.pages { " or on the pages" } else { "" };
        Console::line(&format!("no errors in the records{where_to}{edition}"))?;
    }
    Ok(Exit::Done)
}
