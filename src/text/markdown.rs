//! Parses the Markdown of records into a tree of plain values. Nothing in it is ever evaluated.
//!
//! Whatever the brochure has no setting for (HTML, pictures, code, rules, tables) is an error with its place in the text,
//! so that no word is lost in silence.

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::Language;
use super::literal_marks::protect;
use super::pasted_lists::mark_entries;
use super::tree_builder::TreeBuilder;

pub(crate) use super::tree_builder::{Markdown, ParseOptions};

/// Parses a text. One that was parsed before, as that of an earlier save in a preview, is remembered.
#[comemo::memoize]
#[must_use]
pub(crate) fn parse(text: &str, options: ParseOptions<'_>, language: Language) -> Markdown {
    // Markdown reads `[^id]` as a reference only if the id is defined in the text, so that each known source gets a
    // definition after it.
    let definitions: Vec<_> = options.sources.iter().map(|id| format!("\n[^{id}]: .\n")).collect();
    let definitions = format!("\n{}", definitions.concat());
    let whole = protect(&mark_entries(text), &definitions) + &definitions;
    let mut builder = TreeBuilder::new(text, options, language);
    for (event, span) in Parser::new_ext(&whole, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        builder.add_event(event, &whole_characters(text, span));
    }
    builder.finish()
}

/// Widens a part of the text that was parsed to whole characters of the text that was written: the mark of an entry may
/// be longer there. Places behind the text are those of the definitions.
fn whole_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let start = if span.start < text.len() { text.floor_char_boundary(span.start) } else { span.start };
    let end = if span.end < text.len() { text.ceil_char_boundary(span.end) } else { span.end };
    start..end
}
