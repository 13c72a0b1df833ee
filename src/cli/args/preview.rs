//! The arguments of the preview.

use clap::{Parser, ValueHint};

/// `brochure preview`.
#[derive(Debug, Parser)]
#[command(
    after_help = "The pages are served on this computer only, and to their own page only. Ctrl+C ends the preview.

Examples:
  brochure preview --open            the newest edition, in a new tab of the browser
  brochure preview 2019 --lang en    one edition, in one language
  brochure preview --editor \"code -g {file}:{line}:{column}\"
                                     a click on a page opens the record in the editor"
)]
pub(in crate::cli) struct Preview {
    /// The name of an edition in data/, or the path of its folder [default: the newest].
    #[arg(value_hint = ValueHint::DirPath)]
    pub edition: Option<String>,
    /// Languages to choose from, separated by commas [default: all of the edition].
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// The port of the page [default: the first free one from 4019 on].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// Open the page in the browser.
    #[arg(long)]
    pub open: bool,
    /// Look at the files three times a second instead of waiting for the system to tell of changes: for network drives,
    /// WSL and containers.
    #[arg(long)]
    pub poll: bool,
    /// The command that opens a file in an editor, with {file}, {line} and {column}.
    #[arg(long, value_name = "COMMAND", value_hint = ValueHint::CommandString)]
    pub editor: Option<String>,
}
