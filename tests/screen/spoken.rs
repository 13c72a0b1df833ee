//! The tree as plain text, as a screen reader would say it: a block a line, deeper ones further in.
//!
//! It has these marks: `‹ ›` around a link, `[en]` before words in another language, `¦` where two texts are apart on
//! the page and there is no space between them in the file: their words run together.

use std::fmt::Write as _;

use super::content::Run;
use super::reader::{Child, Element, Target, Tree};

/// A line to be spoken.
#[derive(Debug, Clone)]
pub struct Line {
    pub depth: usize,
    pub kind: String,
    /// The part between kind and words: `row`, `alt:`, `-> page 4`.
    pub note: String,
    pub words: String,
    /// Counted from 0; none for what has no place on a page.
    pub page: Option<usize>,
}

/// Normalises marks and spaces as a screen reader does: soft hyphens join, every space is one space.
pub fn heard(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            '\u{2011}' => out.push('-'),
            c if c.is_whitespace() && (out.is_empty() || out.ends_with(' ')) => {}
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Kinds that are within a line of text.
fn within_a_line(kind: &str) -> bool {
    matches!(kind, "Span" | "Link" | "Quote" | "Em" | "Strong" | "Code" | "Reference" | "Annot" | "Sub" | "Ruby")
}

/// The whole file.
pub fn whole(tree: &Tree) -> String {
    print(&lines(tree))
}

/// From a heading of the first level to before the next.
pub fn chapter(tree: &Tree, title: &str) -> String {
    let lines = lines(tree);
    let of_chapter = lines.iter().skip_while(|line| line.kind != "H1" || line.words != title);
    let chapter = of_chapter.enumerate().take_while(|(n, line)| *n == 0 || line.kind != "H1");
    print(&chapter.map(|(_, line)| line.clone()).collect::<Vec<_>>())
}

fn print(lines: &[Line]) -> String {
    let mut out = String::new();
    let mut page = None;
    for line in lines {
        if line.page.is_some() && line.page != page {
            page = line.page;
            let _ = writeln!(out, "p. {}", page.unwrap_or_default() + 1);
        }
        let parts = [[line.kind.as_str(), &line.note].join(" "), line.words.clone()];
        let parts: Vec<_> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        let _ = writeln!(out, "{}{}", "  ".repeat(line.depth), parts.join("  "));
    }
    out
}

/// Every line in reading order.
pub fn lines(tree: &Tree) -> Vec<Line> {
    let mut writer = Writer { tree, lines: Vec::new() };
    for element in &tree.elements {
        // The document itself says nothing.
        if element.kind == "Document" {
            writer.below(element, 0, tree.language.as_deref());
        } else {
            writer.element(element, 0, tree.language.as_deref());
        }
    }
    writer.lines
}

struct Writer<'a> {
    tree: &'a Tree,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn element(&mut self, element: &Element, depth: usize, language: Option<&str>) {
        let own = element.language.as_deref().or(language);
        let page = self.page(element);
        let mut line = Line { depth, kind: element.kind.clone(), note: note(element), words: String::new(), page };
        let mut marks = String::new();
        if own != language {
            let _ = write!(marks, "[{}] ", own.unwrap_or_default());
        }
        let long_form = element.long_form.as_ref().map(|it| format!(" (= {it})")).unwrap_or_default();
        let spoken_instead = element.alt.as_deref().map(heard);
        if let Some(alt) = spoken_instead.or_else(|| element.instead.as_deref().map(heard)) {
            let alt = alt + &long_form;
            let note = [line.note.as_str(), if element.alt.is_some() { "alt:" } else { "" }];
            note.join(" ").trim().clone_into(&mut line.note);
            line.words = marks + &alt;
            self.lines.push(line);
            return;
        }
        if let Some(only) = only_paragraph(element) {
            line.words = marks + &said(self.tree, only, own, true) + &long_form;
            self.lines.push(line);
            return;
        }
        let in_line = element.elements().all(|child| within_a_line(&child.kind) && inline_only(child));
        if element.kind == "Link" {
            line.note = format!("-> {}", target(self.tree, element));
        }
        if in_line {
            line.words = marks + &said(self.tree, element, own, element.kind != "Link") + &long_form;
            self.lines.push(line);
            return;
        }
        marks.trim_end().clone_into(&mut line.words);
        self.lines.push(line);
        self.below(element, depth + 1, own);
    }

    /// Blocks below a block, and text between them.
    fn below(&mut self, element: &Element, depth: usize, language: Option<&str>) {
        let mut loose = Element::default();
        for child in &element.children {
            match child {
                Child::Element(it) => {
                    self.text(&std::mem::take(&mut loose), depth, language);
                    self.element(it, depth, language);
                }
                Child::Mark { page, number } => loose.children.push(Child::Mark { page: *page, number: *number }),
                Child::Object { .. } => {}
                Child::Broken(what) => loose.children.push(Child::Broken(what.clone())),
            }
        }
        self.text(&loose, depth, language);
    }

    fn text(&mut self, loose: &Element, depth: usize, language: Option<&str>) {
        if !loose.children.is_empty() {
            let (page, words) = (self.page(loose), said(self.tree, loose, language, true));
            self.lines.push(Line { depth, kind: "(text)".to_owned(), note: String::new(), words, page });
        }
    }

    fn page(&self, element: &Element) -> Option<usize> {
        let marks = element.marks();
        let drawn = |(page, number): &&(usize, i64)| {
            let marked = self.tree.pages.get(*page).and_then(|page| page.drawn.marked.get(number));
            marked.is_some_and(|marked| !marked.runs.is_empty())
        };
        marks.iter().find(drawn).or_else(|| marks.first()).map(|(page, _)| *page)
    }
}

/// Where a link leads.
fn target(tree: &Tree, element: &Element) -> String {
    let of = |child: &Child| match child {
        Child::Object { page, id } => tree.link(*page, *id).map(|link| link.target.clone()),
        _ => None,
    };
    match element.children.iter().find_map(of) {
        Some(Target::Page(page)) => format!("p. {}", page + 1),
        Some(Target::Address(address)) => address,
        _ => "nothing".to_owned(),
    }
}

/// The only paragraph of a cell or of an item: it is heard as the cell itself.
fn only_paragraph(element: &Element) -> Option<&Element> {
    let cell = matches!(element.kind.as_str(), "TH" | "TD" | "Lbl" | "LBody" | "Caption");
    match &element.children[..] {
        [Child::Element(only)] if cell && only.kind == "P" && inline_only(only) && only.language.is_none() => {
            Some(only)
        }
        _ => None,
    }
}

/// Whether an element holds text alone, or parts of a line.
pub fn inline_only(element: &Element) -> bool {
    element.elements().all(|child| within_a_line(&child.kind) && inline_only(child))
}

fn note(element: &Element) -> String {
    let mut parts = Vec::new();
    if let Some(scope) = &element.scope {
        parts.push(if scope == "Column" { "col".to_owned() } else { scope.to_lowercase() });
    }
    if let Some(numbering) = element.numbering.as_deref().filter(|it| *it != "None") {
        parts.push(numbering.to_lowercase());
    }
    if element.columns > 1 {
        parts.push(format!("over {} columns", element.columns));
    }
    if element.rows > 1 {
        parts.push(format!("over {} rows", element.rows));
    }
    parts.join(" ")
}

/// A text of a page with the language that it is in.
pub struct Piece<'a> {
    pub run: &'a Run,
    pub page: usize,
    pub language: Option<String>,
    /// The target of the link around it.
    pub link: Option<String>,
}

/// Every text of an element, in reading order.
pub fn pieces<'a>(tree: &'a Tree, element: &Element, language: Option<&str>) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    for child in &element.children {
        match child {
            Child::Element(it) => {
                let below = pieces(tree, it, it.language.as_deref().or(language));
                let link = (it.kind == "Link").then(|| target(tree, it));
                found.extend(
                    below.into_iter().map(|piece| Piece { link: piece.link.or_else(|| link.clone()), ..piece }),
                );
            }
            Child::Mark { page, number } => {
                let marked = tree.pages.get(*page).and_then(|page| page.drawn.marked.get(number));
                let runs = marked.into_iter().flat_map(|marked| &marked.runs);
                found.extend(runs.map(|run| {
                    let language = run.language.clone().or_else(|| language.map(str::to_owned));
                    Piece { run, page: *page, language, link: None }
                }));
            }
            _ => {}
        }
    }
    found
}

/// Whether two texts are apart on the page.
pub fn apart(before: &Piece<'_>, after: &Piece<'_>) -> bool {
    let size = before.run.size.min(after.run.size);
    let (x, y) = (after.run.from[0] - before.run.to[0], after.run.from[1] - before.run.to[1]);
    before.page != after.page || x.abs() > 0.12 * size || y.abs() > 0.8 * size
}

/// Whether the file itself parts or joins two texts: by white, or by a hyphen at the end of a line.
pub fn joined_on_purpose(before: &str, after: &str) -> bool {
    let joins = |c: char| matches!(c, '-' | '–' | '—' | '/' | '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{2011}');
    before.ends_with(|c: char| c.is_whitespace() || joins(c))
        || after.starts_with(|c: char| c.is_whitespace() || c == '\u{AD}')
}

/// The words of an element, as they are heard.
pub fn words(tree: &Tree, element: &Element, language: Option<&str>) -> String {
    said(tree, element, language, false)
}

/// The same with `‹ ›` around links, and where they lead if the words do not say so.
fn said(tree: &Tree, element: &Element, language: Option<&str>, links: bool) -> String {
    let mut out = String::new();
    let mut spoken = language.map(str::to_owned);
    let mut before: Option<&Piece<'_>> = None;
    let mut open: Option<String> = None;
    let pieces = pieces(tree, element, language);
    for piece in pieces.iter().filter(|piece| !piece.run.text.is_empty()) {
        if let Some(before) = before
            && apart(before, piece)
            && !joined_on_purpose(&before.run.text, &piece.run.text)
        {
            out.push('¦');
        }
        let link = piece.link.as_ref().filter(|_| links);
        if link != open.as_ref() {
            close(&mut out, open.take());
            if let Some(link) = link {
                out.push('‹');
                open = Some(link.clone());
            }
        }
        if piece.language != spoken {
            let _ = write!(out, "[{}]", piece.language.as_deref().unwrap_or_default());
            spoken.clone_from(&piece.language);
        }
        out.push_str(&piece.run.text);
        before = Some(piece);
    }
    close(&mut out, open);
    heard(&out)
}

/// Ends a link.
fn close(out: &mut String, link: Option<String>) {
    let Some(link) = link else { return };
    let words = out.rsplit('‹').next().unwrap_or_default();
    let bare = link.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let told = heard(words).trim_end_matches('/') == bare.trim_end_matches('/');
    if !told {
        let _ = write!(out, " -> {link}");
    }
    out.push('›');
}
