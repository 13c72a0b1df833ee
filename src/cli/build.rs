//! `brochure build`.

use std::path::Path;
use std::time::Instant;

use super::args::Build;
use super::console::{Console, Progress};
use super::context::{cache_folder, out_folder, project, thread_pool, trusts_cache};
use super::{CommandError, Exit, clock, report, verify};
use crate::fs::project::Project;
use crate::fs::write;
use crate::pdf::Target;
use crate::pipeline::{self, Delivery, Destination, Manifest, Options};

pub(super) fn run(args: &Build, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let out = out_folder(&project, args.out.as_deref())?;
    let cache = cache_folder(&project, args.cache.as_deref())?;
    let is_trusted = !args.force && !args.check && trusts_cache(&cache);
    let options = Options {
        languages: args.source.languages()?,
        targets: if args.booklet { vec![Target::Booklet] } else { args.target.clone() },
        only: args.only.clone(),
        date: clock::source_date()?,
        creep: args.creep,
        cache: is_trusted.then(|| cache.clone()),
    };
    let folder = project.edition(args.source.edition.as_deref())?;
    thread_pool(args.jobs.unwrap_or(0))?.install(|| match &args.values {
        Some(values) => write_values(&project, &folder, &options, args, values, console),
        None if args.check => verify::run(&project, &folder, &options, &out, args, console),
        None => {
            let destination = Destination { out, cache, force: !is_trusted, deny_warnings: args.source.deny_warnings };
            write_files(&project, &folder, &options, &destination, args, console)
        }
    })
}

fn write_files(
    project: &Project,
    folder: &Path,
    options: &Options,
    destination: &Destination,
    args: &Build,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let start = Instant::now();
    let out = &destination.out;
    let delivery =
        Progress::show(args.source.quiet, "", |step| pipeline::deliver(project, folder, options, destination, step))?;
    match &delivery {
        Delivery::UpToDate(manifest) => {
            if args.deps.is_some() {
                // Make compares times, and would call again for ever.
                manifest.touch(out, clock::now())?;
            }
            write_rule(args, out, manifest)?;
            report::show_up_to_date(&args.source, out, manifest, start.elapsed())?;
        }
        Delivery::Written(outcome, manifest) => {
            console.diagnostics(&outcome.diagnostics, &args.source)?;
            write_rule(args, out, manifest)?;
            report::show_written(&args.source, out, outcome, manifest, start.elapsed())?;
        }
        Delivery::Refused(outcome) => {
            console.diagnostics(&outcome.diagnostics, &args.source)?;
            return Ok(Exit::Refused);
        }
    }
    Ok(Exit::Done)
}

fn write_rule(args: &Build, out: &Path, manifest: &Manifest) -> Result<(), CommandError> {
    let Some(path) = &args.deps else { return Ok(()) };
    Ok(write::write_file(path, manifest.make_rule(out).as_bytes())?)
}

fn write_values(
    project: &Project,
    folder: &Path,
    options: &Options,
    args: &Build,
    out: &Path,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let (files, diagnostics) = pipeline::values(project, folder, options)?;
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Refused);
    }
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    write::write(out, &files)?;
    Ok(Exit::Done)
}
