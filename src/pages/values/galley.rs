//! The galley: the stories set once to be measured. `galley.json` is for the program alone.

use serde::Serialize;

use super::{ProjectTable, Voice};

/// A story to be measured, with the statements in its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct GalleyStory {
    /// The slug of the record.
    pub slug: String,
    /// The index of its chapter.
    #[serde(skip)]
    pub station: usize,
    /// Whether its page voice has a page of its own and is not in the column.
    #[serde(skip)]
    pub apart: bool,
    /// The statements in the column.
    pub voices: Vec<Voice>,
    /// The projects, with all figures that may be listed with them.
    pub projects: Option<ProjectTable>,
}

/// The room that a story takes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct StoryRoom {
    /// Its pages.
    pub pages: usize,
    /// Where its blocks begin.
    pub blocks: Vec<StoryPlace>,
    /// Where it ends.
    pub end: StoryPlace,
    /// The foot of the text, in mm from the upper trim.
    pub foot: f64,
    /// The height of the list of projects below the story, with the space above it, in mm.
    pub projects: f64,
    /// The height of the list on the title page, and the room that it has there, in mm.
    pub projects_on_title: f64,
    pub title: f64,
}

/// A place in the column of a story.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct StoryPlace {
    /// The page, from 0 for the first one of the story.
    pub page: usize,
    /// The distance from the upper trim, in mm.
    pub y: f64,
}

impl StoryRoom {
    /// Returns whether the list of projects has room below the end of the story.
    #[must_use]
    pub(crate) fn holds_projects(&self) -> bool {
        self.pages > 0 && self.end.y + self.projects <= self.foot
    }

    /// Returns the share of a block, from 0 to 1, that is behind so many pages.
    #[must_use]
    pub(crate) fn share_behind(&self, block: usize, pages: usize) -> f64 {
        let (Some(head), next) = (self.blocks.get(block), self.blocks.get(block + 1)) else { return 0.0 };
        let end = next.unwrap_or(&self.end);
        if head.page >= pages {
            return 1.0;
        }
        if end.page < pages {
            return 0.0;
        }
        // What continues on another page begins there where the first block of that page would.
        let before = self.foot - head.y;
        let top = self.blocks.iter().map(|place| place.y).fold(self.foot, f64::min);
        let behind = (end.y - top).max(0.0);
        behind / (before + behind).max(f64::MIN_POSITIVE)
    }
}
