//! The text and shapes that a page draws, each with its mark.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::fonts::{Font, number};
use super::reader::text_of;

/// A text drawn in one go.
#[derive(Debug, Clone, Default)]
pub struct Run {
    pub text: String,
    /// Where the pen starts and stops, from the left foot of the page.
    pub from: [f64; 2],
    pub to: [f64; 2],
    pub size: f64,
    /// The language that its mark names.
    pub language: Option<String>,
}

/// The content of one mark.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    pub runs: Vec<Run>,
    /// How often the mark opens on the page.
    pub opened: usize,
}

/// The content of a page.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// By the number of the mark.
    pub marked: BTreeMap<i64, Marked>,
    pub artifacts: Vec<Run>,
    /// Text and shapes under no mark, and marks inside an artifact.
    pub loose: Vec<String>,
}

/// An open mark.
#[derive(Debug, Clone, Default)]
struct Mark {
    artifact: bool,
    number: Option<i64>,
    language: Option<String>,
    /// Text that is read in place of what is drawn.
    instead: Option<String>,
    /// The drawing under a mark whose text is read instead.
    covered: Vec<Run>,
}

#[derive(Debug, Clone)]
struct State {
    matrix: [f64; 6],
    font: Vec<u8>,
    size: f64,
    characters: f64,
    words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

type Matrix = [f64; 6];
const ONE: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut matrix = ONE;
    for (cell, operand) in matrix.iter_mut().zip(operands) {
        *cell = number(operand);
    }
    matrix
}

/// Reads the content of a page and of the forms that it draws.
pub fn drawn(document: &Document, page: ObjectId) -> Drawn {
    let content = Content::decode(&document.get_page_content(page)).expect("content");
    let resources = document.get_page_resources(page).expect("resources");
    let inherited = resources.1.iter().filter_map(|id| document.get_dictionary(*id).ok());
    let mut reader = Reader {
        document,
        out: Drawn::default(),
        marks: Vec::new(),
        state: State {
            matrix: ONE,
            font: Vec::new(),
            size: 0.0,
            characters: 0.0,
            words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        },
        text: ONE,
        line: ONE,
        depth: 0,
    };
    let all: Vec<_> = resources.0.into_iter().chain(inherited).collect();
    reader.walk(&content.operations, &all);
    reader.out
}

struct Reader<'a> {
    document: &'a Document,
    out: Drawn,
    marks: Vec<Mark>,
    state: State,
    text: Matrix,
    line: Matrix,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn walk(&mut self, operations: &[Operation], resources: &[&'a Dictionary]) {
        let mut fonts: BTreeMap<Vec<u8>, Font> = BTreeMap::new();
        let mut saved = Vec::new();
        for Operation { operator, operands } in operations {
            match operator.as_str() {
                "q" => saved.push(self.state.clone()),
                "Q" => self.state = saved.pop().unwrap_or_else(|| self.state.clone()),
                "cm" => self.state.matrix = times(matrix(operands), self.state.matrix),
                "BMC" | "BDC" => self.open(operands, resources),
                "EMC" => self.close(),
                "Do" => self.draw(operands, resources),
                "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" | "sh" | "BI" => self.shape(operator),
                "Tf" => {
                    self.state.font = operands[0].as_name().unwrap_or_default().to_vec();
                    self.state.size = number(&operands[1]);
                    if let Some(font) = self.resource(resources, b"Font", &self.state.font) {
                        let read = || Font::read(self.document, font.as_dict().expect("a font"));
                        fonts.entry(self.state.font.clone()).or_insert_with(read);
                    }
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    if operator == "\"" {
                        (self.state.words, self.state.characters) = (number(&operands[0]), number(&operands[1]));
                    }
                    if matches!(operator.as_str(), "'" | "\"") {
                        self.next_line(0.0, -self.state.leading);
                    }
                    if let (Some(font), Some(strings)) = (fonts.get(&self.state.font), operands.last()) {
                        self.show(font, strings);
                    }
                }
                _ => self.place_text(operator, operands),
            }
        }
    }

    fn place_text(&mut self, operator: &str, operands: &[Object]) {
        let first = operands.first().map_or(0.0, number);
        match operator {
            "BT" => (self.text, self.line) = (ONE, ONE),
            "Tm" => {
                self.line = matrix(operands);
                self.text = self.line;
            }
            "Td" => self.next_line(first, number(&operands[1])),
            "TD" => {
                self.state.leading = -number(&operands[1]);
                self.next_line(first, number(&operands[1]));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "TL" => self.state.leading = first,
            "Tc" => self.state.characters = first,
            "Tw" => self.state.words = first,
            "Tz" => self.state.stretch = first / 100.0,
            "Ts" => self.state.rise = first,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn pen(&self) -> [f64; 2] {
        let at = times(times([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], self.text), self.state.matrix);
        [at[4], at[5]]
    }

    fn advance(&mut self, width: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width * self.state.stretch, 0.0], self.text);
    }

    /// Offsets between strings move letters together or apart: a space is a separate glyph.
    fn show(&mut self, font: &Font, strings: &Object) {
        let from = self.pen();
        let one = [strings.clone()];
        let mut text = String::new();
        for part in strings.as_array().map_or(one.as_slice(), Vec::as_slice) {
            let Ok(string) = part.as_str() else {
                self.advance(-number(part) / 1000.0 * self.state.size);
                continue;
            };
            for (letters, width, word_space) in font.codes(string) {
                text.push_str(&letters);
                let words = if word_space { self.state.words } else { 0.0 };
                self.advance(width * self.state.size + self.state.characters + words);
            }
        }
        let whole = times(self.text, self.state.matrix);
        let scale = (whole[2] * whole[2] + whole[3] * whole[3]).sqrt();
        let run = Run { text, from, to: self.pen(), size: self.state.size * scale, language: None };
        self.put(run);
    }

    fn put(&mut self, mut run: Run) {
        run.language = self.marks.iter().rev().find_map(|mark| mark.language.clone());
        if let Some(mark) = self.marks.iter_mut().find(|mark| mark.instead.is_some()) {
            mark.covered.push(run);
        } else if self.marks.iter().any(|mark| mark.artifact) {
            self.out.artifacts.push(run);
        } else if let Some(number) = self.marks.iter().rev().find_map(|mark| mark.number) {
            self.out.marked.entry(number).or_default().runs.push(run);
        } else {
            self.out.loose.push(format!("text {:?}", run.text));
        }
    }

    fn shape(&mut self, operator: &str) {
        if !self.marks.iter().any(|mark| mark.artifact || mark.number.is_some()) {
            self.out.loose.push(format!("shape ({operator})"));
        }
    }

    fn open(&mut self, operands: &[Object], resources: &[&'a Dictionary]) {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => self.resource(resources, b"Properties", name).and_then(|it| it.as_dict().ok()),
            Some(object) => object.as_dict().ok(),
            None => None,
        };
        let text = |key: &[u8]| properties.and_then(|it| it.get(key).ok()).map(text_of);
        let number = properties.and_then(|it| it.get(b"MCID").ok()).and_then(|it| it.as_i64().ok());
        let mark = Mark {
            artifact: tag == b"Artifact",
            number,
            language: text(b"Lang"),
            instead: text(b"ActualText"),
            covered: Vec::new(),
        };
        if let Some(number) = number {
            self.out.marked.entry(number).or_default().opened += 1;
            if self.marks.iter().any(|mark| mark.artifact) {
                self.out.loose.push(format!("mark {number} inside an artifact"));
            }
        }
        self.marks.push(mark);
    }

    fn close(&mut self) {
        let Some(mark) = self.marks.pop() else {
            self.out.loose.push("the end of a mark that never opened".to_owned());
            return;
        };
        let Some(text) = mark.instead.clone() else { return };
        let Some(first) = mark.covered.first().cloned() else { return };
        let to = mark.covered.last().map_or(first.to, |run| run.to);
        // Its own mark may carry the number.
        self.marks.push(Mark { instead: None, ..mark });
        self.put(Run { text, to, ..first });
        self.marks.pop();
    }

    fn draw(&mut self, operands: &[Object], resources: &[&'a Dictionary]) {
        let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let form = self.resource(resources, b"XObject", name).and_then(|it| it.as_stream().ok());
        let Some(form) = form else { return };
        if form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind != b"Form") || self.depth > 8 {
            self.shape("Do");
            return;
        }
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
        let all: Vec<_> = own.into_iter().chain(resources.iter().copied()).collect();
        let content = form.get_plain_content().and_then(|bytes| Content::decode(&bytes)).expect("content");
        let state = self.state.clone();
        if let Ok(own) = form.dict.get(b"Matrix").and_then(Object::as_array) {
            self.state.matrix = times(matrix(own), self.state.matrix);
        }
        self.depth += 1;
        self.walk(&content.operations, &all);
        self.depth -= 1;
        self.state = state;
    }

    fn resource(&self, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        resources.iter().find_map(|it| {
            let kind = it.get_deref(kind, self.document).ok()?.as_dict().ok()?;
            kind.get_deref(name, self.document).ok()
        })
    }
}
