//! Writes XLIFF 1.2.

use std::fmt::Write as _;
use std::ops::Range;

use quick_xml::escape::{escape, partial_escape};

use super::super::marks::{Mark, MarkKind, Role, marks};
use super::super::names::Names;
use super::super::outgoing::{Outgoing, Text};
use crate::edition::translation::State;

/// Returns the texts as a file of XLIFF 1.2.
pub(in super::super) fn write(outgoing: &Outgoing<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
    );
    let Outgoing { edition, as_of, from, to, .. } = outgoing;
    for (record, texts) in &outgoing.records {
        let _ = writeln!(
            out,
            "  <file original=\"{}\" source-language=\"{from}\" target-language=\"{to}\" datatype=\"plaintext\" \
            product-name=\"brochure\" product-version=\"{}\" date=\"{as_of}T00:00:00Z\">\n    <body>",
            escape(*record),
            escape(*edition)
        );
        for text in texts {
            unit(&mut out, text, &outgoing.names);
        }
        out.push_str("    </body>\n  </file>\n");
    }
    out.push_str("</xliff>\n");
    out
}

fn unit(out: &mut String, text: &Text<'_>, names: &Names) {
    let field = text.id.split('/').next().unwrap_or_default();
    let limit = text.limit.map(|most| format!(" maxwidth=\"{most}\" size-unit=\"char\"")).unwrap_or_default();
    let (id, field) = (escape(&text.id), escape(field));
    let _ = writeln!(out, "      <trans-unit id=\"{id}\" resname=\"{field}\" xml:space=\"preserve\"{limit}>");
    let _ = writeln!(out, "        <source>{}</source>", content(text.source, &names.places(text.source)));
    if let Some(target) = text.target {
        let state = if text.state == State::Stale { "needs-review-translation" } else { "translated" };
        let _ = writeln!(out, "        <target state=\"{state}\">{}</target>", content(target, &[]));
    }
    let remarks = partial_escape(text.remarks.join("\n")).into_owned();
    let _ = writeln!(out, "        <note from=\"brochure\">{remarks}</note>\n      </trans-unit>");
}

/// Returns a text with its marks as codes, and with names that are not translated.
fn content(text: &str, names: &[Range<usize>]) -> String {
    let marks = marks(text);
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for mark in &marks {
        if mark.span.start < start {
            continue;
        }
        words(&mut out, text, start..mark.span.start, names);
        code(&mut out, mark, &text[mark.span.clone()]);
        start = mark.span.end;
    }
    words(&mut out, text, start..text.len(), names);
    out
}

/// Adds a part of a text without marks.
fn words(out: &mut String, text: &str, part: Range<usize>, names: &[Range<usize>]) {
    let mut start = part.start;
    for name in names.iter().filter(|name| part.start <= name.start && name.end <= part.end) {
        out.push_str(&partial_escape(&text[start..name.start]));
        let _ = write!(out, "<mrk mtype=\"protected\">{}</mrk>", partial_escape(&text[name.clone()]));
        start = name.end;
    }
    out.push_str(&partial_escape(&text[start..part.end]));
}

fn code(out: &mut String, mark: &Mark, written: &str) {
    let kind = match mark.kind {
        MarkKind::Source => "x-source",
        MarkKind::Link => "link",
        MarkKind::Emphasis => "italic",
        MarkKind::Strong => "bold",
        MarkKind::Passage => "x-language",
    };
    let written = partial_escape(written);
    let _ = match mark.role {
        Role::Open(id) => write!(out, "<bpt id=\"{id}\" ctype=\"{kind}\">{written}</bpt>"),
        Role::Close(id) => write!(out, "<ept id=\"{id}\">{written}</ept>"),
        Role::Alone(id) => write!(out, "<ph id=\"{id}\" ctype=\"{kind}\">{written}</ph>"),
    };
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn marks_are_codes_and_names_are_protected() {
        let text = "NIRO & *er*[^a]";
        let expected = "<mrk mtype=\"protected\">NIRO</mrk> &amp; <bpt id=\"1\" ctype=\"italic\">*</bpt>er<ept id=\"1\">*\
            </ept><ph id=\"2\" ctype=\"x-source\">[^a]</ph>";
        assert_eq!(content(text, std::slice::from_ref(&(0..4))), expected);
    }
}
