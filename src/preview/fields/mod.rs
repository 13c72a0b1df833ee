//! From a place on a page to the field behind it, and back.

mod index;
mod search;
mod tokens;

use std::collections::BTreeMap;

use serde::Serialize;
use typst::layout::Rect;

use self::index::{Index, Leaf, Origin};
use self::search::{Found, PageWord, search};
use self::tokens::split_words;
use super::page_text::{Figure, PageText, Run};
use crate::diagnostics::{Code, Diagnostic, Place, SourceFile};
use crate::edition::load::{Records, Words};
use crate::pages::inspect::placed;
use crate::pages::typeset::Originals;
use crate::text::characters::is_break_control;

/// What is behind a place on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Behind {
    /// What it is.
    pub kind: Kind,
    /// The file, by its path from the root of the project.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The path of the field, such as `members[2].count`; none in a template.
    pub field: Option<String>,
}

/// The kinds of files behind the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A record: `edition.toml` or that of a cluster.
    Record,
    /// The words of a language.
    Words,
    /// A template.
    Template,
}

impl Behind {
    fn new(kind: Kind, file: &SourceFile, byte: usize, field: Option<String>) -> Self {
        let (line, column) = file.line_column(byte);
        Self { kind, file: file.name().to_owned(), line, column, field }
    }

    /// Returns a place in a template.
    pub(super) fn template(place: &Place) -> Self {
        Self::new(Kind::Template, &place.file, place.span.start, None)
    }

    fn leaf(leaf: &Leaf, position: usize) -> Self {
        let kind = if leaf.origin == Origin::Words { Kind::Words } else { Kind::Record };
        let byte = leaf.places.get(position).copied().unwrap_or_default();
        Self::new(kind, &leaf.file, byte, Some(leaf.field.clone()))
    }
}

/// A box on a page, in points from the upper left corner of the trimmed page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PageBox {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// All values of an edition in one language.
#[derive(Debug)]
pub(super) struct Fields {
    index: Index,
}

/// A part of a word: its run, its first byte there, and the byte behind it. A word can be broken at the end of a line.
type Part = (usize, usize, usize);

/// The values of one page.
#[derive(Debug)]
pub(super) struct PageFields {
    /// Each word with its value.
    words: Vec<(Vec<Part>, Option<Found>)>,
    /// For each run, the bytes of each word and its value.
    runs: Vec<Vec<(usize, usize, Option<Found>)>>,
}

impl Fields {
    pub(super) fn new(records: &Records, words: &Words) -> Self {
        Self { index: Index::new(records, words) }
    }

    /// Finds the value of each word of a page.
    pub(super) fn of_page(&self, text: &PageText) -> PageFields {
        let mut words = PageWords { fields: self, out: Vec::new(), places: Vec::new() };
        words.read(&text.runs);
        let found = search(&self.index, &words.out);
        let mut runs = vec![Vec::new(); text.runs.len()];
        for (parts, found) in words.places.iter().zip(&found) {
            for &(run, start, end) in parts {
                runs[run].push((start, end, *found));
            }
        }
        PageFields { runs, words: words.places.into_iter().zip(found).collect() }
    }

    /// Returns the value of the text at a point of a page.
    pub(super) fn text_at(&self, text: &PageText, page: &PageFields, x: f64, y: f64) -> Option<Behind> {
        let mut runs = text.runs.iter().enumerate().rev();
        let (run, glyph) = runs.find_map(|(number, run)| Some((number, run.glyph_at(x, y)?)))?;
        let (leaf, position) = page.found(run, glyph.start)?;
        Some(Behind::leaf(&self.index.leaves[leaf], position))
    }

    /// Returns what the smallest figure at a point of a page shows.
    pub(super) fn figure_at(&self, text: &PageText, page: &PageFields, x: f64, y: f64) -> Option<Behind> {
        let figures = text.figures.iter().filter(|figure| figure.contains(x, y));
        let figure = figures.min_by(|a, b| (a.width * a.height).total_cmp(&(b.width * b.height)))?;
        self.of_figure(text, page, figure)
    }

    /// Returns the value that the texts of a figure have most of, or else those that its description names.
    fn of_figure(&self, text: &PageText, page: &PageFields, figure: &Figure) -> Option<Behind> {
        let mut letters: BTreeMap<(Origin, &str), (usize, Found)> = BTreeMap::new();
        let mut count = |found: Found, weight: usize| {
            let leaf = &self.index.leaves[found.0];
            if leaf.origin != Origin::Words {
                let table = leaf.field.split(['.', '[']).next().unwrap_or_default();
                letters.entry((leaf.origin, table)).or_insert((0, found)).0 += weight;
            }
        };
        for (run, words) in text.runs.iter().zip(&page.runs) {
            let [left, top, right, bottom] = run.bounds();
            if figure.contains(f64::midpoint(left, right), f64::midpoint(top, bottom)) {
                words
                    .iter()
                    .filter_map(|(start, end, found)| Some((end - start, (*found)?)))
                    .for_each(|(weight, found)| count(found, weight));
            }
        }
        let mut words = Vec::new();
        split_words(&figure.alt, &mut |word, start, end| {
            let span = typst::syntax::Span::detached();
            words.push(PageWord { word: self.index.vocabulary.find(word), letters: end - start, span });
        });
        for (word, found) in words.iter().zip(search(&self.index, &words)) {
            if let Some(found) = found {
                count(found, word.letters);
            }
        }
        let best = letters.into_iter().max_by_key(|(key, (letters, _))| (*letters, std::cmp::Reverse(*key)));
        best.map(|(_, (_, (leaf, position)))| Behind::leaf(&self.index.leaves[leaf], position))
    }

    /// Returns the boxes of a field on a page, or of all fields below it.
    pub(super) fn boxes(&self, text: &PageText, page: &PageFields, file: &str, field: &str) -> Vec<PageBox> {
        let matches = |(leaf, _): Found| {
            let leaf = &self.index.leaves[leaf];
            leaf.file.name() == file && is_in(&leaf.field, field)
        };
        let runs = text.runs.iter().zip(&page.runs);
        let boxes = runs.filter(|(_, words)| words.iter().any(|(.., found)| found.is_some_and(matches)));
        boxes.map(|(run, _)| run.page_box()).collect()
    }

    /// Returns each word of a page with its field, if that is known.
    pub(super) fn words(&self, text: &PageText, page: &PageFields) -> Vec<(String, Option<&str>)> {
        let part = |&(run, start, end): &Part| text.runs.get(run).and_then(|run| run.text.get(start..end));
        let words = page.words.iter().map(|(parts, found)| {
            let word = parts.iter().filter_map(part).collect::<String>().replace(is_break_control, "");
            (word, found.map(|(leaf, _)| self.index.leaves[leaf].field.as_str()))
        });
        words.collect()
    }
}

/// Returns whether a field is another one or below it. The language of a text counts as the text.
fn is_in(field: &str, other: &str) -> bool {
    field.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

impl PageFields {
    fn found(&self, run: usize, byte: usize) -> Option<Found> {
        let words = self.runs.get(run)?;
        let inside = words.iter().find(|(start, end, _)| (*start..*end).contains(&byte));
        // A mark or a space belongs to the word before it.
        inside.or_else(|| words.iter().rev().find(|(start, ..)| *start <= byte)).or(words.first())?.2
    }
}

impl Figure {
    fn contains(&self, x: f64, y: f64) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

impl Run {
    fn page_box(&self) -> PageBox {
        let [x, y, right, bottom] = self.bounds();
        PageBox { x, y, width: right - x, height: bottom - y }
    }
}

/// Returns the field of the picture at a point.
pub(super) fn picture_at(text: &PageText, originals: &Originals, records: &Records, x: f64, y: f64) -> Option<Behind> {
    let inside = |bounds: &Rect| {
        (bounds.min.x.to_pt()..bounds.max.x.to_pt()).contains(&x)
            && (bounds.min.y.to_pt()..bounds.max.y.to_pt()).contains(&y)
    };
    let (image, _) = text.pictures.iter().rev().find(|(_, bounds)| inside(bounds))?;
    let path = match placed::original(image, originals) {
        Some(original) => original.path.clone(),
        None => match image.kind() {
            typst::visualize::ImageKind::Svg(svg) => originals.drawing(svg.data())?,
            _ => return None,
        },
    };
    let located = records.locate_picture(&path, Diagnostic::note(Code::PICTURE, ""));
    let place = located.place?;
    Some(Behind::new(Kind::Record, &place.file, place.span.start, located.field))
}

/// The words of a page in the order of its frames.
struct PageWords<'a> {
    fields: &'a Fields,
    out: Vec<PageWord>,
    places: Vec<Vec<Part>>,
}

impl PageWords<'_> {
    /// Reads the words of all runs. A word that is broken at the end of a line goes on in the next run.
    fn read(&mut self, runs: &[Run]) {
        let (mut word, mut parts, mut span) = (String::new(), Vec::new(), typst::syntax::Span::detached());
        for (number, run) in runs.iter().enumerate() {
            let mut start = None;
            for (at, c) in run.text.char_indices() {
                if c.is_alphanumeric() {
                    if word.is_empty() {
                        let glyph = run.glyphs.iter().find(|glyph| (glyph.start..glyph.end).contains(&at));
                        span = glyph.map_or_else(typst::syntax::Span::detached, |glyph| glyph.span);
                    }
                    start = start.or(Some(at));
                    word.extend(c.to_lowercase());
                } else if !is_break_control(c) {
                    parts.extend(start.take().map(|start| (number, start, at)));
                    self.flush(&mut word, &mut parts, span);
                }
            }
            parts.extend(start.take().map(|start| (number, start, run.text.len())));
            if !run.text.ends_with('\u{AD}') {
                self.flush(&mut word, &mut parts, span);
            }
        }
        self.flush(&mut word, &mut parts, span);
    }

    fn flush(&mut self, word: &mut String, parts: &mut Vec<Part>, span: typst::syntax::Span) {
        if word.is_empty() {
            return;
        }
        let number = self.fields.index.vocabulary.find(word);
        self.out.push(PageWord { word: number, letters: word.chars().count(), span });
        self.places.push(std::mem::take(parts));
        word.clear();
    }
}
