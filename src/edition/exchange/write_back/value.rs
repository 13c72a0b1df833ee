//! Values as TOML, in the notation of the value that they replace.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::order::Order;
use crate::edition::records::Date;
use crate::edition::records::node::{Node, Step};
use crate::edition::records::schema::{DATE_FORM, DAY_FORM};

/// Writes values into a file.
pub(super) struct Writer<'a> {
    /// The line end of the file.
    pub line_end: &'a str,
    /// The order of keys.
    pub order: &'a Order,
}

impl Writer<'_> {
    /// Returns a value as TOML. `before` is what it replaces, whose notation it keeps as far as it can hold the value.
    pub(super) fn value(&self, value: &Value, node: Option<&Node<'_>>, path: &[Step], before: Option<&str>) -> String {
        match value {
            Value::String(text) if is_bare_date(text, node) => text.clone(),
            Value::String(text) => self.text(text, before.unwrap_or("\"")),
            Value::Array(items) => {
                let item = node.and_then(Node::item);
                let entry = |(index, value)| {
                    let path = [path, &[Step::Index(index)]].concat();
                    self.value(value, item.as_ref(), &path, None)
                };
                format!("[{}]", items.iter().enumerate().map(entry).collect::<Vec<_>>().join(", "))
            }
            Value::Object(table) => self.table(table, node, path),
            Value::Number(number) => grouped(&number.to_string(), before.unwrap_or_default()),
            other => other.to_string(),
        }
    }

    /// Returns a table in braces.
    fn table(&self, table: &Map<String, Value>, node: Option<&Node<'_>>, path: &[Step]) -> String {
        let entries: Vec<_> = self.entries(table, node, path).map(|(key, value)| format!("{key} = {value}")).collect();
        format!("{{ {} }}", entries.join(", "))
    }

    /// Returns the keys of a table in their order, each with its value as TOML.
    pub(super) fn entries<'b>(
        &'b self,
        table: &'b Map<String, Value>,
        node: Option<&'b Node<'_>>,
        path: &'b [Step],
    ) -> impl Iterator<Item = (String, String)> + 'b {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| self.order.rank(path, name));
        entries.into_iter().map(move |(name, value)| {
            let below = [path, &[Step::Key(name.clone())]].concat();
            (key(name), self.value(value, node.and_then(|node| node.key(name)).as_ref(), &below, None))
        })
    }

    /// Returns a text in the quotation marks of the one before, or in others that can hold it.
    fn text(&self, text: &str, before: &str) -> String {
        let is_plain = |c: char| !c.is_control() || c == '\t';
        let is_literal = before.starts_with('\'');
        // An escape in the place of a line break is reported as a slip.
        let is_long = before.starts_with("'''") || before.starts_with("\"\"\"") || text.contains('\n');
        if before.starts_with("'''") && !text.contains("'''") && !text.ends_with('\'') {
            if text.chars().all(|c| is_plain(c) || c == '\n') {
                return format!("'''{}{}'''", self.opening(text, before), self.lines(text));
            }
        } else if is_literal && !is_long && !text.contains('\'') && text.chars().all(is_plain) {
            return format!("'{text}'");
        }
        if is_long {
            return format!("\"\"\"{}{}\"\"\"", self.opening(text, before), self.lines(&escaped_lines(text)));
        }
        format!("\"{}\"", escaped(text))
    }

    /// Returns the line break after opening quotation marks, which is no part of the text: if the text before had one or
    /// stood on one line, or if this text begins with one, which would not be read.
    fn opening(&self, text: &str, before: &str) -> &str {
        let was_short = !before.starts_with("'''") && !before.starts_with("\"\"\"");
        let had_one = was_short || before[3..].starts_with(['\n', '\r']);
        if had_one || text.starts_with('\n') { self.line_end } else { "" }
    }

    fn lines(&self, text: &str) -> String {
        text.replace('\n', self.line_end)
    }
}

/// Returns a key, in quotation marks if it needs them.
pub(super) fn key(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { format!("\"{}\"", escaped(key)) }
}

/// Returns whether a text is a day that TOML writes without quotation marks (TOML 1.1, "Local Date").
fn is_bare_date(text: &str, node: Option<&Node<'_>>) -> bool {
    let form = node.and_then(|node| node.text("format"));
    form.is_some_and(|form| form == DATE_FORM || form == DAY_FORM) && matches!(text.parse(), Ok(Date::Day(_)))
}

/// Groups the digits of a number by underscores if those of the number before were grouped.
fn grouped(number: &str, before: &str) -> String {
    let digits = number.trim_start_matches('-');
    if !before.contains('_') || digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = number[..number.len() - digits.len()].to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// Escapes a text for quotation marks on one line (TOML 1.1, "Basic strings").
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '"' => out.push_str("\\\""),
            '\t' => out.push(c),
            c => push_escaped(&mut out, c),
        }
        out
    })
}

/// Escapes a text for three quotation marks, between which line breaks, tabs and single quotation marks stay.
fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let last = text.chars().count().saturating_sub(1);
    for (index, c) in text.chars().enumerate() {
        marks = if c == '"' { marks + 1 } else { 0 };
        match c {
            '"' if marks == 3 || index == last => {
                marks = 0;
                out.push_str("\\\"");
            }
            '"' | '\n' | '\t' => out.push(c),
            c => push_escaped(&mut out, c),
        }
    }
    out
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\r' => out.push_str("\\r"),
        // Writing to a string cannot fail.
        c if c.is_control() => drop(write!(out, "\\u{:04X}", u32::from(c))),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::records::schema::RecordKind;

    fn text(text: &str, before: &str) -> String {
        let writer = Writer { line_end: "\n", order: Order::of(RecordKind::Cluster) };
        let written = writer.value(&Value::from(text), None, &[], Some(before));
        let parsed: toml::Table = format!("a = {written}\n").parse().expect(&written);
        assert_eq!(parsed["a"].as_str(), Some(text), "{written}");
        written
    }

    #[test]
    fn a_text_keeps_the_quotation_marks_that_can_hold_it() {
        assert_eq!(text("b", "\"a\""), "\"b\"");
        assert_eq!(text("b", "'a'"), "'b'");
        assert_eq!(text("it’s \"b\"", "'a'"), "'it’s \"b\"'");
        assert_eq!(text("it's", "'a'"), "\"it's\"");
        assert_eq!(text("b\nc", "'a'"), "\"\"\"\nb\nc\"\"\"");
        assert_eq!(text("b\nc\n", "\"\"\"\na\n\"\"\""), "\"\"\"\nb\nc\n\"\"\"");
        assert_eq!(text("b", "\"\"\"a\"\"\""), "\"\"\"b\"\"\"");
        assert_eq!(text("b\\c\n", "'''\na\n'''"), "'''\nb\\c\n'''");
        assert_eq!(text("b'", "'''\na\n'''"), "\"\"\"\nb'\"\"\"");
    }

    #[test]
    fn any_text_is_read_back_as_it_is() {
        let hard = ["", "\"", "\"\"\"\"", "'''", "\\", "\t", "\r\n", "\u{7f}\u{0}", "\n", "\na", "a\"", "=1+1", "ä😀"];
        for value in hard {
            for before in ["\"a\"", "'a'", "\"\"\"\na\"\"\"", "'''\na'''", "\"\"\"a\"\"\""] {
                text(value, before);
            }
        }
    }

    #[test]
    fn digits_stay_grouped() {
        assert_eq!(grouped("8700", "8_500"), "8_700");
        assert_eq!(grouped("1200000", "8_500"), "1_200_000");
        assert_eq!(grouped("-1200", "8_500"), "-1_200");
        assert_eq!(grouped("870", "8_500"), "870");
        assert_eq!(grouped("8700", "8500"), "8700");
        assert_eq!(grouped("8700.5", "8_500"), "8700.5");
    }
}
