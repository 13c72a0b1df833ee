//! `brochure build --check`: whether the files that lie there are those of the records.

use std::fs;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::args::{Build, Format};
use super::console::{Console, Progress, counted};
use super::{CommandError, Exit};
use crate::diagnostics::github_file;
use crate::diff;
use crate::fs::hash::sha256_hex;
use crate::fs::project::Project;
use crate::pipeline::{self, Options, Outcome, Output};

/// The version of the JSON form. A key is never taken away or changed without a new one.
const VERSION: u32 = 1;

/// What was found, in its JSON form: one object in one line.
#[derive(Debug, Serialize)]
struct Report<'a> {
    version: u32,
    same: bool,
    files: &'a [Verdict],
}

/// What is to be said of a file.
#[derive(Debug, Serialize)]
struct Verdict {
    file: String,
    state: State,
    /// The first page that looks different, from 1; `null` where none does.
    page: Option<usize>,
    /// The hash of the file that the records give.
    sha256: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Same,
    Missing,
    /// It is no PDF that can be read.
    Unreadable,
    Different,
}

pub(super) fn run(
    project: &Project,
    folder: &Path,
    options: &Options,
    args: &Build,
    console: &mut Console,
) -> Result<Exit, CommandError> {
    let Outcome { outputs, diagnostics, .. } =
        Progress::show(args.source.quiet, "", |step| pipeline::build(project, folder, options, step))?;
    if !console.diagnostics(&diagnostics, &args.source)? {
        return Ok(Exit::Fault);
    }
    let verdicts: Vec<_> = outputs.into_iter().map(|output| verdict(output, &args.out)).collect();
    show(&verdicts, args, console)?;
    let same = verdicts.iter().all(|verdict| verdict.state == State::Same);
    Ok(if same { Exit::Done } else { Exit::Fault })
}

fn verdict(output: Output, out: &Path) -> Verdict {
    let path = out.join(&output.name);
    let sha256 = sha256_hex(&output.bytes);
    let (state, page) = match fs::read(&path) {
        Ok(bytes) if bytes == output.bytes => (State::Same, None),
        Ok(bytes) => first_page(output, bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (State::Missing, None),
        // A folder, say, or a file that only others may read.
        Err(_) => (State::Unreadable, None),
    };
    Verdict { file: path.display().to_string(), state, page, sha256 }
}

/// The first page on which a file that differs looks different.
fn first_page(output: Output, bytes: Vec<u8>) -> (State, Option<usize>) {
    match diff::pdfs((output.name.clone(), bytes), (output.name, output.bytes)) {
        Ok(found) => {
            let pages = found.documents.iter().flat_map(|document| &document.pages);
            (State::Different, pages.map(diff::PageChange::number).min())
        }
        Err(_) => (State::Unreadable, None),
    }
}

fn show(verdicts: &[Verdict], args: &Build, console: &mut Console) -> io::Result<()> {
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
            Console::line(&github_file(&verdict.file, "kept PDF", &message))?;
        } else {
            console.failure(&format!("{} {fault}", verdict.file), None);
        }
    }
    if !same && source.format == Format::Human {
        console.hint("`brochure build` writes the files anew");
    }
    if same && source.is_for_people() {
        Console::line(&format!(
            "{} in {} as the records give them",
            counted(verdicts.len(), "file"),
            args.out.display()
        ))?;
    }
    Ok(())
}

impl Verdict {
    /// What is wrong; nothing where nothing is.
    fn words(&self) -> Option<String> {
        Some(match (self.state, self.page) {
            (State::Same, _) => return None,
            (State::Missing, _) => "is not there".to_owned(),
            (State::Unreadable, _) => "is no PDF that can be read".to_owned(),
            (State::Different, Some(page)) => {
                format!("is not what the records give: page {page} is the first that looks different")
            }
            (State::Different, None) => "is not what the records give, in what is not seen on a page".to_owned(),
        })
    }
}
