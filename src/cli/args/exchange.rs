//! The arguments of the commands that exchange files with other people.

use std::path::PathBuf;

use clap::{Parser, ValueHint};

use super::{Format, slug};

/// `brochure export`.
#[derive(Debug, Parser)]
#[command(
    after_help = "A workbook says on a hidden sheet what was exported, so that `brochure import` can tell what was \
changed since: in the workbook, in the records, or in both.

Examples:
  brochure export figures.xlsx       the facts of all clusters, a sheet for each kind
  brochure export figures.xlsx --cluster niro olec
                                     those of two clusters
  brochure export --per-cluster mail a workbook for each cluster, to be sent by mail and sent back
  brochure export texts.po --to en   the texts with their English translations, for a translation program"
)]
pub(in crate::cli) struct Export {
    /// The file to write; its extension says what it is: .xlsx, a workbook; .po (gettext) or .xlf (XLIFF), texts for
    /// translators.
    #[arg(required_unless_present = "per_cluster", conflicts_with = "per_cluster", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Only these records [default: all chapters].
    #[arg(long, value_name = "SLUG", num_args = 1.., value_delimiter = ',', value_parser = slug)]
    pub cluster: Vec<String>,
    /// Write a workbook for each cluster into this folder, with what it should look at and room for what is new.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub per_cluster: Option<PathBuf>,
    /// The language of heads and instructions [default: the first of the edition].
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// The language to translate into, for .po and .xlf [default: the second of the edition].
    #[arg(long, value_name = "LANG", conflicts_with_all = ["per_cluster", "lang"])]
    pub to: Option<String>,
    /// Write the file even if there is one, which may hold what somebody filled in.
    #[arg(long)]
    pub force: bool,
    /// The edition [default: the newest].
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}

/// `brochure import`.
#[derive(Debug, Parser)]
#[command(
    after_help = "Fields that changed in the file only are written into the records. If a field changed in both, or \
a cell cannot be read with certainty, nothing is written, and every such cell is listed.

Exit codes: 0 done, or nothing to do; 1 something is wrong and nothing was written; 2 wrong usage; 3 a file could not be \
read or written."
)]
pub(in crate::cli) struct Import {
    /// The files of `brochure export`, all of one kind: workbooks (.xlsx), or a single file of translations (.po, .xlf).
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Show what would change, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The output format of errors and warnings.
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// The edition [default: the newest].
    #[arg(long, value_name = "NAME")]
    pub edition: Option<String>,
}
