//! The programme in numbers.

use super::sources;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Edition, limits};

/// Checks the sources and limits of the programme.
pub(super) fn check(document: &Document<Edition>) -> Vec<Diagnostic> {
    let edition = &document.value;
    let Some(programme) = &edition.programme else { return Vec::new() };
    let numbered = |list: &str, index| format!("programme.{list}[{index}].source");
    let members = programme.members.iter().enumerate().map(|(index, it)| (numbered("members", index), &it.source));
    let labels = programme.labels.iter().enumerate().map(|(index, it)| (numbered("labels", index), &it.source));
    let weeks = programme.weeks.iter().enumerate().map(|(index, it)| (numbered("weeks", index), &it.source));
    let criteria = std::iter::once(("programme.criteria_source".to_owned(), &programme.criteria_source));
    let mut diagnostics = Vec::new();
    for (field, refs) in members.chain(labels).chain(weeks).chain(criteria) {
        diagnostics.extend(sources::refs(document, &field, refs, &edition.sources));
    }
    for (index, members) in programme.members.iter().enumerate() {
        if members.count > limits::PROGRAMME {
            let message = format!("{} is out of range: the drawing has a line for every five members", members.count);
            let fault = Diagnostic::error(Code::OUT_OF_RANGE, message)
                .hint(format!("write a number from 0 to {}", limits::PROGRAMME));
            diagnostics.push(document.locate(fault, &format!("programme.members[{index}].count")));
        }
    }
    for (index, week) in programme.weeks.iter().enumerate() {
        if week.part.as_ref().is_some_and(|part| part.count > week.events) {
            let message = format!("the part has more events than the week, which has {}", week.events);
            let error = Diagnostic::error(Code::OUT_OF_RANGE, message).hint("check both numbers");
            diagnostics.push(document.locate(error, &format!("programme.weeks[{index}].part.count")));
        }
    }
    diagnostics
}
