//! `brochure status`.

use super::args::{Status as Args, StatusFormat};
use super::console::{Console, counted};
use super::context::project;
use super::{CommandError, Exit};
use crate::edition::load::Loaded;
use crate::edition::status::{
    ChapterStatus, Filled, LanguageStatus, MissingField, PictureState, Status, TranslationStatus, status,
};
use crate::pipeline;

const HEAD: [&str; 8] = ["chapter", "lang", "words", "filled", "figures", "pictures", "faults", "approval"];

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, CommandError> {
    let project = project()?;
    let folder = project.edition(args.edition.as_deref())?;
    let Loaded { records, diagnostics } = pipeline::records(&project, &folder)?;
    let Some(records) = records else {
        console.faults(&diagnostics)?;
        return Ok(Exit::Refused);
    };
    let status = status(&project, &records, &diagnostics);
    match args.format {
        StatusFormat::Json => {
            Console::object(&status)?;
        }
        StatusFormat::Human if args.missing => missing(&status)?,
        StatusFormat::Human => table(&status)?,
    }
    Ok(Exit::Done)
}

/// Lists the keys without a value of each chapter. One that lacks a value only in some languages names them.
fn missing(status: &Status) -> Result<(), CommandError> {
    for (index, chapter) in status.chapters.iter().enumerate() {
        if index > 0 {
            Console::line("")?;
        }
        let counts = chapter.languages.iter().map(|language| {
            let Filled { filled, possible } = language.filled;
            format!("{} {filled} of {possible} fields", language.language)
        });
        Console::line(&format!("{}: {}", chapter.slug, counts.collect::<Vec<_>>().join(", ")))?;
        let rows = missing_rows(&chapter.languages);
        let width = rows.iter().map(|(key, _)| key.chars().count()).max().unwrap_or(0);
        for (key, description) in rows {
            Console::line(format!("  {key:<width$}  {description}").trim_end())?;
        }
    }
    Ok(())
}

/// Returns each key that lacks a value in any language, and its description.
fn missing_rows(languages: &[LanguageStatus]) -> Vec<(String, &str)> {
    let mut rows: Vec<(&MissingField, Vec<&str>)> = Vec::new();
    for language in languages {
        for field in &language.missing {
            let code = language.language.code();
            match rows.iter_mut().find(|(known, _)| known.key == field.key) {
                Some((_, codes)) => codes.push(code),
                None => rows.push((field, vec![code])),
            }
        }
    }
    rows.sort_by(|a, b| a.0.key.cmp(&b.0.key));
    let name = |field: &MissingField, codes: &[&str]| {
        let key = &field.key;
        if codes.len() == languages.len() { key.clone() } else { format!("{key} ({})", codes.join(", ")) }
    };
    rows.into_iter().map(|(field, codes)| (name(field, &codes), field.description.as_str())).collect()
}

fn table(status: &Status) -> Result<(), CommandError> {
    let chapters = status.chapters.len();
    let what = if chapters == 1 { "chapter" } else { "chapters" };
    Console::line(&format!("edition {}: {chapters} {what}, as of {}", status.edition, status.as_of))?;
    if let Some(found) = findings(status.faults, status.warnings, status.notes) {
        Console::line(&format!("outside the chapters: {found}"))?;
    }
    Console::line("")?;
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(status.chapters.iter().flat_map(chapter));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; HEAD.len()] = std::array::from_fn(width);
    for row in &rows {
        let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| match column {
            2 | 3 => format!("{cell:>width$}"),
            _ => format!("{cell:<width$}"),
        });
        Console::line(cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    translations(status)?;
    for chapter in status.chapters.iter().filter(|chapter| !chapter.open.is_empty()) {
        Console::line("")?;
        Console::line(&format!("{}: still open: {}", chapter.slug, chapter.open.join(", ")))?;
    }
    Ok(())
}

/// Lists what is still to be translated, by chapter and language.
fn translations(status: &Status) -> Result<(), CommandError> {
    let mut lines = Vec::new();
    for chapter in &status.chapters {
        for language in &chapter.languages {
            let Some(TranslationStatus { words, stale, untranslated }) = language.translation else { continue };
            let part = |count: usize| format!("{count} of {words} words ({} %)", (count * 100).div_ceil(words.max(1)));
            let counts = [(stale, "translated from an older text"), (untranslated, "not translated")];
            let found = counts.iter().filter(|(count, _)| *count > 0);
            let found: Vec<_> = found.map(|(count, what)| format!("{} {what}", part(*count))).collect();
            if !found.is_empty() {
                lines.push(format!("{} ({}): {}", chapter.slug, language.language, found.join(", ")));
            }
        }
    }
    if !lines.is_empty() {
        Console::line("")?;
    }
    lines.iter().try_for_each(|line| Ok(Console::line(line)?))
}

/// Returns a line for each language. Values that are the same in all languages are in the first.
fn chapter(chapter: &ChapterStatus) -> Vec<[String; HEAD.len()]> {
    let mut rows = Vec::new();
    for (index, language) in chapter.languages.iter().enumerate() {
        let first = |text: String| if index == 0 { text } else { String::new() };
        rows.push([
            first(chapter.slug.clone()),
            language.language.to_string(),
            language.words.to_string(),
            format!("{}/{}", language.filled.filled, language.filled.possible),
            first(figures(chapter)),
            first(pictures(&chapter.pictures)),
            first(findings(chapter.faults, chapter.warnings, chapter.notes).unwrap_or_else(|| "none".to_owned())),
            first(approval(chapter)),
        ]);
    }
    rows
}

/// Figures are recent if each has a date that is not old.
fn figures(chapter: &ChapterStatus) -> String {
    let counts = [
        (chapter.old_figures.len(), "over 2 years"),
        (chapter.undated_figures.len(), "without date"),
        (chapter.carried_over, "carried over"),
    ];
    let found: Vec<_> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    match found.as_slice() {
        [] if chapter.figures == 0 => "none".to_owned(),
        [] => "recent".to_owned(),
        found => found.join(", "),
    }
}

fn pictures(pictures: &[PictureState]) -> String {
    if pictures.is_empty() {
        return "none".to_owned();
    }
    let dpi: Vec<_> =
        pictures.iter().map(|it| it.dpi.map_or("unreadable".to_owned(), |dpi| format!("{dpi} dpi"))).collect();
    dpi.join(", ")
}

fn findings(faults: usize, warnings: usize, notes: usize) -> Option<String> {
    let counts = [(faults, "error"), (warnings, "warning"), (notes, "note")];
    let found = counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| counted(count, what));
    let found: Vec<_> = found.collect();
    (!found.is_empty()).then(|| found.join(", "))
}

fn approval(chapter: &ChapterStatus) -> String {
    let approval = &chapter.approval;
    match (&approval.by, &approval.on) {
        (Some(by), Some(on)) => format!("{} ({by}, {on})", approval.state),
        _ => approval.state.to_owned(),
    }
}
