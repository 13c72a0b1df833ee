//! `brochure approve`.

use super::args::Approve;
use super::clock::today;
use super::console::Console;
use super::context::{check_unchanged, project};
use super::{CommandError, Exit};
use crate::diagnostics::{Diagnostic, Severity, has_errors};
use crate::edition::check::{check_text, fingerprint, is_same};
use crate::edition::edit;
use crate::edition::edit::EditError;
use crate::edition::load::{Loaded, Records};
use crate::edition::records::Date;
use crate::fs::project::slashes;
use crate::fs::write::{self, Lock};
use crate::pipeline;

pub(super) fn run(args: &Approve, console: &mut Console) -> Result<Exit, CommandError> {
    let slug = args.slug.trim_end_matches(".toml");
    let wrong = |message: String, help: String| CommandError::Wrong { message, help };
    if args.by.trim().is_empty() {
        return Err(wrong("the name is empty".to_owned(), "write --by \"Name\"".to_owned()));
    }
    if args.by.trim().contains(['\n', '\r', '\t']) {
        let help = "write it on one line: --by \"Name\"".to_owned();
        return Err(wrong("the name has a line break or a tab".to_owned(), help));
    }
    let now = Date::Day(today()?);
    let on = match &args.on {
        None => now,
        Some(text) => text.parse().map_err(|_| CommandError::Wrong {
            message: format!("`{text}` is not a date"),
            help: "write a day such as 2019-11-04".to_owned(),
        })?,
    };
    if on.is_after(now) {
        return Err(wrong(format!("{on} is in the future"), "write the day of the approval".to_owned()));
    }
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    // Another command that changes the edition waits until the record is written.
    let _lock = Lock::take(&project.resolve(&folder)?)?;
    let Loaded { records, diagnostics } = pipeline::records(&project, &folder)?;
    let Some(records) = records.filter(|records| records.edition.is_sure_of("chapters")) else {
        console.faults(&diagnostics)?;
        return Ok(Exit::Refused);
    };
    let Some(record) = records.clusters.iter().find(|record| record.slug == slug) else {
        let of_chapter = faults_of_chapter(&records, slug, &diagnostics);
        if has_errors(&of_chapter) {
            console.faults(&of_chapter)?;
            return Ok(Exit::Refused);
        }
        let known = records.edition.value.chapters.clone();
        return Err(EditError::NoChapter { slug: slug.to_owned(), known }.into());
    };
    let own: Vec<_> = diagnostics
        .into_iter()
        .filter(|it| it.severity == Severity::Error)
        .filter(|it| it.place.as_ref().is_some_and(|place| place.file.name() == record.file.name()))
        .collect();
    if has_errors(&own) {
        console.faults(&own)?;
        return Ok(Exit::Refused);
    }
    let now = fingerprint(&project, &records, record);
    if let Some(given) = &args.fingerprint
        && !is_same(given, &now)
    {
        return Err(CommandError::Wrong {
            message: format!("the record has changed since the pages with {given} were made; its fingerprint is {now}"),
            help: format!("send the chapter again: brochure build {} --only {slug}", records.name),
        });
    }
    let text = edit::approve(&project, &records, record, args.by.trim(), on)?;
    if let Some(fault) = check_text(&project, &records, record, &text).into_iter().next() {
        let help = fault.hint.unwrap_or_else(|| "write another name with --by".to_owned());
        return Err(wrong(format!("the approval would be an error in the record: {}", fault.message), help));
    }
    let path = folder.join("clusters").join(format!("{}.toml", record.slug));
    check_unchanged(&project, &path, record.file.text())?;
    // A record may be a symbolic link to another file of the project.
    write::write_file(&project.resolve(&path)?, text.as_bytes())?;
    Console::line(&format!("{}  approved by {} on {on}, fingerprint {now}", record.file.name(), args.by.trim()))?;
    let open = record.value.editorial.as_ref().map(|editorial| editorial.open.join(", ")).unwrap_or_default();
    if !open.is_empty() {
        Console::line(&format!("still open in this record: {open}"))?;
    }
    Ok(Exit::Done)
}

/// Returns the diagnostics of a chapter whose record cannot be read: in its file, or at its name in the list of chapters.
fn faults_of_chapter(records: &Records, slug: &str, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let Some(index) = records.edition.value.chapters.iter().position(|chapter| chapter == slug) else {
        return Vec::new();
    };
    let entry = format!("chapters[{index}]");
    let file = slashes(&records.folder.join("clusters").join(format!("{slug}.toml")));
    let is_of_chapter = |it: &&Diagnostic| {
        let place = it.place.as_ref().map(|place| place.file.name());
        place == Some(&file) || (place == Some(records.edition.file.name()) && it.field.as_ref() == Some(&entry))
    };
    diagnostics.iter().filter(is_of_chapter).cloned().collect()
}
