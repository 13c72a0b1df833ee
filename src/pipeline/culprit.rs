//! Finds the record, and the field of it, with which a template fails.
//!
//! A template sees values and no records. If the pages cannot be laid out, each chapter is tried on its own. If some
//! fail and others do not, the fields of the first that fails are left out in turn until it can be laid out.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::edition::load::{Document, Geodata, Records, Words};
use crate::edition::records::Cluster;
use crate::edition::records::node::Node;
use crate::edition::records::schema::RecordKind;
use crate::format::Design;
use crate::pages::merge::{self, Values};
use crate::pages::typeset::Typesetter;

/// Names the record and field in the hints of template errors.
pub(crate) fn name_culprit(
    typesetter: &mut Typesetter,
    records: &Records,
    words: &Words,
    geodata: &Geodata,
    design: &Design,
    diagnostics: &mut [Diagnostic],
) {
    let mut trial = Trial { typesetter, words, geodata, design };
    if !diagnostics.iter().any(is_template_error) {
        return;
    }
    let Some((record, field)) = trial.find_culprit(records) else { return };
    let place = field.map_or_else(String::new, |field| {
        let (line, _) = record.file.line_column(record.spans.nearest(field).start);
        format!(" with `{field}` (line {line})")
    });
    let place = format!("it happens{place} of the record {}", record.file.name());
    for diagnostic in diagnostics.iter_mut().filter(|it| is_template_error(it)) {
        diagnostic.hint = Some(match diagnostic.hint.take() {
            Some(hint) => format!("{hint}; {place}"),
            None => place.clone(),
        });
    }
}

fn is_template_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == Code::TEMPLATE && diagnostic.severity == Severity::Error
}

struct Trial<'a> {
    typesetter: &'a mut Typesetter,
    words: &'a Words,
    geodata: &'a Geodata,
    design: &'a Design,
}

impl Trial<'_> {
    /// Returns the first chapter that fails while others do not, and the field without which it would not.
    fn find_culprit<'r>(&mut self, records: &'r Records) -> Option<(&'r Document<Cluster>, Option<&'static str>)> {
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
        // If there is only one chapter, only a field shows that the record is the cause.
        (records.clusters.len() > 1 || field.is_some()).then_some((record, field))
    }

    fn values(&self, records: &Records) -> Values {
        merge::merge_records(records, self.words, self.geodata, self.design)
    }

    /// Returns whether a chapter cannot be laid out on its own.
    fn fails(&mut self, values: &mut Values, records: &Records, slug: &str) -> bool {
        values.book.proof = Some(merge::proof_values(records, self.words, slug, ""));
        let Ok(files) = values.files() else { return false };
        self.typesetter.update(files);
        self.typesetter.typeset().document.is_none()
    }
}

/// Returns the optional keys of a record.
fn optional_fields() -> impl Iterator<Item = &'static str> {
    let schema: &'static Value = RecordKind::Cluster.form();
    let root = Node::root(schema);
    let keys = root.keys();
    keys.into_iter().filter(move |key| !root.requires(key))
}

/// Returns the records without a field of one chapter; `None` if it does not have the field.
fn without(records: &Records, index: usize, field: &str) -> Option<Records> {
    let mut changed = records.clone();
    let record = changed.clusters.get_mut(index)?;
    record.plain.get(field)?;
    let mut value = serde_json::to_value(&record.value).ok()?;
    value.as_object_mut()?.remove(field)?;
    record.value = serde_json::from_value(value).ok()?;
    Some(changed)
}
