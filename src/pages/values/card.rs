//! The card of a chapter: who, what, where, how many, and how to get in touch.

use serde::Serialize;

use super::Qr;

/// The card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The official name.
    pub name: String,
    /// The blocks, in columns of two.
    pub columns: Vec<Vec<CardBlock>>,
    /// The code of the web address.
    pub qr: Option<Qr>,
    /// What the sources do not say; missing where nothing is unknown.
    pub gaps: Option<CardGaps>,
}

/// A block of the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardBlock {
    /// Its head.
    pub label: String,
    /// Its lines.
    pub lines: Vec<CardLine>,
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardLine {
    /// The field of the record, for messages.
    pub field: &'static str,
    /// The text.
    pub text: String,
    /// The link of a web, mail or telephone address.
    pub url: Option<String>,
}

/// The known gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardGaps {
    /// "Bekannte Lücken".
    pub label: String,
    /// "Anschrift, Telefon".
    pub list: String,
}

/// The projects with their facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectTable {
    /// Where they are printed.
    pub place: ProjectPlace,
    /// "Projekte und Preise".
    pub heading: String,
    /// The rows.
    pub rows: Vec<ProjectRow>,
}

/// A row of the table of projects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProjectRow {
    /// Its name.
    pub name: String,
    /// The language of the name, if it is not that of the page.
    pub name_language: Option<&'static str>,
    /// "2009–2013"; missing where it is unknown.
    pub period: Option<String>,
    /// A fact about it.
    pub fact: String,
}

/// The places of the projects of a chapter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectPlace {
    /// A table above the card, which has a page of its own.
    #[default]
    Card,
    /// A list below the story.
    Story,
    /// A list between the people and the log of the title page.
    Title,
    /// A table on a page of its own.
    Page,
}
