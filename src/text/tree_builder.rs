//! Builds the tree of a text from the events of the Markdown parser.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::Language;
use super::characters::find_invisible;
use super::container::{Container, ContainerKind};
use super::literal_marks::{SCHEMES, restore};
use super::names::mark_names;
use super::rich::{Block, Inline, plain_text, push_plain};
use super::typography::set_spaces;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Markdown {
    pub blocks: Vec<Block>,
    /// The ids of the sources that it names, with their places.
    pub references: Vec<(String, Range<usize>)>,
    /// The files of the photographs that it refers to, with the places of the references.
    pub pictures: Vec<(String, Range<usize>)>,
    /// The places of its paragraphs and of the items of its lists.
    pub paragraphs: Vec<Range<usize>>,
    pub errors: Vec<MarkdownError>,
    pub warnings: Vec<MarkdownWarning>,
}

/// A part of a text that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MarkdownError {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// The name of such a part, for "… is not allowed here".
    pub what: Cow<'static, str>,
    /// What to write instead.
    pub hint: &'static str,
}

/// Signs that are printed otherwise than they are written, because Markdown gives them a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MarkdownWarning {
    /// The bytes of the text.
    pub span: Range<usize>,
    pub message: &'static str,
    pub hint: &'static str,
}

#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct ParseOptions<'a> {
    /// The number of `#` signs of its highest sub-headings: 3 in a story, 2 in an introduction. `None` for a text that
    /// has only paragraphs.
    pub top_level: Option<u8>,
    /// The ids that `[^id]` may name.
    pub sources: &'a [&'a str],
    /// Names that must not be broken.
    pub names: &'a [String],
}

/// How deep containers may be nested: more would not fit into a column, and deep nesting costs stack at every stage.
const DEEPEST: usize = 8;

/// The scheme of the address in `[words](lang:en)`, the mark of a passage in another language.
const PASSAGE: &str = "lang:";

/// The scheme of the address in `[Tafel](picture:pictures/a.jpg)`, a reference to a photograph of the record.
pub(crate) const PICTURE: &str = "picture:";

/// The beginning of that address in a text.
const PASSAGE_MARK: &str = "](lang:";

/// Returns whether letters can be the code of a language (ISO 639).
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// Builds the tree from the events of the parser.
pub(super) struct TreeBuilder<'a> {
    /// The text as it was written, without the definitions of sources.
    text: &'a str,
    options: ParseOptions<'a>,
    language: Language,
    out: Markdown,
    /// The containers around the current event, the innermost last.
    open: Vec<Container>,
    /// The depth below a container that is skipped because it cannot be set.
    skipped_depth: usize,
}

impl<'a> TreeBuilder<'a> {
    pub(super) fn new(text: &'a str, options: ParseOptions<'a>, language: Language) -> Self {
        let open = vec![Container::new(ContainerKind::Root)];
        Self { text, options, language, out: Markdown::default(), open, skipped_depth: 0 }
    }

    pub(super) fn add_event(&mut self, event: Event<'_>, span: &Range<usize>) {
        if span.start >= self.text.len() {
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
            Event::Text(text) => self.add_text(&restore(&text), span),
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.push_inline(Inline::Break),
            Event::FootnoteReference(id) => self.add_reference(&restore(&id), span),
            Event::Code(_) => self.add_error(span, "code", "write the words without backticks"),
            Event::Html(_) | Event::InlineHtml(_) => self.add_error(span, "HTML", HTML_HINT),
            Event::Rule => self.add_error(span, "a rule", "leave it out, or write a sub-heading"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.add_error(span, "a formula", "write it in words"),
            Event::TaskListMarker(_) => self.add_error(span, "a checkbox", "write a plain list"),
        }
    }

    fn open_container(&mut self, tag: Tag<'_>, span: &Range<usize>) {
        if matches!(tag, Tag::Paragraph | Tag::Item) {
            self.out.paragraphs.push(span.start..span.end.min(self.text.len()));
        }
        let is_block = matches!(tag, Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::List(_));
        if is_block && self.options.top_level.is_none() {
            return self.skip(span, "a sub-heading, list or quotation in this text", "write paragraphs");
        }
        if self.open.len() > DEEPEST {
            return self.skip(span, "text nested this deep", "nest lists, quotations and emphasis less deeply");
        }
        let kind = match tag {
            Tag::Paragraph => ContainerKind::Paragraph,
            Tag::Heading { level, .. } => ContainerKind::Heading(self.heading_level(level, span)),
            Tag::BlockQuote(_) => ContainerKind::Quote,
            Tag::List(start) => ContainerKind::List(start, Vec::new()),
            Tag::Item => {
                self.check_entry(span);
                ContainerKind::Item
            }
            Tag::Emphasis => ContainerKind::Emphasis,
            Tag::Strong => ContainerKind::Strong,
            Tag::Link { dest_url, link_type, title, .. } => {
                if !title.is_empty() {
                    self.add_error(
                        span,
                        "the title of a link",
                        "write it into the text, and the link as [words](https://…)",
                    );
                }
                return self.open_link(&restore(&dest_url), link_type, span);
            }
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
        if let Some(file) = url.strip_prefix(PICTURE) {
            self.out.pictures.push((file.to_owned(), span.clone()));
        } else if !SCHEMES.iter().any(|scheme| url.starts_with(scheme)) {
            self.add_error(span, "a link without https:// or mailto:", "write the whole address");
        }
        self.open.push(Container::new(ContainerKind::Link(url)));
    }

    /// Returns 1 for a heading of the top level and 2 for one below; other levels are errors.
    fn heading_level(&mut self, level: HeadingLevel, span: &Range<usize>) -> u8 {
        if !self.text[span.start..].starts_with('#') {
            let hint = "begin sub-headings with # signs, and leave a line empty before other signs";
            self.add_error(span, "a line of - or = below a text", hint);
            return 1;
        }
        let top_level = self.options.top_level.unwrap_or(1);
        if let Some(below @ 0..=1) = (level as u8).checked_sub(top_level) {
            return below + 1;
        }
        let hint = match top_level {
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
                    self.add_error(span, "a word of another language in a heading", hint);
                }
                let mut text = String::new();
                push_plain(&inlines, &mut text);
                if text.trim().is_empty() {
                    self.add_error(
                        span,
                        "a sub-heading without words",
                        "write its words after the # signs, or delete them",
                    );
                }
                self.push_block(Block::Heading { level, text });
            }
            ContainerKind::List(start, items) => {
                let start = start.and_then(|start| u32::try_from(start).ok());
                self.push_block(Block::List { ordered: start.is_some(), start: start.unwrap_or(1), items });
            }
            ContainerKind::Item => {
                if blocks.is_empty() && !self.out.errors.iter().any(|error| error.span.start >= span.start) {
                    self.add_error(span, "an empty list entry", "write its words after the sign, or delete it");
                }
                if let Some(Container { kind: ContainerKind::List(_, items), .. }) = self.open.last_mut() {
                    items.push(blocks);
                }
            }
            ContainerKind::Quote => self.push_block(Block::Quote { content: blocks }),
            ContainerKind::Emphasis => self.push_inline(Inline::Emphasis { content: inlines }),
            ContainerKind::Strong => self.push_inline(Inline::Strong { content: inlines }),
            ContainerKind::Link(url) => {
                let mut words = String::new();
                push_plain(&inlines, &mut words);
                if words.trim().is_empty() {
                    self.add_error(span, "a link without words", "write [words](https://…)");
                }
                self.push_inline(Inline::Link { url, content: inlines });
            }
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
        if content.iter().any(|inline| !matches!(inline, Inline::Sources { .. })) {
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

    /// Checks the number or sign before a list entry, and notes where it changes in print.
    fn check_entry(&mut self, span: &Range<usize>) {
        let Some(Container { kind: ContainerKind::List(start, items), .. }) = self.open.last() else { return };
        let entry = &self.text[span.start..];
        let digits = entry.bytes().take_while(u8::is_ascii_digit).count();
        let expected = start.map(|start| start.saturating_add(items.len() as u64));
        if let Some(expected) = expected.filter(|expected| entry[..digits].parse() != Ok(*expected)) {
            let what = format!("this number, which should be {expected},");
            let hint = "number the entries one by one; for a text that begins with a number write 7\\\\. instead of 7.";
            self.add_error(&(span.start..span.start + digits), what, hint);
        }
        let signed =
            entry.strip_prefix('+').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        if signed {
            let message = "these lines are a list: the plus sign is printed as a dash";
            let hint = "write \\+ for a plus sign, or begin list entries with - to be clear";
            self.out.warnings.push(MarkdownWarning { span: span.start..span.start + 1, message, hint });
        }
    }

    /// Adds text of the parser. An entity such as `&#8238;` can stand for a character that a text must not contain.
    fn add_text(&mut self, text: &str, span: &Range<usize>) {
        let written = self.text.get(span.clone()).unwrap_or_default();
        if let Some((_, found)) = find_invisible(text).find(|(_, found)| !written.contains(found.character)) {
            self.add_error(span, format!("the invisible character {found}"), "delete it");
        }
        self.push_text(text);
    }

    /// Adds a reference to a source; references without text between them become one.
    fn add_reference(&mut self, id: &str, span: &Range<usize>) {
        self.out.references.push((id.to_owned(), span.clone()));
        let Some(open) = self.open.last_mut() else { return };
        if let Some(Inline::Sources { ids }) = open.inlines.last_mut() {
            ids.push(id.to_owned());
        } else {
            open.inlines.push(Inline::Sources { ids: vec![id.to_owned()] });
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

    fn add_error(&mut self, span: &Range<usize>, what: impl Into<Cow<'static, str>>, hint: &'static str) {
        self.out.errors.push(MarkdownError { span: span.clone(), what: what.into(), hint });
    }

    /// Adds an error for a container and skips its content.
    fn skip(&mut self, span: &Range<usize>, what: &'static str, hint: &'static str) {
        self.add_error(span, what, hint);
        self.skipped_depth = 1;
    }

    pub(super) fn finish(mut self) -> Markdown {
        let text = self.text;
        self.wrap_loose_text();
        self.out.blocks = self.open.into_iter().next().map(|root| root.blocks).unwrap_or_default();
        // Markdown has no links in links: there the mark of a passage would be printed as it is.
        if let Some(start) = text.find(PASSAGE_MARK).filter(|_| plain_text(&self.out.blocks).contains(PASSAGE_MARK)) {
            let span = start..start + PASSAGE_MARK.len();
            let hint = "write it as [the words](lang:en), outside links and other such marks";
            self.out.errors.push(MarkdownError { span, what: "this mark of a language".into(), hint });
        }
        // A reference to an unknown source is still in the text as it was written.
        for (start, _) in text.match_indices("[^") {
            let Some(end) = text[start..].find(']') else { break };
            let id = &text[start + 2..start + end];
            if id.contains('[') {
                continue;
            }
            if !self.options.sources.contains(&id) {
                self.out.references.push((id.to_owned(), start..start + end + 1));
            }
        }
        self.out.references.sort_by_key(|(_, span)| span.start);
        self.out
    }
}

const HTML_HINT: &str = "write plain Markdown, and a literal `<` as `&lt;`";
