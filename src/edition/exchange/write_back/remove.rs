//! Removes keys and entries with their lines. Comments on separate lines are removed only with a whole table.

use std::ops::Range;

use toml_edit::{TomlError, Value};

use super::layout::{Block, Layout, Line};
use crate::edition::records::node::Step;

/// Returns the text without a field or an entry, and without what would be empty then.
pub(super) fn remove(text: &str, path: &[Step]) -> Result<String, TomlError> {
    let layout = Layout::parse(text)?;
    let removed = Removing { text, layout: &layout }.remove(path);
    Ok(removed.unwrap_or_else(|| text.to_owned()))
}

struct Removing<'a> {
    text: &'a str,
    layout: &'a Layout<'a>,
}

impl Removing<'_> {
    fn remove(&self, path: &[Step]) -> Option<String> {
        let (last, above) = path.split_last()?;
        if self.layout.blocks().iter().any(|block| !block.path.is_empty() && block.path.starts_with(path)) {
            return self.without_table(path);
        }
        if let Some((block, line)) = self.layout.line(path) {
            let is_last = block.lines.len() == 1 && !block.path.is_empty();
            let has_tables = self.layout.blocks().iter().filter(|it| it.path.starts_with(&block.path)).count() > 1;
            return if is_last && !has_tables {
                self.without_table(&block.path)
            } else {
                Some(self.without_line(line))
            };
        }
        let around = self.layout.item(above)?;
        match (around.value(), last) {
            (Some(Value::InlineTable(table)), Step::Key(key)) => {
                if table.len() == 1 {
                    return self.remove(above);
                }
                let entries = table
                    .iter()
                    .filter_map(|(key, value)| Some((key, table.key(key)?.span()?.start..value.span()?.end)));
                let entries: Vec<_> = entries.collect();
                let index = entries.iter().position(|(name, _)| name == key)?;
                let spans: Vec<_> = entries.into_iter().map(|(_, span)| span).collect();
                Some(self.without_entry(&spans, index))
            }
            (Some(Value::Array(items)), Step::Index(index)) => {
                if items.len() == 1 {
                    return self.remove(above);
                }
                let spans: Vec<_> = items.iter().map(Value::span).collect::<Option<_>>()?;
                (*index < spans.len()).then(|| self.without_entry(&spans, *index))
            }
            // A table of dotted keys: each of its lines goes.
            (None, _) => {
                let lines = self.layout.blocks().iter().flat_map(|block| &block.lines);
                let lines: Vec<_> = lines.filter(|line| line.path.starts_with(path)).collect();
                let first = lines.last()?.path.clone();
                let text = self.without_line(self.layout.line(&first)?.1);
                if lines.len() == 1 { Some(text) } else { remove(&text, path).ok() }
            }
            _ => None,
        }
    }

    /// Removes the lines of a value. A comment after it stays, on a separate line.
    fn without_line(&self, line: &Line) -> String {
        let start = self.layout.line_start(line.span.start);
        let end = self.layout.line_end(line.span.end);
        let comment = self.text[line.span.end..end].trim_start();
        let indent = &self.text[start..line.span.start];
        let indent = &indent[..indent.len() - indent.trim_start().len()];
        let kept = if comment.starts_with('#') { format!("{indent}{comment}") } else { String::new() };
        format!("{}{kept}{}", &self.text[..start], &self.text[end..])
    }

    /// Removes the blocks of a table with the comments directly above their headers, and the blank lines after them.
    fn without_table(&self, path: &[Step]) -> Option<String> {
        let blocks: Vec<_> = self.layout.blocks().iter().filter(|block| block.path.starts_with(path)).collect();
        let is_at_end = self.extent(blocks.last()?).end == self.text.len();
        let mut text = self.text.to_owned();
        for block in blocks.into_iter().rev() {
            text.replace_range(self.extent(block), "");
        }
        if is_at_end {
            let kept = text.trim_end_matches(['\n', '\r', ' ']).len();
            let tail = &text[kept..];
            let one = tail.find('\n').map_or(tail.len(), |end| end + 1);
            text.truncate(kept + one);
        }
        Some(text)
    }

    fn extent(&self, block: &Block) -> Range<usize> {
        let start = self.layout.head(block.header.start);
        let last = block.lines.last().map_or(block.header.end, |line| line.span.end);
        let mut end = self.layout.line_end(last);
        for line in self.text[end..].split_inclusive('\n') {
            if !line.trim().is_empty() {
                break;
            }
            end += line.len();
        }
        start..end
    }

    /// Removes an entry of several with the comma that parts it from the next, or from the one before if it is the last.
    fn without_entry(&self, spans: &[Range<usize>], index: usize) -> String {
        let removed = match (spans.get(index + 1), index.checked_sub(1)) {
            (Some(next), _) => spans[index].start..next.start,
            (None, Some(before)) => spans[before].end..spans[index].end,
            (None, None) => spans[index].clone(),
        };
        format!("{}{}", &self.text[..removed.start], &self.text[removed.end..])
    }
}
