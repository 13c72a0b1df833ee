//! What a chapter lists besides its story: the projects with their facts, and the figures for which the card has no room.

use super::{Context, Locale, card, facts};
use crate::edition::records::{Cluster, Indicator, Language};
use crate::pages::values::{ProjectPlace, ProjectRow, ProjectTable};

/// Returns the list for a place in the chapter. `drawn` is the figure that has a page.
#[must_use]
pub(super) fn list(
    context: &Context<'_>,
    cluster: &Cluster,
    place: ProjectPlace,
    drawn: Option<usize>,
) -> Option<ProjectTable> {
    let locale = context.locale;
    let figures = figures(cluster, drawn, locale);
    let mut words = facts::project_kinds(&cluster.projects, locale);
    words.extend((!figures.is_empty()).then(|| locale.word("project-kinds", "figure")));
    let heading = locale.join_list(&words);
    let rows: Vec<_> = projects(cluster, locale).into_iter().chain(figures).collect();
    (!rows.is_empty()).then_some(ProjectTable { place, heading, rows })
}

fn projects(cluster: &Cluster, locale: Locale<'_>) -> Vec<ProjectRow> {
    let projects = cluster.projects.iter().filter_map(|project| {
        let other_language = project.name_language.filter(|language| *language != locale.language());
        Some(ProjectRow {
            name: locale.set_spaces(&project.name),
            name_language: other_language.map(Language::code),
            period: project.period.and_then(|period| locale.format_period(period)),
            fact: locale.text(&project.fact)?,
        })
    });
    projects.collect()
}

/// Returns the figures that are neither on the card nor drawn.
fn figures(cluster: &Cluster, drawn: Option<usize>, locale: Locale<'_>) -> Vec<ProjectRow> {
    let carded = card::carded_figures(cluster, drawn);
    let figures = cluster.indicators.iter().enumerate();
    let others = figures.filter(|(index, _)| Some(*index) != drawn && !carded.contains(index));
    let others = others.filter(|(_, figure)| !card::is_member_count(cluster, figure));
    let rows = others.filter_map(|(_, figure)| {
        Some(ProjectRow {
            name: value(figure, locale),
            name_language: None,
            period: facts::date_of_figure(figure, locale),
            fact: locale.text(&figure.label)?,
        })
    });
    rows.collect()
}

/// Returns a value with its unit and its currency, such as "48 000 Euro".
fn value(figure: &Indicator, locale: Locale<'_>) -> String {
    let words = facts::figure(figure, locale);
    let value = facts::join(&[Some(words.value), words.unit], "\u{00A0}");
    let value = match &figure.currency {
        Some(currency) => locale.format_money(&value, currency),
        None => value,
    };
    facts::join(&[words.qualifier, Some(value)], "\u{00A0}")
}
