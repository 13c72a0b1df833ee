//! The two sides of `brochure diff`: PDFs, editions or Git revisions.

use std::path::{Path, PathBuf};

use super::CommandError;
use super::args::Diff;
use super::context::{cache_folder, project};
use crate::diff::git::{Revision, RevisionError};
use crate::fs::project::{Project, ProjectError};

/// One of two states that are compared.
pub(super) enum Side {
    Pdf(PathBuf),
    Edition(Box<State>),
}

/// An edition at some time.
pub(super) struct State {
    pub project: Project,
    /// Relative to the root of the project.
    pub folder: PathBuf,
    /// The name that is shown.
    pub name: String,
    /// The folder for scaled photographs.
    pub cache: PathBuf,
    /// The files of a revision, which are removed when this is dropped.
    pub revision: Option<Revision>,
}

/// An argument, before it is known which edition of a revision is meant.
enum Word {
    Known(Side),
    Revision { here: Project, revision: Revision, name: String },
}

/// Digits of a commit hash that are shown, as Git does.
const DIGITS: usize = 10;

/// Returns the two sides that a command line names.
pub(super) fn sides(args: &Diff) -> Result<(Side, Side), CommandError> {
    let old = word(&args.old)?;
    let new = match (&args.new, &old) {
        (Some(new), _) => word(new)?,
        (None, Word::Revision { .. }) => Word::Known(edition(project()?, args.edition.as_deref(), "the work tree")?),
        _ => {
            let help = format!("name the new state after it; a branch of this name is refs/heads/{}", args.old);
            return Err(wrong(format!("`{}` has nothing to be compared with", args.old), help));
        }
    };
    let folder = folder(args, &old, &new)?;
    Ok((resolve_side(old, &folder)?, resolve_side(new, &folder)?))
}

/// Interprets an argument as a PDF, an edition or a revision.
fn word(word: &str) -> Result<Word, CommandError> {
    let path = Path::new(word);
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if path.is_file() || is_pdf {
        return Ok(Word::Known(Side::Pdf(path.to_owned())));
    }
    if path.join("edition.toml").is_file() {
        return Ok(Word::Known(edition(Project::find(path)?, Some(word), word)?));
    }
    let here = project()?;
    let known = match here.edition(Some(word)) {
        Err(ProjectError::NoEdition { known, .. }) => known,
        found => {
            found?;
            return Ok(Word::Known(edition(here, Some(word), word)?));
        }
    };
    match Revision::check_out(here.root(), word) {
        Ok(revision) => {
            let name = format!("{word} ({})", revision.commit().get(..DIGITS).unwrap_or_default());
            Ok(Word::Revision { here, revision, name })
        }
        Err(RevisionError::Unknown { is_unborn, is_shallow, .. }) => {
            Err(range(word).unwrap_or_else(|| unknown(word, &known, is_unborn, is_shallow)))
        }
        Err(RevisionError::NoRepository) => Err(wrong(
            format!("`{word}` is not a PDF or an edition, and no Git revision: this folder is in no repository"),
            format!("the editions are {}", known.join(", ")),
        )),
        Err(error) => Err(error.into()),
    }
}

/// Returns the error of a word that names two revisions, such as `A..B`.
fn range(word: &str) -> Option<CommandError> {
    // In paths, two dots name the folder above.
    let is_path = word.split('/').any(|part| part == "..");
    let (old, new) = word.split_once("...").or_else(|| word.split_once("..")).filter(|_| !is_path)?;
    let named = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
    let (old, new) = (named(old), named(new));
    let ancestor = format!("; for their common ancestor, write what `git merge-base {old} {new}` prints first");
    let ancestor = if word.contains("...") { ancestor.as_str() } else { "" };
    let help = format!("write `brochure diff {old} {new}`{ancestor}");
    Some(wrong(format!("`{word}` is a range, and a comparison has two words"), help))
}

/// Returns the error of a word that names nothing.
fn unknown(word: &str, editions: &[String], is_unborn: bool, is_shallow: bool) -> CommandError {
    let editions = format!("the editions are {}", editions.join(", "));
    let (why, help) = if is_unborn {
        (
            ", and the repository has no commit yet",
            format!("commit the project first, or compare editions or PDFs; {editions}"),
        )
    } else if is_shallow {
        let fetch = "`git fetch --unshallow` brings the others";
        ("; this clone is shallow and has only the last revisions", format!("{fetch}; {editions}"))
    } else {
        ("", format!("write `brochure diff OLD NEW` with a branch, a tag or a hash; {editions}"))
    };
    wrong(format!("`{word}` is not a PDF, an edition or a Git revision{why}"), help)
}

fn edition(project: Project, word: Option<&str>, name: &str) -> Result<Side, CommandError> {
    let folder = project.edition(word)?;
    let cache = cache_folder(&project, None)?;
    Ok(Side::Edition(Box::new(State { project, folder, name: name.to_owned(), cache, revision: None })))
}

/// Returns the folder of the edition in a revision: the one asked for, that of the other side, or the newest of the
/// new revision.
fn folder(args: &Diff, old: &Word, new: &Word) -> Result<PathBuf, CommandError> {
    match (&args.edition, old, new) {
        (Some(name), ..) => match project()?.edition(Some(name)) {
            // A revision may have an edition that the work tree does not have.
            Err(ProjectError::NoEdition { .. }) => Ok(Path::new("data").join(name)),
            found => Ok(found?),
        },
        (None, Word::Known(Side::Edition(state)), _) | (None, _, Word::Known(Side::Edition(state))) => {
            Ok(state.folder.clone())
        }
        (None, _, Word::Revision { revision, .. }) => Ok(Project::at(&revision.root())?.edition(None)?),
        _ => Ok(PathBuf::new()),
    }
}

fn resolve_side(word: Word, folder: &Path) -> Result<Side, CommandError> {
    let (here, revision, name) = match word {
        Word::Known(side) => return Ok(side),
        Word::Revision { here, revision, name } => (here, revision, name),
    };
    let project = Project::at(&revision.root())?;
    if !project.root().join(folder).join("edition.toml").is_file() {
        let known = project.editions().unwrap_or_default();
        let help = match known.as_slice() {
            [] => "it has no edition: compare with a later revision".to_owned(),
            known => format!("it has the editions {}: name one with --edition", known.join(", ")),
        };
        return Err(CommandError::Incomparable { message: format!("{name} has no {}", folder.display()), help });
    }
    let cache = cache_folder(&here, None)?;
    Ok(Side::Edition(Box::new(State { project, folder: folder.to_owned(), name, cache, revision: Some(revision) })))
}

pub(super) fn wrong(message: String, help: impl Into<String>) -> CommandError {
    CommandError::Wrong { message, help: help.into() }
}

impl Side {
    /// The name that is shown.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Pdf(path) => path.display().to_string(),
            Self::Edition(state) => state.name.clone(),
        }
    }
}
