//! `brochure export` and `brochure import` with files for translators.

use std::path::{Path, PathBuf};

use super::args::{Export, Import};
use super::console::{Console, counted};
use super::context::project;
use super::export::{check_free, extension, read};
use super::import::{bytes_of, short, write_files};
use super::{CommandError, Exit};
use crate::diagnostics::has_errors;
use crate::edition::edit::EditError;
use crate::edition::exchange::translations::{self, ExportError, Format, Line};
use crate::edition::exchange::workbook::ChangedFile;
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::fs::project::{Project, slashes};
use crate::fs::write::{self, Lock};

/// Returns whether a file is one for translators.
pub(super) fn is_meant(file: Option<&PathBuf>) -> bool {
    file.is_some_and(|file| format_of(file).is_some())
}

fn format_of(file: &Path) -> Option<Format> {
    Format::of_ending(&extension(file))
}

pub(super) fn export(args: &Export, console: &mut Console) -> Result<Exit, CommandError> {
    let (Some(file), project) = (&args.file, project()?) else { return Ok(Exit::Usage) };
    let folder = project.edition(args.edition.as_deref())?;
    let Some(records) = read(&project, &folder, console)? else { return Ok(Exit::Refused) };
    let known = || records.clusters.iter().map(|record| record.slug.clone()).collect();
    if let Some(slug) = args.cluster.iter().find(|slug| !records.clusters.iter().any(|it| it.slug == **slug)) {
        return Err(EditError::NoChapter { slug: slug.clone(), known: known() }.into());
    }
    let to = target(&records, args.to.as_deref())?;
    check_free(file, args.force)?;
    let format = format_of(file).unwrap_or(Format::Po);
    let export = translations::export(&project, &records, to, format, &args.cluster)
        .map_err(|error| CommandError::Wrong { message: error.to_string(), help: help(&error) })?;
    console.faults(&export.diagnostics)?;
    write::write_file(file, export.text.as_bytes())?;
    let done = export.texts - export.untranslated - export.stale;
    let state = format!("{done} translated, {} out of date, {} to translate", export.stale, export.untranslated);
    Console::line(&format!("{}  {}: {state}", file.display(), counted(export.texts, "text")))?;
    Console::line(&format!("next: send it, and bring it back with `brochure import {}`", file.display()))?;
    Ok(Exit::Done)
}

/// Returns the language to translate into: the one asked for, or the only one besides the first.
fn target(records: &Records, asked: Option<&str>) -> Result<Language, CommandError> {
    if let Some(code) = asked {
        return Ok(code.trim().parse()?);
    }
    match records.edition.value.languages.as_slice() {
        [_, other] => Ok(*other),
        languages => {
            let known: Vec<_> = languages.iter().map(|language| format!("--to {language}")).collect();
            let message = "it is not clear into which language to translate".to_owned();
            Err(CommandError::Wrong { message, help: format!("write {}", known.join(" or ")) })
        }
    }
}

fn help(error: &ExportError) -> String {
    match error {
        ExportError::NotInEdition { known, .. } => {
            let known: Vec<_> = known.iter().map(ToString::to_string).collect();
            format!("there are: {}; add the language to `languages` in edition.toml first", known.join(", "))
        }
        ExportError::Only(_) => "add the other language to `languages` in edition.toml first".to_owned(),
    }
}

pub(super) fn import(args: &Import, console: &mut Console) -> Result<Exit, CommandError> {
    let [file] = args.files.as_slice() else {
        return Err(CommandError::Wrong {
            message: "translations are imported one file at a time".to_owned(),
            help: "import each file with a command of its own".to_owned(),
        });
    };
    let bytes = bytes_of(file)?;
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    // Another command that changes the edition waits until the records are written.
    let _lock = Lock::take(&project.resolve(&folder)?)?;
    let Some(records) = read(&project, &folder, console)? else { return Ok(Exit::Refused) };
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let import = translations::import(&project, &records, &name, &bytes);
    console.listed(&import.diagnostics, args.format)?;
    if has_errors(&import.diagnostics) {
        return Ok(Exit::Refused);
    }
    for Line { id, before, after } in &import.lines {
        let before = before.as_deref().map_or("–".to_owned(), short);
        Console::line(&format!("{id}: {before} → {}", short(after)))?;
    }
    let confirmed = format!("{} up to date", counted(import.confirmed, "translation"));
    let changes = counted(import.lines.len(), "change");
    if args.dry_run {
        Console::line(&format!("{changes}, {confirmed}; nothing was written"))?;
    } else {
        write_all(&project, import.files)?;
        Console::line(&format!("{changes} written, {confirmed}"))?;
    }
    Ok(Exit::Done)
}

/// Writes the records, and then what their translations were made from: if only the records can be written, nothing is said
/// that is not so.
fn write_all(project: &Project, files: Vec<translations::ChangedFile>) -> Result<(), CommandError> {
    let is_record = |file: &translations::ChangedFile| !slashes(&file.path).contains("/translations/");
    let (records, lists): (Vec<_>, Vec<_>) = files.into_iter().partition(is_record);
    let record = |file: translations::ChangedFile| {
        let translations::ChangedFile { path, before, after } = file;
        ChangedFile { path, before: before.unwrap_or_default(), after }
    };
    let records: Vec<_> = records.into_iter().map(record).collect();
    write_files(project, &records)?;
    let root = project.resolve(Path::new("."))?;
    let lists: Vec<_> = lists.iter().map(|file| (slashes(&file.path), file.after.as_bytes())).collect();
    let lists: Vec<_> = lists.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    Ok(write::write(&root, &lists)?)
}
