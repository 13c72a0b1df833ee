//! Press: turns a PDF as `typst-pdf` writes it into one that a print shop takes and an archive keeps:
//! PDF/X-4 (ISO 15930-7) and PDF/A-2b (ISO 19005-2) in one file. Knows PDF, not the brochure.
//!
//! What each clause asks for, and where it is done, stands in `policy.md`.

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

use super::object::{save_pdf, write_pdf};
use crate::fs::hash::Hasher;
use crate::photos::colour::OutputProfile;
use content::Walk;
use images::Pictures;

/// The newest version that ISO 15930-7 allows.
const VERSION: &str = "1.6";

/// Turns pixels of red, green and blue, a byte each, into as many of cyan, magenta, yellow and key.
pub type ToCmyk<'a> = &'a (dyn Fn(&[u8]) -> Vec<u8> + Sync);

/// What a print file is to be.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// The title of the document.
    pub title: &'a str,
    /// Who made its content.
    pub author: Option<&'a str>,
    /// The language as a tag of BCP 47: `de-DE`.
    pub language: &'a str,
    /// The program that made the file.
    pub creator: &'a str,
    /// When the file was made.
    pub date: DateTime<Utc>,
    /// Names the document over all its versions.
    pub document_id: &'a str,
    /// The printing condition.
    pub profile: &'a OutputProfile,
    /// How far ink goes over the trim, in mm.
    pub bleed: f64,
    /// Whether pictures of red, green and blue that have a profile stay as they are.
    pub rgb_pictures: bool,
    /// Marks around the pages, where wanted.
    pub marks: Option<Marks<'a>>,
}

/// Makes a PDF/X-4 and PDF/A-2b file. Greys become ink of the K plate, black text overprints; pictures of
/// red, green and blue are turned into ink with `to_cmyk` where it is given.
///
/// # Errors
///
/// Fails where the document lacks the bleed, or has what cannot be printed, above all a colour or a picture
/// of red, green and blue without a profile, and where `to_cmyk` gives another number of pixels.
pub fn finish_pdf(
    mut document: Document,
    job: &PrintJob<'_>,
    to_cmyk: Option<ToCmyk<'_>>,
) -> Result<Vec<u8>, PrintError> {
    let catalog = catalog::replace(&mut document, job.language)?;
    let pages = boxes::pages(&mut document, job.bleed)?;
    document.prune_objects();
    catalog::streams(&document)?;
    catalog::fonts(&document)?;
    let mut walk = Walk::new(&mut document, Pictures { to_cmyk, keep_rgb: job.rgb_pictures });
    walk.pages(&pages)?;
    if let Some(marks) = &job.marks {
        marks::add(&mut document, &pages, marks, job.profile.identifier())?;
    }
    let intents = output_intent::intents(&mut document, job.profile)?;
    document.get_dictionary_mut(catalog)?.set("OutputIntents", intents);

    let info = document.add_object(metadata::info(job));
    document.trailer.set("Info", info);
    document.prune_objects();
    document.renumber_objects();
    VERSION.clone_into(&mut document.version);
    let mut hash = Hasher::default();
    write_pdf(&mut document, &mut hash)?;
    let ids = metadata::Ids::new(job, &hash.finish());
    document.trailer.set("ID", ids.trailer());
    let xmp = metadata::stream(&mut document, job, &ids)?;
    let root = document.trailer.get(b"Root").and_then(Object::as_reference)?;
    document.get_dictionary_mut(root)?.set("Metadata", xmp);
    Ok(save_pdf(&mut document)?)
}
