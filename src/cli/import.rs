//! `brochure import`.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use super::args::{Format, Import};
use super::console::{Console, counted};
use super::context::{cache_folder, check_unchanged, project};
use super::export::{extension, read, unknown_kind};
use super::{CommandError, Exit};
use crate::diagnostics::has_errors;
use crate::edition::exchange::earlier::Earlier;
use crate::edition::exchange::workbook::{self, ChangedFile, Line};
use crate::fs::project::{Project, slashes};
use crate::fs::write::{self, Lock};

/// The most bytes of a file that are read: those of a workbook that is refused as too large.
const MOST_READ: u64 = 32 * 1024 * 1024;

pub(super) fn run(args: &Import, console: &mut Console) -> Result<Exit, CommandError> {
    let kind = args.files.first().map(|file| extension(file)).unwrap_or_default();
    match kind.as_str() {
        "xlsx" | "xlsm" | "xls" => workbooks(args, console),
        _ => Err(unknown_kind(args.files.first().map_or(Path::new(""), |file| file.as_path()))),
    }
}

fn workbooks(args: &Import, console: &mut Console) -> Result<Exit, CommandError> {
    let mut files = Vec::new();
    for path in &args.files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push((name, bytes_of(path)?));
    }
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    // Another command that changes the edition waits until the records are written.
    let _lock = Lock::take(&project.resolve(&folder)?)?;
    let Some(records) = read(&project, &folder, console)? else { return Ok(Exit::Refused) };
    let import = workbook::import(&project, &records, &files);
    console.listed(&import.diagnostics, args.format)?;
    match args.format {
        Format::Human | Format::Short => table(&import.lines)?,
        Format::Json => import.lines.iter().try_for_each(Console::object)?,
        Format::Github => {}
    }
    if has_errors(&import.diagnostics) {
        return Ok(Exit::Refused);
    }
    if !args.dry_run && !import.files.is_empty() {
        write_files(&project, &import.files)?;
    }
    if matches!(args.format, Format::Human | Format::Short) {
        summary(&import, args.dry_run)?;
    }
    Ok(Exit::Done)
}

/// Says what was done.
fn summary(import: &workbook::Import, is_trial: bool) -> Result<(), CommandError> {
    let count = counted(import.files.len(), "record");
    if import.files.is_empty() {
        Console::line("nothing has changed")?;
    } else if is_trial {
        Console::line(&format!("{} in {count}; nothing was written", counted(import.lines.len(), "change")))?;
    } else {
        Console::line(&format!("{} in {count} written", counted(import.lines.len(), "change")))?;
    }
    Ok(())
}

/// Reads a file as far as it may be a workbook.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, CommandError> {
    let fail = |error| CommandError::Read { path: path.to_owned(), error };
    // Opening a FIFO would wait for a writer.
    if !fs::metadata(path).map_err(fail)?.is_file() {
        return Err(fail(io::Error::other("it is not a regular file")));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(fail)?.take(MOST_READ).read_to_end(&mut bytes).map_err(fail)?;
    Ok(bytes)
}

/// Writes all records, or none. Where a change is taken back, a record gets its former text.
pub(super) fn write_files(project: &Project, changed: &[ChangedFile]) -> Result<(), CommandError> {
    let root = project.resolve(Path::new("."))?;
    let cache = cache_folder(project, None)?;
    let mut files = Vec::new();
    let mut kept = Vec::new();
    for file in changed {
        check_unchanged(project, &file.path, &file.before)?;
        // A record may be a symbolic link to another file of the project.
        let real = project.resolve(&file.path)?;
        let path = real.strip_prefix(&root).map_or_else(|_| slashes(&file.path), slashes);
        let mut earlier = Earlier::read(&cache, &file.path);
        let text = earlier.restore(&file.before, &file.after).map_or_else(|| file.after.clone(), str::to_owned);
        earlier.keep(&file.before, &text);
        kept.push((earlier, &file.path));
        files.push((path, text));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    write::write(&root, &files)?;
    for (earlier, record) in kept {
        // Without it, a change that is taken back may be written in another way than before.
        let _ = earlier.write(&cache, record);
    }
    Ok(())
}

/// The most characters of a value that are shown.
const LONGEST: usize = 60;

/// Shows what changes, one line each.
fn table(lines: &[Line]) -> Result<(), CommandError> {
    let width = lines.iter().map(|line| line.slug.chars().count()).max().unwrap_or_default();
    for Line { slug, what, from, to, at } in lines {
        let change = match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            (true, false) => format!(": {}", short(to)),
            (false, true) => format!(": {} → –", short(from)),
            (false, false) => format!(": {} → {}", short(from), short(to)),
        };
        Console::line(&format!("{slug:width$}  {what}{change}  ({at})"))?;
    }
    Ok(())
}

pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
