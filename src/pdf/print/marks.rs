//! Marks around the page, for cutting it, for aligning the plates and for judging the ink. All are outside the bleed.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::boxes::Page;
use super::content;
use super::error::PrintError;
use super::slug::SlugFont;
use crate::format::{mm_to_pt, pt_to_mm};
use crate::pdf::object::{Rect, get_dict, name, number, numbers};

/// Width of the sheet around the bleed, in mm.
const MARGIN: f64 = 10.0;
/// Least distance of cut marks from the trim, in mm. A wider bleed moves them out.
const NEAREST: f64 = 3.0;
/// Space between the bleed and the marks, in mm.
const GAP: f64 = 1.0;
/// Length of trim marks, in mm.
const TRIM_MARK: f64 = 5.0;
/// Length of bleed marks, in mm.
const BLEED_MARK: f64 = 3.0;
/// Width of lines, in pt.
const LINE: f64 = 0.25;
/// Radius of a registration mark and half the length of its cross, in mm.
const REGISTER: (f64, f64) = (2.0, 3.5);
/// Side of a patch of the colour bar, in mm.
const PATCH: f64 = 5.0;
/// Distance of the colour bar and the slug line from a corner of the trim, in mm.
const INSET: f64 = 8.0;
/// Font size of the slug line, in pt.
const SLUG_SIZE: f64 = 6.0;
/// Length of the handles of a cubic curve for a quarter of a circle of radius 1: 4/3 (√2 − 1).
const CIRCLE_HANDLE: f64 = 0.552_284_75;
/// Inks of the patches: full, half, a balance that looks grey if all is well, and overprints of two inks.
const PATCHES: [[f64; 4]; 12] = [
    [1.0, 0.0, 0.0, 0.0],
    [0.0, 1.0, 0.0, 0.0],
    [0.0, 0.0, 1.0, 0.0],
    [0.0, 0.0, 0.0, 1.0],
    [0.5, 0.0, 0.0, 0.0],
    [0.0, 0.5, 0.0, 0.0],
    [0.0, 0.0, 0.5, 0.0],
    [0.0, 0.0, 0.0, 0.5],
    [0.5, 0.4, 0.4, 0.0],
    [0.0, 1.0, 1.0, 0.0],
    [1.0, 0.0, 1.0, 0.0],
    [1.0, 1.0, 0.0, 0.0],
];

/// Marks around each page.
#[derive(Debug, Clone, Copy)]
pub struct Marks<'a> {
    /// The name of the file, for the slug line.
    pub file_name: &'a str,
    /// The date, for the slug line.
    pub date: &'a str,
    /// An OpenType font for the slug line.
    pub font: &'a [u8],
    /// The ink limit over all plates, in %. Marks that print on every plate add up to it.
    pub max_ink: f64,
}

/// Adds marks around every page. The sheet extends [`MARGIN`] mm beyond the bleed and has its origin at the lower left.
/// The page becomes a form on it, so that patterns move together with what they fill.
pub(super) fn add_marks(
    document: &mut Document,
    pages: &[Page],
    marks: &Marks<'_>,
    condition: &str,
) -> Result<(), PrintError> {
    let font = SlugFont::read(marks.font)?;
    let all_plates = add_all_plates(document);
    for page in pages {
        let line = [
            marks.file_name.to_owned(),
            format!("{} / {}", page.number, pages.len()),
            marks.date.to_owned(),
            condition.to_owned(),
        ]
        .join("   ");
        draw_sheet(document, page, marks, &font, &line, all_plates)?;
    }
    Ok(())
}

/// Adds the colour space of ink on every plate (ISO 32000-1, 8.6.6.4).
fn add_all_plates(document: &mut Document) -> ObjectId {
    let tint = dictionary! {
        "FunctionType" => 2,
        "Domain" => numbers(&[0.0, 1.0]),
        "C0" => numbers(&[0.0; 4]),
        "C1" => numbers(&[1.0; 4]),
        "N" => 1,
    };
    let space = [name("Separation"), name("All"), name("DeviceCMYK"), tint.into()];
    document.add_object(Object::Array(space.into()))
}

fn draw_sheet(
    document: &mut Document,
    page: &Page,
    marks: &Marks<'_>,
    font: &SlugFont<'_>,
    line: &str,
    all_plates: ObjectId,
) -> Result<(), PrintError> {
    let mut dict = document.get_dictionary(page.id)?.clone();
    if dict.get(b"Rotate").is_ok_and(|turn| turn.as_i64().is_ok_and(|turn| turn % 360 != 0)) {
        return Err(PrintError::Unsupported { page: page.number, what: "a rotation as well as marks" });
    }
    let edge = mm_to_pt(MARGIN);
    let (x, y) = (edge - page.bleed.left, edge - page.bleed.bottom);
    let (trim, bleed) = (page.trim.translate(x, y), page.bleed.translate(x, y));
    let media = bleed.grow(edge);
    let form = page_form(document, &dict, page)?;

    let mut drawing = Drawing::default();
    drawing.push("q", &[]);
    drawing.push("cm", &[1.0, 0.0, 0.0, 1.0, x, y]);
    drawing.operations.push(Operation::new("Do", vec![name("page")]));
    drawing.push("Q", &[]);
    drawing.push("q", &[]);
    drawing.use_all_plates((marks.max_ink / 400.0).clamp(0.0, 1.0));
    drawing.cut_marks(trim, bleed);
    drawing.registration(bleed);
    let room = bleed.width() / 2.0 - mm_to_pt(INSET + 2.0 * REGISTER.1);
    let start = trim.left + mm_to_pt(INSET);
    drawing.operations.extend(font.outlines(line, (start, bleed.bottom - mm_to_pt(6.0)), SLUG_SIZE, room));
    drawing.colour_bar((start, bleed.top), room);
    drawing.push("Q", &[]);

    let mut stream = Stream::new(Dictionary::new(), Content { operations: drawing.operations }.encode()?);
    stream.compress()?;
    dict.set("Contents", document.add_object(stream));
    dict.set(
        "Resources",
        dictionary! {
            "ColorSpace" => dictionary! { "all" => all_plates },
            "XObject" => dictionary! { "page" => form },
        },
    );
    dict.set("MediaBox", media.to_object());
    dict.set("BleedBox", bleed.to_object());
    dict.set("TrimBox", trim.to_object());
    document.objects.insert(page.id, dict.into());
    Ok(())
}

/// Returns the content of a page as a form that is clipped at the bleed.
fn page_form(document: &mut Document, dict: &Dictionary, page: &Page) -> Result<ObjectId, PrintError> {
    let parts = document.get_page_contents(page.id);
    let form = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Form"),
        "BBox" => page.bleed.to_object(),
        "Resources" => get_dict(document, dict, b"Resources").cloned().unwrap_or_default(),
    };
    let is_form =
        |id: ObjectId| document.get_object(id).and_then(Object::as_stream).is_ok_and(|it| it.dict.has(b"Subtype"));
    // Pages that share their content need separate forms: the boxes differ.
    let Some(only) = parts.first().filter(|id| parts.len() == 1 && !is_form(**id)) else {
        let mut stream = Stream::new(form, content::plain(document, &parts)?);
        stream.compress()?;
        return Ok(document.add_object(stream));
    };
    let stream = document.get_object_mut(*only)?.as_stream_mut()?;
    for (key, value) in form {
        stream.dict.set(key, value);
    }
    Ok(*only)
}

/// Drawing operators in the order of drawing.
#[derive(Default)]
struct Drawing {
    operations: Vec<Operation>,
}

impl Drawing {
    fn push(&mut self, operator: &str, values: &[f64]) {
        self.operations.push(Operation::new(operator, values.iter().copied().map(number).collect()));
    }

    /// Sets the colour of all that follows to ink on every plate.
    fn use_all_plates(&mut self, tint: f64) {
        for (space, colour) in [("cs", "scn"), ("CS", "SCN")] {
            self.operations.push(Operation::new(space, vec![name("all")]));
            self.push(colour, &[tint]);
        }
        self.push("w", &[LINE]);
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.push("m", &[from.0, from.1]);
        self.push("l", &[to.0, to.1]);
        self.push("S", &[]);
    }

    /// Draws marks at the edges of the trim and of the bleed, at all corners.
    fn cut_marks(&mut self, trim: Rect, bleed: Rect) {
        let width = pt_to_mm(trim.left - bleed.left);
        let start = mm_to_pt(NEAREST.max(width) + GAP);
        for (lines, length) in [(trim, TRIM_MARK), (bleed, BLEED_MARK)] {
            let end = start + mm_to_pt(length);
            for x in [lines.left, lines.right] {
                self.line((x, trim.bottom - start), (x, trim.bottom - end));
                self.line((x, trim.top + start), (x, trim.top + end));
            }
            for y in [lines.bottom, lines.top] {
                self.line((trim.left - start, y), (trim.left - end, y));
                self.line((trim.right + start, y), (trim.right + end, y));
            }
        }
    }

    /// Draws a circle and a cross at the middle of each side.
    fn registration(&mut self, bleed: Rect) {
        let away = mm_to_pt(MARGIN / 2.0);
        let (x, y) = (f64::midpoint(bleed.left, bleed.right), f64::midpoint(bleed.bottom, bleed.top));
        for at in [(x, bleed.bottom - away), (x, bleed.top + away), (bleed.left - away, y), (bleed.right + away, y)] {
            let (radius, reach) = (mm_to_pt(REGISTER.0), mm_to_pt(REGISTER.1));
            self.line((at.0 - reach, at.1), (at.0 + reach, at.1));
            self.line((at.0, at.1 - reach), (at.0, at.1 + reach));
            self.circle(at, radius);
        }
    }

    fn circle(&mut self, (x, y): (f64, f64), radius: f64) {
        let handle = radius * CIRCLE_HANDLE;
        self.push("m", &[x + radius, y]);
        self.push("c", &[x + radius, y + handle, x + handle, y + radius, x, y + radius]);
        self.push("c", &[x - handle, y + radius, x - radius, y + handle, x - radius, y]);
        self.push("c", &[x - radius, y - handle, x - handle, y - radius, x, y - radius]);
        self.push("c", &[x + handle, y - radius, x + radius, y - handle, x + radius, y]);
        self.push("s", &[]);
    }

    /// Draws the patches of ink, starting at a point on the upper edge of the bleed.
    fn colour_bar(&mut self, (x, edge): (f64, f64), room: f64) {
        let size = mm_to_pt(PATCH).min(room / 12.0);
        if size <= 0.0 {
            return;
        }
        let (mut x, y) = (x, edge + mm_to_pt(MARGIN / 2.0) - size / 2.0);
        for inks in PATCHES {
            self.push("k", &inks);
            self.push("re", &[x, y, size, size]);
            self.push("f", &[]);
            x += size;
        }
    }
}
