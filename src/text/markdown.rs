//! Markdown into a tree of plain values. Nothing in it is ever evaluated.
//!
//! What the brochure has no setting for (HTML, pictures, code, rules, tables) is a fault with its
//! place in the text, so that no word is lost in silence.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::Language;
use super::names::mark_names;
use super::rich::{Block, Inline};
use super::typography::fine;

/// What a text of Markdown holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Markdown {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// The sources it names, with their places.
    pub references: Vec<(String, Range<usize>)>,
    /// Where its paragraphs and the items of its lists stand.
    pub paragraphs: Vec<Range<usize>>,
    /// What cannot be set.
    pub faults: Vec<Fault>,
}

/// A part of a text that cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What it is.
    pub what: &'static str,
    /// What to write instead.
    pub hint: &'static str,
}

/// How a text is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading<'a> {
    /// The level of `#` signs its sub-headings begin with: 3 in a story, 2 in an introduction.
    pub top_level: u8,
    /// Ids that `[^id]` may name.
    pub sources: &'a [&'a str],
    /// Names that must not be broken.
    pub names: &'a [String],
}

/// Containers in one another that a page can show, and that the way to the page can hold.
const DEEPEST: usize = 8;

/// Reads a text.
#[must_use]
pub(crate) fn parse(text: &str, reading: Reading<'_>, language: Language) -> Markdown {
    // A reference counts as one only where its definition is written, so each known source gets
    // one below the text.
    let mut whole = text.to_owned();
    whole.push('\n');
    for id in reading.sources {
        whole.push_str("\n[^");
        whole.push_str(id);
        whole.push_str("]: .\n");
    }
    let mut reader = Reader {
        length: text.len(),
        reading,
        language,
        out: Markdown::default(),
        open: vec![Open::new(Kind::Root)],
        skipping: 0,
    };
    let options = Options::ENABLE_FOOTNOTES;
    for (event, span) in Parser::new_ext(&whole, options).into_offset_iter() {
        reader.event(event, &span);
    }
    reader.finish(text)
}

/// The words of a text, without its markup: what "280 to 450 words" counts.
#[must_use]
pub(crate) fn words(blocks: &[Block]) -> usize {
    plain(blocks).split_whitespace().count()
}

/// What stands for the address of a link around a passage in another language.
const PASSAGE: &str = "lang:";

/// How its address begins.
const MARK: &str = "](lang:";

/// Whether letters can be the code of a language (ISO 639).
fn is_language(code: &str) -> bool {
    (2..=3).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// The text of blocks without their markup.
#[must_use]
pub(crate) fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => out.push_str(text),
            Block::Paragraph { content } => plain_inlines(content, &mut out),
            Block::List { items, .. } => items.iter().for_each(|item| out.push_str(&plain(item))),
            Block::Quote { content } => out.push_str(&plain(content)),
        }
        out.push('\n');
    }
    out
}

fn plain_inlines(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Name { text } => out.push_str(text),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. }
            | Inline::Passage { content, .. } => plain_inlines(content, out),
            Inline::Break => out.push('\n'),
        }
    }
}

/// A container that is being filled.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

impl Open {
    const fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new() }
    }
}

enum Kind {
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

struct Reader<'a> {
    /// Where the text ends and the definitions begin.
    length: usize,
    reading: Reading<'a>,
    language: Language,
    out: Markdown,
    open: Vec<Open>,
    /// How many containers deep we are in what is not set.
    skipping: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: &Range<usize>) {
        if span.start >= self.length {
            return;
        }
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::FootnoteReference(id) => self.out.references.push((id.to_string(), span.clone())),
            Event::Code(_) => self.fault(span, "code", "write the words without backticks"),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.fault(span, "HTML", "write plain Markdown; a `<` that is meant as such as `&lt;`");
            }
            Event::Rule => self.fault(span, "a rule", "leave it out, or write a sub-heading"),
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.fault(span, "a formula", "write it as words");
            }
            Event::TaskListMarker(_) => self.fault(span, "a box to tick", "write a plain list"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: &Range<usize>) {
        if matches!(tag, Tag::Paragraph | Tag::Item) {
            self.out.paragraphs.push(span.start..span.end.min(self.length));
        }
        if self.open.len() > DEEPEST {
            return self.refuse(
                span,
                "text nested so deep",
                "write fewer lists, quotations and emphases in one another",
            );
        }
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(self.level(level).unwrap_or_else(|| {
                let hint = match self.reading.top_level {
                    2 => "begin sub-headings with ## or ###",
                    _ => "begin sub-headings with ### or ####",
                };
                self.fault(span, "a heading of this level", hint);
                1
            })),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(start) => Kind::List(start.is_some(), Vec::new()),
            Tag::Item => Kind::Item,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Link { dest_url, link_type, .. } => return self.link(&dest_url, link_type, span),
            Tag::Image { .. } => {
                return self.refuse(span, "a picture", "add it to the record as [[pictures]]");
            }
            Tag::CodeBlock(_) => {
                return self.refuse(span, "code", "begin the line at the margin, without backticks");
            }
            Tag::HtmlBlock => {
                return self.refuse(span, "HTML", "write plain Markdown; a `<` that is meant as such as `&lt;`");
            }
            _ => return self.refuse(span, "this", "write paragraphs, sub-headings and lists"),
        };
        // An item whose text stands without a paragraph of its own still gets one.
        if !matches!(kind, Kind::Emphasis | Kind::Strong) {
            self.close_loose();
        }
        self.open.push(Open::new(kind));
    }

    fn link(&mut self, url: &str, kind: LinkType, span: &Range<usize>) {
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        if let Some(language) = url.strip_prefix(PASSAGE) {
            if !is_language(language) {
                self.fault(span, "a language of no such code", "write two letters, such as lang:en or lang:fr");
            }
            return self.open.push(Open::new(Kind::Passage(language.to_owned())));
        }
        let known = ["https://", "http://", "mailto:"];
        if !known.iter().any(|scheme| url.starts_with(scheme)) {
            self.fault(span, "a link without https:// or mailto:", "write the whole address");
        }
        self.open.push(Open::new(Kind::Link(url)));
    }

    fn level(&self, level: HeadingLevel) -> Option<u8> {
        let below = (level as u8).checked_sub(self.reading.top_level)?;
        (below < 2).then_some(below + 1)
    }

    fn end(&mut self, tag: TagEnd, span: &Range<usize>) {
        if matches!(tag, TagEnd::Item | TagEnd::BlockQuote(_)) {
            self.close_loose();
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(done) = self.open.pop() else { return };
        match done.kind {
            Kind::Root => {}
            Kind::Paragraph => self.paragraph(done.inlines),
            Kind::Heading(level) => {
                if done.inlines.iter().any(|inline| matches!(inline, Inline::Passage { .. })) {
                    let hint = "leave its mark out: a heading is read in the language of the page";
                    self.fault(span, "words of another language in a heading", hint);
                }
                let mut text = String::new();
                plain_inlines(&done.inlines, &mut text);
                self.block(Block::Heading { level, text });
            }
            Kind::List(ordered, items) => self.block(Block::List { ordered, items }),
            Kind::Item => {
                if let Some(Open { kind: Kind::List(_, items), .. }) = self.open.last_mut() {
                    items.push(done.blocks);
                }
            }
            Kind::Quote => self.block(Block::Quote { content: done.blocks }),
            Kind::Emphasis => self.inline(Inline::Emphasis { content: done.inlines }),
            Kind::Strong => self.inline(Inline::Strong { content: done.inlines }),
            Kind::Link(url) => self.inline(Inline::Link { url, content: done.inlines }),
            Kind::Passage(language) => self.inline(Inline::Passage { language, content: done.inlines }),
        }
    }

    /// Makes a paragraph of text that stands loose in an item or quotation.
    fn close_loose(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if matches!(open.kind, Kind::Item | Kind::Quote | Kind::Root) && !open.inlines.is_empty() {
            let inlines = std::mem::take(&mut open.inlines);
            self.paragraph(inlines);
        }
    }

    fn paragraph(&mut self, content: Vec<Inline>) {
        let content = self.finished(content);
        if !content.is_empty() {
            self.block(Block::Paragraph { content });
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Some(open) = self.open.last_mut() {
            open.inlines.push(inline);
        }
    }

    /// Adds text to the text before it, so that spaces are judged in whole sentences.
    fn text(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        if let Some(Inline::Text { text: before }) = open.inlines.last_mut() {
            before.push_str(text);
        } else {
            open.inlines.push(Inline::Text { text: text.to_owned() });
        }
    }

    /// Sets the spaces of finished text and marks the names in it.
    fn finished(&self, content: Vec<Inline>) -> Vec<Inline> {
        self.finished_in(self.language, content)
    }

    fn finished_in(&self, own: Language, content: Vec<Inline>) -> Vec<Inline> {
        let mut out = Vec::new();
        for inline in content {
            match inline {
                Inline::Text { text } => mark_names(&fine(&text, own), self.reading.names, &mut out),
                Inline::Emphasis { content } => out.push(Inline::Emphasis { content: self.finished_in(own, content) }),
                Inline::Strong { content } => out.push(Inline::Strong { content: self.finished_in(own, content) }),
                Inline::Link { url, content } => {
                    out.push(Inline::Link { url, content: self.finished_in(own, content) });
                }
                Inline::Passage { language, content } => {
                    let content = self.finished_in(language.parse().unwrap_or(own), content);
                    out.push(Inline::Passage { language, content });
                }
                other => out.push(other),
            }
        }
        out
    }

    fn fault(&mut self, span: &Range<usize>, what: &'static str, hint: &'static str) {
        self.out.faults.push(Fault { span: span.clone(), what, hint });
    }

    fn refuse(&mut self, span: &Range<usize>, what: &'static str, hint: &'static str) {
        self.fault(span, what, hint);
        self.skipping = 1;
    }

    fn finish(mut self, text: &str) -> Markdown {
        self.close_loose();
        while self.open.len() > 1 {
            self.open.pop();
        }
        if let Some(root) = self.open.pop() {
            self.out.blocks = root.blocks;
        }
        // Markdown has no link within a link: what was meant as a mark would be printed.
        if let Some(start) = text.find(MARK).filter(|_| plain(&self.out.blocks).contains(MARK)) {
            let hint = "write it as [the words](lang:en), outside of links and of other such marks";
            self.fault(&(start..start + MARK.len()), "this mark of a language", hint);
        }
        // A reference to a source that is not known stays in the text as it was written.
        for (start, _) in text.match_indices("[^") {
            let Some(end) = text[start..].find(']') else { break };
            let id = &text[start + 2..start + end];
            if !self.reading.sources.contains(&id) {
                self.out.references.push((id.to_owned(), start..start + end + 1));
            }
        }
        self.out.references.sort_by_key(|(_, span)| span.start);
        self.out
    }
}
