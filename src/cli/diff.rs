//! `brochure diff`.

use super::args::{Diff, Format, Source};
use super::console::{Console, Progress, Steps};
use super::context::{thread_pool, trusts_cache};
use super::draw::{drawing, drawing_within, read_pdf};
use super::sides::{Side, State, sides, wrong};
use super::{CommandError, Exit, clock, difference};
use crate::diff::{self, Built, Difference};
use crate::fs::write;
use crate::pipeline::Options;

pub(super) fn run(args: &Diff, console: &mut Console) -> Result<Exit, CommandError> {
    let (old, new) = sides(args)?;
    let threads = thread_pool(args.jobs.unwrap_or(0))?;
    let Some(found) = threads.install(|| compare(&old, &new, args, console))? else { return Ok(Exit::Outside) };
    if !args.quiet {
        difference::show(&found, args.format)?;
    }
    if let Some(path) = &args.report {
        threads.install(|| {
            write::write_pieces(path, |file| {
                diff::html(&found, &old.name(), &new.name(), file).map_err(CommandError::from)
            })
        })?;
    }
    Ok(if found.is_empty() { Exit::Done } else { Exit::Refused })
}

/// Compares two sides. Returns `None` if one of them has errors, which have been shown.
fn compare(old: &Side, new: &Side, args: &Diff, console: &mut Console) -> Result<Option<Difference>, CommandError> {
    match (old, new) {
        (Side::Pdf(_), Side::Pdf(_)) if args.edition.is_some() || !args.lang.is_empty() => {
            Err(wrong("PDFs are compared as they are".to_owned(), "leave out --edition and --lang"))
        }
        (Side::Pdf(old), Side::Pdf(new)) => {
            let drawing = drawing_within(args.minutes)?;
            Ok(Some(diff::pdfs(read_pdf(old)?, read_pdf(new)?, &drawing)?))
        }
        (Side::Edition(old), Side::Edition(new)) => {
            let Some(before) = built(old, args, console)? else { return Ok(None) };
            let Some(after) = built(new, args, console)? else { return Ok(None) };
            Ok(Some(diff::editions(before, after, &drawing()?)?))
        }
        _ => Err(wrong(
            "a PDF can only be compared with another PDF".to_owned(),
            "`brochure build` makes PDFs of an edition",
        )),
    }
}

/// Builds the edition of a side. Returns `None` if it has errors, which are shown.
fn built(state: &State, args: &Diff, console: &mut Console) -> Result<Option<Built>, CommandError> {
    let name = &state.name;
    // Line numbers of a revision do not fit the files that a workflow shows.
    let is_elsewhere = state.revision.is_some() && args.format == Format::Github;
    let format = if is_elsewhere { Format::Short } else { args.format };
    let source = Source { edition: None, lang: args.lang.clone(), format, deny_warnings: false, quiet: args.quiet };
    let options = Options {
        languages: source.languages()?,
        targets: vec![args.target],
        date: clock::source_date()?,
        cache: Some(state.cache.clone()).filter(|cache| trusts_cache(cache)),
        ..Options::default()
    };
    let work = |step: Steps<'_>| diff::built(&state.project, &state.folder, &options, step);
    let built = Progress::show(args.quiet, &format!("{name}: "), work);
    match built.map_err(|error| CommandError::State { name: name.clone(), error })? {
        Ok(built) => Ok(Some(built)),
        Err(faults) => {
            console.failure(&format!("{name} cannot be compared, because it cannot be built"), None);
            console.diagnostics(&faults, &source)?;
            Ok(None)
        }
    }
}
