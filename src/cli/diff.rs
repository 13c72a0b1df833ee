//! `brochure diff`.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{Diff, Source};
use super::build::{cache, targets, threads, words};
use super::console::{Console, Progress};
use super::{CommandError, Exit, clock, difference, languages};
use crate::build::Options;
use crate::diff::{self, Built, Difference};
use crate::project::{Project, ProjectError};
use crate::revision::{Revision, RevisionError};
use crate::write;

/// One of the two states.
enum Side {
    Pdf(PathBuf),
    Edition {
        project: Project,
        folder: PathBuf,
        name: String,
        /// The folder for scaled photographs.
        cache: PathBuf,
        /// The files of a revision, which stay as long as this does.
        revision: Option<Revision>,
    },
}

/// Digits of a commit's hash that are shown, as Git shows them.
const DIGITS: usize = 10;

pub(super) fn run(args: &Diff, console: &mut Console) -> Result<Exit, CommandError> {
    let old = side(&args.old, args)?;
    let new = match (&args.new, &old) {
        (Some(new), _) => side(new, args)?,
        (None, Side::Edition { revision: Some(_), .. }) => {
            edition(super::project()?, args.edition.as_deref(), "the work tree")?
        }
        _ => return Err(wrong(format!("`{}` is compared with nothing", args.old), "name the new state behind it")),
    };
    let names = (old.name(), new.name());
    let found = threads(args.jobs.unwrap_or(0))?.install(|| compare(&old, &new, args, console))?;
    let Some(found) = found else { return Ok(Exit::Outside) };
    if let Some(path) = &args.report {
        let page = threads(args.jobs.unwrap_or(0))?.install(|| diff::html(&found, &names.0, &names.1))?;
        write::write_file(path, page.as_bytes())?;
    }
    if !args.quiet {
        difference::show(&found, args.format)?;
    }
    Ok(if found.is_empty() { Exit::Done } else { Exit::Fault })
}

/// What differs; nothing where one of the two has faults, which have been shown.
fn compare(old: &Side, new: &Side, args: &Diff, console: &mut Console) -> Result<Option<Difference>, CommandError> {
    match (old, new) {
        (Side::Pdf(old), Side::Pdf(new)) => {
            let read =
                |path: &PathBuf| fs::read(path).map_err(|error| CommandError::Read { path: path.clone(), error });
            Ok(Some(diff::pdfs(new.display().to_string(), read(old)?, read(new)?)?))
        }
        (Side::Edition { .. }, Side::Edition { .. }) => {
            let Some(before) = built(old, args, console)? else { return Ok(None) };
            let Some(after) = built(new, args, console)? else { return Ok(None) };
            Ok(Some(diff::editions(before, after)?))
        }
        _ => {
            Err(wrong("a PDF can only be compared with a PDF".to_owned(), "`brochure build` makes PDFs of an edition"))
        }
    }
}

/// Builds the edition of a side; nothing where it has faults, which are shown.
fn built(side: &Side, args: &Diff, console: &mut Console) -> Result<Option<Built>, CommandError> {
    let Side::Edition { project, folder, name, cache, .. } = side else { return Ok(None) };
    let source =
        Source { edition: None, lang: args.lang.clone(), format: args.format, deny_warnings: false, quiet: args.quiet };
    let options = Options {
        languages: languages(&source)?,
        targets: targets(&[args.target]),
        date: clock::given()?,
        cache: Some(cache.clone()),
        ..Options::default()
    };
    let progress = Progress::new(args.quiet);
    let built = diff::built(project, folder, &options, &|step| progress.step(&format!("{name}: {}", words(step))));
    progress.end();
    match built? {
        Ok(built) => Ok(Some(built)),
        Err(faults) => {
            console.failure(&format!("{name} cannot be built, so that it cannot be compared"), None);
            console.diagnostics(&faults, &source)?;
            Ok(None)
        }
    }
}

/// What a word of the command line means: a PDF, an edition, or a revision.
fn side(word: &str, args: &Diff) -> Result<Side, CommandError> {
    let path = Path::new(word);
    if path.is_file() {
        return Ok(Side::Pdf(path.to_owned()));
    }
    if path.join("edition.toml").is_file() {
        return edition(Project::find(path)?, Some(word), word);
    }
    let project = super::project()?;
    match project.edition(Some(word)) {
        Ok(_) => edition(project, Some(word), word),
        Err(ProjectError::NoEdition { known, .. }) => match at_revision(&project, word, args) {
            Err(CommandError::Revision(RevisionError::Unknown(_))) => Err(wrong(
                format!("`{word}` is no PDF, no edition and no revision of Git"),
                &format!("there are the editions {}", known.join(", ")),
            )),
            found => found,
        },
        Err(error) => Err(error.into()),
    }
}

fn edition(project: Project, word: Option<&str>, name: &str) -> Result<Side, CommandError> {
    let folder = project.edition(word)?;
    let cache = cache(&project, None);
    Ok(Side::Edition { project, folder, name: name.to_owned(), cache, revision: None })
}

/// The edition as it was at a revision, in the same folder of the project.
fn at_revision(project: &Project, word: &str, args: &Diff) -> Result<Side, CommandError> {
    let revision = Revision::of(project.root(), word)?;
    let folder = project.edition(args.edition.as_deref())?;
    let name = format!("{word} ({})", revision.commit().get(..DIGITS).unwrap_or_default());
    let root = revision.root();
    if !root.join(&folder).join("edition.toml").is_file() {
        return Err(CommandError::Incomparable(format!("{name} has no {}", folder.display())));
    }
    let cache = cache(project, None);
    Ok(Side::Edition { project: Project::at(&root)?, folder, name, cache, revision: Some(revision) })
}

fn wrong(message: String, help: &str) -> CommandError {
    CommandError::Wrong { message, help: help.to_owned() }
}

impl Side {
    /// How people call it.
    fn name(&self) -> String {
        match self {
            Self::Pdf(path) => path.display().to_string(),
            Self::Edition { name, .. } => name.clone(),
        }
    }
}
