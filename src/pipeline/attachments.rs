//! The attachments of an archive PDF.

use super::pages::TargetPages;
use super::prepare::Prepared;
use super::settings::Settings;
use crate::edition::load::{self, EditionFile, FileKind, Words};
use crate::fs::project::ProjectError;
use crate::pdf::archive::{self, Attachment, Relationship};
use crate::pdf::object::{read_pdf, save_pdf};

/// Attaches everything that a PDF is made from.
pub(super) fn attach_sources(
    pdf: &[u8],
    pages: &TargetPages<'_>,
    prepared: &Prepared,
    settings: &Settings,
) -> Result<Vec<u8>, String> {
    let attachments = attachments(pages, prepared, settings).map_err(|error| error.to_string())?;
    let mut document = read_pdf(pdf).map_err(|error| error.to_string())?;
    archive::attach(&mut document, &attachments, settings.date).map_err(|error| error.to_string())?;
    save_pdf(&mut document).map_err(|error| error.to_string())
}

fn attachments(
    pages: &TargetPages<'_>,
    prepared: &Prepared,
    settings: &Settings,
) -> Result<Vec<Attachment>, ProjectError> {
    let sources = load::sources(&settings.project, &prepared.records, &pages.typesetter.files())?;
    let words = prepared.words.iter().find(|words| words.language == pages.language);
    let attachment = |source: EditionFile| Attachment {
        relationship: relationship(&source.kind),
        description: words.map(|words| description(&source, words, prepared)).unwrap_or_default(),
        path: source.path,
        bytes: source.bytes,
    };
    Ok(sources.into_iter().map(attachment).collect())
}

fn relationship(kind: &FileKind) -> Relationship {
    match kind {
        FileKind::Edition | FileKind::Cluster(_) => Relationship::Data,
        FileKind::Schema => Relationship::Supplement,
        _ => Relationship::Source,
    }
}

/// Returns the description of an attachment in the language of the pages.
fn description(source: &EditionFile, words: &Words, prepared: &Prepared) -> String {
    let key = match &source.kind {
        FileKind::Edition => "edition",
        FileKind::Cluster(slug) => {
            let record = prepared.records.clusters.iter().find(|record| record.slug == *slug);
            let name = record.map_or(slug.as_str(), |record| &record.value.short_name);
            return words.fill("archive", "cluster", &[("name", name)]);
        }
        FileKind::Picture => "picture",
        FileKind::Template => "template",
        FileKind::Font => "font",
        FileKind::Map => "map",
        FileKind::Profile => "profile",
        FileKind::Schema => "schema",
    };
    words.get("archive", key).to_owned()
}
