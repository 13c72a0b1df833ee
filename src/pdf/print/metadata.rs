//! Document information and XMP, which agree, and identifiers, which derive from the content.

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary, text_string};
use xmp_writer::{LangId, Namespace, RenditionClass, Timezone, XmpWriter};

use super::PrintJob;
use super::error::PrintError;
use crate::fs::hash::{Hasher, hex};
use crate::pdf::object::name;

/// The value of `pdfxid:GTS_PDFXVersion`.
const PDF_X: &str = "PDF/X-4";

/// The identifiers of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ids {
    /// The same for all versions of the document.
    document: [u8; 16],
    /// Differs with the content and the date.
    instance: [u8; 16],
    /// Differs with the content.
    version: String,
}

impl Ids {
    /// Derives the identifiers from the name of the document, its date and a hash of its content.
    pub(super) fn new(job: &PrintJob<'_>, content: &[u8]) -> Self {
        let date = job.date.timestamp().to_be_bytes();
        Self {
            document: hash_parts(&[b"document", job.document_id.as_bytes()]),
            instance: hash_parts(&[b"instance", job.document_id.as_bytes(), &date, content]),
            version: hex(content.get(..8).unwrap_or(content)),
        }
    }

    /// Returns the ID of the trailer (ISO 32000-1, 14.4).
    pub(super) fn trailer(&self) -> Object {
        let id = |bytes: [u8; 16]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
        Object::Array(vec![id(self.document), id(self.instance)])
    }
}

/// Hashes parts together with their lengths, so that different lists of parts have different hashes.
fn hash_parts(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Hasher::default();
    for part in parts {
        hash.add(part.len().to_be_bytes());
        hash.add(part);
    }
    hash.finish_short()
}

/// Formats bytes as a UUID of version 8 (RFC 9562, 5.8).
fn format_uuid(mut bytes: [u8; 16]) -> String {
    let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
    *version = *version & 0x0f | 0x80;
    *variant = *variant & 0x3f | 0x80;
    let digits = hex(&bytes);
    let mut uuid = String::from("uuid:");
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            uuid.push('-');
        }
        uuid.push(digit);
    }
    uuid
}

/// Removes control characters and noncharacters, which XML cannot hold.
fn without_controls(value: &str) -> String {
    value.chars().filter(|letter| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect()
}

/// Returns the document information. Every entry has a counterpart in the XMP.
pub(super) fn document_info(job: &PrintJob<'_>) -> Dictionary {
    let date = text_string(&job.date.format("D:%Y%m%d%H%M%SZ").to_string());
    let mut info = dictionary! {
        "Title" => text_string(&without_controls(job.title)),
        "Creator" => text_string(&without_controls(job.creator)),
        "Producer" => text_string(&without_controls(job.creator)),
        "CreationDate" => date.clone(),
        "ModDate" => date,
        "Trapped" => name("False"),
        "GTS_PDFXVersion" => text_string(PDF_X),
    };
    if let Some(author) = job.author {
        info.set("Author", text_string(&without_controls(author)));
    }
    info
}

/// Adds the XMP, uncompressed so that any program can find it.
pub(super) fn add_xmp(document: &mut Document, job: &PrintJob<'_>, ids: &Ids) -> Result<Object, PrintError> {
    let packet = xmp_packet(job, ids)?;
    let dict = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    Ok(document.add_object(Stream::new(dict, packet.into_bytes()).with_compression(false)).into())
}

/// Returns the XMP packet with the properties that ISO 15930-7 and ISO 19005-2, 6.6 require.
fn xmp_packet(job: &PrintJob<'_>, ids: &Ids) -> Result<String, PrintError> {
    let date = xmp_date(job.date)?;
    let mut xmp = XmpWriter::new();
    xmp.format("application/pdf");
    let (title, creator) = (without_controls(job.title), without_controls(job.creator));
    xmp.title([(None, title.as_str()), (Some(LangId(job.language)), title.as_str())]);
    xmp.language([LangId(job.language)]);
    if let Some(author) = job.author {
        xmp.creator([without_controls(author).as_str()]);
    }
    xmp.create_date(date).modify_date(date).metadata_date(date);
    xmp.creator_tool(&creator).producer(&creator);
    xmp.trapped(false);
    xmp.document_id(&format_uuid(ids.document)).instance_id(&format_uuid(ids.instance));
    xmp.version_id(&ids.version).rendition_class(RenditionClass::Default);
    xmp.pdfa_part(2).pdfa_conformance("B");
    xmp.element("GTS_PDFXVersion", Namespace::PdfXId).value(PDF_X);
    describe_extensions(&mut xmp);
    Ok(xmp.finish(None))
}

/// Describes the properties that ISO 19005-2 does not define (6.6.2.3).
fn describe_extensions(xmp: &mut XmpWriter<'_>) {
    let mut schemas = xmp.extension_schemas();
    {
        let mut schema = schemas.add_schema();
        schema.namespace(Namespace::PdfXId);
        schema
            .properties()
            .add_property()
            .category(true)
            .description("Part and level of ISO 15930 that the file conforms to")
            .name("GTS_PDFXVersion")
            .value_type("Text");
    }
    schemas.pdf().properties().describe_trapped();
}

fn xmp_date(date: DateTime<Utc>) -> Result<xmp_writer::DateTime, PrintError> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year <= 9999).ok_or(PrintError::Year(date.year()))?;
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    Ok(xmp_writer::DateTime::new(
        year,
        part(date.month()),
        part(date.day()),
        part(date.hour()),
        part(date.minute()),
        part(date.second()),
        Timezone::Utc,
    ))
}
