//! `brochure build --check`: whether the files in the output folder match the records.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::args::{Build, Format};
use super::console::{Console, Progress, counted};
use super::draw::drawing_within;
use super::{CommandError, Exit};
use crate::diagnostics::github_file;
use crate::diff::{self, DiffError, Drawing, PdfError};
use crate::fs::hash::sha256_hex;
use crate::fs::project::Project;
use crate::pipeline::{self, Options, Outcome, Output};

/// The version of the JSON form. A key is never removed or changed without a new one.
const VERSION: u32 = 1;

/// The longest time for drawing pages.
const MINUTES: u16 = 1;

/// The result in its JSON form: one object in one line.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
    same: bool,
    files: &'a [Verdict],
}

/// The state of a file.
#[derive(Debug, Serialize)]
struct Verdict {
    file: String,
    state: State,
    /// The first page that looks different, from 1; `null` if none does.
    page: Option<usize>,
    /// The hash of the file that the records make.
    sha256: String,
    /// Why its pages cannot be compared.
    #[serde(skip)]
    undrawn: Option<PdfError>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Same,
    Missing,
    /// It is not a readable PDF.
    Unreadable,
    Different,
}

pub(super) fn run(
    project: &Project,
    folder: &Path,
    options: &Options,
    out: &Path,
    args: &Build,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let Outcome { outputs, diagnostics, .. } =
        Progress::show(args.source.quiet, "", |step| pipeline::build(project, folder, options, step))?;
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Refused);
    }
    let drawing = drawing_within(MINUTES)?;
    let verdicts: Vec<_> = outputs.into_iter().map(|output| verdict(output, out, &drawing)).collect();
    show(&verdicts, out, args, console)?;
    let same = verdicts.iter().all(|verdict| verdict.state == State::Same);
    Ok(if same { Exit::Done } else { Exit::Refused })
}

fn verdict(output: Output, out: &Path, drawing: &Drawing) -> Verdict {
    let path = out.join(&output.name);
    let sha256 = sha256_hex(&output.bytes);
    let (state, page, undrawn) = match read(&path, &output) {
        Ok(Some(bytes)) if bytes == output.bytes => (State::Same, None, None),
        Ok(Some(bytes)) => first_page(output, bytes, drawing),
        Ok(None) => (State::Different, None, Some(PdfError::TooLarge(diff::LARGEST / 1_000_000))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (State::Missing, None, None),
        // For example a folder, or a file without permission to read it.
        Err(_) => (State::Unreadable, None, None),
    };
    Verdict { file: path.display().to_string(), state, page, sha256, undrawn }
}

/// Reads a file. Returns `None` if it differs and is too large for a comparison of its pages.
fn read(path: &Path, output: &Output) -> io::Result<Option<Vec<u8>>> {
    let there = fs::metadata(path)?;
    if !there.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if there.len() > diff::LARGEST && there.len() != output.bytes.len() as u64 {
        return Ok(None);
    }
    fs::read(path).map(Some)
}

/// Returns the first page that looks different in a file that differs, or why its pages cannot be compared.
fn first_page(output: Output, bytes: Vec<u8>, drawing: &Drawing) -> (State, Option<usize>, Option<PdfError>) {
    match diff::pdfs((output.name.clone(), bytes), (output.name, output.bytes), drawing) {
        Ok(found) => {
            let pages = found.documents.iter().flat_map(|document| &document.pages);
            (State::Different, pages.map(diff::PageChange::number).min(), None)
        }
        Err(DiffError { error: PdfError::Unreadable | PdfError::Protected, .. }) => (State::Unreadable, None, None),
        Err(DiffError { error, .. }) => (State::Different, None, Some(error)),
    }
}

fn show(verdicts: &[Verdict], out: &Path, args: &Build, console: &mut Console) -> io::Result<()> {
    let same = verdicts.iter().all(|verdict| verdict.state == State::Same);
    let source = &args.source;
    if source.format == Format::Json && !source.quiet {
        let report = Report { version: VERSION, same, files: verdicts };
        return Console::object(&report);
    }
    for verdict in verdicts {
        let Some(fault) = verdict.words() else { continue };
        if source.format == Format::Github {
            let message = format!("{} {fault}", verdict.file);
            Console::text(&github_file(&verdict.file, "kept PDF", &message))?;
        } else {
            console.failure(&format!("{} {fault}", verdict.file), None);
        }
    }
    if !same && source.format == Format::Human {
        console.hint("run `brochure build` to write the files");
    }
    if same && source.is_for_people() {
        let verb = if verdicts.len() == 1 { "matches" } else { "match" };
        Console::line(&format!("{} in {} {verb} the records", counted(verdicts.len(), "file"), out.display()))?;
    }
    Ok(())
}

impl Verdict {
    /// Returns what is wrong, if anything.
    fn words(&self) -> Option<String> {
        if let Some(error) = &self.undrawn {
            return Some(format!("does not match the records, and its pages cannot be compared: it {error}"));
        }
        Some(match (self.state, self.page) {
            (State::Same, _) => return None,
            (State::Missing, _) => "is missing".to_owned(),
            (State::Unreadable, _) => "is not a readable PDF".to_owned(),
            (State::Different, Some(page)) => {
                format!("does not match the records: page {page} is the first that looks different")
            }
            (State::Different, None) => "does not match the records, although all pages look the same".to_owned(),
        })
    }
}
