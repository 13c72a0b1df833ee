//! `brochure export`.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Export;
use super::console::{Console, counted};
use super::context::project;
use super::{CommandError, Exit};
use crate::diagnostics::{Diagnostic, has_errors};
use crate::edition::edit::EditError;
use crate::edition::exchange::workbook;
use crate::edition::load::{self, Document, Loaded, Records};
use crate::edition::records::{Cluster, Language};
use crate::fs::project::Project;
use crate::fs::write::{self, CreateError};

pub(super) fn run(args: &Export, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let Some(records) = read(&project, &folder, console)? else { return Ok(Exit::Refused) };
    let clusters = chosen(&records, &args.cluster)?;
    let language = language(&records, args.lang.as_deref())?;
    match (&args.per_cluster, &args.file) {
        (Some(folder), _) => per_cluster(&records, &clusters, language, folder, args.force),
        (None, Some(file)) => match extension(file).as_str() {
            "xlsx" => office(&records, &clusters, language, file, args.force),
            _ => Err(unknown_kind(file)),
        },
        (None, None) => Ok(Exit::Usage),
    }
}

fn office(
    records: &Records,
    clusters: &[&Document<Cluster>],
    language: Language,
    file: &Path,
    force: bool,
) -> Result<Exit, CommandError> {
    check_free(file, force)?;
    write::write_file(file, &workbook::office(records, clusters, language)?)?;
    Console::line(&format!("{}  {}", file.display(), counted(clusters.len(), "cluster")))?;
    Console::line(&format!("next: send it, and bring it back with `brochure import {}`", file.display()))?;
    Ok(Exit::Done)
}

fn per_cluster(
    records: &Records,
    clusters: &[&Document<Cluster>],
    language: Language,
    folder: &Path,
    force: bool,
) -> Result<Exit, CommandError> {
    let name = |cluster: &Document<Cluster>| format!("{}-{}.xlsx", cluster.slug, records.name);
    for cluster in clusters {
        check_free(&folder.join(name(cluster)), force)?;
    }
    let form = |cluster: &&Document<Cluster>| Ok((name(cluster), workbook::form(records, cluster, language)?));
    let files = clusters.par_iter().map(form).collect::<Result<Vec<_>, CommandError>>()?;
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    write::write(folder, &files)?;
    for (name, _) in &files {
        Console::line(&folder.join(name).display().to_string())?;
    }
    let all = folder.join("*.xlsx");
    Console::line(&format!("next: send each, and bring all back with `brochure import {}`", all.display()))?;
    Ok(Exit::Done)
}

/// Refuses to replace a file in which somebody may have filled something in.
pub(super) fn check_free(file: &Path, force: bool) -> Result<(), CommandError> {
    if force || !file.exists() { Ok(()) } else { Err(CreateError::Exists(file.to_owned()).into()) }
}

/// Reads all records of an edition, more than a book can have too. Returns `None` if one of them is not TOML or cannot be
/// read, which is shown.
pub(super) fn read(project: &Project, folder: &Path, console: &mut Console) -> Result<Option<Records>, CommandError> {
    let Loaded { records, diagnostics } = load::records(project, folder)?;
    let Some(mut records) = records.filter(|records| !records.edition.is_broken()) else {
        console.faults(&diagnostics)?;
        return Ok(None);
    };
    let mut faults = Vec::new();
    records.clusters = load::every_cluster(project, &records, &mut faults)?;
    let broken: Vec<_> = records.clusters.iter().filter(|record| record.is_broken()).map(|it| it.file.name()).collect();
    let is_of_broken = |it: &Diagnostic| it.place.as_ref().is_some_and(|place| broken.contains(&place.file.name()));
    let is_unread = |it: &Diagnostic| {
        let name = it.place.as_ref().map(|place| place.file.name());
        !records.clusters.iter().any(|record| Some(record.file.name()) == name)
    };
    faults.retain(|fault| is_of_broken(fault) || is_unread(fault));
    if has_errors(&faults) {
        console.faults(&faults)?;
        return Ok(None);
    }
    Ok(Some(records))
}

fn chosen<'a>(records: &'a Records, slugs: &[String]) -> Result<Vec<&'a Document<Cluster>>, CommandError> {
    if slugs.is_empty() {
        return Ok(records.clusters.iter().collect());
    }
    let find = |slug: &String| {
        let found = records.clusters.iter().find(|record| record.slug == *slug);
        let known = || records.clusters.iter().map(|record| record.slug.clone()).collect();
        found.ok_or_else(|| EditError::NoChapter { slug: slug.clone(), known: known() }.into())
    };
    slugs.iter().map(find).collect()
}

/// Returns the language asked for, or the first of the edition.
fn language(records: &Records, asked: Option<&str>) -> Result<Language, CommandError> {
    match asked {
        Some(code) => Ok(code.trim().parse()?),
        None => Ok(records.edition.value.languages.first().copied().unwrap_or(Language::En)),
    }
}

/// Returns the extension of a file in lower case, which says what it is.
pub(super) fn extension(file: &Path) -> String {
    file.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Refuses a file of a kind that is not exchanged.
pub(super) fn unknown_kind(file: &Path) -> CommandError {
    let help = "the extension says what the file is: .xlsx, a workbook; .po or .xlf, texts for translators".to_owned();
    CommandError::Wrong { message: format!("{} is of an unknown kind", PathBuf::from(file).display()), help }
}
