//! Parts of a text that are open while its tree is built.

use super::rich::{Block, Inline};

/// A container that is being filled.
pub(super) struct Container {
    pub(super) kind: ContainerKind,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
}

impl Container {
    pub(super) const fn new(kind: ContainerKind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new() }
    }
}

/// What a container is.
pub(super) enum ContainerKind {
    Root,
    Paragraph,
    Heading(u8),
    List(Option<u64>, Vec<Vec<Block>>),
    Item,
    Quote,
    Emphasis,
    Strong,
    Link(String),
    Passage(String),
}
