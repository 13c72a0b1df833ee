//! The PDF of a language and a target.

use std::time::Instant;

use super::digital;
use super::pages::TargetPages;
use super::photos::Rendered;
use super::prepare::Ready;
use super::setting::Setting;
use super::{Output, Step};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::{Language, PhotoColour};
use crate::pdf::booklet;
use crate::pdf::object::read_pdf;
use crate::pdf::print::{Marks, PrintJob, finish_pdf};
use crate::pdf::{Placing, Target, write};

/// The program that writes the PDFs.
const CREATOR: &str = concat!("brochure ", env!("CARGO_PKG_VERSION"));

/// Writes the PDF of a language and a target.
pub(super) fn make(
    pages: &TargetPages<'_>,
    ready: &Ready,
    setting: &Setting,
    photos: &Rendered,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<Output, Vec<Diagnostic>> {
    let start = Instant::now();
    let &TargetPages { language, target, .. } = pages;
    progress(Step::Export(language, target));
    let name = ready.file_name(language, target);
    let document = &pages.dressed.document;
    let pdf = write::pdf(document, target, &name, setting.date)
        .map_err(|errors| pages.typesetter.convert_export_errors(&errors))?;
    let placing = Placing { photos: photos.of(target, &pages.dressed.photos) };
    let file_name = format!("{name}.pdf");
    let finished = match target {
        Target::Print => print(&pdf, pages, ready, setting, &placing, &file_name),
        Target::Booklet => print(&pdf, pages, ready, setting, &placing, &file_name).and_then(|pdf| {
            let options = booklet::Options { creep: setting.creep, ..booklet::Options::default() };
            booklet::booklet(&pdf, &options).map_err(|error| error.to_string())
        }),
        Target::Screen => digital::screen(pdf, &placing),
        Target::Archive => digital::archive(&pdf, pages, ready, setting, &placing),
    };
    let bytes = finished.map_err(|message| vec![Diagnostic::error(Code::EXPORT, message)])?;
    Ok(Output {
        name: file_name,
        language,
        target,
        bytes,
        pages: document.pages().len(),
        time: pages.time + start.elapsed(),
    })
}

fn print(
    pdf: &[u8],
    pages: &TargetPages<'_>,
    ready: &Ready,
    setting: &Setting,
    placing: &Placing<'_>,
    file_name: &str,
) -> Result<Vec<u8>, String> {
    let edition = &ready.records.edition.value;
    let info = typst::model::Document::info(&pages.dressed.document);
    let title = info.title.as_deref().unwrap_or(file_name);
    let author = edition.publisher.as_ref().map(|publisher| publisher.name.as_str());
    let date = setting.date.format("%Y-%m-%d").to_string();
    let bleed = pages.dressed.document.pages().first().map_or(0.0, |page| page.bleed.left.to_mm());
    let marks = setting.marks.as_deref().filter(|_| pages.target == Target::Print).map(|font| Marks {
        file_name,
        date: &date,
        font,
        max_ink: setting.max_ink,
    });
    let job = PrintJob {
        title,
        author,
        language: tag(pages.language),
        creator: CREATOR,
        date: setting.date,
        document_id: file_name,
        profile: &setting.profile,
        bleed,
        rgb_pictures: setting.photos == PhotoColour::Rgb,
        marks,
    };
    let to_cmyk = |rgb: &[u8]| setting.separation().map(|separation| separation.cmyk(rgb)).unwrap_or_default();
    let mut document = read_pdf(pdf).map_err(|error| error.to_string())?;
    placing.place(&mut document).map_err(|error| error.to_string())?;
    finish_pdf(document, &job, Some(&to_cmyk)).map_err(|error| error.to_string())
}

/// Returns the language with its country (BCP 47), as the templates set it.
fn tag(language: Language) -> &'static str {
    match language {
        Language::De => "de-DE",
        Language::En => "en-GB",
    }
}
