//! The arguments of the command line, and nothing else.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use crate::pdf::Target;

/// Makes a printable brochure from TOML records and Typst templates.
///
/// A project is a folder with data/ (the records, a folder an edition), templates/ (the pages) and
/// fonts/. The program works from any folder inside a project.
#[derive(Debug, Parser)]
#[command(name = "brochure", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 the records, templates or pages have a fault and nothing was \
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
    /// Report every fault in the records, without writing anything.
    Check(Check),
    /// Make a new project with an example edition.
    Init(Init),
    /// Start an edition, or add a record to one.
    #[command(subcommand)]
    New(New),
    /// Show how far each chapter of an edition is.
    Status(Status),
    /// Write the approval of a chapter into its record.
    Approve(Approve),
    /// Show what differs between two editions, two PDFs, or a Git revision and the work tree.
    Diff(Diff),
    /// Take out of an archive PDF what it was made from.
    Extract(Extract),
    /// Show what the files depend on: versions, fonts, profiles, cache, dates.
    Doctor(Doctor),
    /// Explain a fault by its code.
    Explain(Explain),
    /// Print the JSON Schema of the records, for editors.
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
  brochure build --only niro         one chapter alone, for its cluster to approve
  brochure build --booklet           the pages on A3 sheets, to print, fold and staple in the office
  brochure build --check             whether the PDFs in out/ are those of the records
  brochure build --values values     the values for a live preview of the templates")]
pub(super) struct Build {
    /// Which edition, where from, how.
    #[command(flatten)]
    pub source: Source,
    /// What to make the PDFs for.
    #[arg(long, value_parser = targets(), value_delimiter = ',', default_value = "print")]
    pub target: Vec<Target>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "out", value_hint = ValueHint::DirPath)]
    pub out: PathBuf,
    /// Make booklets instead: the pages side by side on A3 sheets, to be printed on both sides,
    /// turned over along the short edge, without scaling, folded and stapled.
    #[arg(long, conflicts_with_all = ["target", "values"])]
    pub booklet: bool,
    /// How far the innermost pages of a booklet move to the spine, in mm: paper has a thickness.
    #[arg(long, value_name = "MM", requires = "booklet", default_value_t = 0.0, value_parser = creep)]
    pub creep: f64,
    /// The folder for scaled photographs; .brochure-cache in the project where it is left out. It
    /// may be deleted at any time.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub cache: Option<PathBuf>,
    /// Make one chapter alone, by the name of its record, marked for approval.
    #[arg(long, value_name = "SLUG")]
    pub only: Option<String>,
    /// Write the values that templates get instead of PDFs, for the stock Typst tools.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub values: Option<PathBuf>,
    /// Make the files also where the same have been made of the same before.
    #[arg(long)]
    pub force: bool,
    /// Write no file into the folder, and end with 1 where a PDF in it is not what the records give, or not
    /// there: for repositories that keep their PDFs.
    #[arg(long, conflicts_with_all = ["values", "deps", "force"])]
    pub check: bool,
    /// Write what the files are made from as a rule for Make.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "values")]
    pub deps: Option<PathBuf>,
    /// How many threads to use; as many as there are processors where it is left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// `brochure check`.
#[derive(Debug, Parser)]
pub(super) struct Check {
    /// Which edition, where from, how.
    #[command(flatten)]
    pub source: Source,
    /// Lay out and inspect the pages too: everything that `build` would refuse or warn of.
    #[arg(long)]
    pub pages: bool,
    /// With --pages: what the PDFs are made for.
    #[arg(long, value_parser = targets(), value_delimiter = ',', default_value = "print")]
    pub target: Vec<Target>,
}

/// `brochure init`.
#[derive(Debug, Parser)]
#[command(after_help = "Nothing is overwritten: where one of the files is there already, none is written.")]
pub(super) struct Init {
    /// The folder, which is made where it is missing.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
    /// The name of the example edition; the present year where it is left out.
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure new`.
#[derive(Debug, Subcommand)]
pub(super) enum New {
    /// Start an edition: from an earlier one, or from an annotated blank.
    #[command(after_help = "With --from, what lasts is carried over, what belongs to the tour before is cleared, and \
figures are marked: `brochure check` warns of each place until it is done.")]
    Edition(NewEdition),
    /// Add an annotated record, and put it at the end of the tour.
    Cluster(NewCluster),
}

/// `brochure new edition`.
#[derive(Debug, Parser)]
pub(super) struct NewEdition {
    /// Its name: the folder below data/, such as 2027.
    pub name: String,
    /// The edition to start from.
    #[arg(long, value_name = "EDITION")]
    pub from: Option<String>,
}

/// `brochure new cluster`.
#[derive(Debug, Parser)]
pub(super) struct NewCluster {
    /// The name of the record: small letters, digits and hyphens.
    pub slug: String,
    /// The edition; the newest where it is left out.
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure status`.
#[derive(Debug, Parser)]
pub(super) struct Status {
    /// Name of an edition below data/, or a path to its folder; the newest where it is left out.
    #[arg(value_hint = ValueHint::DirPath)]
    pub edition: Option<String>,
    /// How it is shown.
    #[arg(long, value_enum, default_value = "human")]
    pub format: StatusFormat,
}

/// `brochure approve`.
#[derive(Debug, Parser)]
#[command(after_help = "The approval holds a fingerprint of the record: when the record changes, `brochure status` \
shows it, and `brochure check` warns.")]
pub(super) struct Approve {
    /// The name of the record.
    pub slug: String,
    /// Who approves the chapter.
    #[arg(long, value_name = "NAME")]
    pub by: String,
    /// When: a day such as 2019-11-04; today where it is left out.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The fingerprint on the pages that were approved; nothing is written where the record has another.
    #[arg(long, value_name = "DIGITS")]
    pub fingerprint: Option<String>,
    /// The edition; the newest where it is left out.
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure diff`.
#[derive(Debug, Parser)]
#[command(after_help = "Exit codes: 0 nothing differs; 1 something does; 2 wrong usage; 3 the two cannot be compared.

Examples:
  brochure diff HEAD                 what was changed since the last commit
  brochure diff main --report diff.html
                                     the same against a branch, with the pages side by side
  brochure diff 2019 2027            two editions
  brochure diff sent.pdf out/expedition-2019-de-print.pdf")]
pub(super) struct Diff {
    /// The old state: an edition (its name below data/, or its folder), a PDF, or a revision of Git.
    pub old: String,
    /// The new state; the work tree where OLD is a revision and this is left out.
    pub new: Option<String>,
    /// With a revision: the edition; that of the other side, or the newest, where it is left out.
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Languages, separated by commas; all of the edition where it is left out.
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The PDFs whose pages are compared.
    #[arg(long, value_parser = targets(), default_value = "screen")]
    pub target: Target,
    /// Write what differs, with the pages side by side, into one HTML file.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub report: Option<PathBuf>,
    /// How differences and faults are shown.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// How many threads to use; as many as there are processors where it is left out.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Show nothing but faults; the exit code tells.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `brochure extract`.
#[derive(Debug, Parser)]
#[command(after_help = "Nothing is overwritten: where one of the files is there already, none is written.")]
pub(super) struct Extract {
    /// The PDF, made with `--target archive`.
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The folder, which is made where it is missing.
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
    /// Show nothing but faults.
    #[arg(long, short)]
    pub quiet: bool,
}

/// `brochure doctor`.
#[derive(Debug, Parser)]
pub(super) struct Doctor {
    /// The folder for scaled photographs; .brochure-cache in the project where it is left out.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub cache: Option<PathBuf>,
}

/// `brochure explain`.
#[derive(Debug, Parser)]
pub(super) struct Explain {
    /// The code of a fault, such as E0104; all codes are listed where it is left out.
    pub code: Option<String>,
}

/// `brochure schema`.
#[derive(Debug, Parser)]
pub(super) struct Schema {
    /// Which records.
    #[arg(value_enum)]
    pub kind: RecordKind,
    /// Print a list of the keys in Markdown instead.
    #[arg(long)]
    pub keys: bool,
}

/// What `build` and `check` share.
#[derive(Debug, Parser)]
pub(super) struct Source {
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
pub(super) struct Completions {
    /// The shell.
    pub shell: Shell,
}

/// How faults and warnings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// The line with a caret and a hint, on standard error.
    Human,
    /// `file:line:col: error[code]: message`, on standard error.
    Short,
    /// One JSON object a line, on standard output.
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

/// The kinds of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordKind {
    /// The record of an edition: edition.toml.
    Edition,
    /// The record of a cluster: clusters/SLUG.toml.
    Cluster,
}

/// Parses the targets that can be named on the command line.
fn targets() -> impl TypedValueParser<Value = Target> {
    let values = [
        PossibleValue::new(Target::Print.name()).help("The print shop"),
        PossibleValue::new(Target::Screen.name()).help("Readers, including those who use a screen reader"),
        PossibleValue::new(Target::Archive.name())
            .help("Libraries: as screen, with everything attached that it is made from"),
    ];
    PossibleValuesParser::new(values).map(|name| match name.as_str() {
        "screen" => Target::Screen,
        "archive" => Target::Archive,
        _ => Target::Print,
    })
}

/// Parses the creep of a booklet in mm.
fn creep(text: &str) -> Result<f64, String> {
    let most = crate::pdf::booklet::MOST_CREEP;
    text.parse()
        .ok()
        .filter(|mm| (0.0..=most).contains(mm))
        .ok_or_else(|| format!("write millimetres from 0 to {most}"))
}
