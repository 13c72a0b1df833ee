//! Attach: puts files into a PDF, in the name tree of the document and associated with it
//! (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and Annex E).

use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary, text_string};

use super::{ArchiveError, media, names};

/// What a file inside a PDF is to its pages (ISO 19005-3, table E.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// What the pages show.
    Data,
    /// What the pages were made with.
    Source,
    /// What explains another file.
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

/// A file that goes into a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path from the root of the project, with `/` between its parts. No two may share one.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it is to the pages.
    pub relationship: Relationship,
    /// What it is, for people.
    pub description: String,
}

/// Puts files into a document, each once, in the order of their paths.
///
/// # Errors
///
/// Fails where the document has no catalog, and where a file has a name with which it could not be taken
/// out again.
pub fn attach(document: &mut Document, files: &[Attachment], date: DateTime<Utc>) -> Result<(), ArchiveError> {
    let names = || files.iter().map(|file| file.path.as_str());
    let wrong = names().find(|name| !names::is_plain(name)).map(str::to_owned);
    if let Some(name) = wrong.or_else(|| names::in_the_way(names())) {
        return Err(ArchiveError::Name(name));
    }
    let date = date.format("D:%Y%m%d%H%M%SZ").to_string();
    let mut files: Vec<_> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut specifications = Vec::new();
    for file in files {
        specifications.push((file.path.as_str(), specification(document, file, &date)?));
    }
    // A name tree of one node: its names are in the order of their bytes (ISO 32000-1, 7.9.6).
    let names = specifications.iter().flat_map(|(path, id)| [name(path), (*id).into()]).collect::<Vec<_>>();
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

/// A path as bytes that are the same in every encoding of PDF for the letters that paths have; others
/// stand in UTF-16 in the file specification.
fn name(path: &str) -> Object {
    Object::String(path.as_bytes().to_vec(), StringFormat::Literal)
}

fn specification(document: &mut Document, file: &Attachment, date: &str) -> Result<ObjectId, ArchiveError> {
    let dict = dictionary! {
        "Type" => "EmbeddedFile",
        "Subtype" => Object::Name(media::of(&file.path).as_bytes().to_vec()),
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
