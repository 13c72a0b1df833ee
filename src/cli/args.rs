//! The arguments of the command line, and nothing else.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

/// Makes a printable brochure from TOML records and Typst templates.
///
/// A project is a folder with data/ (the records, a folder an edition), templates/ (the pages) and
/// fonts/. The program works from any folder inside a project.
#[derive(Debug, Parser)]
#[command(name = "brochure", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 the records, templates or pages have a fault and nothing was \
written; 2 wrong usage; 3 a file could not be read or written.")]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the PDFs of an edition.
    Build(Build),
    /// Report every fault in the records, without writing anything.
    Check(Check),
    /// Print a script that completes commands and options in a shell.
    Completions(Completions),
}

/// `brochure build`.
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  brochure build                     the newest edition, in all its languages
  brochure build 2019 --lang en      one edition, one language
  brochure build --values values     the values for a live preview of the templates")]
pub struct Build {
    /// Which edition, where from, how.
    #[command(flatten)]
    pub source: Source,
    /// What to make the PDFs for.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "print")]
    pub target: Vec<TargetName>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Write the values that templates get instead of PDFs, for the stock Typst tools.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub values: Option<PathBuf>,
    /// How many threads to use; as many as there are processors where it is left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// `brochure check`.
#[derive(Debug, Parser)]
pub struct Check {
    /// Which edition, where from, how.
    #[command(flatten)]
    pub source: Source,
}

/// What `build` and `check` share.
#[derive(Debug, Parser)]
pub struct Source {
    /// Name of an edition below data/, or a path to its folder; the newest where it is left out.
    #[arg(value_hint = ValueHint::DirPath)]
    pub edition: Option<String>,
    /// Languages, separated by commas; all of the edition where it is left out.
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// How faults and warnings are shown.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// Treat warnings as faults.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Show nothing but faults and warnings.
    #[arg(long, short, action = ArgAction::SetTrue)]
    pub quiet: bool,
}

/// `brochure completions`.
#[derive(Debug, Parser)]
pub struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// How faults and warnings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The line with a caret and a hint, on standard error.
    Human,
    /// `file:line:col: error[code]: message`, on standard error.
    Short,
    /// One JSON object a line, on standard output.
    Json,
    /// Workflow commands of GitHub Actions, on standard output.
    Github,
}

/// What PDFs are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TargetName {
    /// The print shop.
    Print,
}
