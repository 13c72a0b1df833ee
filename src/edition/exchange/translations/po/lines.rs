//! The lines of a PO file.

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing, or a remark that means nothing to this program.
    Other,
    /// An entry that is not used any more.
    Obsolete,
    /// A remark of the exporting program.
    Remark(String),
    /// The flags of an entry.
    Flags(String),
    /// The start of a text.
    Text(Keyword, String),
    /// More of the text before.
    More(String),
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// Where the text belongs.
    Context,
    /// The text.
    Id,
    /// The text for other numbers.
    Plural,
    /// The translation; one for each form of numbers.
    Str(usize),
}

/// Why a line cannot be read, and what to do.
pub(super) type LineError = (String, &'static str);

const QUOTES: &str = "put the text between \" and \", and write \\\" for a quotation mark in it";

/// Reads a line.
pub(super) fn read(line: &str) -> Result<Line, LineError> {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix('#') {
        return Ok(match rest.chars().next() {
            Some('~') => Line::Obsolete,
            Some('.') => Line::Remark(rest[1..].trim().to_owned()),
            Some(',') => Line::Flags(rest[1..].to_owned()),
            _ => Line::Other,
        });
    }
    if line.is_empty() {
        return Ok(Line::Other);
    }
    if line.starts_with('"') {
        return unquote(line).map(Line::More);
    }
    let end = line.find([' ', '\t', '"']).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    let keyword = match word {
        "msgctxt" => Keyword::Context,
        "msgid" => Keyword::Id,
        "msgid_plural" => Keyword::Plural,
        "msgstr" => Keyword::Str(0),
        "domain" => return unquote(rest.trim()).map(|_| Line::Other),
        _ => {
            let message = "this line is not one of a PO file".to_owned();
            let hint = "remove it, or put it between \" and \" if it belongs to the text above";
            Keyword::Str(form(word).ok_or((message, hint))?)
        }
    };
    unquote(rest.trim()).map(|text| Line::Text(keyword, text))
}

/// Returns the number of `msgstr[1]`.
fn form(word: &str) -> Option<usize> {
    word.strip_prefix("msgstr[")?.strip_suffix(']')?.parse().ok()
}

/// Returns what is between quotation marks. The escapes are those of C.
fn unquote(written: &str) -> Result<String, LineError> {
    let Some(inner) = written.strip_prefix('"') else {
        return Err(("the text does not begin with a quotation mark".to_owned(), QUOTES));
    };
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' if inner[at + 1..].trim().is_empty() => return Ok(out),
            '"' => return Err(("there is more behind the quotation mark that ends the text".to_owned(), QUOTES)),
            '\\' => match letters.next().map(|(_, c)| c) {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(c @ ('"' | '\\' | '\'' | '?')) => out.push(c),
                Some('a' | 'b' | 'f' | 'v') => {}
                Some(c) => {
                    let hint = "write \\\\ for a backslash, \\n for a new line and \\\" for a quotation mark";
                    return Err((format!("`\\{c}` means nothing in a PO file"), hint));
                }
                None => break,
            },
            c => out.push(c),
        }
    }
    Err(("the quotation mark that ends the text is missing".to_owned(), QUOTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_line_is_read() {
        assert_eq!(read("msgid \"a \\\"b\\\" \\\\ c\\n\""), Ok(Line::Text(Keyword::Id, "a \"b\" \\ c\n".to_owned())));
        assert_eq!(read("msgstr[1] \"b\""), Ok(Line::Text(Keyword::Str(1), "b".to_owned())));
        assert_eq!(read("msgstr\"b\""), Ok(Line::Text(Keyword::Str(0), "b".to_owned())));
        assert_eq!(read("  \"more\"  "), Ok(Line::More("more".to_owned())));
        assert_eq!(read("#. [sent -]"), Ok(Line::Remark("[sent -]".to_owned())));
        assert_eq!(read("#, fuzzy, no-wrap"), Ok(Line::Flags(" fuzzy, no-wrap".to_owned())));
        assert_eq!(read("#~ msgid \"old\""), Ok(Line::Obsolete));
        assert_eq!(read("#| msgid \"before\""), Ok(Line::Other));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_reported() {
        let message = |line| read(line).expect_err("an error").0;
        assert_eq!(message("msgid \"a"), "the quotation mark that ends the text is missing");
        assert_eq!(message("msgid \"a\\"), "the quotation mark that ends the text is missing");
        assert_eq!(message("msgid a"), "the text does not begin with a quotation mark");
        assert_eq!(message("msgid \"a\" b\""), "there is more behind the quotation mark that ends the text");
        assert_eq!(message("msgid \"a\\d\""), "`\\d` means nothing in a PO file");
        assert_eq!(message("Some prose."), "this line is not one of a PO file");
        assert_eq!(message("msgstr[x] \"a\""), "this line is not one of a PO file");
    }
}
