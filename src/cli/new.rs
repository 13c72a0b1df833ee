//! `brochure new`.

use std::path::Path;

use super::args::{NewCluster, NewEdition};
use super::console::{Console, counted};
use super::context::{check_unchanged, project};
use super::{CommandError, Exit};
use crate::diagnostics::has_errors;
use crate::edition::edit::{self, starter};
use crate::edition::load;
use crate::edition::load::{Loaded, is_slug};
use crate::edition::records::schema;
use crate::fs::project::{Project, slashes};
use crate::fs::write::{self, Lock};
use crate::pipeline;

pub(super) fn edition(args: &NewEdition, console: &mut Console) -> Result<Exit, CommandError> {
    checked_name(&args.name)?;
    let project = project()?;
    let place = format!("data/{}", args.name);
    if project.root().join(&place).exists() {
        return Err(write::CreateError::Exists(place.into()).into());
    }
    inside(&project, &format!("{place}/edition.toml"))?;
    let mut files = match &args.from {
        None => starter::edition(&args.name),
        Some(from) => {
            let folder = project.edition(Some(from))?;
            let Loaded { records, diagnostics } = pipeline::records(&project, &folder)?;
            let Some(records) = records.filter(|_| !has_errors(&diagnostics)) else {
                console.faults(&diagnostics)?;
                return Err(CommandError::Wrong {
                    message: format!("the edition `{from}` has errors"),
                    help: "correct them first: the new edition would have them too".to_owned(),
                });
            };
            edit::edition(&project, &records, &args.name)?
        }
    };
    files.extend(missing_schemas(&project)?);
    write::create(project.root(), &files)?;
    let count = files.iter().filter(|(path, _)| path.contains("/clusters/")).count();
    Console::line(&format!("{place}  {}", counted(count, "record")))?;
    Console::line(&format!("next: `brochure check {0}` lists what is left to do; `brochure build {0}`", args.name))?;
    Ok(Exit::Done)
}

pub(super) fn cluster(args: &NewCluster, console: &mut Console) -> Result<Exit, CommandError> {
    let slug = &args.slug;
    if !is_slug(slug) {
        return Err(CommandError::Wrong {
            message: format!("`{slug}` is not a valid name for a record"),
            help: "write lower-case letters, digits and hyphens, such as niro-west".to_owned(),
        });
    }
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let path = folder.join("edition.toml");
    // Another command that changes the edition waits until the list is written.
    let _lock = Lock::take(&project.resolve(&folder)?)?;
    let loaded = load::records(&project, &folder)?;
    let name = slashes(&path);
    let faults: Vec<_> = loaded
        .diagnostics
        .into_iter()
        .filter(|it| it.place.as_ref().is_some_and(|place| place.file.name() == name))
        .filter(|it| it.code.number().starts_with("E01"))
        .collect();
    let records = loaded.records.filter(|_| !has_errors(&faults));
    let changed = records.and_then(|records| {
        let text = records.edition.file.text();
        Some((text.to_owned(), edit::add_chapter(text, slug)?))
    });
    let Some((text, changed)) = changed else {
        console.faults(&faults)?;
        return Ok(Exit::Refused);
    };

    let record = format!("{}/clusters/{slug}.toml", slashes(&folder));
    inside(&project, &record)?;
    let mut files = vec![(record.clone(), starter::cluster(slug).into_bytes())];
    files.extend(missing_schemas(&project)?);
    // The list and the record are written together, or neither is.
    write::check_free(project.root(), &files)?;
    check_unchanged(&project, &path, &text)?;
    files.push((name.clone(), changed.into_bytes()));
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    write::write(project.root(), &files)?;
    Console::line(&format!("{record}  a chapter of {name}"))?;
    Console::line("next: fill it in; its place in the tour is its place in `chapters`")?;
    Ok(Exit::Done)
}

/// Refuses a new file whose folder is outside the project.
fn inside(project: &Project, path: &str) -> Result<(), CommandError> {
    let there = Path::new(path).ancestors().skip(1).find(|folder| project.root().join(folder).exists());
    project.resolve(there.unwrap_or(Path::new(".")))?;
    Ok(())
}

/// Returns the schemas that the first line of a record names, if the project does not have them.
fn missing_schemas(project: &Project) -> Result<Vec<starter::File>, CommandError> {
    let missing = |(path, _): &starter::File| !project.root().join(Path::new(path)).exists();
    let missing: Vec<_> = schema::files().into_iter().filter(missing).collect();
    missing.iter().try_for_each(|(path, _)| inside(project, path))?;
    Ok(missing)
}

/// Refuses a name that no folder of an edition can have.
pub(super) fn checked_name(name: &str) -> Result<(), CommandError> {
    let taken = ["geo", "profiles", "schema"].iter().any(|taken| name.eq_ignore_ascii_case(taken));
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if letters && !name.is_empty() && name.len() <= 60 && !taken {
        return Ok(());
    }
    Err(CommandError::Wrong {
        message: format!("`{name}` is not a valid name for an edition"),
        help: "write letters, digits, hyphens and underscores, such as 2027".to_owned(),
    })
}
