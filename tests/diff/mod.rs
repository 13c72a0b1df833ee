//! Differences between editions, PDFs and revisions, and committed PDFs that are out of date.

mod editions;
mod folder;
mod harmful;
mod kept;
mod pdfs;
mod repository;
mod words;

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::common::git::repository;
use crate::common::{ProjectCopy, Run, brochure};

/// Makes a repository of the project with one chapter.
fn one_chapter() -> ProjectCopy {
    repository(ProjectCopy::with_one_chapter())
}

/// Makes a repository whose edition has four pages.
fn tiny_pages() -> ProjectCopy {
    repository(ProjectCopy::with_tiny_pages())
}

/// Compares the German pages.
fn diff(copy: &ProjectCopy, line: &[&str], code: i32) -> Run {
    let is_pdf = Path::new(line[0]).extension().is_some();
    let lang: &[&str] = if is_pdf { &[] } else { &["--lang", "de"] };
    brochure(copy.root(), &[&["diff"], lang, line].concat()).exits_with(code)
}

/// Returns the object in the last line, after those of warnings.
fn object(run: &Run) -> Value {
    serde_json::from_str(run.stdout.lines().last().expect("a line")).expect("one object")
}

/// Returns the numbers of the pages that differ.
fn pages(run: &Run) -> Vec<u64> {
    let report = object(run);
    let pages = report["documents"][0]["pages"].as_array().expect("pages").clone();
    pages.iter().map(|page| page["new"].as_u64().expect("a number")).collect()
}

/// Makes the letter e of the font for text a little wider.
fn widen(copy: &ProjectCopy) {
    let path = copy.path("fonts/SourceSans3-Regular.otf");
    let mut font = fs::read(&path).expect("a font");
    let face = ttf_parser::Face::parse(&font, 0).expect("a font");
    let glyph = usize::from(face.glyph_index('e').expect("a glyph").0);
    let widths = face.raw_face().table(ttf_parser::Tag::from_bytes(b"hmtx")).expect("widths");
    let place = widths.as_ptr() as usize - font.as_ptr() as usize + glyph * 4 + 1;
    font[place] += 9;
    fs::write(path, font).expect("a font");
}
