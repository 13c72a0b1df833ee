//! Texts in the pieces that are translated one by one: paragraphs, headings, list entries.

use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A paragraph, a quotation, or a whole text of one line.
    Paragraph,
    /// A heading, with its level.
    Heading(usize),
    /// An entry of a list.
    Entry,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its place in the text, without the signs before it that make it a heading or an entry.
    pub span: Range<usize>,
}

/// Returns the pieces of a text of Markdown. All that is between them stays as it is when they are replaced.
pub(crate) fn split(text: &str) -> Vec<Piece> {
    if !text.trim().contains('\n') {
        return piece(text, 0, text.len(), Kind::Paragraph).into_iter().collect();
    }
    let mut pieces = Vec::new();
    let mut open: Option<(usize, Kind)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let written = line.trim_start();
        let margin = start + (line.len() - written.len());
        let (mark, kind) = mark(written, open.map(|(_, kind)| kind));
        if written.is_empty() || mark > 0 {
            close(text, &mut open, start, &mut pieces);
        }
        match kind {
            _ if written.is_empty() => {}
            Kind::Heading(_) => pieces.extend(piece(text, margin + mark, end, kind)),
            _ if open.is_none() => open = Some((margin + mark, kind)),
            _ => {}
        }
        start = end;
    }
    close(text, &mut open, text.len(), &mut pieces);
    pieces
}

/// Returns the pieces of lines, which are joined by line breaks.
pub(crate) fn split_lines(text: &str) -> Vec<Piece> {
    let mut start = 0;
    let lines = text.split('\n').map(|line| {
        let begin = start;
        start += line.len() + 1;
        Piece { kind: Kind::Paragraph, span: begin..begin + line.len() }
    });
    lines.collect()
}

fn close(text: &str, open: &mut Option<(usize, Kind)>, end: usize, pieces: &mut Vec<Piece>) {
    if let Some((begin, kind)) = open.take() {
        pieces.extend(piece(text, begin, end, kind));
    }
}

/// Returns a piece without the blanks around it, if it has any words.
fn piece(text: &str, start: usize, end: usize, kind: Kind) -> Option<Piece> {
    let written = &text[start..end];
    let start = start + (written.len() - written.trim_start().len());
    let end = start + written.trim().len();
    (start < end).then_some(Piece { kind, span: start..end })
}

/// Returns how many bytes at the start of a line are the sign of a heading or an entry, and what it makes of the line.
fn mark(line: &str, open: Option<Kind>) -> (usize, Kind) {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '\t']) {
        return (hashes + 1, Kind::Heading(hashes));
    }
    if line.starts_with(['-', '*', '+']) && line[1..].starts_with([' ', '\t']) {
        return (2, Kind::Entry);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_numbered = (1..=9).contains(&digits)
        && line[digits..].starts_with(['.', ')'])
        && line[digits + 1..].starts_with([' ', '\t']);
    // In a paragraph, only 1. begins a list (CommonMark 0.31, 5.3): other numbers are part of a sentence.
    if is_numbered && (open != Some(Kind::Paragraph) || &line[..digits] == "1") {
        return (digits + 2, Kind::Entry);
    }
    (0, Kind::Paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(Kind, &str)> {
        split(text).into_iter().map(|piece| (piece.kind, &text[piece.span])).collect()
    }

    #[test]
    fn paragraphs_headings_and_entries_are_pieces() {
        let text = "\nOne\nmore line.\n\n### Head\nTwo.\n\n- a\n  b\n- c\n\n1. d\n2. e\n\n> quoted\n";
        let expected = [
            (Kind::Paragraph, "One\nmore line."),
            (Kind::Heading(3), "Head"),
            (Kind::Paragraph, "Two."),
            (Kind::Entry, "a\n  b"),
            (Kind::Entry, "c"),
            (Kind::Entry, "d"),
            (Kind::Entry, "e"),
            (Kind::Paragraph, "> quoted"),
        ];
        assert_eq!(texts(text), expected);
    }

    #[test]
    fn a_number_in_a_sentence_begins_no_list() {
        assert_eq!(texts("In the year\n2019. That was it.\n"), [(Kind::Paragraph, "In the year\n2019. That was it.")]);
        assert_eq!(texts("*Emphasis*\n\n#tag\n").len(), 2);
    }

    #[test]
    fn a_text_of_one_line_is_one_piece_with_all_its_signs() {
        assert_eq!(texts("  1. FC Köln \n"), [(Kind::Paragraph, "1. FC Köln")]);
        assert_eq!(texts(" \n"), []);
    }

    #[test]
    fn each_line_of_a_list_of_lines_is_a_piece() {
        let spans: Vec<_> = split_lines("a\nbc").into_iter().map(|piece| piece.span).collect();
        assert_eq!(spans, [0..1, 2..4]);
    }
}
