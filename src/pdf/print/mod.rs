//! Print PDFs: converts a PDF from `typst-pdf` to PDF/X-4 (ISO 15930-7) and PDF/A-2b (ISO 19005-2) in one file. Knows
//! PDF, not the brochure.
//!
//! `policy.md` lists what each clause requires and which function takes care of it.

mod boxes;
mod catalog;
mod content;
mod error;
mod images;
mod marks;
mod metadata;
mod operators;
mod output_intent;
mod shading;
mod slug;
mod spaces;
mod states;

use chrono::{DateTime, Utc};
use lopdf::{Document, Object};

pub use error::PrintError;
pub use marks::Marks;

use super::object::{save_pdf, write_document};
use crate::fs::hash::Hasher;
use crate::photos::colour::OutputProfile;
use content::Walk;
use images::Pictures;

/// The newest version that ISO 15930-7 allows.
const VERSION: &str = "1.6";

/// Converts RGB pixels to as many CMYK pixels, with one byte for each colour.
pub type ToCmyk<'a> = &'a (dyn Fn(&[u8]) -> Vec<u8> + Sync);

/// The properties of a print PDF.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// The title of the document.
    pub title: &'a str,
    /// The author of its content.
    pub author: Option<&'a str>,
    /// The language as a BCP 47 tag: `de-DE`.
    pub language: &'a str,
    /// The program that made the document.
    pub creator: &'a str,
    /// The date of the file.
    pub date: DateTime<Utc>,
    /// A name that all versions of the document share.
    pub document_id: &'a str,
    /// The printing condition.
    pub profile: &'a OutputProfile,
    /// The width of the bleed in mm.
    pub bleed: f64,
    /// Whether RGB pictures with a profile stay RGB.
    pub rgb_pictures: bool,
    /// Marks around the pages, if any.
    pub marks: Option<Marks<'a>>,
}

/// Converts a document to a PDF/X-4 and PDF/A-2b file. Greys become K, black text overprints, and RGB pictures are
/// converted with `to_cmyk` if it is given.
///
/// # Errors
///
/// Fails if the document has no room for the bleed or contains anything that cannot be converted, above all RGB
/// colours or RGB pictures without a profile, and if `to_cmyk` returns a different number of pixels.
pub fn finish_pdf(
    mut document: Document,
    job: &PrintJob<'_>,
    to_cmyk: Option<ToCmyk<'_>>,
) -> Result<Vec<u8>, PrintError> {
    let catalog = catalog::replace_catalog(&mut document, job.language)?;
    let pages = boxes::set_page_boxes(&mut document, job.bleed)?;
    document.prune_objects();
    catalog::check_streams(&document)?;
    catalog::check_fonts(&document)?;
    let mut walk = Walk::new(&mut document, Pictures { to_cmyk, keep_rgb: job.rgb_pictures });
    walk.pages(&pages)?;
    if let Some(marks) = &job.marks {
        marks::add_marks(&mut document, &pages, marks, job.profile.identifier())?;
    }
    let intents = output_intent::add_output_intents(&mut document, job.profile)?;
    document.get_dictionary_mut(catalog)?.set("OutputIntents", intents);

    let info = document.add_object(metadata::document_info(job));
    document.trailer.set("Info", info);
    document.prune_objects();
    document.renumber_objects();
    VERSION.clone_into(&mut document.version);
    let mut hash = Hasher::default();
    write_document(&mut document, &mut hash)?;
    let ids = metadata::Ids::new(job, &hash.finish());
    document.trailer.set("ID", ids.trailer());
    let xmp = metadata::add_xmp(&mut document, job, &ids)?;
    let root = document.trailer.get(b"Root").and_then(Object::as_reference)?;
    document.get_dictionary_mut(root)?.set("Metadata", xmp);
    Ok(save_pdf(&mut document)?)
}
