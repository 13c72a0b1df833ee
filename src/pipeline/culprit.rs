//! Blame: with which record, and with which field of it, a template fails.
//!
//! A template knows values and no records. Where pages cannot be laid out, each chapter is tried
//! alone; where some fail and others do not, the fields of the first are left out one by one until
//! it does not fail any more.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::edition::load::{Document, Geodata, Records, Words};
use crate::edition::records::Cluster;
use crate::edition::records::node::Node;
use crate::edition::records::schema::Kind;
use crate::pages::merge::{self, Values};
use crate::pages::typeset::Typesetter;

/// Says with which record and field the template fails, in the hints of its faults.
pub(crate) fn blame(
    typesetter: &mut Typesetter,
    records: &Records,
    words: &Words,
    geodata: &Geodata,
    diagnostics: &mut [Diagnostic],
) {
    let mut trial = Trial { typesetter, words, geodata };
    if !diagnostics.iter().any(is_fault) {
        return;
    }
    let Some((record, field)) = trial.culprit(records) else { return };
    let place = field.map_or_else(String::new, |field| {
        let (line, _) = record.file.line_column(record.spans.nearest(field).start);
        format!(" with `{field}` (line {line})")
    });
    let told = format!("it happens{place} of the record {}", record.file.name());
    for diagnostic in diagnostics.iter_mut().filter(|it| is_fault(it)) {
        diagnostic.hint = Some(match diagnostic.hint.take() {
            Some(hint) => format!("{hint}; {told}"),
            None => told.clone(),
        });
    }
}

fn is_fault(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == Code::TEMPLATE && diagnostic.severity == Severity::Error
}

struct Trial<'a> {
    typesetter: &'a mut Typesetter,
    words: &'a Words,
    geodata: &'a Geodata,
}

impl Trial<'_> {
    /// The first chapter that fails where another does not, and the field without which it would
    /// not fail.
    fn culprit<'r>(&mut self, records: &'r Records) -> Option<(&'r Document<Cluster>, Option<&'static str>)> {
        let mut values = self.values(records);
        let fails: Vec<_> =
            records.clusters.iter().map(|record| self.fails(&mut values, records, &record.slug)).collect();
        let first = fails.iter().position(|fails| *fails)?;
        if records.clusters.len() > 1 && fails.iter().all(|fails| *fails) {
            return None;
        }
        let record = &records.clusters[first];
        let field = optional_fields().find(|field| {
            without(records, first, field)
                .is_some_and(|without| !self.fails(&mut self.values(&without), &without, &record.slug))
        });
        // With a single chapter only a field tells that the record is to blame.
        (records.clusters.len() > 1 || field.is_some()).then_some((record, field))
    }

    fn values(&self, records: &Records) -> Values {
        merge::merge_records(records, self.words, self.geodata)
    }

    /// Whether a chapter alone cannot be laid out.
    fn fails(&mut self, values: &mut Values, records: &Records, slug: &str) -> bool {
        values.book.proof = Some(merge::proof_values(records, self.words, slug, ""));
        let Ok(files) = values.files() else { return false };
        self.typesetter.update(files);
        self.typesetter.typeset().document.is_none()
    }
}

/// The fields at the top of a record that may be missing.
fn optional_fields() -> impl Iterator<Item = &'static str> {
    let schema: &'static Value = Kind::Cluster.form();
    let root = Node::root(schema);
    let keys = root.keys();
    keys.into_iter().filter(move |key| !root.requires(key))
}

/// The records with a field of one chapter left out; `None` where it is not there.
fn without(records: &Records, index: usize, field: &str) -> Option<Records> {
    let mut changed = records.clone();
    let record = changed.clusters.get_mut(index)?;
    record.plain.get(field)?;
    let mut value = serde_json::to_value(&record.value).ok()?;
    value.as_object_mut()?.remove(field)?;
    record.value = serde_json::from_value(value).ok()?;
    Some(changed)
}
