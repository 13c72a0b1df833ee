//! Parses the Markdown of records into a tree of plain values. Nothing in it is ever evaluated.
//!
//! Whatever the brochure has no setting for (HTML, pictures, code, rules, tables) is an error with its place in the text,
//! so that no word is lost in silence.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::Language;
use super::names::mark_names;
use super::rich::{Block, Inline};
use super::typography::set_spaces;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Markdown {
    pub blocks: Vec<Block>,
    /// The ids of the sources that it names, with their places.
    pub references: Vec<(String, Range<usize>)>,
    /// The places of its paragraphs and of the items of its lists.
    pub paragraphs: Vec<Range<usize>>,
    pub errors: Vec<MarkdownError>,
}

/// A part of a text that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MarkdownError {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// The name of such a part, for "the brochure cannot set …".
    pub what: &'static str,
    /// What to write instead.
    pub hint: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ParseOptions<'a> {
    /// The number of `#` signs of its highest sub-headings: 3 in a story, 2 in an introduction.
    pub top_level: u8,
    /// The ids that `[^id]` may name.
    pub sources: &'a [&'a str],
    /// Names that must not be broken.
    pub names: &'a [String],
}

/// How deep containers may be nested: more would not fit into a column, and deep nesting costs stack at every stage.
const DEEPEST: usize = 8;

#[must_use]
pub(crate) fn parse(text: &str, options: ParseOptions<'_>, language: Language) -> Markdown {
    // Markdown reads `[^id]` as a reference only if the id is defined in the text, so that each known source gets a
    // definition after it.
    let definitions = options.sources.iter().map(|id| format!("\n[^{id}]: .\n"));
    let whole: String = [text.to_owned(), "\n".to_owned()].into_iter().chain(definitions).collect();
    let mut builder = Builder {
        length: text.len(),
        options,
        language,
        out: Markdown::default(),
        open: vec![Container::new(ContainerKind::Root)],
        skipped_depth: 0,
    };
    for (event, span) in Parser::new_ext(&whole, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        builder.add_event(event, &span);
    }
    builder.finish(text)
}

/// Counts the words of a text without its markup, as in "280 to 450 words".
#[must_use]
pub(crate) fn count_words(blocks: &[Block]) -> usize {
    plain_text(blocks).split_whitespace().count()
}

/// Returns the text of blocks without their markup.
#[must_use]
fn plain_text(blocks: &[Block]) -> String {
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

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Name { text } => out.push_str(text),
            Inline::Break => out.push('\n'),
            other => push_plain(other.content(), out),
        }
    }
}

/// The scheme of the address in `[words](lang:en)`, the mark of a passage in another language.
const PASSAGE: &str = "lang:";

/// The beginning of that address in a text.
const PASSAGE_MARK: &str = "](lang:";

/// Returns whether letters can be the code of a language (ISO 639).
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// A container that is being filled.
struct Container {
    kind: ContainerKind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Container {
    const fn new(kind: ContainerKind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new() }
    }
}

enum ContainerKind {
    Root,
    Paragraph,
    Heading(u8),
    List(bool, Vec<Vec<Block>>),
    Item,
    Quote,
    Emphasis,
    Strong,
    Link(String),
    Passage(String),
}

/// Builds the tree from the events of the parser.
struct Builder<'a> {
    /// The length of the text without the definitions of sources.
    length: usize,
    options: ParseOptions<'a>,
    language: Language,
    out: Markdown,
    /// The containers around the current event, the innermost last.
    open: Vec<Container>,
    /// The depth below a container that is skipped because it cannot be set.
    skipped_depth: usize,
}

impl Builder<'_> {
    fn add_event(&mut self, event: Event<'_>, span: &Range<usize>) {
        if span.start >= self.length {
            return;
        }
        if self.skipped_depth > 0 {
            match event {
                Event::Start(_) => self.skipped_depth += 1,
                Event::End(_) => self.skipped_depth -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.open_container(tag, span),
            Event::End(tag) => self.close_container(tag, span),
            Event::Text(text) => self.push_text(&text),
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.push_inline(Inline::Break),
            Event::FootnoteReference(id) => self.out.references.push((id.to_string(), span.clone())),
            Event::Code(_) => self.add_error(span, "code", "write the words without backticks"),
            Event::Html(_) | Event::InlineHtml(_) => self.add_error(span, "HTML", HTML_HINT),
            Event::Rule => self.add_error(span, "a rule", "leave it out, or write a sub-heading"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.add_error(span, "a formula", "write it in words"),
            Event::TaskListMarker(_) => self.add_error(span, "a checkbox", "write a plain list"),
        }
    }

    fn open_container(&mut self, tag: Tag<'_>, span: &Range<usize>) {
        if matches!(tag, Tag::Paragraph | Tag::Item) {
            self.out.paragraphs.push(span.start..span.end.min(self.length));
        }
        if self.open.len() > DEEPEST {
            return self.skip(span, "text nested this deep", "nest lists, quotations and emphases less deep");
        }
        let kind = match tag {
            Tag::Paragraph => ContainerKind::Paragraph,
            Tag::Heading { level, .. } => ContainerKind::Heading(self.heading_level(level, span)),
            Tag::BlockQuote(_) => ContainerKind::Quote,
            Tag::List(start) => ContainerKind::List(start.is_some(), Vec::new()),
            Tag::Item => ContainerKind::Item,
            Tag::Emphasis => ContainerKind::Emphasis,
            Tag::Strong => ContainerKind::Strong,
            Tag::Link { dest_url, link_type, .. } => return self.open_link(&dest_url, link_type, span),
            Tag::Image { .. } => return self.skip(span, "a picture", "add it to the record as [[pictures]]"),
            Tag::CodeBlock(_) => return self.skip(span, "code", "begin the line at the margin, without backticks"),
            Tag::HtmlBlock => return self.skip(span, "HTML", HTML_HINT),
            _ => return self.skip(span, "this", "write paragraphs, sub-headings and lists"),
        };
        if !matches!(kind, ContainerKind::Emphasis | ContainerKind::Strong) {
            self.wrap_loose_text();
        }
        self.open.push(Container::new(kind));
    }

    fn open_link(&mut self, url: &str, kind: LinkType, span: &Range<usize>) {
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        if let Some(language) = url.strip_prefix(PASSAGE) {
            if !is_language(language) {
                self.add_error(span, "an unknown language code", "write two letters, such as lang:en or lang:fr");
            }
            return self.open.push(Container::new(ContainerKind::Passage(language.to_owned())));
        }
        let known = ["https://", "http://", "mailto:"];
        if !known.iter().any(|scheme| url.starts_with(scheme)) {
            self.add_error(span, "a link without https:// or mailto:", "write the whole address");
        }
        self.open.push(Container::new(ContainerKind::Link(url)));
    }

    /// Returns 1 for a heading of the top level and 2 for one below; other levels are errors.
    fn heading_level(&mut self, level: HeadingLevel, span: &Range<usize>) -> u8 {
        if let Some(below @ 0..=1) = (level as u8).checked_sub(self.options.top_level) {
            return below + 1;
        }
        let hint = match self.options.top_level {
            2 => "begin sub-headings with ## or ###",
            _ => "begin sub-headings with ### or ####",
        };
        self.add_error(span, "a heading of this level", hint);
        1
    }

    fn close_container(&mut self, tag: TagEnd, span: &Range<usize>) {
        if matches!(tag, TagEnd::Item | TagEnd::BlockQuote(_)) {
            self.wrap_loose_text();
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(Container { kind, blocks, inlines }) = self.open.pop() else { return };
        match kind {
            ContainerKind::Root => {}
            ContainerKind::Paragraph => self.push_paragraph(inlines),
            ContainerKind::Heading(level) => {
                if inlines.iter().any(|inline| matches!(inline, Inline::Passage { .. })) {
                    let hint = "leave out its mark: a heading is read in the language of the page";
                    self.add_error(span, "words of another language in a heading", hint);
                }
                let mut text = String::new();
                push_plain(&inlines, &mut text);
                self.push_block(Block::Heading { level, text });
            }
            ContainerKind::List(ordered, items) => self.push_block(Block::List { ordered, items }),
            ContainerKind::Item => {
                if let Some(Container { kind: ContainerKind::List(_, items), .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            ContainerKind::Quote => self.push_block(Block::Quote { content: blocks }),
            ContainerKind::Emphasis => self.push_inline(Inline::Emphasis { content: inlines }),
            ContainerKind::Strong => self.push_inline(Inline::Strong { content: inlines }),
            ContainerKind::Link(url) => self.push_inline(Inline::Link { url, content: inlines }),
            ContainerKind::Passage(language) => self.push_inline(Inline::Passage { language, content: inlines }),
        }
    }

    /// Makes a paragraph of text that is directly in an item or quotation, as in a tight list.
    fn wrap_loose_text(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if matches!(open.kind, ContainerKind::Item | ContainerKind::Quote | ContainerKind::Root)
            && !open.inlines.is_empty()
        {
            let inlines = std::mem::take(&mut open.inlines);
            self.push_paragraph(inlines);
        }
    }

    fn push_paragraph(&mut self, content: Vec<Inline>) {
        let content = self.set_inlines(content, self.language);
        if !content.is_empty() {
            self.push_block(Block::Paragraph { content });
        }
    }

    fn push_block(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn push_inline(&mut self, inline: Inline) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.push(inline);
        }
    }

    /// Appends to the text before, because the spaces of a sentence depend on the words on both sides.
    fn push_text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some(Inline::Text { text: before }) = open.inlines.last_mut() {
            before.push_str(text);
        } else {
            open.inlines.push(Inline::Text { text: text.to_owned() });
        }
    }

    /// Sets the no-break spaces of a finished paragraph and marks the names in it.
    fn set_inlines(&self, content: Vec<Inline>, language: Language) -> Vec<Inline> {
        let mut out = Vec::new();
        for mut inline in content {
            let language = match &inline {
                Inline::Text { text } => {
                    mark_names(&set_spaces(text, language), self.options.names, &mut out);
                    continue;
                }
                Inline::Passage { language: own, .. } => own.parse().unwrap_or(language),
                _ => language,
            };
            if let Some(content) = inline.content_mut() {
                *content = self.set_inlines(std::mem::take(content), language);
            }
            out.push(inline);
        }
        out
    }

    fn add_error(&mut self, span: &Range<usize>, what: &'static str, hint: &'static str) {
        self.out.errors.push(MarkdownError { span: span.clone(), what, hint });
    }

    /// Adds an error for a container and skips its content.
    fn skip(&mut self, span: &Range<usize>, what: &'static str, hint: &'static str) {
        self.add_error(span, what, hint);
        self.skipped_depth = 1;
    }

    fn finish(mut self, text: &str) -> Markdown {
        self.wrap_loose_text();
        self.out.blocks = self.open.into_iter().next().map(|root| root.blocks).unwrap_or_default();
        // Markdown has no links in links: there the mark of a passage would be printed as it is.
        if let Some(start) = text.find(PASSAGE_MARK).filter(|_| plain_text(&self.out.blocks).contains(PASSAGE_MARK)) {
            let span = start..start + PASSAGE_MARK.len();
            let hint = "write it as [the words](lang:en), outside links and other such marks";
            self.out.errors.push(MarkdownError { span, what: "this mark of a language", hint });
        }
        // A reference to an unknown source is still in the text as it was written.
        for (start, _) in text.match_indices("[^") {
            let Some(end) = text[start..].find(']') else { break };
            let id = &text[start + 2..start + end];
            if !self.options.sources.contains(&id) {
                self.out.references.push((id.to_owned(), start..start + end + 1));
            }
        }
        self.out.references.sort_by_key(|(_, span)| span.start);
        self.out
    }
}

const HTML_HINT: &str = "write plain Markdown, and a literal `<` as `&lt;`";
