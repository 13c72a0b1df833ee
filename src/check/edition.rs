//! The edition file.

use std::collections::BTreeSet;
use std::path::Path;

use super::{dates, language, renewal, story};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::load::{self, Document, Records};
use crate::photos::{self, Fault};
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
    // The usual profile is looked at when a print file is made: a project without it can still be checked.
    if edition.print.profile.is_some() {
        diagnostics.extend(load::profile(project, document).err().map(|fault| *fault));
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
    let fault = unfit(name, &bytes)?;
    Some(document.locate(fault, field))
}

/// Why a file cannot be printed as a picture.
fn unfit(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ending.eq_ignore_ascii_case("svg") {
        let is_svg =
            String::from_utf8_lossy(bytes.get(..bytes.len().min(SVG_HEAD)).unwrap_or_default()).contains("<svg");
        let fault =
            || Diagnostic::error(Code::PICTURE, format!("`{name}` is no SVG picture")).hint("save it as SVG or PNG");
        return (!is_svg).then(fault);
    }
    let fault = photos::header(bytes, ending).err()?;
    let hint = match fault {
        Fault::TooLarge { .. } | Fault::TooManyBytes { .. } => {
            "make it smaller in a picture editor: a page across takes some 2600 pixels"
        }
        Fault::Disguised { .. } => "name it by what it is, or save it again in a picture editor",
        _ => "open it in a picture editor and save it as JPEG or PNG; a mark may be an SVG",
    };
    Some(Diagnostic::error(Code::PICTURE, format!("`{name}` cannot be printed: {fault}")).hint(hint))
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
