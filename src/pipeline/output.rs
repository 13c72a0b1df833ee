//! The PDF of a language and a target.

use std::time::{Duration, Instant};

use typst::layout::Abs;
use typst::model::Document as _;
use typst_layout::PagedDocument;

use super::attachments::attach_sources;
use super::pages::TargetPages;
use super::photos::Scaled;
use super::prepare::Prepared;
use super::settings::Settings;
use super::{Output, Step};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::{Language, PhotoColour};
use crate::pdf::Target;
use crate::pdf::adapt::{self, Adaptation};
use crate::pdf::booklet;
use crate::pdf::cover::{Spine, Split, split_cover};
use crate::pdf::object::read_pdf;
use crate::pdf::print::{Marks, PrintJob, finish_pdf};
use crate::pdf::write::write_pdf;

/// The program that writes the PDFs.
const CREATOR: &str = concat!("brochure ", env!("CARGO_PKG_VERSION"));

/// Writes the PDF of a language and a target, or those of its cover and its text.
pub(super) fn write_output(
    pages: &TargetPages<'_>,
    prepared: &Prepared,
    settings: &Settings,
    photos: &Scaled,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let start = Instant::now();
    let &TargetPages { language, target, .. } = pages;
    progress(Step::Export(language, target));
    let name = prepared.file_name(language, target);
    let blank_pages = prepared.records.edition.value.print.blank_pages && prepared.is_whole();
    let adaptation = Adaptation { target, blank_pages, to_srgb: &|inks| settings.srgb(inks) };
    let scaled = photos.for_target(target, &pages.photos);
    let document = adapt::adapt(pages.document, pages.typesetter.originals(), &scaled, &adaptation)
        .map_err(|error| vec![Diagnostic::error(Code::EXPORT, error.to_string())])?;
    let parts = match split(&document, pages, prepared) {
        Some(Split { cover, text }) => vec![(format!("{name}-cover"), cover), (format!("{name}-text"), text)],
        None => vec![(name, document)],
    };
    let write = |(name, document): &(String, PagedDocument)| write_part(name, document, pages, prepared, settings);
    let mut outputs = parts.iter().map(write).collect::<Result<Vec<_>, _>>()?;
    let time = pages.time + start.elapsed();
    for output in &mut outputs {
        output.time = time;
    }
    Ok(outputs)
}

/// Divides the pages for a print shop that wants cover and text in two files.
fn split(document: &PagedDocument, pages: &TargetPages<'_>, prepared: &Prepared) -> Option<Split> {
    let print = &prepared.records.edition.value.print;
    if pages.target != Target::Print || !print.split || !prepared.is_whole() {
        return None;
    }
    let width = prepared.spine(document.pages().len());
    let has_words = width >= prepared.design.frames.spine.least;
    let words = if has_words { pages.typesetter.typeset_spine() } else { None };
    let words = words.and_then(|document| document.pages().first().map(|page| page.frame.clone()));
    split_cover(document, &Spine { width: Abs::mm(width), words })
}

/// Writes and finishes a document.
fn write_part(
    name: &str,
    document: &PagedDocument,
    pages: &TargetPages<'_>,
    prepared: &Prepared,
    settings: &Settings,
) -> Result<Output, Vec<Diagnostic>> {
    let &TargetPages { language, target, .. } = pages;
    let pdf = write_pdf(document, target, name, settings.date)
        .map_err(|errors| pages.typesetter.convert_export_errors(&errors))?;
    let file_name = format!("{name}.pdf");
    let finished = match target {
        Target::Print => convert_for_print(&pdf, document, pages, prepared, settings, &file_name),
        Target::Booklet => convert_for_print(&pdf, document, pages, prepared, settings, &file_name).and_then(|pdf| {
            let format = prepared.design.format;
            let paper = booklet::Paper::for_pages(format.width, format.height);
            let options = booklet::Options { creep: settings.creep, paper };
            booklet::booklet(&pdf, &options).map_err(|error| error.to_string())
        }),
        Target::Screen => Ok(pdf),
        Target::Archive => attach_sources(&pdf, pages, prepared, settings),
    };
    let bytes = finished.map_err(|message| vec![Diagnostic::error(Code::EXPORT, message)])?;
    Ok(Output { name: file_name, language, target, bytes, pages: document.pages().len(), time: Duration::ZERO })
}

/// Converts a PDF from `typst-pdf` to PDF/X-4.
fn convert_for_print(
    pdf: &[u8],
    document: &PagedDocument,
    pages: &TargetPages<'_>,
    prepared: &Prepared,
    settings: &Settings,
    file_name: &str,
) -> Result<Vec<u8>, String> {
    let edition = &prepared.records.edition.value;
    let title = document.info().title.as_deref().unwrap_or(file_name);
    let author = edition.publisher.as_ref().map(|publisher| publisher.name.as_str());
    let date = settings.date.format("%Y-%m-%d").to_string();
    let bleed = document.pages().first().map_or(0.0, |page| page.bleed.left.to_mm());
    let marks = settings.marks.as_deref().filter(|_| pages.target == Target::Print).map(|font| Marks {
        file_name,
        date: &date,
        font,
        max_ink: settings.max_ink,
    });
    let job = PrintJob {
        title,
        author,
        language: language_tag(pages.language),
        creator: CREATOR,
        date: settings.date,
        document_id: file_name,
        profile: &settings.profile,
        bleed,
        rgb_pictures: settings.photos == PhotoColour::Rgb,
        marks,
    };
    let to_cmyk = |rgb: &[u8]| settings.separation().map(|separation| separation.cmyk(rgb)).unwrap_or_default();
    let pdf = read_pdf(pdf).map_err(|error| error.to_string())?;
    finish_pdf(pdf, &job, Some(&to_cmyk)).map_err(|error| error.to_string())
}

/// Returns the language with its country (BCP 47), as the templates set it.
fn language_tag(language: Language) -> &'static str {
    match language {
        Language::De => "de-DE",
        Language::En => "en-GB",
    }
}
