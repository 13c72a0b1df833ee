//! `brochure schema`.

use super::args::{RecordKind, Schema};
use super::console::Console;
use super::{CommandError, Exit};
use crate::edition::records::keys;
use crate::edition::records::schema::Kind;

pub(super) fn run(args: &Schema) -> Result<Exit, CommandError> {
    let kind = match args.kind {
        RecordKind::Edition => Kind::Edition,
        RecordKind::Cluster => Kind::Cluster,
    };
    let text = if args.keys { keys::markdown(kind) } else { kind.text() };
    Console::line(text.trim_end())?;
    Ok(Exit::Done)
}
