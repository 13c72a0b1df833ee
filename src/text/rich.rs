//! Running text as a tree, parsed from Markdown and never evaluated.

use serde::Serialize;

/// A block of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A sub-heading.
    Heading {
        /// 1 for the highest level that the text may use, or 2.
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
        /// The number of the first item.
        start: u32,
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
    /// A name, which is neither hyphenated nor broken.
    Name {
        /// The name.
        text: String,
    },
    /// Emphasis.
    Emphasis {
        /// The emphasised parts.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// The emphasised parts.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Web or mail address with its scheme.
        url: String,
        /// The parts that are printed.
        content: Vec<Inline>,
    },
    /// A passage in another language than the page.
    Passage {
        /// Its language (ISO 639).
        language: String,
        /// The parts that are printed.
        content: Vec<Inline>,
    },
    /// References to sources, by their ids. Merging replaces them by marks or leaves them out.
    Sources {
        /// The ids, in order.
        ids: Vec<String>,
    },
    /// A place in the text to which notes in the margin belong.
    Mark {
        /// The numbers of sources, raised in the text; empty where the words themselves are the mark.
        figure: String,
        /// The indices of the notes that begin here.
        notes: Vec<usize>,
    },
    /// A line break.
    Break,
}

impl Inline {
    /// Returns the parts inside this one.
    pub(super) fn content(&self) -> &[Self] {
        match self {
            Self::Text { .. } | Self::Name { .. } | Self::Sources { .. } | Self::Mark { .. } | Self::Break => &[],
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Link { content, .. }
            | Self::Passage { content, .. } => content,
        }
    }

    pub(crate) fn content_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Text { .. } | Self::Name { .. } | Self::Sources { .. } | Self::Mark { .. } | Self::Break => None,
            Self::Emphasis { content }
            | Self::Strong { content }
            | Self::Link { content, .. }
            | Self::Passage { content, .. } => Some(content),
        }
    }
}

/// Removes the references to sources from a text that does not show them.
pub(crate) fn drop_sources(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { content } => drop_inline_sources(content),
            Block::List { items, .. } => {
                for item in items {
                    drop_sources(item);
                }
            }
            Block::Quote { content } => drop_sources(content),
        }
    }
}

fn drop_inline_sources(content: &mut Vec<Inline>) {
    content.retain(|inline| !matches!(inline, Inline::Sources { .. }));
    for inline in content {
        if let Some(inner) = inline.content_mut() {
            drop_inline_sources(inner);
        }
    }
}

/// Replaces the references to sources by marks with their numbers, for a text without notes in the margin.
pub(crate) fn number_sources_in(blocks: &mut [Block], figure: &dyn Fn(&[String]) -> String) {
    for block in blocks {
        match block {
            Block::Heading { .. } => {}
            Block::Paragraph { content } => number_inline_sources(content, figure),
            Block::List { items, .. } => items.iter_mut().for_each(|item| number_sources_in(item, figure)),
            Block::Quote { content } => number_sources_in(content, figure),
        }
    }
}

fn number_inline_sources(content: &mut Vec<Inline>, figure: &dyn Fn(&[String]) -> String) {
    for inline in content.iter_mut() {
        if let Inline::Sources { ids } = inline {
            *inline = Inline::Mark { figure: figure(ids), notes: Vec::new() };
        } else if let Some(inner) = inline.content_mut() {
            number_inline_sources(inner, figure);
        }
    }
    content.retain(|inline| !matches!(inline, Inline::Mark { figure, notes } if figure.is_empty() && notes.is_empty()));
}

/// Counts the words of a text without its markup, as in "280 to 450 words".
#[must_use]
pub(crate) fn count_words(blocks: &[Block]) -> usize {
    plain_text(blocks).split_whitespace().count()
}

/// Counts the paragraphs, headings and line breaks of a text; a list entry has at least one paragraph.
#[must_use]
pub(crate) fn count_parts(blocks: &[Block]) -> usize {
    let parts = |block: &Block| match block {
        Block::Heading { .. } => 1,
        Block::Paragraph { content } => 1 + count_breaks(content),
        Block::List { items, .. } => items.iter().map(|item| count_parts(item).max(1)).sum(),
        Block::Quote { content } => count_parts(content),
    };
    blocks.iter().map(parts).sum()
}

fn count_breaks(content: &[Inline]) -> usize {
    let breaks = |inline: &Inline| match inline {
        Inline::Break => 1,
        other => count_breaks(other.content()),
    };
    content.iter().map(breaks).sum()
}

/// Returns the text of blocks without their markup.
#[must_use]
pub(super) fn plain_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => out.push_str(text),
            Block::Paragraph { content } => push_plain(content, &mut out),
            Block::List { items, .. } => items.iter().for_each(|item| out.push_str(&plain_text(item))),
            Block::Quote { content } => out.push_str(&plain_text(content)),
        }
        out.push('\n');
    }
    out
}

pub(super) fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Name { text } => out.push_str(text),
            Inline::Break => out.push('\n'),
            other => push_plain(other.content(), out),
        }
    }
}
