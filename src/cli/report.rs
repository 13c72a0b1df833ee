//! What a build has made, for people and for programs.

use std::io;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::args::{Format, Source};
use super::console::{Console, counted};
use crate::pipeline::Outcome;
use crate::pipeline::manifest::Stamp;

/// The version of the JSON form. A key is never taken away or changed without a new one.
const VERSION: u32 = 1;

/// The time that each file took, by its name.
type TimeOf<'a> = &'a dyn Fn(&str) -> Option<f64>;

/// A build in its JSON form: one object in one line, behind those of warnings.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
    /// Whether anything was made.
    made: bool,
    files: Vec<FileReport<'a>>,
    warnings: usize,
    seconds: f64,
}

#[derive(Debug, Serialize)]
struct FileReport<'a> {
    file: String,
    language: &'a str,
    target: &'a str,
    pages: usize,
    bytes: usize,
    sha256: &'a str,
    /// The time it took beside the photographs, from merge to export; `null` where it was there.
    seconds: Option<f64>,
}

/// Tells of files that were made.
pub(super) fn made(source: &Source, out: &Path, outcome: &Outcome, stamp: &Stamp, time: Duration) -> io::Result<()> {
    if source.speaks() {
        return list(outcome, out, time);
    }
    let time_of = |name: &str| {
        let output = outcome.outputs.iter().find(|output| output.name == name);
        output.map(|output| output.time.as_secs_f64())
    };
    json(source, out, stamp, Some(&time_of), outcome.diagnostics.len(), time)
}

/// Tells of files that are there already.
pub(super) fn left(source: &Source, out: &Path, stamp: &Stamp, time: Duration) -> io::Result<()> {
    if source.speaks() {
        let count = stamp.made().len();
        let what = if count == 1 { "the file" } else { "all files" };
        return Console::line(&format!("nothing to do: {what} in {} of this input", out.display()));
    }
    json(source, out, stamp, None, 0, time)
}

fn json(
    source: &Source,
    out: &Path,
    stamp: &Stamp,
    time_of: Option<TimeOf<'_>>,
    warnings: usize,
    time: Duration,
) -> io::Result<()> {
    if source.format != Format::Json || source.quiet {
        return Ok(());
    }
    let files = stamp.made().iter().map(|(name, made)| FileReport {
        file: out.join(name).display().to_string(),
        language: &made.language,
        target: &made.target,
        pages: made.pages,
        bytes: made.bytes,
        sha256: &made.sha256,
        seconds: time_of.and_then(|time_of| time_of(name)),
    });
    let report = Report {
        version: VERSION,
        made: time_of.is_some(),
        files: files.collect(),
        warnings,
        seconds: time.as_secs_f64(),
    };
    Console::object(&report)
}

/// Each file with pages, size and time.
fn list(outcome: &Outcome, out: &Path, time: Duration) -> io::Result<()> {
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
    let files = counted(outcome.outputs.len(), "file");
    Console::line(&format!("{files} in {:.1} s", time.as_secs_f64()))
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
