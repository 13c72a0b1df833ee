//! The result of a build, for people and for programs.

use std::io;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::args::{Format, Source};
use super::console::{Console, counted};
use crate::pipeline::{Manifest, Outcome};

/// The version of the JSON form. A key is never removed or changed without a new one.
const VERSION: u32 = 1;

/// A build in its JSON form: one object in one line, after those of warnings.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
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
    /// The time from merge to export, without photographs; `null` if the file was up to date.
    seconds: Option<f64>,
}

/// Reports files that were written.
pub(super) fn show_written(
    source: &Source,
    out: &Path,
    outcome: &Outcome,
    manifest: &Manifest,
    time: Duration,
) -> io::Result<()> {
    if source.is_for_people() { list(outcome, out, time) } else { json(source, out, Some(outcome), manifest, time) }
}

/// Reports that all files are up to date.
pub(super) fn show_up_to_date(source: &Source, out: &Path, manifest: &Manifest, time: Duration) -> io::Result<()> {
    if !source.is_for_people() {
        return json(source, out, None, manifest, time);
    }
    let files = if manifest.files().len() == 1 { "the file in" } else { "all files in" };
    let verb = if manifest.files().len() == 1 { "is" } else { "are" };
    // However the folder was typed, it is shown with a single slash: `out/`.
    let folder = out.display().to_string();
    Console::line(&format!("nothing to do: {files} {}/ {verb} up to date", folder.trim_end_matches('/')))
}

fn json(source: &Source, out: &Path, outcome: Option<&Outcome>, manifest: &Manifest, time: Duration) -> io::Result<()> {
    if source.format != Format::Json || source.quiet {
        return Ok(());
    }
    let seconds = |name: &str| {
        let output = outcome?.outputs.iter().find(|output| output.name == name)?;
        Some(output.time.as_secs_f64())
    };
    let files = manifest.files().iter().map(|(name, file)| FileReport {
        file: out.join(name).display().to_string(),
        language: &file.language,
        target: &file.target,
        pages: file.pages,
        bytes: file.bytes,
        sha256: &file.sha256,
        seconds: seconds(name),
    });
    Console::object(&Report {
        version: VERSION,
        made: outcome.is_some(),
        files: files.collect(),
        warnings: outcome.map_or(0, |outcome| outcome.diagnostics.len()),
        seconds: time.as_secs_f64(),
    })
}

/// Lists each file with pages, size and time.
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

/// Returns a size in decimal units, as file managers show it.
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
    fn sizes_are_shown_in_decimal_units() {
        assert_eq!(size(1), "1 kB");
        assert_eq!(size(999_000), "999 kB");
        assert_eq!(size(1_490_000), "1.4 MB");
        assert_eq!(size(24_050_000), "24.0 MB");
    }
}
