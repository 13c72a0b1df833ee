//! `brochure build`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::args::{Build, TargetName};
use super::console::{Console, Progress};
use super::{CommandError, Exit, clock, languages, project};
use crate::build::{self, Options, Outcome, Step};
use crate::export::Target;
use crate::project::Project;
use crate::write;

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
    let progress = Progress::new(args.source.quiet);
    let built = build::build(project, folder, options, &|step| progress.step(&words(step)));
    progress.end();
    let outcome = built?;
    if !console.diagnostics(&outcome.diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    let files: Vec<_> = outcome.outputs.iter().map(|output| (output.name.as_str(), output.bytes.as_slice())).collect();
    write::write(&args.out, &files)?;
    if args.source.speaks() {
        list(&outcome, &args.out, start.elapsed())?;
    }
    Ok(Exit::Done)
}

fn write_values(
    project: &Project,
    folder: &Path,
    options: &Options,
    args: &Build,
    out: &Path,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let (files, diagnostics) = build::values(project, folder, options)?;
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    write::write(out, &files)?;
    Ok(Exit::Done)
}

pub(super) fn words(step: Step) -> String {
    match step {
        Step::Load => "reading records".to_owned(),
        Step::Merge(language) => format!("merging {language}"),
        Step::Typeset(language) => format!("typesetting {language}"),
        Step::Photos(1) => "scaling a photograph".to_owned(),
        Step::Photos(count) => format!("scaling {count} photographs"),
        Step::Export(language, target) => format!("exporting {language} for {}", target.name()),
    }
}

/// Each file with pages, size and time.
fn list(outcome: &Outcome, out: &Path, time: Duration) -> Result<(), CommandError> {
    for output in &outcome.outputs {
        let path = out.join(&output.name);
        let line = format!(
            "{}  {} pages  {}  {:.1} s",
            path.display(),
            output.pages,
            size(output.bytes.len()),
            output.time.as_secs_f64()
        );
        Console::line(&line)?;
    }
    let files = outcome.outputs.len();
    let what = if files == 1 { "file" } else { "files" };
    Console::line(&format!("{files} {what} in {:.1} s", time.as_secs_f64()))?;
    Ok(())
}

/// A size in the units of file managers, powers of ten.
fn size(bytes: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_for_people() {
        assert_eq!(size(1), "1 kB");
        assert_eq!(size(999_000), "999 kB");
        assert_eq!(size(1_490_000), "1.4 MB");
        assert_eq!(size(24_050_000), "24.0 MB");
    }
}
