//! Records with everything that spreadsheets like to change, in every notation of TOML, go out and come back. The records of
//! a seed are always the same.

use std::fmt::Write as _;

use brochure::Language;
use brochure::diagnostics::short;
use brochure::edition::exchange::{earlier::Earlier, workbook};

use super::book::{Book, Cell};
use super::{export, records};
use crate::common::ProjectCopy;
use crate::common::random::Random;

/// Texts that programs take for something else, or that are hard to keep.
const TEXTS: [&str; 40] = [
    "Müller & Söhne",
    "007",
    "01067",
    "=1+1",
    "+49 2303",
    "-5",
    "@SUM(A1)",
    "1.3.",
    "1.3",
    "TRUE",
    "WAHR",
    "null",
    "1e5",
    "12/1",
    "1899-12-31",
    "31.12.1899",
    "2019-03-05",
    "0x1F",
    "😀🚀",
    "„Zitat“",
    "say \"no\"",
    "it's",
    "back\\slash",
    "a\tb",
    "zwei\nZeilen",
    "\nvorn",
    "hinten\n",
    "a\n\n\nb",
    "<b>&amp;</b>",
    "_x000D_",
    "_x0041_",
    "'quoted",
    "#REF!",
    "a; b",
    "ja",
    "n. a.",
    "\u{A0}fest\u{A0}",
    "weich",
    "ﬁ ½ ²",
    "]]>",
];

/// About the most characters of a name, and of a text.
const LONG_NAME: usize = 200;
const LONG_TEXT: usize = 1900;

/// The texts and values that are drawn.
struct Draw(Random);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    fn happens(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    fn text(&mut self) -> String {
        let mut text = TEXTS[self.below(TEXTS.len())].to_owned();
        if self.happens(3) {
            text.push_str(TEXTS[self.below(TEXTS.len())]);
        }
        if self.happens(40) {
            // A word longer than a line is refused.
            text = vec![text.as_str(); LONG_NAME / (text.len() + 1)].join(" ");
        }
        text
    }

    /// A text in one of the notations of TOML.
    fn written(&mut self) -> String {
        let text = self.text();
        let plain = |text: &str| !text.contains(['\n', '\'']) && !text.contains('\u{7f}');
        match self.below(5) {
            0 if plain(&text) => format!("'{text}'"),
            1 => format!("\"\"\"\n{}\"\"\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
            2 if !text.contains("'''") && !text.ends_with('\'') => format!("'''\n{text}'''"),
            3 => {
                let escaped = text.chars().map(|c| {
                    if c.is_ascii_alphanumeric() { c.to_string() } else { format!("\\U{:08X}", u32::from(c)) }
                });
                format!("\"{}\"", escaped.collect::<String>())
            }
            _ => toml::Value::String(text.replace('\n', " ")).to_string(),
        }
    }

    fn description(&mut self) -> String {
        if self.happens(10) {
            let text = "Wort ".repeat(LONG_TEXT / 5);
            return format!("{{ de = \"{0}\", en = \"{0}\" }}", text.trim_end());
        }
        self.per_language()
    }

    fn per_language(&mut self) -> String {
        format!("{{ de = {}, en = {} }}", self.inline(), self.inline())
    }

    /// A text on one line, for a table in braces.
    fn inline(&mut self) -> String {
        let text = self.text();
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        format!("\"{escaped}\"")
    }

    fn date(&mut self) -> String {
        [
            "1899-12-31",
            "2019-03-05",
            "\"2019-03\"",
            "\"2019-Q1\"",
            "\"2019-spring\"",
            "1871",
            "'2019'",
            "\"2019-03-05\"",
        ][self.below(8)]
        .to_owned()
    }

    fn number(&mut self) -> String {
        ["0", "72", "1_200", "+5", "0x1F", "0o17", "0b11", "9_999"][self.below(8)].to_owned()
    }

    fn comment(&mut self) -> &'static str {
        ["", "", " # Anmerkung", "\t# \"x\" = 1 ]", " #"][self.below(5)]
    }

    fn line(&mut self, out: &mut String, key: &str, value: &str) {
        if self.happens(4) {
            out.push_str("# über der Zeile\n");
        }
        let gap = ["=", " = ", "   =  "][self.below(3)];
        let comment = self.comment();
        writeln!(out, "{key}{gap}{value}{comment}").expect("a text");
    }
}

/// The record of a cluster.
fn record(seed: u64) -> String {
    let mut random = Draw(Random::new(seed));
    let r = &mut random;
    let mut out = String::new();
    let values = [("official_name", r.written()), ("short_name", "'A'".to_owned()), ("description", r.description())];
    for (key, value) in values {
        r.line(&mut out, key, &value);
    }
    out.push_str("\n# Der Sitz\n[seat]\n");
    let city = if r.happens(2) { r.written() } else { r.per_language() };
    r.line(&mut out, "city", &city);
    r.line(&mut out, "latitude", "51.540");
    r.line(&mut out, "longitude", "7.69");
    for _ in 0..r.below(4) {
        out.push_str("\n[[members]]\n");
        let (count, date, basis) = (r.number(), r.date(), r.per_language());
        r.line(&mut out, "count", &count);
        r.line(&mut out, "date", &date);
        r.line(&mut out, "basis", &basis);
        r.line(&mut out, "source", "[\"a\"]");
    }
    for _ in 0..r.below(3) {
        out.push_str("\n  [[people]]\n");
        let (name, function, date) = (r.written(), r.per_language(), r.date());
        r.line(&mut out, "name", &name);
        r.line(
            &mut out,
            "function.de",
            &function[function.find('"').expect("a text")..function.find(", en").expect("en")],
        );
        r.line(&mut out, "as_of", &date);
        r.line(&mut out, "contact", "false");
    }
    if r.happens(2) {
        out.push_str("\n[contact] # Adresse\n");
        let (street, code) = (r.written(), r.written());
        r.line(&mut out, "street", &street);
        r.line(&mut out, "care_of", &code);
        r.line(&mut out, "postal_code", "'01067'");
    }
    out.push_str("\n[mix]\nshares = [ # Anteile\n");
    for _ in 0..=r.below(2) {
        let name = r.per_language();
        writeln!(out, "  {{ name = {name}, percent = 1.50 }}, # x").expect("a text");
    }
    out.push_str("]\n\n[[sources]]\nid = \"a\"\ntitle = \"A\"\n# Ende");
    if r.happens(4) {
        out = out.replace('\n', "\r\n");
    }
    if r.happens(6) {
        out.insert(0, '\u{FEFF}');
    }
    out
}

/// Another value for a cell, in the form that its field needs.
fn other(key: &str, cell: &Cell) -> Option<Cell> {
    let text = match key {
        "count" => "4711",
        "percent" => "2.5",
        "date" | "as_of" => "2012-02-29",
        "latitude" => "50.1",
        "postal_code" => "00815",
        "street" | "care_of" | "official_name" | "description.en" | "basis.de" => "=neu; \"x\" 'y' \\ ä😀\nz",
        "seat.city.de" | "seat.city.en" | "name.de" | "name.en" => "Köln",
        _ => return None,
    };
    (*cell != Cell::Empty && *cell != Cell::from(text)).then(|| Cell::from(text))
}

/// Changes every cell that can be changed. Returns what was there.
fn change(book: &mut Book) -> Vec<(usize, usize, usize, Cell)> {
    let mut before = Vec::new();
    for (number, sheet) in book.sheets.iter_mut().enumerate().filter(|(_, sheet)| sheet.name != "_brochure") {
        if sheet.rows.len() < 3 || sheet.name == "Instructions" {
            continue;
        }
        let keys = sheet.rows[1].clone();
        for row in 2..sheet.rows.len() {
            for (column, key) in keys.iter().enumerate() {
                let Cell::Text(key) = key else { continue };
                if let Some(other) = sheet.rows[row].get(column).and_then(|cell| other(key, cell)) {
                    before.push((number, row, column, std::mem::replace(&mut sheet.rows[row][column], other)));
                }
            }
        }
    }
    before
}

fn import(copy: &ProjectCopy, book: &Book) -> Option<(String, String)> {
    let import = workbook::import(&copy.project(), &records(copy), &[("a.xlsx".to_owned(), book.save())]);
    let told: Vec<_> = import.diagnostics.iter().map(short).collect();
    assert!(told.is_empty(), "{told:#?}");
    import.files.into_iter().next().map(|file| (file.before, file.after))
}

#[test]
fn any_record_comes_back_as_it_went_out() {
    let count = std::env::var("RANDOM_RECORDS").ok().and_then(|count| count.parse().ok()).unwrap_or(60);
    let copy = ProjectCopy::of_records();
    copy.keep_chapters(&["niro"]);
    let mut changed = 0;
    for seed in 1..=count {
        let record = record(seed);
        assert!(record.trim_start_matches('\u{FEFF}').parse::<toml::Table>().is_ok(), "seed {seed}:\n{record}");
        copy.write(crate::common::NIRO, &record);
        let mut book = Book::open(&export(&records(&copy), Language::En));
        assert_eq!(import(&copy, &book), None, "seed {seed}:\n{record}");

        let before = change(&mut book);
        let Some((_, after)) = import(&copy, &book) else { continue };
        changed += before.len();
        copy.write(crate::common::NIRO, &after);
        assert_eq!(import(&copy, &book), None, "seed {seed}: a second import changes nothing");
        // What is no value is as it was.
        let comments = |text: &str| text.lines().filter(|line| line.contains("# ")).count();
        assert!(comments(&after) >= comments(&record), "seed {seed}:\n{record}\n-----\n{after}");

        let mut book = Book::open(&export(&records(&copy), Language::En));
        for (sheet, row, column, cell) in before {
            book.sheets[sheet].rows[row][column] = cell;
        }
        let (now, back) = import(&copy, &book).expect("changes");
        let mut earlier = Earlier::default();
        earlier.keep(&record, &after);
        assert_eq!(earlier.restore(&now, &back), Some(record.as_str()), "seed {seed}:\n{back}");
    }
    assert!(changed > 100, "only {changed} cells were changed");
}
