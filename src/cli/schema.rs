//! `brochure schema`.

use super::args::Schema;
use super::console::Console;
use super::{CommandError, Exit};
use crate::edition::records::keys;

pub(super) fn run(args: &Schema) -> Result<Exit, CommandError> {
    let text = if args.keys { keys::markdown(args.kind) } else { args.kind.text() };
    Console::text(text.trim_end())?;
    Ok(Exit::Done)
}
