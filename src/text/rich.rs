//! Running text as a tree, parsed from Markdown and never evaluated.

use serde::Serialize;

/// A block of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A sub-heading; level 1 is the highest the text uses.
    Heading {
        /// 1 or 2.
        level: u8,
        /// The words, without markup.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its parts.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// The blocks of each item.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// Its blocks.
        content: Vec<Block>,
    },
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Inline {
    /// Text as it is printed.
    Text {
        /// The characters.
        text: String,
    },
    /// A name in running text, to be neither hyphenated nor broken.
    Name {
        /// The name.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Web or mail address with its scheme.
        url: String,
        /// What is printed.
        content: Vec<Inline>,
    },
    /// A passage in another language than the page.
    Passage {
        /// Its language (ISO 639).
        language: String,
        /// What is printed.
        content: Vec<Inline>,
    },
    /// A line break the writer asked for.
    Break,
}
