//! The arguments of the command line, and nothing else.

mod exchange;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::edition::records::schema::RecordKind;
use crate::pdf::Target;
pub(super) use exchange::{Export, Import};

/// Makes a printable brochure from TOML records and Typst templates.
///
/// A project is a folder with data/ (the records, one folder per edition), templates/ (the pages) and fonts/. The
/// program works from any folder inside a project.
#[derive(Debug, Parser)]
#[command(name = "brochure", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 the records, templates or pages have an error and nothing was \
written; 2 wrong usage; 3 a file could not be read or written.")]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write the PDFs of an edition.
    Build(Build),
    /// Report every error in the records, without writing anything.
    Check(Check),
    /// Make a new project with an example edition.
    Init(Init),
    /// Start an edition, or add a record to one.
    #[command(subcommand)]
    New(New),
    /// Show how complete each chapter of an edition is.
    Status(Status),
    /// Write the approval of a chapter into its record.
    Approve(Approve),
    /// Write the facts of records into a workbook, for others to fill in.
    Export(Export),
    /// Bring back what others filled in: show what would change, and write it into the records.
    Import(Import),
    /// Show what differs between two editions, two PDFs, or a Git revision and the work tree.
    Diff(Diff),
    /// Extract the files that an archive PDF was made from.
    Extract(Extract),
    /// Show what the PDFs depend on: versions, fonts, profiles, cache, dates.
    Doctor(Doctor),
    /// Explain an error code.
    Explain(Explain),
    /// Print the JSON Schema of the records, for text editors.
    Schema(Schema),
    /// Print a script that completes commands and options in a shell.
    Completions(Completions),
}

/// `brochure build`.
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  brochure build                     the newest edition, in all its languages
  brochure build 2019 --lang en      one edition, one language
  brochure build --target print,screen,archive
                                     for the press, for readers, for libraries
  brochure build --only niro         only one chapter, for its cluster to approve
  brochure build --booklet           two pages on a sheet, to print, fold and staple in the office
  brochure build --check             whether the PDFs in out/ match the records
  brochure build --values values     the values for a live preview of the templates")]
pub(super) struct Build {
    /// Which edition to read, and how.
    #[command(flatten)]
    pub source: Source,
    /// What to make the PDFs for.
    #[arg(long, value_parser = targets(), value_delimiter = ',', default_value = "print")]
    pub target: Vec<Target>,
    /// The folder to write into [default: out/ of the project].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// Make booklets instead: the pages side by side on sheets of twice their size, A3 for A4, to be printed on both
    /// sides without scaling, flipped on the short edge, folded and stapled.
    #[arg(long, conflicts_with_all = ["target", "values"])]
    pub booklet: bool,
    /// How far the innermost pages of a booklet move towards the spine, in mm, to make up for the thickness of paper.
    #[arg(long, value_name = "MM", requires = "booklet", default_value_t = 0.0, value_parser = creep)]
    pub creep: f64,
    /// The folder for scaled photographs and the memory of earlier builds [default: .brochure-cache in the project].
    /// It may be deleted at any time.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub cache: Option<PathBuf>,
    /// Make only the chapter of this record, marked for approval.
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub only: Option<String>,
    /// Write the values for the templates instead of PDFs, for stock Typst tools.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub values: Option<PathBuf>,
    /// Build even if the files are up to date.
    #[arg(long)]
    pub force: bool,
    /// Write nothing, and exit with 1 if a PDF in the folder is missing or does not match the records: for
    /// repositories that keep their PDFs.
    #[arg(long, conflicts_with_all = ["values", "deps", "force"])]
    pub check: bool,
    /// Write a rule for Make that lists what the files are made from.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "values")]
    pub deps: Option<PathBuf>,
    /// How many threads to use [default: one per processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// `brochure check`.
#[derive(Debug, Parser)]
pub(super) struct Check {
    /// Which edition to read, and how.
    #[command(flatten)]
    pub source: Source,
    /// Lay out and inspect the pages too: report everything that `build` would refuse or warn about.
    #[arg(long)]
    pub pages: bool,
    /// Check only the record of this chapter, and what all chapters share.
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    pub only: Option<String>,
    /// With --pages: what the PDFs are made for.
    #[arg(long, value_parser = targets(), value_delimiter = ',', default_value = "print")]
    pub target: Vec<Target>,
}

/// `brochure init`.
#[derive(Debug, Parser)]
#[command(after_help = "Nothing is overwritten: if one of the files exists, none is written.")]
pub(super) struct Init {
    /// The folder. It is created if it is missing.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
    /// The name of the example edition [default: this year].
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure new`.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// Start an edition from an earlier one, or from an annotated template.
    #[command(
        after_help = "With --from, lasting facts are carried over, everything about the earlier tour is cleared, and \
what may have changed is marked: `brochure check` warns about each of them until it is confirmed."
    )]
    Edition(NewEdition),
    /// Add an annotated record at the end of the tour.
    Cluster(NewCluster),
}

/// `brochure new edition`.
#[derive(Debug, Parser)]
pub(super) struct NewEdition {
    /// Its name, which is that of its folder in data/: 2027.
    pub name: String,
    /// The edition to start from.
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
}

/// `brochure new cluster`.
#[derive(Debug, Parser)]
pub(super) struct NewCluster {
    /// The name of the record: lower-case letters, digits and hyphens.
    pub slug: String,
    /// The edition [default: the newest].
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure status`.
#[derive(Debug, Parser)]
pub(super) struct Status {
    /// The name of an edition in data/, or the path of its folder [default: the newest].
    #[arg(value_hint = ValueHint::DirPath)]
    pub edition: Option<String>,
    /// List the fields that have no value, with what belongs in each.
    #[arg(long)]
    pub missing: bool,
    /// The output format. JSON always contains the fields without a value.
    #[arg(long, value_enum, default_value = "human")]
    pub format: StatusFormat,
}

/// `brochure approve`.
#[derive(Debug, Parser)]
#[command(after_help = "The approval holds a fingerprint of the record: if the record changes, `brochure status` \
shows it and `brochure check` warns.")]
pub(super) struct Approve {
    /// The name of the record.
    pub slug: String,
    /// Who approves the chapter.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// The day of the approval, such as 2019-11-04 [default: today].
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The fingerprint on the approved pages. Nothing is written if that of the record is different.
    #[arg(long, value_name = "DIGITS")]
    pub fingerprint: Option<String>,
    /// The edition [default: the newest].
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure diff`.
#[derive(Debug, Parser)]
#[command(after_help = "Exit codes: 0 no difference; 1 differences; 2 wrong usage; 3 the two cannot be compared.

Examples:
  brochure diff HEAD                 what was changed since the last commit
  brochure diff main --report diff.html
                                     the same against a branch, with the pages side by side
  brochure diff 2019 2027            two editions
  brochure diff sent.pdf out/expedition-2019-de-print.pdf")]
pub(super) struct Diff {
    /// The old state: an edition (its name in data/ or its folder), a PDF, or a Git revision.
    pub old: String,
    /// The new state [default: the work tree, if OLD is a revision].
    pub new: Option<String>,
    /// The edition in a revision [default: that of the other side, or the newest].
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Languages, separated by commas [default: all of the edition].
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The PDFs whose pages are compared.
    #[arg(long, value_parser = targets(), default_value = "screen")]
    pub target: Target,
    /// Write a report in HTML, with the pages side by side.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub report: Option<PathBuf>,
    /// How many minutes a comparison of two PDFs may take. One is enough for hundreds of pages.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1440))]
    pub minutes: u16,
    /// The output format of differences and errors.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// How many threads to use [default: one per processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Show only errors; the exit code is the result.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `brochure extract`.
#[derive(Debug, Parser)]
#[command(after_help = "Nothing is overwritten: if one of the files exists, none is written.")]
pub(super) struct Extract {
    /// The PDF, made with `--target archive`.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The folder. It is created if it is missing.
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
    /// Show only errors.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `brochure doctor`.
#[derive(Debug, Parser)]
pub(super) struct Doctor {
    /// The cache folder [default: .brochure-cache in the project].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub cache: Option<PathBuf>,
}

/// `brochure explain`.
#[derive(Debug, Parser)]
pub(super) struct Explain {
    /// An error code, such as E0104 [default: list all codes].
    pub code: Option<String>,
}

/// `brochure schema`.
#[derive(Debug, Parser)]
pub(super) struct Schema {
    /// The kind of record.
    #[arg(value_parser = record_kinds())]
    pub kind: RecordKind,
    /// Print a list of the keys in Markdown instead.
    #[arg(long)]
    pub keys: bool,
}

/// The options that `build` and `check` share.
#[derive(Debug, Parser)]
pub(super) struct Source {
    /// The name of an edition in data/, or the path of its folder [default: the newest].
    #[arg(value_hint = ValueHint::DirPath)]
    pub edition: Option<String>,
    /// Languages, separated by commas [default: all of the edition].
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The output format of errors and warnings.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// Treat warnings as errors.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Show only errors and warnings.
    #[arg(long, short, action = ArgAction::SetTrue)]
    pub quiet: bool,
}

/// `brochure completions`.
#[derive(Debug, Parser)]
pub(super) struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// The output format of errors and warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The line with a caret and a hint, on standard error.
    Human,
    /// `file:line:col: error[code]: message`, on standard error.
    Short,
    /// One JSON object per line, on standard output.
    Json,
    /// Workflow commands of GitHub Actions, on standard output.
    Github,
}

/// How a status is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// A table.
    Human,
    /// One JSON object.
    Json,
}

/// Parses a kind of record.
fn record_kinds() -> impl TypedValueParser<Value = RecordKind> {
    let values = [
        PossibleValue::new(RecordKind::Edition.name()).help("The record of an edition: edition.toml"),
        PossibleValue::new(RecordKind::Cluster.name()).help("The record of a cluster: clusters/SLUG.toml"),
    ];
    PossibleValuesParser::new(values)
        .try_map(|name| RecordKind::ALL.into_iter().find(|kind| kind.name() == name).ok_or("not a kind of record"))
}

/// Parses the targets that can be named on the command line.
fn targets() -> impl TypedValueParser<Value = Target> {
    let values = [
        PossibleValue::new(Target::Print.name()).help("The print shop"),
        PossibleValue::new(Target::Screen.name()).help("Readers, including those who use a screen reader"),
        PossibleValue::new(Target::Archive.name())
            .help("Libraries: as screen, with everything attached that it is made from"),
    ];
    PossibleValuesParser::new(values)
        .try_map(|name| Target::ALL.into_iter().find(|target| target.name() == name).ok_or("not a target"))
}

/// Parses the name of a record, which may be that of its file.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for it")]
fn slug(text: &str) -> Result<String, String> {
    Ok(text.trim_end_matches(".toml").to_owned())
}

/// Parses the creep of a booklet in mm.
fn creep(text: &str) -> Result<f64, String> {
    let most = crate::pdf::booklet::MOST_CREEP;
    text.parse()
        .ok()
        .filter(|mm| (0.0..=most).contains(mm))
        .ok_or_else(|| format!("write millimetres from 0 to {most}"))
}
