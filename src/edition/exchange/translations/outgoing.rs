//! The texts of an edition on their way to translators, whatever the format.

use super::marks::{MarkKind, Role, marks};
use super::names::Names;
use super::unit::Sent;
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::edition::translation::{FieldText, Segment, State, Translation};

/// The texts of an edition that go out.
#[derive(Debug)]
pub(super) struct Outgoing<'a> {
    /// The name of the edition.
    pub edition: &'a str,
    /// The date of its information, such as "2019-04-11".
    pub as_of: String,
    /// The language of the texts.
    pub from: Language,
    /// The language of the translations.
    pub to: Language,
    /// The records that have texts, with their names.
    pub records: Vec<(&'a str, Vec<Text<'a>>)>,
    /// The names in all texts.
    pub names: Names,
}

/// A text that goes out.
#[derive(Debug)]
pub(super) struct Text<'a> {
    /// The id in its record: `story/3`.
    pub id: String,
    /// The line in the file of its record.
    pub line: usize,
    /// How many characters it can have, if that is few.
    pub limit: Option<u64>,
    /// The text.
    pub source: &'a str,
    /// Its translation.
    pub target: Option<&'a str>,
    /// What is known about the translation.
    pub state: State,
    /// What a translator should know, a line each.
    pub remarks: Vec<String>,
}

impl<'a> Outgoing<'a> {
    pub(super) fn new(records: &'a Records, translation: &'a Translation, is_wanted: impl Fn(&str) -> bool) -> Self {
        let names = Names::of_records(records);
        let wanted = translation.records.iter().filter(|record| is_wanted(&record.name));
        let texts = wanted.map(|record| {
            let segments = record.texts.iter().flat_map(|text| text.segments.iter().map(move |it| (text, it)));
            let texts: Vec<_> = segments.map(|(text, segment)| Text::new(text, segment, &names)).collect();
            (record.name.as_str(), texts)
        });
        Self {
            edition: &records.name,
            as_of: records.edition.value.as_of.to_string(),
            from: translation.from,
            to: translation.to,
            records: texts.filter(|(_, texts)| !texts.is_empty()).collect(),
            names,
        }
    }

    /// Returns all texts, each with the name of its record.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'a str, &Text<'a>)> {
        self.records.iter().flat_map(|(record, texts)| texts.iter().map(move |text| (*record, text)))
    }
}

impl<'a> Text<'a> {
    fn new(text: &FieldText, segment: &'a Segment, names: &Names) -> Self {
        let mut remarks = Vec::new();
        if !text.about.is_empty() {
            remarks.push(text.about.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let sign = segment.mark.trim();
        if sign.starts_with('#') {
            remarks.push("A heading.".to_owned());
        } else if !sign.is_empty() {
            remarks.push("An entry of a list.".to_owned());
        }
        remarks.extend(text.limit.map(|most| format!("At most {most} characters.")));
        let marks = kept(&segment.source);
        if !marks.is_empty() {
            remarks.push(format!("Keep as it is: {}", marks.join(" ")));
        }
        let names = names.within(&segment.source);
        if !names.is_empty() {
            remarks.push(format!("Names: {}", names.join("; ")));
        }
        remarks.push(Sent::new(segment.target.as_deref()).remark());
        Self {
            id: text.id(segment),
            line: text.line,
            limit: text.limit,
            source: &segment.source,
            target: segment.target.as_deref(),
            state: segment.state,
            remarks,
        }
    }
}

/// Returns the marks that a translation keeps, as they are written.
fn kept(text: &str) -> Vec<&str> {
    let is_kept = |kind, role| kind == MarkKind::Source || !matches!(role, Role::Open(_)) && kind == MarkKind::Link;
    let marks = marks(text).into_iter().filter(|mark| is_kept(mark.kind, mark.role));
    marks.map(|mark| &text[mark.span]).collect()
}
