//! The margin of a story: notes beside the line to which they belong.

use serde::Serialize;

use super::Plate;

/// A note in the margin. Marks in the story name it by its place in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// A source, at its first mention.
    Source {
        /// Its number in the chapter.
        number: usize,
        /// "Fraunhofer ENAS".
        head: String,
        /// Its note or its date.
        text: String,
    },
    /// A term of the glossary, at its first mention in the book.
    Term {
        /// The term.
        head: String,
        /// What it means.
        text: String,
    },
    /// Other stations with the same topics.
    Also {
        /// A line for each topic.
        topics: Vec<SharedTopic>,
    },
    /// Where the labels are explained.
    Labels,
    /// What a person said.
    Voice {
        /// The words, in quotation marks if they are direct.
        text: String,
        /// "Ingrid Lange, Stadt Unna".
        speaker: String,
    },
    /// The caption of a photograph.
    Plate {
        /// The photograph.
        plate: Plate,
        /// Whether the photograph itself is in the margin too.
        shown: bool,
    },
}

/// A topic that other stations share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedTopic {
    /// The topic.
    pub name: String,
    /// The slugs of the other stations, in the order of the tour.
    pub stations: Vec<String>,
}

/// The notes of a block of the story.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BlockNotes {
    /// Notes that belong to its first line.
    pub at_head: Vec<usize>,
    /// Notes whose marks are in its text.
    pub inside: Vec<usize>,
}
