//! The edition file.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::path::Path;

use super::{dates, language, renewal, story};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::load::{Document, Records};
use crate::project::{Project, ProjectError};
use crate::records::{Edition, Refs, Source};

/// The pages are designed for this many chapters.
const CHAPTERS: std::ops::RangeInclusive<usize> = 4..=24;

pub(super) fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let document = &records.edition;
    let edition = &document.value;
    let mut diagnostics = language::check(document, &edition.languages);
    diagnostics.extend(languages(document));
    diagnostics.extend(chapters(records));
    diagnostics.extend(sources(document, &edition.sources));
    if let Some(introduction) = &edition.introduction {
        diagnostics.extend(story::check(document, "introduction.text", &introduction.text, &edition.sources, 2));
    }
    for (index, page) in edition.pages.iter().enumerate() {
        let field = format!("pages[{index}].text");
        diagnostics.extend(story::check(document, &field, &page.text, &edition.sources, 2));
    }
    if let Some(programme) = &edition.programme {
        for (index, members) in programme.members.iter().enumerate() {
            let field = format!("programme.members[{index}].source");
            diagnostics.extend(refs(document, &field, &members.source, &edition.sources));
        }
    }
    if let Some(logo) = edition.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()) {
        diagnostics.extend(picture(project, document, &records.folder, "publisher.logo", logo));
    }
    diagnostics.extend(dates::of_edition(document));
    diagnostics.extend(renewal::of_edition(document));
    diagnostics
}

fn languages(document: &Document<Edition>) -> Vec<Diagnostic> {
    let languages = &document.value.languages;
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, language) in languages.iter().enumerate() {
        if !seen.insert(language) {
            let fault = Diagnostic::error(Code::DUPLICATE, format!("`{language}` stands here twice"))
                .hint("remove one of the two");
            diagnostics.push(document.locate(fault, &format!("languages[{index}]")));
        }
    }
    diagnostics
}

fn chapters(records: &Records) -> Vec<Diagnostic> {
    let count = records.edition.value.chapters.len();
    let mut diagnostics = Vec::new();
    if count == 0 {
        let fault = Diagnostic::error(Code::CHAPTER_COUNT, "the edition has no chapter")
            .hint("write the names of records into chapters = [\"…\"]");
        diagnostics.push(records.edition.locate(fault, "chapters"));
    } else if !CHAPTERS.contains(&count) {
        let warning = Diagnostic::warning(
            Code::CHAPTER_COUNT,
            format!("the pages are made for 4 to 24 chapters, not for {count}"),
        )
        .hint(if count < *CHAPTERS.start() {
            "add chapters (brochure new cluster SLUG); a trial may have fewer"
        } else {
            "look at the contents, the map and the pages at a glance, or make two parts"
        });
        diagnostics.push(records.edition.locate(warning, "chapters"));
    }
    if !records.complete || count == 0 {
        return diagnostics;
    }
    let placed = records.clusters.iter().filter(|cluster| cluster.value.seat.position().is_some());
    if placed.count() == 0 {
        let fault = Diagnostic::error(Code::POSITION, "a tour needs a station whose position is known")
            .hint("write latitude and longitude of the [seat] in at least one record");
        diagnostics.push(records.edition.locate(fault, "chapters"));
    }
    diagnostics
}

/// Ids of sources that are given twice.
pub(super) fn sources<T>(document: &Document<T>, sources: &[Source]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let field = format!("sources[{index}].id");
        let whole = format!("sources[{index}]");
        if !seen.insert(source.id.as_str()) {
            let fault = Diagnostic::error(Code::DUPLICATE, format!("the source `{}` stands here twice", source.id))
                .hint("give the second another id, or remove it");
            diagnostics.push(document.locate(fault, &field));
        }
        if source.url.is_none() && source.title.is_none() {
            let fault = Diagnostic::error(Code::MISSING_KEY, "the source has neither `url` nor `title`")
                .hint("write its web address, or a title that finds it");
            diagnostics.push(document.locate(fault, &whole));
        }
    }
    diagnostics
}

/// Ids that stand for no source of the file.
pub(super) fn refs<T>(document: &Document<T>, field: &str, refs: &Refs, sources: &[Source]) -> Vec<Diagnostic> {
    let unknown = refs.0.iter().filter(|id| !sources.iter().any(|source| source.id == **id));
    unknown.map(|id| document.locate(unknown_source(id, sources), field)).collect()
}

/// An id that stands for no source.
pub(super) fn unknown_source(id: &str, sources: &[Source]) -> Diagnostic {
    let known: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let several: Vec<_> = id.split([',', ';']).map(str::trim).collect();
    let by_address = sources.iter().find(|source| source.url.as_deref() == Some(id));
    let hint = match nearest(id, &known) {
        _ if several.len() > 1 => format!("write several ids as a list: [\"{}\"]", several.join("\", \"")),
        _ if by_address.is_some() => {
            format!("write the id of that source: `{}`", by_address.map_or("", |source| source.id.as_str()))
        }
        Some(name) => format!("did you mean `{name}`? It has to be the id of an entry of [[sources]] in this file"),
        None => "write the id of an entry of [[sources]] in this file".to_owned(),
    };
    Diagnostic::error(Code::UNKNOWN_SOURCE, format!("there is no source `{id}`")).hint(hint)
}

/// A picture a record names that is missing, outside the project, or none.
pub(super) fn picture<T>(
    project: &Project,
    document: &Document<T>,
    folder: &Path,
    field: &str,
    name: &str,
) -> Option<Diagnostic> {
    let missing = file(project, document, folder, field, name);
    if missing.is_some() {
        return missing;
    }
    let bytes = project.read(&folder.join(name)).ok()?;
    if is_picture(&bytes) {
        return None;
    }
    let fault = Diagnostic::error(Code::PICTURE, format!("`{name}` is no picture that can be printed"))
        .hint("save it as JPEG or PNG; a mark may be an SVG");
    Some(document.locate(fault, field))
}

/// Whether the head of a file is that of a picture with a size.
fn is_picture(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(SVG_HEAD)).unwrap_or_default();
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    String::from_utf8_lossy(head).contains("<svg") || reader.is_ok_and(|reader| reader.into_dimensions().is_ok())
}

/// Bytes in which an SVG file names itself.
const SVG_HEAD: usize = 4096;

/// A file a record names that is missing, or outside the project.
fn file<T>(project: &Project, document: &Document<T>, folder: &Path, field: &str, name: &str) -> Option<Diagnostic> {
    let fault = match project.resolve(&folder.join(name)) {
        Ok(path) if path.is_file() => return None,
        Ok(_) | Err(ProjectError::Io { .. }) => {
            Diagnostic::error(Code::MISSING_FILE, format!("there is no file `{name}`"))
                .hint(format!("put it into {}, or mend the name", crate::project::slashes(folder)))
        }
        Err(_) => Diagnostic::error(Code::OUTSIDE, format!("`{name}` lies outside the project"))
            .hint("copy the file into the edition's folder and name it from there"),
    };
    Some(document.locate(fault, field))
}
