//! Attaches files to a PDF: in the name tree of the document, and associated with it (ISO 32000-1, 7.11.4; ISO 19005-3,
//! 6.8 and Annex E).

use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary, text_string};

use super::{ArchiveError, media, names};

/// The relationship of an attachment to the pages (ISO 19005-3, table E.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The pages show it.
    Data,
    /// The pages were made with it.
    Source,
    /// It explains another file.
    Supplement,
}

impl Relationship {
    const fn name(self) -> &'static str {
        match self {
            Self::Data => "Data",
            Self::Source => "Source",
            Self::Supplement => "Supplement",
        }
    }
}

/// A file to attach to a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path from the root of the project, with `/` between its parts; unique.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its relationship to the pages.
    pub relationship: Relationship,
    /// A description for readers.
    pub description: String,
}

/// Attaches files to a document in the order of their paths.
///
/// # Errors
///
/// Fails if the document has no catalog, or if a path could not be extracted again on every system.
pub fn attach(document: &mut Document, files: &[Attachment], date: DateTime<Utc>) -> Result<(), ArchiveError> {
    let names = || files.iter().map(|file| file.path.as_str());
    let bad = names().find(|name| !names::is_portable(name)).map(str::to_owned);
    if let Some(name) = bad.or_else(|| names::find_conflict(names())) {
        return Err(ArchiveError::Name(name));
    }
    let date = date.format("D:%Y%m%d%H%M%SZ").to_string();
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut specifications = Vec::new();
    for file in files {
        specifications.push((file.path.as_str(), specification(document, file, &date)?));
    }
    // The name tree has one node, with the names in the order of their bytes (ISO 32000-1, 7.9.6).
    let names = specifications.iter().flat_map(|(path, id)| [name_key(path), (*id).into()]).collect::<Vec<_>>();
    let tree = document.add_object(dictionary! { "Names" => names });
    let associated: Vec<Object> = specifications.into_iter().map(|(_, id)| id.into()).collect();
    let catalog = document.catalog()?;
    let mut others = match catalog.get(b"Names") {
        Ok(Object::Reference(id)) => document.get_dictionary(*id)?.clone(),
        Ok(Object::Dictionary(names)) => names.clone(),
        _ => Dictionary::new(),
    };
    others.set("EmbeddedFiles", tree);
    let catalog = document.catalog_mut()?;
    catalog.set("Names", others);
    catalog.set("AF", associated);
    Ok(())
}

/// Returns the key of a path in the name tree: plain bytes. The file specification has the path as UTF-16.
fn name_key(path: &str) -> Object {
    Object::String(path.as_bytes().to_vec(), StringFormat::Literal)
}

fn specification(document: &mut Document, file: &Attachment, date: &str) -> Result<ObjectId, ArchiveError> {
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(media::media_type(&file.path).as_bytes().to_vec()),
        "Params" => dictionary! {
            "Size" => i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            "ModDate" => Object::string_literal(date),
        },
    };
    let mut stream = Stream::new(dict, file.bytes.clone());
    stream.compress()?;
    let stream = document.add_object(stream);
    Ok(document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text_string(&file.path),
        "UF" => text_string(&file.path),
        "Desc" => text_string(&file.description),
        "AFRelationship" => file.relationship.name(),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    }))
}
