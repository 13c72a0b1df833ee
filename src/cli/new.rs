//! `brochure new`.

use std::path::Path;

use super::args::{NewCluster, NewEdition};
use super::console::Console;
use super::{CommandError, Exit, project};
use crate::build::{self, Options};
use crate::diagnostics::has_errors;
use crate::load::is_slug;
use crate::project::{Project, slashes};
use crate::{load, renew, starter, write};

pub(super) fn edition(args: &NewEdition, console: &mut Console) -> Result<Exit, CommandError> {
    checked_name(&args.name)?;
    let project = project()?;
    let place = format!("data/{}", args.name);
    if project.root().join(&place).exists() {
        return Err(write::CreateError::Exists(place.into()).into());
    }
    let mut files = match &args.from {
        None => starter::edition(&args.name),
        Some(from) => {
            let folder = project.edition(Some(from))?;
            let diagnostics = build::check(&project, &folder, &Options::default())?;
            let loaded = load::records(&project, &folder)?;
            let Some(records) = loaded.records.filter(|_| !has_errors(&diagnostics)) else {
                console.faults(&diagnostics)?;
                return Err(CommandError::Wrong {
                    message: format!("the edition `{from}` has faults"),
                    help: "mend them first: the new edition would begin with them".to_owned(),
                });
            };
            renew::edition(&project, &records, &args.name)?
        }
    };
    files.extend(missing_schemas(&project));
    write::create(project.root(), &files)?;
    Console::line(&format!(
        "{place}  {} records",
        files.iter().filter(|(path, _)| path.contains("/clusters/")).count()
    ))?;
    Console::line(&format!("next: `brochure check {0}` lists what is to be done; `brochure build {0}`", args.name))?;
    Ok(Exit::Done)
}

pub(super) fn cluster(args: &NewCluster) -> Result<Exit, CommandError> {
    let slug = &args.slug;
    if !is_slug(slug) {
        return Err(CommandError::Wrong {
            message: format!("`{slug}` cannot be the name of a record"),
            help: "write small letters, digits and hyphens, such as niro-west".to_owned(),
        });
    }
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let edition = folder.join("edition.toml");
    let text = String::from_utf8_lossy(&project.read(&edition)?).into_owned();
    let text = renew::add_chapter(&slashes(&edition), &text, slug)?;

    let record = format!("{}/clusters/{slug}.toml", slashes(&folder));
    let mut files = vec![(record.clone(), starter::cluster(slug).into_bytes())];
    files.extend(missing_schemas(&project));
    write::create(project.root(), &files)?;
    write::write(&project.root().join(&folder), &[("edition.toml", text.as_bytes())])?;
    Console::line(&format!("{record}  the last chapter of {}", slashes(&edition)))?;
    Console::line("next: fill it in; its place in the tour is its place in `chapters`")?;
    Ok(Exit::Done)
}

/// The schemas that the first line of a record names, where the project does not have them.
fn missing_schemas(project: &Project) -> Vec<starter::File> {
    let missing = |(path, _): &starter::File| !project.root().join(Path::new(path)).exists();
    starter::schemas().into_iter().filter(missing).collect()
}

/// Refuses what cannot be the name of an edition's folder.
pub(super) fn checked_name(name: &str) -> Result<(), CommandError> {
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if letters && !name.is_empty() && name.len() <= 60 && name != "geo" && name != "schema" {
        return Ok(());
    }
    Err(CommandError::Wrong {
        message: format!("`{name}` cannot be the name of an edition"),
        help: "write letters, digits, hyphens and underscores, such as 2027".to_owned(),
    })
}
