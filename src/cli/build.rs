//! `brochure build`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::{Build, TargetName};
use super::before::Before;
use super::console::{Console, Progress};
use super::{CommandError, Exit, clock, languages, project, report, verify};
use crate::fs::project::{Project, slashes};
use crate::fs::write::{self, Lock, WriteError};
use crate::pdf::Target;
use crate::pipeline::manifest::{Inputs, Made, SUMS, Stamp, sums};
use crate::pipeline::{self, Options, Output};

/// The folder for scaled photographs in a project.
const CACHE: &str = ".brochure-cache";

/// Deep layouts need more stack than threads have by default.
const STACK: usize = 16 * 1024 * 1024;

pub(super) fn run(args: &Build, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let options = Options {
        languages: languages(&args.source)?,
        targets: if args.booklet { vec![Target::Booklet] } else { targets(&args.target) },
        only: args.only.as_ref().map(|slug| slug.trim_end_matches(".toml").to_owned()),
        date: clock::given()?,
        creep: args.creep,
        cache: Some(cache(&project, args.cache.as_deref())),
    };
    let folder = project.edition(args.source.edition.as_deref())?;
    threads(args.jobs.unwrap_or(0))?.install(|| match &args.values {
        Some(values) => write_values(&project, &folder, &options, args, values, console),
        None if args.check => verify::run(&project, &folder, &options, args, console),
        None => write_files(&project, &folder, &options, args, console),
    })
}

/// The folder for scaled photographs: the one asked for, or that of the project.
pub(super) fn cache(project: &Project, asked: Option<&Path>) -> PathBuf {
    asked.map_or_else(|| project.root().join(CACHE), Path::to_owned)
}

/// Threads with room for deep layouts.
pub(super) fn threads(jobs: u16) -> Result<rayon::ThreadPool, CommandError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(jobs))
        .stack_size(STACK)
        .build()
        .map_err(|error| CommandError::Threads { jobs, error })
}

/// The targets of the library for those of the command line.
pub(super) fn targets(names: &[TargetName]) -> Vec<Target> {
    let target = |name: &TargetName| match name {
        TargetName::Print => Target::Print,
        TargetName::Screen => Target::Screen,
        TargetName::Archive => Target::Archive,
    };
    names.iter().map(target).collect()
}

fn write_files(
    project: &Project,
    folder: &Path,
    options: &Options,
    args: &Build,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let start = Instant::now();
    let before = Before::new(project, folder, options, args);
    if let Some(stamp) = before.current()? {
        settle(&args.out, &stamp)?;
        write_deps(args, &stamp)?;
        report::left(&args.source, &args.out, &stamp, start.elapsed())?;
        return Ok(Exit::Done);
    }
    let mut inputs = Inputs::of(project, folder)?;
    let outcome = Progress::show(args.source.quiet, "", |step| pipeline::build(project, folder, options, step))?;
    if !console.diagnostics(&outcome.diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    if Inputs::of(project, folder)? != inputs {
        return Err(CommandError::Changed);
    }
    inputs.add(project, outcome.read.iter().map(String::as_str));
    let stamp = before.stamp(inputs, &outcome.outputs);
    put(&args.out, &outcome.outputs, &stamp)?;
    write_deps(args, &stamp)?;
    // What was warned of is to be told again.
    if outcome.diagnostics.is_empty() {
        before.keep(&stamp);
    }
    report::made(&args.source, &args.out, &outcome, &stamp, start.elapsed())?;
    Ok(Exit::Done)
}

/// Files take their places in a folder, and their hashes theirs in its list.
fn put(out: &Path, outputs: &[Output], stamp: &Stamp) -> Result<(), WriteError> {
    // From here to the end of the list no other build may change it.
    let _lock = Lock::take(out)?;
    // Where all was there already, another build may have put something else there since.
    let is_there = |(name, made): &(&String, &Made)| !outputs.is_empty() || made.is_in(&out.join(name));
    let (_, list) = sums(out, stamp.made().iter().filter(is_there).map(line));
    let files = outputs.iter().map(|output| (output.name.as_str(), output.bytes.as_slice()));
    // The list is last: it must not speak of files that are still to come.
    let files: Vec<_> = files.chain([(SUMS, list.as_bytes())]).collect();
    write::write(out, &files)
}

/// Clears up in a folder where all files are already, if a build of others was ended there by force.
fn settle(out: &Path, stamp: &Stamp) -> Result<(), WriteError> {
    let (before, after) = sums(out, stamp.made().iter().map(line));
    if before == after && write::is_settled(out) { Ok(()) } else { put(out, &[], stamp) }
}

/// A file of a list and its hash.
fn line<'a>((name, made): (&'a String, &'a Made)) -> (&'a str, &'a str) {
    (name, &made.sha256)
}

/// A rule for Make: the files depend on what they were made from.
fn write_deps(args: &Build, stamp: &Stamp) -> Result<(), CommandError> {
    let Some(path) = &args.deps else { return Ok(()) };
    let escaped = |path: &str| path.replace('$', "$$").replace('#', "\\#").replace(' ', "\\ ");
    let made = stamp.made().keys().map(|name| escaped(&slashes(&args.out.join(name))));
    let read = stamp.inputs().map(escaped);
    let rule = format!("{}: \\\n  {}\n", made.collect::<Vec<_>>().join(" "), read.collect::<Vec<_>>().join(" \\\n  "));
    Ok(write::write_file(path, rule.as_bytes())?)
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
        return Ok(Exit::Fault);
    }
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    write::write(out, &files)?;
    Ok(Exit::Done)
}
