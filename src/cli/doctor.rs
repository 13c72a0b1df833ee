//! `brochure doctor`.

use std::io;
use std::path::Path;

use super::args::Doctor;
use super::console::Console;
use super::context::{cache_folder, project};
use super::{CommandError, Exit, clock};
use crate::fs::project::{Project, slashes};
use crate::photos::Cache;

/// Digits of a hash that are shown, enough to tell two files apart.
const DIGITS: usize = 16;

/// Variables that influence many programs, but not the files of this one.
const SURROUNDINGS: [&str; 4] = ["TZ", "LANG", "LC_ALL", "HOME"];

pub(super) fn run(args: &Doctor) -> Result<Exit, CommandError> {
    let project = project()?;
    row("brochure", &format!("{}, with Typst {}", env!("CARGO_PKG_VERSION"), typst::utils::version().raw()))?;
    row("project", &project.root().display().to_string())?;
    row("editions", &list(&project.editions()?))?;
    let fonts = hashed(&project, "fonts", &["otf", "ttf", "otc", "ttc"])?;
    files("fonts", &fonts)?;
    let profiles = hashed(&project, "data/profiles", &["icc", "icm"])?;
    files("profiles", &profiles)?;
    let folder = cache_folder(&project, args.cache.as_deref())?;
    let size = Cache::new(&folder).size();
    row("cache", &format!("{}, {:.1} MB; it may be deleted at any time", folder.display(), megabytes(size)))?;
    let date = clock::source_date()?.map_or_else(
        || "from the edition; SOURCE_DATE_EPOCH is not set".to_owned(),
        |date| format!("{}, from SOURCE_DATE_EPOCH", date.format("%Y-%m-%d %H:%M:%S UTC")),
    );
    row("dates", &date)?;
    let set = SURROUNDINGS.iter().filter_map(|name| Some(format!("{name}={}", std::env::var(name).ok()?)));
    row("ignored", &format!("the clock, and {}", list(&set.collect::<Vec<_>>())))?;
    let missing = [("font", fonts.is_empty()), ("profile", profiles.is_empty())];
    let missing: Vec<_> = missing.iter().filter(|(_, missing)| *missing).map(|(what, _)| *what).collect();
    if missing.is_empty() {
        return Ok(Exit::Done);
    }
    row("missing", &format!("a {}; `brochure init` in an empty folder writes them", missing.join(" and a ")))?;
    Ok(Exit::Refused)
}

/// Returns the files of a folder with certain extensions, and their hashes.
fn hashed(project: &Project, folder: &str, endings: &[&str]) -> Result<Vec<(String, String)>, CommandError> {
    let is_meant = |path: &&std::path::PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
    };
    let files = project.files(Path::new(folder))?;
    let hashed = files.iter().filter(is_meant).map(|path| Ok((slashes(path), project.hash(path)?)));
    hashed.collect()
}

fn files(name: &str, files: &[(String, String)]) -> io::Result<()> {
    row(name, &format!("{}, with the first digits of their SHA-256", files.len()))?;
    for (path, hash) in files {
        row("", &format!("{}  {path}", hash.get(..DIGITS).unwrap_or(hash)))?;
    }
    Ok(())
}

fn row(name: &str, value: &str) -> io::Result<()> {
    Console::line(format!("{name:<10} {value}").trim_end())
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

#[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
