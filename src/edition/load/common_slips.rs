//! Common ways of writing that are not TOML: decimal commas, units after numbers, German dates, quotation marks in a text.
//! Each is reported with what to write instead.

use std::ops::Range;

use serde_json::Value;

use super::date_slips::{has_day_form, read_date};
use super::number_slips::recognise_number;
use super::recover::key_name;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::Date;
use crate::edition::records::schema::{DAY_FORM, RecordKind};
use crate::text::characters::{Invisible, name_hidden};

/// A line with an error.
pub(super) struct Line<'a> {
    /// The line without its line end.
    pub text: &'a str,
    /// The byte offset of the line in the file.
    pub start: usize,
    /// The byte offset of the error in the line.
    pub error: usize,
}

type Told = Option<(Diagnostic, Range<usize>)>;

impl Line<'_> {
    /// Recognises a way of writing in the line, with its place in the file.
    pub(super) fn recognise(&self) -> Told {
        let value = self.value();
        self.control_character()
            .or_else(|| self.hidden())
            .or_else(|| self.remark())
            .or_else(|| self.header())
            .or_else(|| self.key())
            .or_else(|| self.colon())
            .or_else(|| self.comma(&value))
            .or_else(|| self.found(value.clone(), self.date(&value)))
            .or_else(|| self.found(value.clone(), yes_or_no(&self.text[value.clone()])))
            .or_else(|| self.found(value.clone(), self.number(&value)))
            .or_else(|| self.trailing(&value))
            .or_else(|| self.marks(&value))
            .or_else(|| self.brackets(&value))
            .or_else(|| self.bare_date())
    }

    /// Returns the key before a value.
    fn key_of(&self, value: &Range<usize>) -> Option<&str> {
        let key = self.text[..value.start].trim_end().strip_suffix('=')?.trim_end();
        key.rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()
    }

    /// Recognises the value of a key that takes a number.
    fn number(&self, value: &Range<usize>) -> Option<Diagnostic> {
        let key = self.key_of(value)?;
        let written = self.text[value.clone()].trim();
        if written.is_empty() || written.starts_with(['"', '\'', '[', '{']) || !takes(key, &is_number) {
            return None;
        }
        let no_number = || {
            let message = format!("`{written}` is not a number");
            let hint = "write digits, such as 72; leave the line out if the number is not known";
            written.parse::<f64>().is_err().then(|| Diagnostic::error(Code::SYNTAX, message).hint(hint))
        };
        recognise_number(key, written).or_else(no_number)
    }

    /// Recognises a date in another form: three numbers anywhere, anything else only for a key that takes a date.
    fn date(&self, value: &Range<usize>) -> Option<Diagnostic> {
        let written = &self.text[value.clone()];
        let takes_date = || self.key_of(value).is_some_and(|key| takes(key, &is_date)) && !written.starts_with('"');
        let read = read_date(written).filter(|_| has_day_form(written) || takes_date());
        let (message, hint) = match read {
            Some(date) => (format!("`{written}` is not a form of date that is allowed here"), date.hint()),
            None if has_day_form(written) && takes_date() && written.parse::<Date>().is_err() => (
                format!("`{written}` is not a date in the calendar"),
                "correct the day or the month; the order is year, month, day, such as 2019-03-05".to_owned(),
            ),
            None => return None,
        };
        Some(Diagnostic::error(Code::WRONG_DATE, message).hint(hint))
    }

    fn at(&self, part: Range<usize>) -> Range<usize> {
        self.start + part.start..self.start + part.end
    }

    fn found(&self, value: Range<usize>, diagnostic: Option<Diagnostic>) -> Told {
        diagnostic.map(|diagnostic| (diagnostic, self.at(value)))
    }

    /// Returns the value with the error: from the last `=` before it to the end of the entry.
    fn value(&self) -> Range<usize> {
        let before = self.text.get(..self.error).unwrap_or(self.text);
        let first = || self.text.find('=').map_or(self.text.len(), |at| at + 1);
        let from = before.rfind('=').map_or_else(first, |at| at + 1);
        let rest = &self.text[from..];
        let from = from + (rest.len() - rest.trim_start().len());
        let rest = &self.text[from..];
        let quoted = rest.starts_with(['"', '\'', '[', '{', '„']);
        let end = if quoted { rest.len() } else { rest.find([']', '}', '#']).unwrap_or(rest.len()) };
        let next_key = |at: &usize| key_name(rest[at + 1..].trim_start()).is_some();
        let end = rest[..end].match_indices(',').map(|(at, _)| at).find(|at| !quoted && next_key(at)).unwrap_or(end);
        from..from + rest[..end].trim_end().len()
    }

    /// Recognises a control character, as word processors leave them.
    fn control_character(&self) -> Told {
        let (at, letter) = self.text.char_indices().find(|(_, c)| c.is_control() && *c != '\t')?;
        let code = u32::from(letter);
        let diagnostic = Diagnostic::error(Code::SYNTAX, format!("invisible character U+{code:04X}"))
            .hint("delete it; to start a new line, press Enter");
        Some((diagnostic, self.at(at..at + letter.len_utf8())))
    }

    /// Recognises a character outside the quotation marks that looks like a space or like nothing, as copies of web
    /// pages bring it: without it, the line is TOML.
    fn hidden(&self) -> Told {
        let mut outside = true;
        let mut first = None;
        let plain = |(at, c): (usize, char)| {
            outside ^= c == '"';
            let name = name_hidden(c).filter(|_| outside && !c.is_ascii());
            if let Some(name) = name {
                first.get_or_insert((at, Invisible { character: c, name }));
                return c.is_whitespace().then_some(' ');
            }
            Some(c)
        };
        let repaired: String = self.text.char_indices().filter_map(plain).collect();
        let (at, found) = first.filter(|_| toml::de::DeTable::parse(&repaired).is_ok())?;
        let diagnostic = Diagnostic::error(Code::SYNTAX, format!("invisible character {found}"))
            .hint("delete it; type an ordinary space if one belongs there");
        Some((diagnostic, self.at(at..at + found.character.len_utf8())))
    }

    fn remark(&self) -> Told {
        let at = self.text.find("//").filter(|at| !self.text[..*at].ends_with(':'))?;
        let outside = self.text[..at].matches('"').count().is_multiple_of(2);
        let alone = outside && self.error >= at.saturating_sub(1);
        let diagnostic =
            Diagnostic::error(Code::SYNTAX, "two slashes do not start a comment").hint("a comment starts with #");
        alone.then(|| (diagnostic, self.at(at..at + 2)))
    }

    /// Recognises a table header with too few or too many brackets.
    fn header(&self) -> Told {
        let said = self.text.trim_end();
        let name: String = said
            .trim_start_matches('[')
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
            .collect();
        if !said.starts_with('[') || name.is_empty() || said.contains('=') {
            return None;
        }
        let right =
            if said.starts_with("[[") || said.contains("]]") { format!("[[{name}]]") } else { format!("[{name}]") };
        // A header that is written as it should be has another error: the table is there already.
        if said == right {
            return None;
        }
        let diagnostic =
            Diagnostic::error(Code::SYNTAX, "this is not a valid table header").hint(format!("write {right}"));
        Some((diagnostic, self.at(0..said.len())))
    }

    /// Recognises a key with spaces or letters that keys cannot have.
    fn key(&self) -> Told {
        let (key, _) = self.text.split_once('=')?;
        let name = key.trim();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        let words = name.split_whitespace().count();
        if name.is_empty() || name.chars().all(plain) || name.starts_with(['"', '\'', '[', '{']) || words > 4 {
            return None;
        }
        if self.error > key.len() {
            return None;
        }
        let start = key.len() - key.trim_start().len();
        let diagnostic = Diagnostic::error(Code::SYNTAX, format!("`{name}` is not a valid key"))
            .hint("keys consist of the letters a to z, digits, - and _, without spaces: short_name");
        Some((diagnostic, self.at(start..start + name.len())))
    }

    /// Recognises a colon instead of `=` inside braces.
    fn colon(&self) -> Told {
        let open = self.text.find('{')?;
        let at = open + self.text[open..].find(':')?;
        let key = self.text[open + 1..at].trim();
        let diagnostic = Diagnostic::error(Code::SYNTAX, "found a colon").hint("write = instead of :");
        (!key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
            .then(|| (diagnostic, self.at(at..at + 1)))
    }

    /// Recognises the next key behind a value without a comma, inside braces.
    fn comma(&self, value: &Range<usize>) -> Told {
        let text = &self.text[value.clone()];
        let blanks = || text.char_indices().filter(|(_, c)| c.is_whitespace());
        let is_quoted = text.starts_with(['"', '\'', '[', '{']);
        let (at, _) = blanks().find(|(at, _)| !is_quoted && key_name(text[*at..].trim_start()).is_some())?;
        let rest = text[at..].trim_start();
        let key = key_name(rest)?;
        let start = value.start + text.len() - rest.len();
        let diagnostic =
            Diagnostic::error(Code::SYNTAX, "a comma is missing").hint(format!("put a comma before `{key}`"));
        Some((diagnostic, self.at(start..start + key.len())))
    }

    /// Recognises a comma, semicolon or full stop after a complete value.
    fn trailing(&self, value: &Range<usize>) -> Told {
        let text = &self.text[value.clone()];
        let last = text.chars().next_back().filter(|c| matches!(c, ',' | ';' | '.'))?;
        let whole = text[..text.len() - 1].trim_end();
        let one = whole.len() > 1 && whole.starts_with('"') && whole[1..].find('"') == Some(whole.len() - 2);
        if !one && whole.parse::<f64>().is_err() {
            return None;
        }
        let at = value.start + text.len() - 1;
        let diagnostic = Diagnostic::error(Code::SYNTAX, format!("`{last}` after the value")).hint("remove it");
        Some((diagnostic, self.at(at..at + 1)))
    }

    /// Recognises straight quotation marks inside a text.
    fn marks(&self, value: &Range<usize>) -> Told {
        let text = &self.text[value.clone()];
        let inside = text.starts_with('"') && text.matches('"').count() > 2 && text.ends_with(['"', '}', ']']);
        let single = !text.contains(", ") || text.matches('"').count() % 2 == 1 || !text.contains("\", ");
        let diagnostic = Diagnostic::error(Code::SYNTAX, "quotation mark inside the text")
            .hint("inside a text, write typographic quotation marks („…“, ‘…’), or \\\" for a straight one");
        (inside && single && !text.starts_with("\"\"\"")).then(|| (diagnostic, self.at(value.clone())))
    }

    /// Recognises square brackets instead of braces.
    fn brackets(&self, value: &Range<usize>) -> Told {
        let inner = self.text[value.clone()].strip_prefix('[')?.trim_start();
        let key = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(inner.len());
        let diagnostic =
            Diagnostic::error(Code::SYNTAX, "keys in square brackets").hint("write braces: { de = \"…\", en = \"…\" }");
        let keys = key > 0 && inner[key..].trim_start().starts_with('=');
        keys.then(|| (diagnostic, self.at(value.start..value.start + 1)))
    }

    /// Recognises a month, a quarter or a season without quotation marks, valid or not.
    fn bare_date(&self) -> Told {
        let value = self.text.split_once('=')?.1.trim_start();
        let start = self.text.len() - value.len();
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(value.len());
        let date = &value[..end];
        let (year, _) = date.split_once('-')?;
        if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let read = date.parse::<Date>();
        let takes_date = || self.key_of(&(start..end)).is_some_and(|key| takes(key, &is_date));
        if matches!(read, Ok(Date::Day(_))) || (read.is_err() && !takes_date()) {
            return None;
        }
        let (message, hint) = if read.is_ok() {
            let hint = format!("only a day or a year can be written without them: write \"{date}\"");
            (format!("{date} needs quotation marks"), hint)
        } else {
            let hint = "write a day (2019-03-05), a month (\"2019-03\") or a year (2019)".to_owned();
            (format!("`{date}` is not a date in the calendar"), hint)
        };
        let diagnostic = Diagnostic::error(Code::WRONG_DATE, message).hint(hint);
        Some((diagnostic, self.at(start..start + end)))
    }
}

/// Returns whether the schema of a key satisfies a condition, wherever it is in the records.
fn takes(key: &str, is: &dyn Fn(&Value) -> bool) -> bool {
    RecordKind::ALL.iter().any(|kind| has_property(kind.form(), key, is))
}

fn has_property(schema: &Value, key: &str, is: &dyn Fn(&Value) -> bool) -> bool {
    match schema {
        Value::Object(table) => {
            let own = table.get("properties").and_then(|properties| properties.get(key));
            own.is_some_and(is) || table.values().any(|inner| has_property(inner, key, is))
        }
        Value::Array(items) => items.iter().any(|inner| has_property(inner, key, is)),
        _ => false,
    }
}

/// Returns whether a property is a number and no text.
fn is_number(property: &Value) -> bool {
    property.get("type").is_some_and(|kind| kind == "integer" || kind == "number")
}

fn is_date(property: &Value) -> bool {
    property.get("$ref").is_some_and(|name| name == "#/$defs/Date")
        || property.get("format").is_some_and(|form| form == DAY_FORM)
}

fn yes_or_no(value: &str) -> Option<Diagnostic> {
    let right = match value.to_lowercase().as_str() {
        "ja" | "yes" | "wahr" | "true" => "true",
        "nein" | "no" | "falsch" | "false" => "false",
        _ => return None,
    };
    let fault = Diagnostic::error(Code::SYNTAX, format!("this is not a value: {value}"));
    Some(fault.hint(format!("write {right}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(text: &str, error: usize) -> Option<String> {
        let (diagnostic, _) = Line { text, start: 0, error }.recognise()?;
        diagnostic.hint
    }

    #[test]
    fn dates_are_told_as_they_should_be_written() {
        for value in ["01.05.2017", "1.5.2017", "2017-5-1", "2017/05/01"] {
            let right = "write 2017-05-01: year, month, day";
            assert_eq!(hint(&format!("date = {value}"), 7).as_deref(), Some(right), "{value}");
        }
        for value in ["2006-11", "2006-Q4", "2006-autumn"] {
            let right = format!("only a day or a year can be written without them: write \"{value}\"");
            assert_eq!(hint(&format!("date = {value}"), 7), Some(right), "{value}");
        }
        assert!(hint("date = 2006-13", 7).is_some_and(|hint| hint.starts_with("write a day (2019-03-05)")));
    }

    #[test]
    fn other_slips() {
        assert_eq!(hint("latest = Ja", 9).as_deref(), Some("write true"));
        assert_eq!(hint("[[members]", 10).as_deref(), Some("write [[members]]"));
        assert_eq!((hint("[seat]", 1), hint("[[members]]", 2)), (None, None));
        assert_eq!(hint("[seat", 5).as_deref(), Some("write [seat]"));
        assert_eq!(hint("city = \"Unna\",", 13).as_deref(), Some("remove it"));
        assert_eq!(hint("a = { de: \"x\" }", 8).as_deref(), Some("write = instead of :"));
        assert!(hint("short name = \"x\"", 6).is_some_and(|hint| hint.contains("without spaces")));
        assert!(hint("a = \"x \"y\" z\"", 8).is_some_and(|hint| hint.contains("typographic")));
        assert!(hint("a = [ de = \"x\" ]", 9).is_some_and(|hint| hint.contains("braces")));
        assert_eq!(hint("a = \"b\" // c", 8).as_deref(), Some("a comment starts with #"));
        assert_eq!(hint("fields = [\"a\" \"b\"]", 14), None);
    }
}
