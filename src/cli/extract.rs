//! `brochure extract`.

use std::fs;

use super::args::Extract;
use super::console::{Console, counted};
use super::{CommandError, Exit};
use crate::fs::write;
use crate::pdf::archive;

pub(super) fn run(args: &Extract) -> Result<Exit, CommandError> {
    let pdf = fs::read(&args.file).map_err(|error| CommandError::Read { path: args.file.clone(), error })?;
    let files = archive::extract(&pdf)?;
    write::create(&args.dir, &files)?;
    if !args.quiet {
        Console::line(&format!("{}  {}", args.dir.display(), counted(files.len(), "file")))?;
        let edition = files.iter().find_map(|(path, _)| path.strip_suffix("/edition.toml"));
        if let Some(edition) = edition {
            let name = edition.strip_prefix("data/").unwrap_or(edition);
            Console::line(&format!("next: `brochure build \"{name}\"` in that folder makes the same brochure"))?;
        }
    }
    Ok(Exit::Done)
}
