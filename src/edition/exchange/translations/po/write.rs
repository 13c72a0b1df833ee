//! Writes PO files.

use std::fmt::Write as _;

use super::super::outgoing::{Outgoing, Text};
use super::header;
use crate::edition::translation::State;

/// Returns the texts as a PO file.
pub(in super::super) fn write(outgoing: &Outgoing<'_>) -> String {
    let mut out = String::new();
    let _ =
        writeln!(out, "# Translations of a brochure. Keep each msgctxt and the remark [sent …]: they say where a text");
    let _ = writeln!(out, "# belongs and what was exported.");
    let _ = writeln!(out, "msgid \"\"\nmsgstr {}", quoted(&header::text(outgoing)));
    for (record, text) in outgoing.texts() {
        out.push('\n');
        entry(&mut out, record, text);
    }
    out
}

fn entry(out: &mut String, record: &str, text: &Text<'_>) {
    for remark in &text.remarks {
        let _ = writeln!(out, "#. {remark}");
    }
    let _ = writeln!(out, "#: {record}:{}", text.line);
    if text.state == State::Stale {
        out.push_str("#, fuzzy\n");
    }
    let _ = writeln!(out, "msgctxt {}", quoted(&format!("{record}#{}", text.id)));
    let _ = writeln!(out, "msgid {}", quoted(text.source));
    let _ = writeln!(out, "msgstr {}", quoted(text.target.unwrap_or_default()));
}

/// Returns a text in quotation marks, with a line of its own for each of its lines.
fn quoted(text: &str) -> String {
    if !text.trim_end_matches('\n').contains('\n') {
        return format!("\"{}\"", escaped(text));
    }
    let lines = text.split_inclusive('\n').map(|line| format!("\n\"{}\"", escaped(line)));
    format!("\"\"{}", lines.collect::<String>())
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_of_several_lines_begins_on_a_line_of_its_own() {
        assert_eq!(quoted("a \"b\" \\ c\t"), r#""a \"b\" \\ c\t""#);
        assert_eq!(quoted("a\n\nb"), "\"\"\n\"a\\n\"\n\"\\n\"\n\"b\"");
        assert_eq!(quoted("a\n"), "\"a\\n\"");
        assert_eq!(quoted(""), "\"\"");
    }
}
