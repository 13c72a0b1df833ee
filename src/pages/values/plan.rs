//! The pages of a chapter.

use serde::Serialize;

use super::ProjectPlace;

/// The pages of a chapter in their order, and where its projects are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ChapterPlan {
    /// The pages.
    pub parts: Vec<Part>,
    /// The place of the projects.
    pub projects: ProjectPlace,
}

/// A page of a chapter; a massif takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The mountain on a left page.
    Opener,
    /// The mountain across two pages.
    Massif,
    /// Title, lead and summit book.
    Title,
    /// One number as a drawing.
    Number,
    /// A page of the story.
    Story,
    /// A voice of its own page.
    Voice,
    /// The projects, where no other page has room for them.
    Projects,
    /// Life strip and card on one page.
    Profile,
    /// The life strip on a left page.
    Strip,
    /// The card on a right page.
    Card,
    /// The working area on a page of its own.
    Area,
    /// The card on a page of its own.
    CardAlone,
    /// Everything after the opener on one page.
    Short,
}

impl Part {
    /// Returns the number of its pages.
    #[must_use]
    pub const fn pages(self) -> usize {
        match self {
            Self::Massif => 2,
            _ => 1,
        }
    }
}
