//! The texts of records beside their translations: what belongs together, what is missing, what is out of date.
//!
//! A translation is out of date if it was made from another text than the one that is there now. Which was made from
//! which is in a file of its own (`ledger.rs`). A translation that is not in it was written by hand, in the record, and
//! is taken for up to date.

mod align;
mod fields;
mod ledger;
mod pieces;

use std::collections::BTreeSet;

use self::align::Alignment;
use self::fields::Found;
use self::ledger::Known;
pub(crate) use self::ledger::{Ledger, TextHash};
use self::pieces::{Kind, Piece};
use crate::diagnostics::Diagnostic;
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::edition::records::node::{Step, field};
use crate::edition::records::schema::{Record, RecordKind};
use crate::fs::project::{Project, slashes};

/// The texts of an edition in two languages.
#[derive(Debug, Clone)]
pub(crate) struct Translation {
    /// The language of the texts.
    pub from: Language,
    /// The language of the translations.
    pub to: Language,
    /// The texts of each record: first the edition, then the chapters in the order of the tour.
    pub records: Vec<RecordTexts>,
    /// Which translations were made from which texts.
    pub ledger: Ledger,
    /// What is wrong with the file that says so.
    pub fault: Option<Diagnostic>,
}

/// The texts of a record.
#[derive(Debug, Clone)]
pub(crate) struct RecordTexts {
    /// Its path in the edition, such as "clusters/niro.toml".
    pub name: String,
    /// Its kind.
    pub kind: RecordKind,
    /// Its texts in the order of the file.
    pub texts: Vec<FieldText>,
}

/// A text of a record.
#[derive(Debug, Clone)]
pub(crate) struct FieldText {
    /// The path of the field, without the language.
    pub path: Vec<Step>,
    /// The line of the text in the file.
    pub line: usize,
    /// What it is, in the words of the schema.
    pub about: String,
    /// How many characters it can have, if that is few.
    pub limit: Option<u64>,
    /// Whether it is a list of lines.
    pub is_list: bool,
    /// The translation as a whole.
    pub target: Option<String>,
    /// The pieces of the translation.
    pub target_pieces: Vec<Piece>,
    /// The pieces of the text, or only one: the whole text.
    pub segments: Vec<Segment>,
    /// The pieces of the translation whose text is gone, from 0.
    pub left_over: Vec<usize>,
}

/// A text that is translated at once: a paragraph, a heading, an entry of a list, or a whole text.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    /// Its number in the text, from 1, if the text has several.
    pub number: Option<usize>,
    /// What is written before it, such as the signs of a heading, and after it up to the next.
    pub source: String,
    /// Its translation.
    pub target: Option<String>,
    /// The number of the piece of the translation, from 0; `None` for a whole text.
    pub piece: Option<usize>,
    /// The sign before it that makes it a heading or an entry of a list, as it is in the text.
    pub mark: String,
    /// What is known about the translation.
    pub state: State,
}

/// What is known about a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// There is none.
    Untranslated,
    /// It was made from the text that is there now, or it is not known from what.
    Translated,
    /// It was made from a text that has changed since, or may belong to another one.
    Stale,
}

/// How much of a record is translated, in words of the texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// All words.
    pub words: usize,
    /// Words whose translation is out of date.
    pub stale: usize,
    /// Words without a translation.
    pub untranslated: usize,
}

impl Translation {
    /// Compares the texts of an edition with those in one of its other languages. Returns `None` if the language is the
    /// only one, or not one of the edition.
    pub(crate) fn read(project: &Project, records: &Records, to: Language) -> Option<Self> {
        let languages = &records.edition.value.languages;
        let from = *languages.iter().find(|language| **language != to)?;
        if !languages.contains(&to) {
            return None;
        }
        let (ledger, fault) = Ledger::read(project, &records.folder, to);
        Some(Self::compare(records, from, to, ledger, fault))
    }

    /// Returns the texts of a chapter, by its number in the tour.
    pub(crate) fn chapter(&self, number: usize) -> Option<&RecordTexts> {
        self.records.get(number + 1)
    }

    /// Compares the texts of other records by the same list of translations.
    pub(crate) fn with_records(&self, records: &Records) -> Self {
        Self::compare(records, self.from, self.to, self.ledger.clone(), self.fault.clone())
    }

    fn compare(records: &Records, from: Language, to: Language, ledger: Ledger, fault: Option<Diagnostic>) -> Self {
        let folder = slashes(&records.folder);
        let compare = Compare { folder: &folder, from, to, ledger: &ledger };
        let mut texts = vec![compare.record(&records.edition)];
        texts.extend(records.clusters.iter().map(|cluster| compare.record(cluster)));
        Self { from, to, records: texts, ledger, fault }
    }
}

impl RecordTexts {
    /// Counts the words of the texts, and those whose translation is out of date or missing.
    pub(crate) fn progress(&self) -> Progress {
        let mut progress = Progress::default();
        for segment in self.texts.iter().flat_map(|text| &text.segments) {
            let words = segment.source.split_whitespace().count();
            progress.words += words;
            match segment.state {
                State::Untranslated => progress.untranslated += words,
                State::Stale => progress.stale += words,
                State::Translated => {}
            }
        }
        progress
    }

    /// Returns the hashes of all translations, in pieces and as wholes.
    pub(crate) fn targets(&self) -> BTreeSet<TextHash> {
        let mut hashes = BTreeSet::new();
        for text in &self.texts {
            let Some(target) = &text.target else { continue };
            hashes.insert(TextHash::new(target));
            hashes.extend(text.target_pieces.iter().map(|piece| TextHash::new(&target[piece.span.clone()])));
        }
        hashes
    }
}

impl FieldText {
    /// Returns the path of the field, such as `topics[2].text`.
    pub(crate) fn field(&self) -> String {
        field(&self.path)
    }

    /// Returns the id of a segment in its record: `story/3`.
    pub(crate) fn id(&self, segment: &Segment) -> String {
        match segment.number {
            Some(number) => format!("{}/{number}", self.field()),
            None => self.field(),
        }
    }
}

struct Compare<'a> {
    folder: &'a str,
    from: Language,
    to: Language,
    ledger: &'a Ledger,
}

impl Compare<'_> {
    fn record<T: Record>(&self, document: &Document<T>) -> RecordTexts {
        let name = document.file.name();
        let name = name.strip_prefix(self.folder).map_or(name, |name| name.trim_start_matches('/')).to_owned();
        let found = fields::find(&document.plain, &document.spans, self.from, self.to);
        let text = |found: Found| {
            let place = document.spans.nearest(&format!("{}.{}", field(&found.path), self.from));
            let line = document.file.line_column(place.start).0;
            self.text(&name, T::KIND, line, found)
        };
        let texts = found.into_iter().map(text).collect();
        RecordTexts { name, kind: T::KIND, texts }
    }

    fn text(&self, record: &str, kind: RecordKind, line: usize, found: Found) -> FieldText {
        let Found { path, source, target } = found;
        let split = |text: &str| if source.is_list { pieces::split_lines(text) } else { pieces::split(text) };
        let target = target.map(|target| target.text);
        let source_pieces = split(&source.text);
        let target_pieces = target.as_deref().map(split).unwrap_or_default();
        let source_texts: Vec<_> = source_pieces.iter().map(|piece| &source.text[piece.span.clone()]).collect();
        let whole = target.as_deref().unwrap_or_default();
        let target_texts: Vec<_> = target_pieces.iter().map(|piece| &whole[piece.span.clone()]).collect();
        let hashes = |texts: &[&str]| texts.iter().map(|text| TextHash::new(text)).collect::<Vec<_>>();
        let (sources, targets) = (hashes(&source_texts), hashes(&target_texts));
        let kinds = |pieces: &[Piece]| pieces.iter().map(|piece| piece.kind).collect::<Vec<_>>();
        let aligned = align::align(&kinds(&source_pieces), &kinds(&target_pieces), |i, j| {
            self.ledger.known(record, &sources[i], &targets[j]) == Known::FromThis
        });
        let mut segments = Vec::new();
        let mut left_over = Vec::new();
        match aligned {
            Alignment::Whole => {
                let (text, target) = (source.text.trim(), whole.trim());
                segments.push(Segment {
                    number: None,
                    source: text.to_owned(),
                    target: Some(target.to_owned()),
                    piece: None,
                    mark: String::new(),
                    state: self.whole_state(record, text, target, &targets),
                });
            }
            Alignment::Pieces(matches) => {
                // A translation that was made from the whole of another text.
                let is_older = matches.len() > 1
                    && self.ledger.known(record, &TextHash::new(&source.text), &TextHash::new(whole))
                        == Known::FromAnother;
                for (index, found) in matches.iter().enumerate() {
                    let target = found.map(|found| target_texts[found.piece]);
                    let is_guess = found.is_some_and(|found| found.is_guess);
                    let state = self.state(record, source_texts[index], target, is_older);
                    segments.push(Segment {
                        number: (matches.len() > 1).then_some(index + 1),
                        source: source_texts[index].to_owned(),
                        target: target.map(str::to_owned),
                        piece: found.map(|found| found.piece),
                        mark: mark(&source.text, &source_pieces, index),
                        state: if is_guess { State::Stale } else { state },
                    });
                }
                let used: BTreeSet<_> = matches.iter().flatten().map(|found| found.piece).collect();
                left_over = (0..target_pieces.len()).filter(|piece| !used.contains(piece)).collect();
            }
        }
        FieldText {
            about: fields::describe(kind, &path),
            limit: fields::limit(kind, &path, self.to),
            is_list: source.is_list,
            path,
            line,
            target,
            target_pieces,
            segments,
            left_over,
        }
    }

    /// Returns what is known about the translation of a piece. `is_older` says that it was part of a translation that was
    /// made from another text.
    fn state(&self, record: &str, source: &str, target: Option<&str>, is_older: bool) -> State {
        let Some(target) = target else { return State::Untranslated };
        match self.ledger.known(record, &TextHash::new(source), &TextHash::new(target)) {
            Known::Nothing if is_older => State::Stale,
            Known::FromThis | Known::Nothing => State::Translated,
            Known::FromAnother => State::Stale,
        }
    }

    /// Returns what is known about a whole translation. If its pieces were made from others, the text has changed so much
    /// that they do not belong to its pieces any more.
    fn whole_state(&self, record: &str, source: &str, target: &str, pieces: &[TextHash]) -> State {
        let source = TextHash::new(source);
        match self.ledger.known(record, &source, &TextHash::new(target)) {
            Known::FromThis => State::Translated,
            Known::FromAnother => State::Stale,
            Known::Nothing => {
                let is_stale = pieces.iter().any(|it| self.ledger.known(record, &source, it) == Known::FromAnother);
                if is_stale { State::Stale } else { State::Translated }
            }
        }
    }
}

/// Returns the sign on the line of a piece that makes it a heading or an entry of a list.
fn mark(text: &str, pieces: &[Piece], index: usize) -> String {
    let piece = &pieces[index];
    if piece.kind == Kind::Paragraph {
        return String::new();
    }
    let before = &text[..piece.span.start];
    before[before.rfind('\n').map_or(0, |end| end + 1)..].to_owned()
}
