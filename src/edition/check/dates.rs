//! Impossible orders of dates.

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Date, Edition, Founded, Period, Tour};

/// How messages name the date of the edition.
const AS_OF: &str = "`as_of` in edition.toml, the date of the edition";

/// Checks the order of the dates of a cluster.
pub(super) fn of_cluster(records: &Records, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let cluster = &document.value;
    let visit = cluster.visit.as_ref().and_then(|visit| visit.date);
    let mut order = Order { document, diagnostics: Vec::new() };

    if let (Some((index, founded)), Some(visit)) = (first_founded(&cluster.founded), visit) {
        let field = format!("founded[{index}].date");
        order.not_after(&field, founded, visit, "the founding", "the visit");
    }
    if let Some(visit) = visit {
        let edition = &records.edition;
        // A tour that ends before it starts is reported once, in its own file.
        let in_order = |tour: &&Tour| tour.to.is_none_or(|to| !tour.from.is_after(to));
        if let Some(tour) = edition.value.tour.as_ref().filter(|_| edition.is_sure_of("tour")).filter(in_order) {
            order.not_before(
                "visit.date",
                visit,
                tour.from,
                "the visit",
                "`tour.from` in edition.toml, the start of the tour",
            );
            if let Some(to) = tour.to {
                order.not_after("visit.date", visit, to, "the visit", "`tour.to` in edition.toml, the end of the tour");
            }
        }
    }
    for (index, label) in cluster.labels.iter().enumerate() {
        if let (Some(date), Some(until)) = (label.date, label.valid_until) {
            order.not_before(&format!("labels[{index}].valid_until"), until, date, "the end of the label", "its start");
        }
    }
    for (field, person) in cluster.people_by_field() {
        if let (Some(since), Some(as_of)) = (person.since, person.as_of) {
            let field = format!("{field}.since");
            order.not_after(&field, since, as_of, "the start of the term of office", "`as_of`, the date of its source");
        }
    }
    for (index, project) in cluster.projects.iter().enumerate() {
        order.period(&format!("projects[{index}].period"), project.period);
    }
    for (index, indicator) in cluster.indicators.iter().enumerate() {
        if indicator.date.is_some() && indicator.period.is_some() {
            let error = Diagnostic::error(Code::WRONG_VALUE, "a figure has a date or a period, not both")
                .hint("remove the one that is not in its source");
            order.diagnostics.push(document.locate(error, &format!("indicators[{index}].period")));
        }
        order.period(&format!("indicators[{index}].period"), indicator.period);
    }
    if records.edition.is_sure_of("as_of") {
        let as_of = Date::Day(records.edition.value.as_of);
        let members = cluster.members.iter().enumerate();
        let members = members.filter_map(|(index, it)| Some((format!("members[{index}].date"), it.date?)));
        let indicators = cluster.indicators.iter().enumerate();
        let indicators = indicators.filter_map(|(index, it)| Some((format!("indicators[{index}].date"), it.date?)));
        let single = [
            ("visit.date", visit),
            ("go_cluster.since", cluster.go_cluster.as_ref().map(|it| it.since)),
            ("mix.date", cluster.mix.as_ref().and_then(|it| it.date)),
        ];
        for (field, date) in single.into_iter().filter_map(|(field, date)| Some((field, date?))) {
            order.not_after(field, date, as_of, "this", AS_OF);
        }
        for (field, person) in cluster.people_by_field() {
            for (key, date) in [("since", person.since), ("as_of", person.as_of)] {
                if let Some(date) = date {
                    order.not_after(&format!("{field}.{key}"), date, as_of, "this", AS_OF);
                }
            }
        }
        let founded = cluster.founded.iter().enumerate();
        for (index, date) in founded.filter_map(|(index, it)| Some((index, it.date?))) {
            order.not_after(&format!("founded[{index}].date"), date, as_of, "the founding", AS_OF);
        }
        let labels = cluster.labels.iter().enumerate();
        for (index, date) in labels.filter_map(|(index, it)| Some((index, it.date?))) {
            order.not_after(&format!("labels[{index}].date"), date, as_of, "the label", AS_OF);
        }
        for (field, date) in members.chain(indicators) {
            order.not_after(&field, date, as_of, "the figure", AS_OF);
        }
    }
    order.diagnostics
}

/// Checks the order of the dates of an edition.
pub(super) fn of_edition(document: &Document<Edition>) -> Vec<Diagnostic> {
    let mut order = Order { document, diagnostics: Vec::new() };
    if let Some(tour) = &document.value.tour
        && let Some(to) = tour.to
    {
        order.not_before("tour.to", to, tour.from, "the end of the tour", "its start");
    }
    for (index, week) in document.value.programme.iter().flat_map(|programme| &programme.weeks).enumerate() {
        if let Some(to) = week.to {
            order.not_before(
                &format!("programme.weeks[{index}].to"),
                to,
                week.from,
                "the end of the week",
                "its start",
            );
        }
    }
    if let Some(programme) = document.value.programme.as_ref().filter(|_| document.is_sure_of("as_of")) {
        let as_of = Date::Day(document.value.as_of);
        for (index, label) in programme.labels.iter().enumerate() {
            if let Some(date) = label.date {
                order.not_after(&format!("programme.labels[{index}].date"), date, as_of, "the figure", AS_OF);
            }
        }
        for (index, members) in programme.members.iter().enumerate() {
            if let Some(date) = members.date {
                let field = format!("programme.members[{index}].date");
                order.not_after(&field, date, as_of, "the figure", AS_OF);
            }
        }
    }
    order.diagnostics
}

/// Returns the index and date of the earliest stage, or `None` if any stage has no date.
fn first_founded(founded: &[Founded]) -> Option<(usize, Date)> {
    // A stage without a date may have been the first.
    let dated: Option<Vec<_>> = founded.iter().enumerate().map(|(index, stage)| Some((index, stage.date?))).collect();
    dated?.into_iter().min_by_key(|(_, date)| date.span())
}

struct Order<'a, T> {
    document: &'a Document<T>,
    diagnostics: Vec<Diagnostic>,
}

impl<T> Order<'_, T> {
    /// Reports a date that is after another but must not be.
    fn not_after(&mut self, field: &str, date: Date, other: Date, what: &str, than: &str) {
        if date.is_after(other) {
            self.fault(field, format!("{what} ({date}) is after {than} ({other})"));
        }
    }

    /// Reports a date that is before another but must not be.
    fn not_before(&mut self, field: &str, date: Date, other: Date, what: &str, than: &str) {
        if other.is_after(date) {
            self.fault(field, format!("{what} ({date}) is before {than} ({other})"));
        }
    }

    fn period(&mut self, field: &str, period: Option<Period>) {
        if let Some(Period { from: Some(from), to: Some(to), .. }) = period {
            self.not_before(&format!("{field}.to"), to, from, "the end of the period", "its start");
        }
    }

    fn fault(&mut self, field: &str, message: String) {
        let fault = Diagnostic::error(Code::DATE_ORDER, message).hint("check both dates and correct the wrong one");
        self.diagnostics.push(self.document.locate(fault, field));
    }
}
