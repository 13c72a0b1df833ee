//! `brochure explain`.

use super::args::Explain;
use super::console::Console;
use super::{CommandError, Exit};
use crate::diagnostics::{Code, nearest};

pub(super) fn run(args: &Explain) -> Result<Exit, CommandError> {
    let Some(asked) = &args.code else {
        for code in Code::ALL {
            Console::line(&code.to_string())?;
        }
        return Ok(Exit::Done);
    };
    if let Some(code) = Code::find(asked) {
        Console::text(code.page().trim_end())?;
        return Ok(Exit::Done);
    }
    let names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
    let help = match nearest(asked, &names) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`brochure explain` lists all codes".to_owned(),
    };
    Err(CommandError::Wrong { message: format!("unknown code `{asked}`"), help })
}
