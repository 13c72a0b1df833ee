//! Marks: what a printer needs around the page to cut it, to lay the plates on each other and to judge
//! the ink. All of it lies outside the bleed.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::boxes::Page;
use super::content;
use super::error::PrintError;
use super::slug::SlugFont;
use crate::format::{mm_to_pt, pt_to_mm};
use crate::pdf::object::{Rect, get_dict, name, number, numbers};

/// How wide the sheet is around the bleed, in mm.
const MARGIN: f64 = 10.0;
/// How far from the trim the cut marks start, in mm; a wider bleed moves them out.
const NEAREST: f64 = 3.0;
/// The free space between the bleed and the marks, in mm.
const GAP: f64 = 1.0;
/// How long trim marks are, in mm.
const TRIM_MARK: f64 = 5.0;
/// How long bleed marks are, in mm.
const BLEED_MARK: f64 = 3.0;
/// How wide the lines are, in pt.
const LINE: f64 = 0.25;
/// The radius of a registration mark, and half the length of its cross, in mm.
const REGISTER: (f64, f64) = (2.0, 3.5);
/// How large a patch of the colour bar is, in mm.
const PATCH: f64 = 5.0;
/// How far from a corner of the trim the colour bar and the slug line start, in mm.
const INSET: f64 = 8.0;
/// The height of the slug line's letters, in pt.
const SLUG: f64 = 6.0;
/// The handle length of a cubic curve for a quarter of a circle of radius 1.
const ROUND: f64 = 0.552_284_75;
/// Inks of the patches: full, half, a balance that should look grey, and two inks on each other.
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
    /// The date as the slug line shows it.
    pub date: &'a str,
    /// An OpenType font for the slug line.
    pub font: &'a [u8],
    /// The most ink at one place, in % over all plates: marks that are on every plate are this dark.
    pub max_ink: f64,
}

/// Puts marks around every page. The sheet grows to [`MARGIN`] mm around the bleed, with its origin at the
/// lower left; the page becomes a form on it, so that patterns move with what they fill.
pub(super) fn add(
    document: &mut Document,
    pages: &[Page],
    marks: &Marks<'_>,
    condition: &str,
) -> Result<(), PrintError> {
    let font = SlugFont::read(marks.font)?;
    let all = all_plates(document);
    for page in pages {
        let line = [
            marks.file_name.to_owned(),
            format!("{} / {}", page.number, pages.len()),
            marks.date.to_owned(),
            condition.to_owned(),
        ]
        .join("   ");
        sheet(document, page, marks, &font, &line, all)?;
    }
    Ok(())
}

/// The colour space of ink on every plate (ISO 32000-1, 8.6.6.4).
fn all_plates(document: &mut Document) -> ObjectId {
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

fn sheet(
    document: &mut Document,
    page: &Page,
    marks: &Marks<'_>,
    font: &SlugFont<'_>,
    line: &str,
    all: ObjectId,
) -> Result<(), PrintError> {
    let mut dict = document.get_dictionary(page.id)?.clone();
    if dict.get(b"Rotate").is_ok_and(|turn| turn.as_i64().is_ok_and(|turn| turn % 360 != 0)) {
        return Err(PrintError::Unsupported { page: page.number, what: "a turn of its own and marks" });
    }
    let edge = mm_to_pt(MARGIN);
    let (x, y) = (edge - page.bleed.left, edge - page.bleed.bottom);
    let (trim, bleed) = (page.trim.translate(x, y), page.bleed.translate(x, y));
    let media = bleed.grow(edge);
    let form = form(document, &dict, page)?;

    let mut drawing = Drawing::default();
    drawing.put("q", &[]);
    drawing.put("cm", &[1.0, 0.0, 0.0, 1.0, x, y]);
    drawing.out.push(Operation::new("Do", vec![name("page")]));
    drawing.put("Q", &[]);
    drawing.put("q", &[]);
    drawing.all_plates((marks.max_ink / 400.0).clamp(0.0, 1.0));
    drawing.cut_marks(trim, bleed);
    drawing.registration(bleed);
    let room = bleed.width() / 2.0 - mm_to_pt(INSET + 2.0 * REGISTER.1);
    let start = trim.left + mm_to_pt(INSET);
    drawing.out.extend(font.outlines(line, (start, bleed.bottom - mm_to_pt(6.0)), SLUG, room));
    drawing.colour_bar((start, bleed.top), room);
    drawing.put("Q", &[]);

    let mut stream = Stream::new(Dictionary::new(), Content { operations: drawing.out }.encode()?);
    stream.compress()?;
    dict.set("Contents", document.add_object(stream));
    dict.set(
        "Resources",
        dictionary! {
            "ColorSpace" => dictionary! { "all" => all },
            "XObject" => dictionary! { "page" => form },
        },
    );
    dict.set("MediaBox", media.to_object());
    dict.set("BleedBox", bleed.to_object());
    dict.set("TrimBox", trim.to_object());
    document.objects.insert(page.id, dict.into());
    Ok(())
}

/// The content of a page as a form, cut at the bleed.
fn form(document: &mut Document, page: &Dictionary, of: &Page) -> Result<ObjectId, PrintError> {
    let parts = document.get_page_contents(of.id);
    let form = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Form"),
        "BBox" => of.bleed.to_object(),
        "Resources" => get_dict(document, page, b"Resources").cloned().unwrap_or_default(),
    };
    let alone =
        |id: ObjectId| document.get_object(id).and_then(Object::as_stream).is_ok_and(|it| !it.dict.has(b"Subtype"));
    // Pages may share their content, but not the form that it becomes.
    let Some(only) = parts.first().filter(|id| parts.len() == 1 && alone(**id)) else {
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

/// Operators that draw.
#[derive(Default)]
struct Drawing {
    out: Vec<Operation>,
}

impl Drawing {
    fn put(&mut self, operator: &str, values: &[f64]) {
        self.out.push(Operation::new(operator, values.iter().copied().map(number).collect()));
    }

    /// Draws on every plate from now on.
    fn all_plates(&mut self, tint: f64) {
        for (space, colour) in [("cs", "scn"), ("CS", "SCN")] {
            self.out.push(Operation::new(space, vec![name("all")]));
            self.put(colour, &[tint]);
        }
        self.put("w", &[LINE]);
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.put("m", &[from.0, from.1]);
        self.put("l", &[to.0, to.1]);
        self.put("S", &[]);
    }

    /// Marks at the lines of the trim and of the bleed, at all corners.
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

    /// A circle and a cross at the middle of each side.
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
        let handle = radius * ROUND;
        self.put("m", &[x + radius, y]);
        self.put("c", &[x + radius, y + handle, x + handle, y + radius, x, y + radius]);
        self.put("c", &[x - handle, y + radius, x - radius, y + handle, x - radius, y]);
        self.put("c", &[x - radius, y - handle, x - handle, y - radius, x, y - radius]);
        self.put("c", &[x + handle, y - radius, x + radius, y - handle, x + radius, y]);
        self.put("s", &[]);
    }

    /// The patches of ink, from a point of the upper edge of the bleed on.
    fn colour_bar(&mut self, (x, edge): (f64, f64), room: f64) {
        let size = mm_to_pt(PATCH).min(room / 12.0);
        if size <= 0.0 {
            return;
        }
        let (mut x, y) = (x, edge + mm_to_pt(MARGIN / 2.0) - size / 2.0);
        for inks in PATCHES {
            self.put("k", &inks);
            self.put("re", &[x, y, size, size]);
            self.put("f", &[]);
            x += size;
        }
    }
}
