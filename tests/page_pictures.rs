//! Pages as small grey pictures, compared with `pages/`.
//!
//! `UPDATE=1 cargo test --release --test suite page_pictures` writes the pictures of today. Where a page looks
//! different, its picture is written beside the expected one, as `….found.png`.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use brochure::Language;
use brochure::pdf::Target;
use brochure::pipeline::Outcome;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::GrayImage;

use crate::common::{is_update, root, shipped_build};
use crate::second_project::second_build;

/// Pixels per inch: a pixel is 0.7 mm wide, so that a line of text moves by six of them.
const DPI: f32 = 36.0;

/// The greys of a kept picture: fewer of them make smaller files.
const LEVELS: u8 = 16;

/// Two pixels are alike where they differ by no more than this, of 255. Antialiasing and the rounding to 16 greys
/// change a pixel by less; a hairline of 0.35 pt, which covers a sixth of a pixel, changes it by more.
const TOLERANCE: u8 = 30;

/// The first pages, the first two chapters and the last pages of the shipped edition.
const GERMAN: [usize; 15] = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 42, 44];
const ENGLISH: [usize; 3] = [1, 12, 13];
const SECOND: [usize; 9] = [1, 3, 8, 9, 12, 13, 14, 15, 24];

/// Draws a page of a PDF, counted from 1.
fn draw(pdf: &Pdf, number: usize) -> GrayImage {
    let page = pdf.pages().get(number - 1).unwrap_or_else(|| panic!("there is no page {number}"));
    let (width, height) = page.render_dimensions();
    let scale = DPI / 72.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred pixels")]
    let pixels = |side: f32| Some((side * scale).round() as u16);
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: pixels(width),
        height: pixels(height),
        bg_color: WHITE,
    };
    let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (drawn.width().into(), drawn.height().into());
    let rgb: Vec<u8> = drawn.take_unpremultiplied().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    let rgb = image::RgbImage::from_raw(width, height, rgb).expect("a picture");
    image::DynamicImage::from(rgb).into_luma8()
}

/// Rounds every pixel to one of a few greys.
fn with_few_greys(picture: &GrayImage) -> GrayImage {
    let step = 255 / (LEVELS - 1);
    let mut picture = picture.clone();
    for pixel in picture.iter_mut() {
        *pixel = (*pixel).saturating_add(step / 2) / step * step;
    }
    picture
}

/// Returns the box of pixels in which two pictures differ: left, top, right, bottom.
fn difference(kept: &GrayImage, found: &GrayImage) -> Option<[u32; 4]> {
    if kept.dimensions() != found.dimensions() {
        return Some([0, 0, found.width(), found.height()]);
    }
    let pairs = kept.enumerate_pixels().zip(found.pixels());
    let differing = pairs.filter(|((.., kept), found)| kept.0[0].abs_diff(found.0[0]) > TOLERANCE);
    differing
        .map(|((x, y, _), _)| [x, y, x, y])
        .reduce(|one, other| [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])])
}

fn folder() -> PathBuf {
    root().join("tests/pages")
}

/// Compares pages of an edition with their pictures; returns a line for each that looks different.
fn compare(edition: &str, built: &Outcome, language: Language, pages: &[usize]) -> Vec<String> {
    let is_wanted = |target, of| target == Target::Print && of == language;
    let output = built.outputs.iter().find(|output| is_wanted(output.target, output.language)).expect("a print PDF");
    let pdf = Pdf::new(output.bytes.clone()).expect("a PDF");
    let mut lines = Vec::new();
    for number in pages {
        let name = format!("{edition}-{number:02}.png");
        let (path, beside) = (folder().join(&name), folder().join(&name).with_extension("found.png"));
        let found = draw(&pdf, *number);
        if is_update() {
            with_few_greys(&found).save(&path).expect("a picture");
        }
        let kept = image::open(&path).map(image::DynamicImage::into_luma8);
        let differs = kept.map_or_else(
            |error| Some(error.to_string()),
            |kept| {
                let [left, top, right, bottom] = difference(&kept, &found)?;
                Some(format!("from {left}, {top} to {right}, {bottom} in pixels at {DPI} dpi"))
            },
        );
        let _ = fs::remove_file(&beside);
        if let Some(differs) = differs {
            found.save(&beside).expect("a picture");
            lines.push(format!("tests/pages/{name} differs {differs}: see {}", beside.display()));
        }
    }
    lines
}

#[test]
fn pages_look_as_kept() {
    fs::create_dir_all(folder()).expect("a folder");
    let mut lines = compare("shipped-de", shipped_build(), Language::De, &GERMAN);
    lines.extend(compare("shipped-en", shipped_build(), Language::En, &ENGLISH));
    lines.extend(compare("second-en", second_build(), Language::En, &SECOND));
    assert!(lines.is_empty(), "{}\n`UPDATE=1` writes the pictures of today", lines.join("\n"));
}

#[test]
fn every_kept_picture_is_compared() {
    let of = |edition: &'static str, pages: &'static [usize]| {
        pages.iter().map(move |number| format!("{edition}-{number:02}.png"))
    };
    let compared: BTreeSet<_> =
        of("shipped-de", &GERMAN).chain(of("shipped-en", &ENGLISH)).chain(of("second-en", &SECOND)).collect();
    let entries = fs::read_dir(folder()).expect("pictures").map(|entry| entry.expect("a picture").file_name());
    let names = entries.map(|name| name.into_string().expect("a name"));
    let kept: BTreeSet<_> = names.filter(|name| !name.ends_with(".found.png")).collect();
    assert_eq!(kept, compared);
}

/// Draws a hairline across a page, as a PDF has it.
fn page_with_line(height: f32) -> GrayImage {
    let content = format!("0.35 w 40 {height} m 400 {height} l S");
    let length = content.len();
    let pdf = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >> endobj\n\
         4 0 obj << /Length {length} >> stream\n{content}\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
    );
    draw(&Pdf::new(pdf.into_bytes()).expect("a PDF"), 1)
}

#[test]
fn a_moved_hairline_is_a_difference_and_antialiasing_is_none() {
    let kept = with_few_greys(&page_with_line(301.0));
    assert_eq!(difference(&kept, &page_with_line(301.0)), None);
    assert_eq!(difference(&kept, &page_with_line(301.1)), None);
    assert!(difference(&kept, &page_with_line(304.0)).is_some(), "moved by 1 mm");
    assert!(difference(&kept, &GrayImage::new(9, 9)).is_some(), "of another size");
}
