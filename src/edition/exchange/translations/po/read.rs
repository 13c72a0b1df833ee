//! Reads PO files.

use std::ops::Range;

use super::super::unit::{Fault, Returned, Sent, Unit};
use super::header::Header;
use super::lines::{self, Keyword, Line};

/// The most faults that are reported: a file of another format has one on each line.
const MOST_FAULTS: usize = 100;

/// Reads a PO file. What cannot be read is reported with its place, and the rest is read.
pub(in super::super) fn read(text: &str) -> Returned {
    let mut reader = Reader::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let begin = start + (line.len() - line.trim_start().len());
        let span = begin..begin + written.len();
        start += line.len();
        match lines::read(written) {
            Ok(line) => reader.add(line, span),
            Err((message, hint)) if reader.out.faults.len() < MOST_FAULTS => {
                reader.is_broken = true;
                reader.out.faults.push(Fault::new(span, message, hint));
            }
            Err(_) => break,
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    entry: Entry,
    /// What a line of more text belongs to.
    open: Option<Keyword>,
    /// Whether a line of the entry could not be read.
    is_broken: bool,
    has_head: bool,
    out: Returned,
}

#[derive(Default)]
struct Entry {
    context: Option<String>,
    id: Option<String>,
    translation: Option<String>,
    is_plural: bool,
    is_fuzzy: bool,
    remarks: String,
    span: Range<usize>,
    target_span: Range<usize>,
}

impl Reader {
    fn add(&mut self, line: Line, span: Range<usize>) {
        match line {
            Line::Other | Line::Obsolete => self.end_text(),
            Line::Remark(remark) => {
                self.end_text();
                self.entry.remarks.push_str(&remark);
                self.entry.remarks.push('\n');
            }
            Line::Flags(flags) => {
                self.end_text();
                self.entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            }
            Line::Text(keyword, text) => self.begin_text(keyword, text, span),
            Line::More(text) => match self.open {
                Some(keyword) => self.extend_text(keyword, &text, span),
                None => self.fault(span, "this text belongs to no entry", "put msgid or msgstr before it"),
            },
        }
    }

    /// An entry ends at what is not a text after its translation.
    fn end_text(&mut self) {
        if self.open.take().is_some() && self.entry.translation.is_some() {
            self.end_entry();
        }
    }

    fn begin_text(&mut self, keyword: Keyword, text: String, span: Range<usize>) {
        let is_next = match keyword {
            Keyword::Context => self.entry.id.is_some() || self.entry.context.is_some(),
            Keyword::Id => self.entry.id.is_some(),
            Keyword::Plural => false,
            Keyword::Str(form) => form == 0 && self.entry.translation.is_some(),
        };
        if is_next {
            self.end_entry();
        }
        if self.entry.span.is_empty() {
            self.entry.span = span.clone();
        }
        self.open = Some(keyword);
        match keyword {
            Keyword::Context => self.entry.context = Some(text),
            Keyword::Id => {
                self.entry.id = Some(text);
                self.entry.span.end = span.end;
            }
            Keyword::Str(0) => {
                self.entry.translation = Some(text);
                self.entry.target_span = span;
            }
            Keyword::Plural | Keyword::Str(_) => self.entry.is_plural = true,
        }
    }

    fn extend_text(&mut self, keyword: Keyword, text: &str, span: Range<usize>) {
        let entry = &mut self.entry;
        let extended = match keyword {
            Keyword::Context => &mut entry.context,
            Keyword::Id => &mut entry.id,
            Keyword::Str(0) => {
                entry.target_span.end = span.end;
                &mut entry.translation
            }
            Keyword::Plural | Keyword::Str(_) => return,
        };
        if let Some(extended) = extended {
            extended.push_str(text);
        }
    }

    fn end_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        let is_broken = std::mem::take(&mut self.is_broken);
        let (Some(id), Some(translation)) = (entry.id, entry.translation) else {
            if !is_broken && !entry.span.is_empty() {
                let hint =
                    "an entry has the lines msgctxt, msgid and msgstr: copy them from the file that was exported";
                self.fault(entry.span, "this entry is not complete", hint);
            }
            return;
        };
        if id.is_empty() && entry.context.is_none() {
            if !self.has_head {
                self.head(&translation, entry.target_span);
            }
        } else if entry.is_plural {
            let hint = "write one translation, in msgstr; no text of a brochure depends on a number";
            self.fault(entry.span, "this entry has several forms for numbers", hint);
        } else if !is_broken {
            self.out.units.push(Unit {
                id: entry.context,
                source: id,
                target: translation,
                needs_review: entry.is_fuzzy,
                sent: Sent::find(&entry.remarks),
                span: entry.span,
                target_span: entry.target_span,
            });
        }
    }

    fn head(&mut self, text: &str, span: Range<usize>) {
        self.has_head = true;
        let header = Header::read(text);
        if let Some(charset) = header.other_charset() {
            let message = format!("the head of the file says that it is in {charset}, and it is in UTF-8");
            self.fault(span.clone(), &message, "write charset=UTF-8 if the umlauts are right; else export again");
        }
        self.out.edition = header.edition;
        self.out.from = header.from;
        self.out.to = header.to;
        self.out.head = span;
    }

    fn fault(&mut self, span: Range<usize>, message: &str, hint: &str) {
        if self.out.faults.len() < MOST_FAULTS {
            self.out.faults.push(Fault::new(span, message, hint));
        }
    }

    fn finish(mut self) -> Returned {
        self.end_entry();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"X-Brochure-Edition: 2019\\n\"\n\n";

    #[test]
    fn entries_are_read_with_their_lines() {
        let text = format!(
            "{HEAD}#. The headline.\n#. [sent -]\n#: clusters/niro.toml:9\n#, fuzzy\nmsgctxt \"a#b\"\nmsgid \"\"\n\"x\\n\"\n\
            \"y\"\nmsgstr \"z\"\nmsgctxt \"a#c\"\nmsgid \"u\"\nmsgstr \"\"\n#~ msgid \"old\"\n#~ msgstr \"o\"\n"
        );
        let read = read(&text);
        assert_eq!(read.faults, []);
        assert_eq!((read.to.as_deref(), read.edition.as_deref()), (Some("en"), Some("2019")));
        let [one, two] = read.units.as_slice() else { panic!("{:?}", read.units) };
        assert_eq!((one.id.as_deref(), one.source.as_str(), one.target.as_str()), (Some("a#b"), "x\ny", "z"));
        assert!(one.needs_review && one.sent == Some(Sent::Nothing));
        assert_eq!(&text[one.target_span.clone()], "msgstr \"z\"");
        assert_eq!((two.id.as_deref(), two.source.as_str(), two.target.as_str()), (Some("a#c"), "u", ""));
        assert!(!two.needs_review && two.sent.is_none());
    }

    #[test]
    fn all_that_cannot_be_read_is_reported_with_its_place() {
        let text = format!(
            "{HEAD}msgctxt \"a\"\nmsgid \"b\nmsgstr \"c\"\n\nmsgctxt \"d\"\nmsgid \"e\"\nmsgid_plural \"f\"\n\
            msgstr[0] \"g\"\nmsgstr[1] \"h\"\n\nmsgctxt \"i\"\nmsgstr \"j\"\n\nmsgctxt \"k\"\nmsgid \"l\"\nmsgstr \"m\"\n"
        );
        let read = read(&text);
        let faults: Vec<_> = read.faults.iter().map(|it| (&text[it.span.clone()], it.message.as_str())).collect();
        let expected = [
            ("msgid \"b", "the quotation mark that ends the text is missing"),
            ("msgctxt \"d\"\nmsgid \"e\"", "this entry has several forms for numbers"),
            ("msgctxt \"i\"", "this entry is not complete"),
        ];
        assert_eq!(faults, expected);
        assert_eq!(read.units.len(), 1);
    }

    #[test]
    fn a_file_of_another_format_gives_few_faults() {
        assert_eq!(read(&"prose\n".repeat(10_000)).faults.len(), MOST_FAULTS);
    }
}
