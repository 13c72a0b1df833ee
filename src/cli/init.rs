//! `brochure init`.

use chrono::Datelike as _;

use super::args::Init;
use super::clock::today;
use super::console::Console;
use super::new::checked_name;
use super::{CommandError, Exit};
use crate::edition::edit::starter;
use crate::fs::write;

pub(super) fn run(args: &Init) -> Result<Exit, CommandError> {
    let name = match &args.edition {
        Some(name) => name.clone(),
        None => today()?.year().to_string(),
    };
    checked_name(&name)?;
    let files = starter::project(&name);
    write::create(&args.dir, &files)?;
    Console::line(&format!("{}  a project with the example edition {name}", args.dir.display()))?;
    Console::line("next: read its README.md, then run `brochure check` and `brochure build`")?;
    Ok(Exit::Done)
}
