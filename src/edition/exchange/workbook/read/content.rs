//! The meaning of a cell: understood where it is certain, and asked about where it is not.

use std::fmt;

use super::misread::{Misread, misread};
use super::number::{is_equal, number};
use crate::diagnostics::nearest;
use crate::edition::exchange::workbook::columns::{Column, Form};
use crate::edition::exchange::workbook::texts::{SEPARATOR, parts};
use crate::edition::exchange::workbook::words::Words;
use crate::edition::load::read_date;
use crate::edition::records::node::Node;
use crate::edition::records::{Date, Language};

/// The content of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) enum Content {
    Text(String),
    Number(f64),
    Flag(bool),
    /// A day, in the form of a record.
    Day(String),
    /// A day with a time, or a time.
    Moment(String),
    /// A formula with the result that was last shown.
    Formula(String),
    /// An error such as `#REF!`.
    Error(String),
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Day(text) | Self::Moment(text) | Self::Formula(text) | Self::Error(text) => {
                f.write_str(text)
            }
            Self::Number(number) => f.write_str(&written(*number)),
            Self::Flag(flag) => f.write_str(if *flag { "TRUE" } else { "FALSE" }),
        }
    }
}

/// Days of the calendar of spreadsheets that may be meant by a number: 1954 to 2091.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=70_000.0;

/// Years that a date may have.
const YEARS: std::ops::RangeInclusive<f64> = 1500.0..=2200.0;

/// The digits of a German postal code.
const POSTAL_CODE: usize = 5;

/// Returns the text of a field from a cell; `sent` is the text that went out.
pub(in super::super) fn understand(
    content: Option<&Content>,
    column: &Column,
    node: Option<&Node<'_>>,
    sent: &str,
) -> Result<String, Misread> {
    let Some(content) = content else { return Ok(String::new()) };
    match content {
        Content::Text(text) if same_text(text, sent) => Ok(sent.to_owned()),
        Content::Text(text) => from_text(text.trim(), column, node, sent),
        Content::Number(number) => from_number(*number, column, sent),
        Content::Flag(flag) if column.form == Form::Flag => Ok(flag.to_string()),
        Content::Flag(flag) => {
            let shown = if *flag { "TRUE" } else { "FALSE" };
            misread(
                format!("the cell holds the logical value {shown}, not a text"),
                "give the cell the format Text, and write what is meant",
            )
        }
        Content::Day(day) if column.form == Form::Date => {
            if day.parse::<Date>().is_ok() {
                Ok(day.clone())
            } else {
                misread_date(day)
            }
        }
        Content::Day(day) => misread(
            format!("the cell holds the date {day}, which a program may have made of another text"),
            "give the cell the format Text, and write what is meant",
        ),
        Content::Moment(moment) => misread(
            format!("the cell holds {moment}, a date with a time"),
            "give the cell the format Text, and write the day without the time, such as 2019-03-05",
        ),
        Content::Formula(shown) => {
            let hint = if shown.is_empty() { String::new() } else { format!(", such as {shown}") };
            misread("the cell holds a formula, which is never computed here", format!("write its result{hint}"))
        }
        Content::Error(error) => {
            misread(format!("the cell holds the error {error}"), "write the value, or empty the cell")
        }
    }
}

/// Returns whether a text is the one that went out, but for blanks around it, which programs take away.
fn same_text(text: &str, sent: &str) -> bool {
    text == sent || text.trim() == sent.trim()
}

fn from_text(text: &str, column: &Column, node: Option<&Node<'_>>, sent: &str) -> Result<String, Misread> {
    if text.is_empty() {
        return Ok(String::new());
    }
    match column.form {
        Form::Text | Form::Name(_) => Ok(text.to_owned()),
        Form::Names(_) | Form::List | Form::Ids => Ok(parts(text, column.form).join(SEPARATOR)),
        Form::Flag => flag(text),
        Form::Code => code(text, column, node),
        Form::Date => date(text),
        Form::Whole | Form::Number => number(text, column, sent),
    }
}

fn flag(text: &str) -> Result<String, Misread> {
    match yes_or_no(text) {
        Some(is_yes) => Ok(is_yes.to_string()),
        None => misread(format!("`{text}` is neither yes nor no"), "write yes or no, or empty the cell"),
    }
}

/// Reads yes or no in any language.
pub(in super::super) fn yes_or_no(text: &str) -> Option<bool> {
    let lower = text.trim().to_lowercase();
    let is = |is_yes| Language::ALL.iter().any(|language| Words::of(*language).flag(is_yes) == lower);
    match lower.as_str() {
        "true" | "wahr" | "x" => Some(true),
        "false" | "falsch" => Some(false),
        _ if is(true) => Some(true),
        _ if is(false) => Some(false),
        _ => None,
    }
}

fn code(text: &str, column: &Column, node: Option<&Node<'_>>) -> Result<String, Misread> {
    let lower = text.to_lowercase();
    if let Some(code) = column.codes.iter().find(|code| code.to_lowercase() == lower) {
        return Ok((*code).to_owned());
    }
    let also = node.and_then(|node| node.get("x-also")?.get(&lower)?.as_str());
    if let Some(code) = also {
        return Ok(code.to_owned());
    }
    let known = column.codes.join(", ");
    let hint = match nearest(&lower, &column.codes) {
        Some(code) => format!("did you mean `{code}`? The known values are: {known}"),
        None => format!("write one of: {known}"),
    };
    misread(format!("unknown value `{text}`"), hint)
}

fn date(text: &str) -> Result<String, Misread> {
    if text.parse::<Date>().is_ok() {
        return Ok(text.to_owned());
    }
    match read_date(text) {
        Some(reading) => match reading.certain() {
            Some(date) => Ok(date.to_owned()),
            None => misread(format!("`{text}` may be more than one date"), reading.hint().replace('"', "")),
        },
        None => misread_date(text),
    }
}

fn misread_date<T>(text: &str) -> Result<T, Misread> {
    misread(
        format!("`{text}` is not a date"),
        "write a day (2019-03-05), a month (2019-03), a quarter (2019-Q1), a season (2019-spring) or a year (2019)",
    )
}

fn from_number(number: f64, column: &Column, sent: &str) -> Result<String, Misread> {
    let text = written(number);
    if text == sent || is_equal(&text, sent) {
        return Ok(sent.to_owned());
    }
    let is_whole = number.fract() == 0.0 && number.abs() < 1e15;
    match column.form {
        Form::Whole if !is_whole => misread(
            format!("{text} is a number with decimals"),
            "write a whole number; a point between thousands may have been read as a decimal point",
        ),
        Form::Whole | Form::Number => Ok(text),
        Form::Date if is_whole && YEARS.contains(&number) => Ok(text),
        Form::Date if SERIALS.contains(&number) => {
            let day =
                calamine::ExcelDateTime::new(number, calamine::ExcelDateTimeType::DateTime, false).to_ymd_hms_milli();
            let day = format!("{:04}-{:02}-{:02}", day.0, day.1, day.2);
            misread(
                format!("the cell holds the number {text}, which may be a date without its format"),
                format!("write {day} if that is the day, in a cell with the format Text"),
            )
        }
        Form::Date => misread_date(&text),
        Form::Text if is_whole && column.plain_key().ends_with("postal_code") && text.len() < POSTAL_CODE => misread(
            format!("the cell holds the number {text}, from which zeros may have been dropped"),
            format!("write all digits in a cell with the format Text, such as {text:0>POSTAL_CODE$}"),
        ),
        Form::Text | Form::Name(_) | Form::Ids | Form::List if is_whole => Ok(text),
        _ => misread(
            format!("the cell holds the number {text}, which a program may have made of another text"),
            "give the cell the format Text, and write what is meant",
        ),
    }
}

/// Returns a number as a record has it.
fn written(number: f64) -> String {
    format!("{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(form: Form, key: &str) -> Column {
        let codes = vec!["exact", "about", "more_than"];
        Column {
            key: key.to_owned(),
            path: Vec::new(),
            form,
            language: None,
            about: String::new(),
            codes,
            is_needed: false,
        }
    }

    fn read(form: Form, key: &str, content: &Content, sent: &str) -> Result<String, String> {
        understand(Some(content), &column(form, key), None, sent)
            .map_err(|told| format!("{}; {}", told.message, told.hint))
    }

    fn text(form: Form, key: &str, text: &str) -> Result<String, String> {
        read(form, key, &Content::Text(text.to_owned()), "")
    }

    #[test]
    fn what_is_certain_is_understood() {
        for (form, key, written, read) in [
            (Form::Whole, "count", "1.200", "1200"),
            (Form::Whole, "count", "1 200", "1200"),
            (Form::Whole, "count", "1'200", "1200"),
            (Form::Whole, "count", " 72 ", "72"),
            (Form::Number, "value", "48,37", "48.37"),
            (Form::Number, "value", "1.200,5", "1200.5"),
            (Form::Number, "value", "1.200.000", "1200000"),
            (Form::Number, "latitude", "51,123", "51.123"),
            (Form::Number, "value", "–8", "-8"),
            (Form::Date, "date", "5.3.2019", "2019-03-05"),
            (Form::Date, "date", "März 2019", "2019-03"),
            (Form::Date, "date", "2019", "2019"),
            (Form::Date, "date", "2019-Q1", "2019-Q1"),
            (Form::Flag, "contact", "Ja", "true"),
            (Form::Flag, "contact", "no", "false"),
            (Form::Code, "qualifier", "About", "about"),
            (Form::Ids, "source", "a, b\nc", "a; b; c"),
            (Form::Text, "name", "  =1+1 ", "=1+1"),
        ] {
            assert_eq!(text(form, key, written), Ok(read.to_owned()), "{written}");
        }
        assert_eq!(read(Form::Text, "postal_code", &Content::Number(59423.0), ""), Ok("59423".to_owned()));
        assert_eq!(read(Form::Text, "postal_code", &Content::Number(1067.0), "01067"), Ok("01067".to_owned()));
        assert_eq!(read(Form::Whole, "count", &Content::Number(72.0), ""), Ok("72".to_owned()));
        assert_eq!(read(Form::Number, "value", &Content::Number(5.0), "5.0"), Ok("5.0".to_owned()));
        assert_eq!(read(Form::Date, "date", &Content::Day("2019-03-05".to_owned()), ""), Ok("2019-03-05".to_owned()));
        assert_eq!(read(Form::Date, "date", &Content::Number(2019.0), ""), Ok("2019".to_owned()));
        assert_eq!(read(Form::Text, "note", &Content::Text("a\n".to_owned()), " a\n\n"), Ok(" a\n\n".to_owned()));
    }

    #[test]
    fn what_is_not_certain_is_asked_about() {
        for (form, key, written, told) in [
            (
                Form::Whole,
                "count",
                "ca. 130",
                "`ca. 130` is not a plain number; write 130, and about under `qualifier`",
            ),
            (
                Form::Whole,
                "count",
                "n. a.",
                "`n. a.` is not a number; write digits, such as 72, or empty the cell if the number is not known",
            ),
            (Form::Number, "value", "1.200", "`1.200` may be 1200 or 1.2; write 1200 or 1.2"),
            (Form::Number, "value", "1.234", "`1.234` may be 1234 or 1.234; write 1234 or 1.2340"),
            (
                Form::Date,
                "date",
                "11/02/2006",
                "`11/02/2006` may be more than one date; write 2006-02-11, or 2006-11-02 if the month comes first",
            ),
            (
                Form::Flag,
                "contact",
                "vielleicht",
                "`vielleicht` is neither yes nor no; write yes or no, or empty the cell",
            ),
            (
                Form::Code,
                "qualifier",
                "abot",
                "unknown value `abot`; did you mean `about`? The known values are: exact, about, more_than",
            ),
        ] {
            assert_eq!(text(form, key, written), Err(told.to_owned()), "{written}");
        }
        for (form, key, content, told) in [
            (
                Form::Date,
                "date",
                Content::Number(43529.0),
                "the cell holds the number 43529, which may be a date without its format; write 2019-03-05 if that is the \
                 day, in a cell with the format Text",
            ),
            (
                Form::Text,
                "postal_code",
                Content::Number(1067.0),
                "the cell holds the number 1067, from which zeros may have been dropped; write all digits in a cell with \
                 the format Text, such as 01067",
            ),
            (
                Form::Text,
                "name",
                Content::Day("2026-03-01".to_owned()),
                "the cell holds the date 2026-03-01, which a program may have made of another text; give the cell the \
                 format Text, and write what is meant",
            ),
            (
                Form::Text,
                "name",
                Content::Flag(true),
                "the cell holds the logical value TRUE, not a text; give the cell the format Text, and write what is meant",
            ),
            (
                Form::Whole,
                "count",
                Content::Formula("75".to_owned()),
                "the cell holds a formula, which is never computed here; write its result, such as 75",
            ),
            (
                Form::Whole,
                "count",
                Content::Number(1.2),
                "1.2 is a number with decimals; write a whole number; a point between thousands may have been read as a \
                 decimal point",
            ),
        ] {
            assert_eq!(read(form, key, &content, ""), Err(told.to_owned()));
        }
    }
}
