//! Labels that are no longer valid at the date of the edition.

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Date, Label, Note};

/// Adds a note if the latest label of a cluster has expired. The ones before it are its history.
pub(super) fn check(records: &Records, document: &Document<Cluster>, notes: &mut Notes<'_>) {
    let Some(index) = Label::latest(&document.value.labels).filter(|_| records.edition.is_sure_of("as_of")) else {
        return;
    };
    let as_of = Date::Day(records.edition.value.as_of);
    let field = format!("labels[{index}].valid_until");
    let Some(until) = document.value.labels[index].valid_until.filter(|until| as_of.is_after(*until)) else { return };
    let message = format!("the latest label was valid until {until}, before `as_of` in edition.toml ({as_of})");
    let warning = Diagnostic::warning(Code::EXPIRED_LABEL, message)
        .hint("check whether the label was renewed; if it was, add the new one; if not, the page shows when the label expired");
    notes.add(Note::ExpiredLabel, document.locate(warning, &field));
}
