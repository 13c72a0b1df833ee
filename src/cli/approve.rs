//! `brochure approve`.

use super::args::Approve;
use super::clock::today;
use super::console::Console;
use super::{CommandError, Exit, project};
use crate::build::{self, Options};
use crate::check::fingerprint;
use crate::diagnostics::{Severity, has_errors};
use crate::records::Date;
use crate::renew::RenewError;
use crate::{load, renew, write};

pub(super) fn run(args: &Approve, console: &mut Console) -> Result<Exit, CommandError> {
    let on = match &args.on {
        None => Date::Day(today()),
        Some(text) => text.parse().map_err(|_| CommandError::Wrong {
            message: format!("`{text}` is no date"),
            help: "write a day such as 2019-11-04".to_owned(),
        })?,
    };
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let diagnostics = build::check(&project, &folder, &Options::default())?;
    let records = load::records(&project, &folder)?.records;
    let chapters = records.iter().flat_map(|records| &records.clusters);
    let known = || chapters.clone().map(|record| record.slug.clone()).collect();
    let Some(record) = chapters.clone().find(|record| record.slug == args.slug) else {
        return Err(RenewError::NoChapter { slug: args.slug.clone(), known: known() }.into());
    };
    let own: Vec<_> = diagnostics
        .into_iter()
        .filter(|it| it.severity == Severity::Error)
        .filter(|it| it.place.as_ref().is_some_and(|place| place.file.name() == record.file.name()))
        .collect();
    if has_errors(&own) {
        console.faults(&own)?;
        return Ok(Exit::Fault);
    }
    let now = fingerprint(&project, &folder, record);
    if let Some(given) = &args.fingerprint
        && !given.split_whitespace().collect::<String>().eq_ignore_ascii_case(&now.replace(' ', ""))
    {
        return Err(CommandError::Wrong {
            message: format!("the record has changed since the pages with {given} were made: it is now {now}"),
            help: format!("show the chapter again: brochure build --only {}", args.slug),
        });
    }
    let text = renew::approve(&project, &folder, record, &args.by, on)?;
    let name = format!("clusters/{}.toml", record.slug);
    write::write(&project.root().join(&folder), &[(name.as_str(), text.as_bytes())])?;
    Console::line(&format!("{}  approved by {} on {on}, fingerprint {now}", record.file.name(), args.by))?;
    Ok(Exit::Done)
}
