//! Continues after a syntax error, so that one mistake does not hide the others in the file.
//!
//! A statement that cannot be parsed is overwritten with spaces, which keeps all offsets, and the file is parsed again. A
//! bracket or a text without an end would swallow the rest of the file. Because records are flat, a line that starts a
//! statement in the first column shows that the statement before it should have ended.

use std::ops::Range;

/// The most syntax errors that are reported for one file.
const MOST: usize = 300;

/// The most bytes that are parsed for one file in total, because the file is parsed again after each error.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A construct without an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclosed {
    /// `[1, 2`
    List,
    /// `{ a = 1`
    Table,
    /// `"""text`
    Text,
    /// `"text`
    Line,
}

/// A syntax error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    /// Found because of the line after it.
    Unclosed(Unclosed),
    /// Reported by the parser.
    Told(String),
    /// Where the listing stops: the first error beyond the limit, which stands for all further ones.
    Further,
}

/// Finds every syntax error of a file. Returns the text, in which every faulty statement is overwritten with spaces, and
/// the errors.
pub(super) fn recover(
    text: &str,
    first_error: impl Fn(&str) -> Option<(Range<usize>, String)>,
) -> (String, Vec<(Range<usize>, Slip)>) {
    let most = (MOST_BYTES / text.len().max(1)).clamp(20, MOST);
    let mut text = text.to_owned();
    let mut slips = Vec::new();
    while slips.len() < most
        && let Some((opener, kind, statement)) = unclosed(&text)
    {
        slips.push((opener, Slip::Unclosed(kind)));
        blank(&mut text, statement);
    }
    while slips.len() < most
        && let Some((span, message)) = first_error(&text)
    {
        let statement = statement_around(&text, span.start);
        if text[statement.clone()].bytes().all(|byte| matches!(byte, b' ' | b'\n')) {
            break;
        }
        slips.push((span, Slip::Told(message)));
        blank(&mut text, statement);
    }
    if let Some((span, _)) = first_error(&text) {
        slips.push((span, Slip::Further));
        text = text.chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
    }
    slips.sort_by_key(|(span, _)| span.start);
    (text, slips)
}

/// Replaces every byte except line ends by a space.
fn blank(text: &mut String, part: Range<usize>) {
    let spaces: String = text[part.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(part, &spaces);
}

/// Returns the lines with their offsets, each with its line end.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = start..start + line.len();
        start = span.end;
        (span, line)
    })
}

/// Returns the statement with an error: from its first line to the first line of the next. A table header includes all
/// entries of the table.
fn statement_around(text: &str, byte: usize) -> Range<usize> {
    let starts = statements(text);
    let line = text[..text.floor_char_boundary(byte)].rfind('\n').map_or(0, |end| end + 1);
    let start = starts.iter().copied().rfind(|start| *start <= line).unwrap_or(0);
    // If the statement before it is complete, the error is in the line that the parser names.
    let start = if line_is_new(text, start, line) { line } else { start };
    let header = text[start..].starts_with('[');
    let next = starts.into_iter().find(|at| *at > byte && (!header || text[*at..].starts_with('[')));
    start..next.unwrap_or(text.len())
}

/// Returns where statements start, not counting lines inside a text or a list.
pub(super) fn statements(text: &str) -> Vec<usize> {
    let mut scan = Scan::default();
    let mut starts = Vec::new();
    for (span, line) in lines(text) {
        let new = begins(line) || has_colon(line);
        if scan.text.is_none() && (is_header(line) || scan.open.is_empty() && new) {
            starts.push(span.start);
            scan.open.clear();
        }
        scan.line(line, span.start);
    }
    starts
}

/// Returns whether a line without a key or a table header is separate, because the statement before it is complete.
fn line_is_new(text: &str, start: usize, line: usize) -> bool {
    line > start && !has_open(&text[start..line])
}

/// Returns whether brackets, braces or a text are open at the end of a part.
fn has_open(part: &str) -> bool {
    let mut scan = Scan::default();
    for (span, line) in lines(part) {
        scan.line(line, span.start);
    }
    scan.text.is_some() || !scan.open.is_empty()
}

/// Returns whether a line starts a statement if nothing is open: a table header, or a key with `=`.
fn begins(line: &str) -> bool {
    line.starts_with('[') || value_of(line).is_some()
}

/// Returns whether a line is a table header and not an entry of a list.
fn is_header(line: &str) -> bool {
    header_name(line).is_some()
}

/// Returns the name in a table header, `[seat]` or `[[members]]`, even without the closing bracket.
pub(super) fn header_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('[')?;
    let rest = rest.strip_prefix('[').unwrap_or(rest);
    let (name, behind) = rest.split_once(']').unwrap_or((rest, ""));
    let behind = behind.trim_start_matches(']').trim();
    if !behind.is_empty() && !behind.starts_with('#') {
        return None;
    }
    let name = name.split('#').next().unwrap_or_default().trim();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    is_name.then_some(name)
}

/// Returns the key of a line `key = value` that starts in the first column.
pub(super) fn key_name(line: &str) -> Option<&str> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(line.len());
    let value = line[end..].trim_start().strip_prefix('=')?;
    (end > 0 && !value.starts_with('=')).then_some(&line[..end])
}

/// Returns what follows `=` in a line `key = value` that starts in the first column.
fn value_of(line: &str) -> Option<&str> {
    line[key_name(line)?.len()..].trim_start().strip_prefix('=')
}

/// Returns whether a line is a key and a value with a colon between them, as in YAML: `seat: "Unna"`.
fn has_colon(line: &str) -> bool {
    let end = line.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).unwrap_or(line.len());
    let value = line[end..].trim_start().strip_prefix(':').map(str::trim_start);
    end > 0 && value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_digit() || "\"'[{-".contains(c)))
}

/// Returns the first construct that does not end before a line that starts a statement: its place, and the statement up to
/// that line.
fn unclosed(text: &str) -> Option<(Range<usize>, Unclosed, Range<usize>)> {
    let mut scan = Scan::default();
    let mut statement = 0;
    let mut last = ' ';
    for (span, line) in lines(text) {
        if let Some(at) = scan.text {
            // Prose may contain `=`, but hardly a table header or three quotation marks.
            let new = is_header(line) || value_of(line).is_some_and(|value| value.trim_start().starts_with("\"\"\""));
            if new {
                return Some((at..at + 3, Unclosed::Text, statement..span.start));
            }
        } else if let Some(&(at, opener)) = scan.open.last() {
            // Inside braces a key may start a line, but only after a comma.
            let new = is_header(line) || (value_of(line).is_some() && (opener == '[' || !matches!(last, ',' | '{')));
            if new {
                let kind = if opener == '[' { Unclosed::List } else { Unclosed::Table };
                return Some((at..at + 1, kind, statement..span.start));
            }
        } else if begins(line) {
            statement = span.start;
        }
        let new = scan.text.is_none() && begins(line);
        scan.line(line, span.start);
        if let Some(at) = scan.unended.take().filter(|_| new) {
            let rest = text.get(span.end..).unwrap_or_default();
            let next = lines(rest).find(|(_, line)| begins(line)).map_or(rest.len(), |(span, _)| span.start);
            return Some((at..at + 1, Unclosed::Line, statement..span.end + next));
        }
        last = line.trim_end().chars().next_back().unwrap_or(last);
    }
    match (scan.text, scan.open.last()) {
        (Some(at), _) => Some((at..at + 3, Unclosed::Text, statement..text.len())),
        (None, Some(&(at, '['))) => Some((at..at + 1, Unclosed::List, statement..text.len())),
        (None, Some(&(at, _))) => Some((at..at + 1, Unclosed::Table, statement..text.len())),
        (None, None) => None,
    }
}

/// The open constructs while a file is read.
#[derive(Debug, Default)]
struct Scan {
    /// Brackets and braces of values, with their offsets.
    open: Vec<(usize, char)>,
    /// The offset of a text of several lines.
    text: Option<usize>,
    /// The mark that ends it.
    mark: char,
    /// The offset of a text of one line that does not end on its line.
    unended: Option<usize>,
}

impl Scan {
    /// Reads a line at an offset.
    fn line(&mut self, line: &str, start: usize) {
        let mut at = 0;
        // The brackets of a table header are not a list.
        if self.text.is_none() && self.open.is_empty() && line.starts_with('[') {
            return;
        }
        while let Some(c) = line[at..].chars().next() {
            let triple = matches!(c, '"' | '\'') && line[at..].chars().take(3).filter(|next| *next == c).count() == 3;
            match (self.text, c) {
                (Some(_), '\\') if self.mark == '"' => at += 1,
                (Some(_), _) if triple && c == self.mark => {
                    // One or two more marks belong to the text.
                    let marks = line[at..].chars().take_while(|next| *next == c).count().min(5);
                    self.text = None;
                    at += marks - 1;
                }
                (None, '#') => return,
                (None, '"' | '\'') if triple => {
                    (self.text, self.mark) = (Some(start + at), c);
                    at += 2;
                }
                (None, '"' | '\'') => {
                    let Some(length) = quoted(&line[at..], c) else {
                        self.unended = Some(start + at);
                        return;
                    };
                    at += length;
                }
                (None, '[' | '{') => self.open.push((start + at, c)),
                (None, ']' | '}') => {
                    self.open.pop();
                }
                _ => {}
            }
            at += line[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// Returns the length of a text of one line before its closing mark, if it has one.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if mark == '"' => escaped = true,
            _ if c == mark => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(usize, Unclosed, String)> {
        let (span, kind, statement) = unclosed(text)?;
        Some((span.start, kind, text[statement].to_owned()))
    }

    #[test]
    fn what_does_not_end_is_found_where_it_begins() {
        assert_eq!(found("a = [1, 2\nb = 3\n"), Some((4, Unclosed::List, "a = [1, 2\n".into())));
        assert_eq!(found("x = 1\na = { b = 1\n[t]\n"), Some((10, Unclosed::Table, "a = { b = 1\n".into())));
        let text = "a = \"\"\"\nprose\n[t]\n";
        assert_eq!(found(text), Some((4, Unclosed::Text, "a = \"\"\"\nprose\n".into())));
        assert_eq!(found("a = \"x\nprose\n\nb = 1\n"), Some((4, Unclosed::Line, "a = \"x\nprose\n\n".into())));
        assert_eq!(found("a = [\n"), Some((4, Unclosed::List, "a = [\n".into())));
    }

    #[test]
    fn what_ends_is_left_alone() {
        for text in [
            "a = [\n  1, # ]\n  \"x]\",\n]\nb = { c = 1,\nd = 2 }\n[t]\n[[u]]\n",
            "a = \"\"\"\nx = y\n\\\"\"\"\n\"\"\"\nb = 'it\\'\nc = \"\\\"\"\n",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn each_line_with_a_colon_is_a_slip_of_its_own() {
        let error = |text: &str| text.find(": ").map(|at| (at..at + 1, "no".to_owned()));
        let lines = "short_name: \"x\"\n".repeat(111);
        assert_eq!(recover(&format!("a = 1\n{lines}b = 2\n"), error).1.len(), 111);
        assert!(!has_colon("Hinweis: \"so\"\n") && !has_colon("so: ein Satz\n") && has_colon("count: 3\n"));
    }

    #[test]
    fn what_is_not_listed_is_one_slip() {
        let error = |text: &str| text.find('?').map(|at| (at..at + 1, "no".to_owned()));
        let (text, slips) = recover(&"a = ?\n".repeat(1000), error);
        assert_eq!((slips.len(), text.trim()), (MOST + 1, ""));
        assert_eq!(slips.last(), Some(&(6 * MOST + 4..6 * MOST + 5, Slip::Further)));
    }

    #[test]
    fn a_slip_takes_away_its_statement_alone() {
        let error = |text: &str| text.find('?').map(|at| (at..at + 1, "no".to_owned()));
        let (text, slips) = recover("a = 1\nb = ?\nprose\n\nc = 2\n[t?\nd = 1\n[u]\n", error);
        assert_eq!(text, "a = 1\n     \n     \n\nc = 2\n   \n     \n[u]\n");
        assert_eq!(slips.len(), 2);
    }
}
