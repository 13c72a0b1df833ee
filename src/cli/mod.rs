//! The command line: the only module that prints and chooses exit codes.

mod approve;
mod args;
mod build;
mod check;
mod clock;
mod console;
mod context;
mod diff;
mod difference;
mod doctor;
mod draw;
mod explain;
mod export;
mod extract;
mod import;
mod init;
mod new;
mod preview;
mod report;
mod schema;
mod sides;
mod status;
mod translations;
mod verify;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::diff::git::RevisionError;
use crate::diff::{DiffError, PdfError, ReportError};
use crate::edition::edit::EditError;
use crate::edition::exchange::workbook::WorkbookError;
use crate::edition::records::{Language, LanguageError};
use crate::fs::project::ProjectError;
use crate::fs::write::{CreateError, WriteError};
use crate::pdf::archive::ExtractError;
use crate::pipeline::{BuildError, DeliverError};
use crate::preview::PreviewError;
use args::{Args, Command, New, Source};
use console::Console;

/// The result of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// The records, templates or pages have an error.
    Refused,
    /// Wrong usage.
    Usage,
    /// A file could not be read or written, or another program failed.
    Outside,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error(transparent)]
    Language(#[from] LanguageError),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot start {jobs} threads: {error}")]
    Threads { jobs: u16, error: rayon::ThreadPoolBuildError },
    #[error(transparent)]
    Create(#[from] CreateError),
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error("cannot read {path}: {error}")]
    Read { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Extract(#[from] ExtractError),
    #[error(transparent)]
    Diff(#[from] DiffError),
    #[error("cannot write the report: {0}")]
    Report(io::Error),
    #[error("cannot find this program, which draws the pages: {0}")]
    Program(io::Error),
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// Two states have nothing in common to compare.
    #[error("{message}")]
    Incomparable { message: String, help: String },
    /// One of two states cannot be built.
    #[error("{name}: {error}")]
    State { name: String, error: BuildError },
    #[error(transparent)]
    Preview(#[from] PreviewError),
    #[error(transparent)]
    Deliver(DeliverError),
    /// The request makes no sense; `help` says what to do.
    #[error("{message}")]
    Wrong { message: String, help: String },
    #[error("cannot print: {0}")]
    Print(#[from] io::Error),
}

impl From<DeliverError> for CommandError {
    fn from(error: DeliverError) -> Self {
        match error {
            DeliverError::Build(error) => Self::Build(error),
            error => Self::Deliver(error),
        }
    }
}

impl From<ReportError> for CommandError {
    fn from(error: ReportError) -> Self {
        match error {
            ReportError::Diff(error) => Self::Diff(error),
            ReportError::Write(error) => Self::Report(error),
        }
    }
}

impl CommandError {
    /// Returns the exit code and what to do.
    fn exit(&self) -> (Exit, Option<String>) {
        match self {
            Self::Project(ProjectError::NotFound(_)) => {
                (Exit::Usage, Some("change into a project folder, or make a project with `brochure init`".to_owned()))
            }
            Self::Project(ProjectError::Misnamed(_)) => (Exit::Usage, Some("rename it to edition.toml".to_owned())),
            Self::Project(
                ProjectError::NoEdition { known, .. }
                | ProjectError::NoDatedEdition { known }
                | ProjectError::SameYear { known },
            ) if !known.is_empty() => (Exit::Usage, Some(format!("there are: {}", known.join(", ")))),
            Self::Build(BuildError::NoChapter { known, .. }) | Self::Edit(EditError::NoChapter { known, .. }) => {
                let hint = match known.as_slice() {
                    [] => "the edition has none: add one with `brochure new cluster SLUG`".to_owned(),
                    known => format!("there are: {}", known.join(", ")),
                };
                (Exit::Usage, Some(hint))
            }
            Self::Diff(DiffError { error, .. }) => (Exit::Outside, undrawn(error).map(str::to_owned)),
            Self::Incomparable { help, .. } => (Exit::Outside, Some(help.clone())),
            Self::Revision(error) => (Exit::Outside, without_revision(error)),
            Self::Preview(PreviewError::Busy { .. }) => {
                (Exit::Outside, Some("name another port with --port, or leave it out to get a free one".to_owned()))
            }
            Self::Deliver(DeliverError::Changed) => (Exit::Outside, Some("build again".to_owned())),
            Self::Extract(ExtractError::Empty) => {
                (Exit::Usage, Some("only PDFs made with `--target archive` contain files".to_owned()))
            }
            Self::Edit(EditError::Syntax { .. }) => {
                (Exit::Refused, Some("`brochure check` shows the errors".to_owned()))
            }
            Self::Wrong { help, .. } => (Exit::Usage, Some(help.clone())),
            Self::Create(CreateError::Exists(_)) => (
                Exit::Usage,
                Some("nothing is overwritten: choose another name, or remove the existing file".to_owned()),
            ),
            Self::Project(ProjectError::NoEdition { .. } | ProjectError::NoEditions | ProjectError::Outside(_))
            | Self::Build(BuildError::NotInEdition { .. } | BuildError::ArchiveOfOne)
            | Self::State { error: BuildError::NotInEdition { .. }, .. }
            | Self::Language(_) => (Exit::Usage, None),
            _ => (Exit::Outside, None),
        }
    }
}

/// Returns what to do if a PDF cannot be compared.
fn undrawn(error: &PdfError) -> Option<&'static str> {
    Some(match error {
        PdfError::Unreadable => return None,
        PdfError::Protected => "save a copy without a password, and compare that",
        PdfError::TooLarge(_) => "save a copy with smaller pictures, and compare that",
        PdfError::TooManyPages(_) => "split the PDF, and compare the parts",
        PdfError::Page(_) => {
            "open the page in another program: if it is shown there, save the PDF from that program, or compare it by eye"
        }
        PdfError::TooSlow => "give it more time with a larger number after `--minutes`, or compare fewer pages",
        PdfError::Program { .. } => "install the program again",
    })
}

/// Returns what to do if the files of a revision cannot be read.
fn without_revision(error: &RevisionError) -> Option<String> {
    let temporary = if cfg!(windows) { "TMP" } else { "TMPDIR" };
    Some(match error {
        RevisionError::Start(error) if error.kind() == io::ErrorKind::TimedOut => {
            "the repository may be damaged: see whether `git status` works in it".to_owned()
        }
        RevisionError::Start(_) => "revisions need Git: install it, or compare editions or PDFs".to_owned(),
        RevisionError::Missing { .. } => "`git fetch --refetch --no-filter` brings all files".to_owned(),
        RevisionError::Lfs { revision, .. } => format!("`git lfs fetch origin {revision}` brings it"),
        RevisionError::TooLarge { .. } => "compare PDFs of the two states instead".to_owned(),
        RevisionError::Full(_) => format!("make room there, or set {temporary} to a folder that has some"),
        RevisionError::Folder { .. } => format!("set {temporary} to a folder that can be written"),
        RevisionError::Unknown { .. } | RevisionError::NoRepository | RevisionError::Refused { .. } => return None,
    })
}

/// Chooses the exit code for the case that memory runs out. Rust then says so and aborts, which would look like a fault of
/// the program; by this, it ends as after any other failure outside it.
#[cfg(unix)]
fn end_orderly_without_memory() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    let always = Arc::new(AtomicBool::new(true));
    // Without it, only the exit code is another one.
    let _ =
        signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGABRT, Exit::Outside as i32, always);
}

/// Runs the program with a command line.
pub fn run<T: Into<OsString> + Clone>(line: impl IntoIterator<Item = T>) -> Exit {
    let line: Vec<OsString> = line.into_iter().map(Into::into).collect();
    if draw::is_meant(&line) {
        return draw::run();
    }
    #[cfg(unix)]
    end_orderly_without_memory();
    let args = match Args::try_parse_from(line) {
        Ok(args) => args,
        Err(error) => {
            let shown = error.print();
            return match shown {
                _ if error.use_stderr() => Exit::Usage,
                Err(error) if !is_closed(&error) => Exit::Outside,
                _ => Exit::Done,
            };
        }
    };
    let mut console = Console::new();
    let done = match args.command {
        Command::Build(args) => build::run(&args, &mut console),
        Command::Preview(args) => preview::run(&args, &mut console),
        Command::Check(args) => check::run(&args, &mut console),
        Command::Init(args) => init::run(&args),
        Command::New(New::Edition(args)) => new::edition(&args, &mut console),
        Command::New(New::Cluster(args)) => new::cluster(&args, &mut console),
        Command::Status(args) => status::run(&args, &mut console),
        Command::Approve(args) => approve::run(&args, &mut console),
        Command::Export(args) if translations::is_meant(args.file.as_ref()) => {
            translations::export(&args, &mut console)
        }
        Command::Export(args) => export::run(&args, &mut console),
        Command::Import(args) if translations::is_meant(args.files.first()) => {
            translations::import(&args, &mut console)
        }
        Command::Import(args) => import::run(&args, &mut console),
        Command::Doctor(args) => doctor::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Diff(args) => diff::run(&args, &mut console),
        Command::Extract(args) => extract::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Args::command(), "brochure", &mut script);
            io::stdout().write_all(&script).map(|()| Exit::Done).map_err(CommandError::from)
        }
    };
    done.unwrap_or_else(|error| {
        if matches!(&error, CommandError::Print(error) if is_closed(error)) {
            return Exit::Done;
        }
        let (exit, help) = error.exit();
        console.failure(&error.to_string(), help.as_deref());
        exit
    })
}

/// Returns whether the reader of the output, such as `head`, has all that it wants.
fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

impl Source {
    /// Returns whether results are written for people, and not for a program that reads them.
    fn is_for_people(&self) -> bool {
        !self.quiet && matches!(self.format, args::Format::Human | args::Format::Short)
    }

    fn languages(&self) -> Result<Vec<Language>, LanguageError> {
        self.lang.iter().map(|code| code.trim().parse()).collect()
    }
}
