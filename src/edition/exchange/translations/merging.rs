//! The three-way merge of translations, segment by segment.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::Line;
use super::compose::is_same;
use super::find::{Found, Index, Place};
use super::marks::{self, MarkKind};
use super::names::Names;
use super::unit::{Sent, Unit};
use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::edition::load::Records;
use crate::edition::translation::Segment;

/// New translations of the segments of a text, by their numbers in it.
pub(super) type NewText = BTreeMap<usize, String>;

/// What a file means for the records.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The new translations, by the numbers of record and text.
    pub texts: BTreeMap<usize, BTreeMap<usize, NewText>>,
    /// The place in the file of each new translation.
    pub places: BTreeMap<Place, std::ops::Range<usize>>,
    /// Translations that are up to date: the number of the record, the text that they were made from, the translation.
    pub confirmed: Vec<(usize, String, String)>,
    /// The changes.
    pub lines: Vec<Line>,
}

/// Merges the texts of a file.
pub(super) struct Merging<'a> {
    index: &'a Index<'a>,
    file: &'a Arc<SourceFile>,
    told: &'a mut Vec<Diagnostic>,
    /// Which text of the file each segment was found for.
    met: BTreeMap<Place, usize>,
    /// Whether a translation was taken of which the file does not say what was exported.
    is_unsure: bool,
    errors: usize,
    warnings: usize,
    out: Merged,
}

/// The most errors and the most warnings that are reported: a stranger's file can have a million.
const MOST_TOLD: usize = 1000;

impl<'a> Merging<'a> {
    pub(super) fn new(index: &'a Index<'a>, file: &'a Arc<SourceFile>, told: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            index,
            file,
            told,
            met: BTreeMap::new(),
            is_unsure: false,
            errors: 0,
            warnings: 0,
            out: Merged::default(),
        }
    }

    pub(super) fn merge(mut self, records: &Records, units: &[Unit]) -> Merged {
        let names = Names::of_records(records);
        for (number, unit) in units.iter().enumerate() {
            match self.index.find(unit) {
                Found::Here(place) => self.unit(place, number, units, &names),
                other => self.lost(unit, &other),
            }
        }
        self.out
    }

    /// Reports a text that belongs to no segment, unless nothing is lost with it.
    fn lost(&mut self, unit: &Unit, found: &Found) {
        let is_untouched = unit.sent.as_ref().is_some_and(|sent| sent.is(Some(unit.target.trim())));
        if unit.target.trim().is_empty() || is_untouched {
            return;
        }
        let span = unit.span.clone();
        match found {
            Found::Here(_) => {}
            Found::Gone => {
                let message = "this text is not in the record any more: its translation is left out";
                self.warning(Code::SEGMENT, span, message, "export again to see what there is to translate");
            }
            Found::NoRecord(record) => {
                let message = format!("the edition has no record `{record}`");
                let hint = "import the file into the edition that it was exported from, or remove the entry";
                self.error(Code::SEGMENT, span, &message, hint);
            }
            Found::Ambiguous(places) => {
                let message =
                    format!("this text is in {places} places, and the entry does not say for which one it is");
                let hint = "copy the line msgctxt, or the id, from the file that was exported";
                self.error(Code::SEGMENT, span, &message, hint);
            }
            Found::Nowhere => {
                let message = "no record has this text, and the entry does not say where it belongs";
                let hint = "copy the line msgctxt, or the id, from the file that was exported; or remove the entry";
                self.error(Code::SEGMENT, span, message, hint);
            }
        }
    }

    fn unit(&mut self, place: Place, number: usize, units: &[Unit], names: &Names) {
        let unit = &units[number];
        if let Some(before) = self.met.insert(place, number) {
            let other = &units[before];
            if !is_same(&other.target, &unit.target) {
                let line = self.file.line_column(other.span.start).0;
                let message = format!("this text has another translation in line {line}");
                self.error(Code::SEGMENT, unit.target_span.clone(), &message, "keep one of the two");
            }
            return;
        }
        let (_, _, segment) = self.index.at(place);
        let (target, now) = (unit.target.trim(), segment.target.as_deref());
        if target.is_empty() {
            if now.is_some() && unit.sent.as_ref().is_some_and(|sent| *sent != Sent::Nothing) {
                let message = "the translation was removed here, and stays in the record";
                let hint = "to remove a text, remove it from the record in all languages";
                self.warning(Code::SEGMENT, unit.target_span.clone(), message, hint);
            }
        } else if now.is_some_and(|now| is_same(now, target)) {
            if !unit.needs_review {
                self.out.confirmed.push((place.0, unit.source.clone(), target.to_owned()));
            }
        } else {
            self.changed(place, unit, segment, names);
        }
    }

    /// Merges a translation that differs from that of the record.
    fn changed(&mut self, place: Place, unit: &Unit, segment: &Segment, names: &Names) {
        let (target, now) = (unit.target.trim(), segment.target.as_deref());
        let span = unit.target_span.clone();
        match &unit.sent {
            // Only the record was changed since the export.
            Some(sent) if sent.is(Some(target)) => return,
            Some(sent) if !sent.is(now) => {
                let message = "this translation was changed here and, since the export, in the record too";
                let has = now.map_or("the record has none any more".to_owned(), |now| {
                    format!("the record has “{}”", short(now))
                });
                let hint = format!("{has}: write what holds into both, and import again");
                return self.error(Code::CONFLICT, span, message, &hint);
            }
            None if now.is_some() && !std::mem::replace(&mut self.is_unsure, true) => {
                let message = "the file has lost the remarks [sent …]: changes in the records since the export are not \
                    recognised";
                let hint = "compare the translations of the records with the new ones before you go on (--dry-run)";
                self.warning(Code::SEGMENT, span.clone(), message, hint);
            }
            Some(_) | None => {}
        }
        if unit.needs_review {
            let message = "this translation is marked as not finished, and left out";
            let hint = "remove the mark (fuzzy, needs-review-translation) once it is right";
            return self.warning(Code::SEGMENT, span, message, hint);
        }
        self.marks(unit, now);
        self.names(unit, now, names);
        self.out.lines.push(Line { id: self.id(place), before: now.map(str::to_owned), after: target.to_owned() });
        self.out.texts.entry(place.0).or_default().entry(place.1).or_default().insert(place.2, target.to_owned());
        self.out.places.insert(place, span);
        self.out.confirmed.push((place.0, unit.source.clone(), target.to_owned()));
    }

    /// Reports marks that a translation has lost or has too often.
    fn marks(&mut self, unit: &Unit, now: Option<&str>) {
        for difference in marks::compare(unit.source.trim(), now, unit.target.trim()) {
            let mark = &difference.mark;
            let times = |count: usize| if count == 1 { "once".to_owned() } else { format!("{count} times") };
            let (found, wanted) = (difference.found, difference.wanted);
            let message = match (wanted, found) {
                (_, 0) => format!("the translation has lost `{mark}`"),
                (0, _) => format!("the translation has `{mark}`, and the text has not"),
                _ => format!("the translation has `{mark}` {}, and the text {}", times(found), times(wanted)),
            };
            let span = unit.target_span.clone();
            match difference.kind {
                MarkKind::Source => {
                    self.error(Code::LOST_MARK, span, &message, "put it behind the words that come from this source");
                }
                MarkKind::Link | MarkKind::Passage => {
                    self.error(Code::LOST_MARK, span, &message, "put it around the words that are the link");
                }
                MarkKind::Emphasis | MarkKind::Strong => {
                    self.warning(
                        Code::LOST_MARK,
                        span,
                        &message,
                        "put it around the words that are emphasised, if any",
                    );
                }
            }
        }
    }

    /// Reports names that a translation has lost.
    fn names(&mut self, unit: &Unit, now: Option<&str>, names: &Names) {
        for name in names.within(&unit.source) {
            let had = now.is_none_or(|now| now.contains(name));
            if had && !unit.target.contains(name) {
                let message = format!("the translation has lost the name `{name}`");
                let hint = "write names as they are in the text";
                self.warning(Code::LOST_MARK, unit.target_span.clone(), &message, hint);
            }
        }
    }

    fn id(&self, place: Place) -> String {
        let (record, text, segment) = self.index.at(place);
        format!("{}#{}", record.name, text.id(segment))
    }

    fn error(&mut self, code: Code, span: std::ops::Range<usize>, message: &str, hint: &str) {
        self.errors += 1;
        if self.errors > MOST_TOLD {
            return;
        }
        self.told.push(Diagnostic::error(code, message).at(self.file, span).hint(hint));
    }

    fn warning(&mut self, code: Code, span: std::ops::Range<usize>, message: &str, hint: &str) {
        self.warnings += 1;
        if self.warnings > MOST_TOLD {
            return;
        }
        self.told.push(Diagnostic::warning(code, message).at(self.file, span).hint(hint));
    }
}

/// The most characters of a text in a hint.
const SHORT: usize = 60;

/// Returns a text, or its beginning if it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
