//! Markdown in a text that is printed as it is written.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::literal_marks::protect;

/// Returns the first mark of emphasis, link, code, heading or source in a text. A mark that Markdown too would print as it
/// is written, such as the star in "Mitarbeiter*innen", is none.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    if !text.contains(['*', '_', '`', '[', '#', '<']) {
        return None;
    }
    let text = protect(text, "");
    let mark = |(event, span): (Event<'_>, Range<usize>)| {
        let length = match event {
            Event::Start(Tag::Strong) => 2,
            Event::Start(Tag::Emphasis | Tag::Heading { .. } | Tag::Link { .. }) | Event::Code(_) => 1,
            Event::InlineHtml(_) => span.len(),
            _ => return None,
        };
        Some(span.start..span.start + length)
    };
    let marks = Parser::new_ext(&text, Options::ENABLE_FOOTNOTES).into_offset_iter().filter_map(mark);
    let source = text.find("[^").filter(|at| text[*at..].contains(']')).map(|at| at..at + "[^".len());
    marks.chain(source).min_by_key(|place| place.start)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn marks_that_would_be_printed_are_found() {
        for (text, mark) in [
            ("Das *Ziel* der Reise", "*"),
            ("Das **Ziel** der Reise", "**"),
            ("Das _Ziel_ der Reise", "_"),
            ("# Das Ziel", "#"),
            ("Das [Ziel](https://example.org) der Reise", "["),
            ("Das `Ziel` der Reise", "`"),
            ("Das Ziel[^presse] der Reise", "[^"),
            ("Das Ziel<br>der Reise", "<br>"),
        ] {
            let place = find(text).expect(text);
            assert_eq!(&text[place], mark, "{text}");
        }
    }

    #[test]
    fn characters_of_ordinary_text_are_no_marks() {
        for text in
            ["Mitarbeiter*innen", "2*3*4", "Platz #1", "[sic]", "snake_case_name", "a < b > c", "* gegründet 2006"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
