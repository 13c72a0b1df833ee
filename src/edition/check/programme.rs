//! The programme in numbers.

use super::sources;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Date, Edition, LabelCount, limits};

/// Checks the sources and limits of the programme.
pub(super) fn check(document: &Document<Edition>) -> Vec<Diagnostic> {
    let edition = &document.value;
    let Some(programme) = &edition.programme else { return Vec::new() };
    let numbered = |list: &str, index| format!("programme.{list}[{index}].source");
    let members = programme.members.iter().enumerate().map(|(index, it)| (numbered("members", index), &it.source));
    let labels = programme.labels.iter().enumerate().map(|(index, it)| (numbered("labels", index), &it.source));
    let weeks = programme.weeks.iter().enumerate().map(|(index, it)| (numbered("weeks", index), &it.source));
    let criteria = std::iter::once(("programme.criteria_source".to_owned(), &programme.criteria_source));
    let rules = std::iter::once(("programme.label_rules_source".to_owned(), &programme.label_rules_source));
    let mut diagnostics = unprinted_labels(document);
    for (field, refs) in members.chain(labels).chain(weeks).chain(criteria).chain(rules) {
        diagnostics.extend(sources::refs(document, &field, refs, &edition.sources));
    }
    for (index, members) in programme.members.iter().enumerate() {
        if members.count > limits::PROGRAMME {
            let message = format!("{} is out of range: no programme has so many members", members.count);
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

/// Reports each count of labels that a later one of its level replaces: the page has one tower for each level.
fn unprinted_labels(document: &Document<Edition>) -> Vec<Diagnostic> {
    let labels = document.value.programme.as_ref().map_or(&[][..], |programme| &programme.labels);
    let date = |label: &LabelCount| label.date.map_or(f64::MIN, Date::middle);
    let replaced = labels.iter().enumerate().filter(|(index, label)| {
        let others = labels.iter().enumerate().filter(|(other, it)| other != index && it.level == label.level);
        let newer = |(other, it): (usize, &LabelCount)| (date(it), index) > (date(label), &other);
        others.into_iter().any(newer)
    });
    let warning = |(index, label): (usize, &LabelCount)| {
        let message = format!("the level `{}` is counted twice, and the page shows its latest count only", label.level);
        let warning = Diagnostic::warning(Code::DUPLICATE, message).hint("remove the older count");
        document.locate(warning, &format!("programme.labels[{index}].level"))
    };
    replaced.map(warning).collect()
}
