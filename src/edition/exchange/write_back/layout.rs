//! The lines and tables of a file: where each begins and ends.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, TomlError, Value};

use crate::edition::records::node::Step;

/// A key with its value on a line, or on several.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The path of the field from the top of the file.
    pub path: Vec<Step>,
    /// From the key to the end of the value.
    pub span: Range<usize>,
}

/// A header with the lines below it; the first block has no header.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    /// The path of the table.
    pub path: Vec<Step>,
    /// The header.
    pub header: Range<usize>,
    /// Its lines in the order of the file.
    pub lines: Vec<Line>,
}

/// A parsed file.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    text: &'a str,
    document: Document<&'a str>,
    blocks: Vec<Block>,
}

impl<'a> Layout<'a> {
    pub(super) fn parse(text: &'a str) -> Result<Self, TomlError> {
        let document = Document::parse(text)?;
        let mut blocks = vec![Block::default()];
        gather(document.as_table(), &[], 0, &mut blocks);
        blocks[1..].sort_by_key(|block| block.header.start);
        for block in &mut blocks {
            block.lines.sort_by_key(|line| line.span.start);
        }
        Ok(Self { text, document, blocks })
    }

    /// Returns what is at a path.
    pub(super) fn item(&self, path: &[Step]) -> Option<Place<'_>> {
        path.iter().try_fold(Place::Item(self.document.as_item()), Place::inside)
    }

    /// Returns the blocks in the order of the file.
    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the block of a table.
    pub(super) fn block(&self, path: &[Step]) -> Option<&Block> {
        self.blocks.iter().find(|block| block.path == path)
    }

    /// Returns the block and the line of a key that is not inside braces.
    pub(super) fn line(&self, path: &[Step]) -> Option<(&Block, &Line)> {
        self.blocks.iter().find_map(|block| Some((block, block.lines.iter().find(|line| line.path == path)?)))
    }

    /// Returns where the blocks of a table and of the tables in it end: after their last line and its comment, and after
    /// comments on the lines directly below it, unless these are directly above another header.
    pub(super) fn end(&self, path: &[Step]) -> Option<usize> {
        let last = self.blocks.iter().rfind(|block| block.path.starts_with(path))?;
        let end = last.lines.last().map_or(last.header.end, |line| line.span.end);
        let end = self.line_end(end);
        let mut behind = end;
        for line in self.text[end..].split_inclusive('\n') {
            match line.trim_start() {
                comment if comment.starts_with('#') => behind += line.len(),
                header if header.starts_with('[') => return Some(end),
                _ => return Some(behind),
            }
        }
        Some(behind)
    }

    /// Returns where the comments begin that are directly above a place, or the line of the place if there are none.
    pub(super) fn head(&self, at: usize) -> usize {
        let mut start = self.line_start(at);
        while start > 0 {
            let above = self.line_start(start - 1);
            let line = self.text[above..start].trim_start();
            if !line.starts_with('#') || line.starts_with("#:") {
                break;
            }
            start = above;
        }
        start
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// Returns the start of the line after a place, or the end of the file.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1)
    }
}

/// An item of a file, or an entry of a list, which is a table without being an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    Item(&'a Item),
    Table(&'a toml_edit::Table),
    Value(&'a Value),
}

impl<'a> Place<'a> {
    fn inside(self, step: &Step) -> Option<Self> {
        match (self, step) {
            (Self::Item(Item::ArrayOfTables(tables)), Step::Index(index)) => tables.get(*index).map(Self::Table),
            (place, Step::Index(index)) => place.value()?.as_array()?.get(*index).map(Self::Value),
            (place, Step::Key(key)) => match place.table()?.get(key)? {
                Item::Value(value) => Some(Self::Value(value)),
                Item::None => None,
                item => Some(Self::Item(item)),
            },
        }
    }

    /// Returns the value, if it is not a table below a header.
    pub(super) fn value(self) -> Option<&'a Value> {
        match self {
            Self::Item(item) => item.as_value(),
            Self::Value(value) => Some(value),
            Self::Table(_) => None,
        }
    }

    /// Returns the table, in either notation.
    pub(super) fn table(self) -> Option<&'a dyn TableLike> {
        match self {
            Self::Item(item) => item.as_table_like(),
            Self::Table(table) => Some(table),
            Self::Value(value) => value.as_inline_table().map(|table| table as _),
        }
    }
}

/// Collects the lines of a table into its block, and makes the blocks of the tables in it.
fn gather(table: &dyn TableLike, path: &[Step], block: usize, blocks: &mut Vec<Block>) {
    for (name, item) in table.iter() {
        let below = [path, &[Step::Key(name.to_owned())]].concat();
        match item {
            Item::Value(value) => {
                if let (Some(key), Some(value)) = (table.key(name).and_then(toml_edit::Key::span), value.span()) {
                    blocks[block].lines.push(Line { path: below, span: key.start..value.end });
                }
            }
            Item::Table(inner) if inner.is_dotted() => gather(inner, &below, block, blocks),
            Item::Table(inner) if inner.is_implicit() => gather(inner, &below, block, blocks),
            Item::Table(inner) => add(inner, &below, blocks),
            Item::ArrayOfTables(tables) => {
                for (index, inner) in tables.iter().enumerate() {
                    add(inner, &[&below[..], &[Step::Index(index)]].concat(), blocks);
                }
            }
            Item::None => {}
        }
    }
}

fn add(table: &toml_edit::Table, path: &[Step], blocks: &mut Vec<Block>) {
    let header = table.span().unwrap_or_default();
    blocks.push(Block { path: path.to_vec(), header, lines: Vec::new() });
    let block = blocks.len() - 1;
    gather(table, path, block, blocks);
}
