//! The marks inside a text that a translation keeps: source notes, links, emphasis.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkKind {
    /// A reference to a source: `[^niro-15]`.
    Source,
    /// A link: `[` and `](https://…)`, or an address between `<` and `>`.
    Link,
    /// Emphasis: `*` or `_` on both sides.
    Emphasis,
    /// Strong emphasis: `**` or `__` on both sides.
    Strong,
    /// Words in another language: `[` and `](lang:en)`.
    Passage,
}

/// Where a mark belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens what the mark with the same number closes.
    Open(usize),
    /// It closes it.
    Close(usize),
    /// It stands alone, with its number.
    Alone(usize),
}

/// A mark inside a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its place in the text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
    /// Where it belongs.
    pub role: Role,
}

/// Returns the marks in a text, in their order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    if !text.contains(['*', '_', '[', '<']) {
        return Vec::new();
    }
    // Markdown reads `[^id]` as a reference only if the id is defined in the text.
    let definitions: Vec<_> = references(text).map(|id| format!("\n\n[^{id}]: .\n")).collect();
    let whole = format!("{text}{}", definitions.concat());
    let mut finder = Finder { limit: text.len(), marks: Vec::new(), open: Vec::new(), count: 0 };
    for (event, span) in Parser::new_ext(&whole, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        finder.event(&event, span);
    }
    finder.marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    finder.marks
}

/// Returns what stands between `[^` and `]`.
fn references(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("[^").map(|(at, _)| &text[at + 2..]);
    let ids = starts.filter_map(|rest| rest.split_once(']')).map(|(id, _)| id);
    ids.filter(|id| !id.is_empty() && !id.contains(['[', ' ', '\n', '^']))
}

struct Finder {
    limit: usize,
    marks: Vec<Mark>,
    /// The number of each open mark, its kind, and where its words end so far.
    open: Vec<(usize, MarkKind, Range<usize>, usize)>,
    count: usize,
}

impl Finder {
    fn event(&mut self, event: &Event<'_>, span: Range<usize>) {
        if span.end > self.limit {
            return;
        }
        match event {
            Event::Start(Tag::Emphasis) => self.open(MarkKind::Emphasis, span, 1),
            Event::Start(Tag::Strong) => self.open(MarkKind::Strong, span, 2),
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                let kind = if dest_url.starts_with("lang:") { MarkKind::Passage } else { MarkKind::Link };
                self.open(kind, span, 1);
            }
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.alone(MarkKind::Link, span);
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.close(&span),
            Event::End(TagEnd::Link) if self.is_open(&span) => self.close(&span),
            Event::FootnoteReference(_) => self.alone(MarkKind::Source, span),
            _ => self.reach(span.end),
        }
    }

    fn is_open(&self, span: &Range<usize>) -> bool {
        self.open.last().is_some_and(|(.., whole, _)| whole == span)
    }

    /// Notes how far the words between two marks reach.
    fn reach(&mut self, end: usize) {
        if let Some((.., whole, reached)) = self.open.last_mut()
            && end <= whole.end
        {
            *reached = end.max(*reached);
        }
    }

    fn open(&mut self, kind: MarkKind, span: Range<usize>, length: usize) {
        self.count += 1;
        let inner = span.start + length;
        self.marks.push(Mark { span: span.start..inner, kind, role: Role::Open(self.count) });
        self.open.push((self.count, kind, span, inner));
    }

    fn close(&mut self, span: &Range<usize>) {
        let Some((number, kind, whole, reached)) = self.open.pop() else { return };
        let start = match kind {
            MarkKind::Emphasis => whole.end - 1,
            MarkKind::Strong => whole.end - 2,
            _ => reached,
        };
        self.marks.push(Mark { span: start..whole.end, kind, role: Role::Close(number) });
        self.reach(span.end);
    }

    fn alone(&mut self, kind: MarkKind, span: Range<usize>) {
        self.count += 1;
        self.reach(span.end);
        self.marks.push(Mark { span, kind, role: Role::Alone(self.count) });
    }
}

/// How often a text has each mark, as an editor writes it. Words in another language are left out: in a translation into
/// that language, they need no mark.
pub(super) fn counts(text: &str) -> BTreeMap<(MarkKind, String), usize> {
    let mut counts = BTreeMap::new();
    for mark in marks(text) {
        let written = &text[mark.span.clone()];
        let name = match (mark.kind, mark.role) {
            (MarkKind::Passage, _) | (_, Role::Open(_)) => continue,
            (MarkKind::Emphasis, _) => "*…*".to_owned(),
            (MarkKind::Strong, _) => "**…**".to_owned(),
            (MarkKind::Link, Role::Close(_)) => format!("[…{written}"),
            _ => written.to_owned(),
        };
        *counts.entry((mark.kind, name)).or_default() += 1;
    }
    counts
}

/// A mark that a translation lost, or has too often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    /// What it is.
    pub kind: MarkKind,
    /// How it is written.
    pub mark: String,
    /// How often the text has it.
    pub wanted: usize,
    /// How often the translation has it.
    pub found: usize,
}

/// Compares the marks of a translation with those of its text. A translation that has the marks of the one before is as
/// good: its author had a reason.
pub(super) fn compare(source: &str, before: Option<&str>, target: &str) -> Vec<Difference> {
    let (wanted, found) = (counts(source), counts(target));
    if wanted == found || before.is_some_and(|before| counts(before) == found) {
        return Vec::new();
    }
    let all: std::collections::BTreeSet<_> = wanted.keys().chain(found.keys()).collect();
    let count = |counts: &BTreeMap<_, usize>, key| counts.get(key).copied().unwrap_or_default();
    let differences = all.into_iter().map(|key| Difference {
        kind: key.0,
        mark: key.1.clone(),
        wanted: count(&wanted, key),
        found: count(&found, key),
    });
    differences.filter(|it| it.wanted != it.found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, MarkKind, Role)> {
        marks(text).into_iter().map(|mark| (&text[mark.span], mark.kind, mark.role)).collect()
    }

    #[test]
    fn marks_are_found_in_their_order() {
        let text = "A *b* [c **d**](https://e.org) f.[^g-1][^h] <https://i.org>";
        let expected = [
            ("*", MarkKind::Emphasis, Role::Open(1)),
            ("*", MarkKind::Emphasis, Role::Close(1)),
            ("[", MarkKind::Link, Role::Open(2)),
            ("**", MarkKind::Strong, Role::Open(3)),
            ("**", MarkKind::Strong, Role::Close(3)),
            ("](https://e.org)", MarkKind::Link, Role::Close(2)),
            ("[^g-1]", MarkKind::Source, Role::Alone(4)),
            ("[^h]", MarkKind::Source, Role::Alone(5)),
            ("<https://i.org>", MarkKind::Link, Role::Alone(6)),
        ];
        assert_eq!(found(text), expected);
        assert_eq!(found("5 * 3 * 2, snake_case_word, a [b] c"), []);
    }

    #[test]
    fn lost_and_doubled_marks_are_told() {
        let source = "Der *Verein*.[^a][^b]";
        assert_eq!(compare(source, None, "The *club*.[^b][^a]"), []);
        let lost = compare(source, None, "The club.[^a][^a]");
        let told: Vec<_> = lost.iter().map(|it| (it.mark.as_str(), it.wanted, it.found)).collect();
        assert_eq!(told, [("[^a]", 1, 2), ("[^b]", 1, 0), ("*…*", 1, 0)]);
        assert_eq!(compare(source, Some("A club.[^a]"), "The club.[^a]"), []);
    }

    #[test]
    fn words_in_another_language_need_no_mark_in_it() {
        assert_eq!(compare("Der [club](lang:en) x.", None, "The club x."), []);
    }
}
