//! Faults in the description of the page.
//!
//! The files that the program contains show which keys there are and what kind of value each has.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;

use super::toml_file::Parsed;
use crate::diagnostics::{Code, Diagnostic, SourceFile, nearest};
use crate::format::{Face, Format, MeasureError, PageSize, read_measure};

const INKS: RangeInclusive<f64> = 0.0..=100.0;
const WEIGHTS: RangeInclusive<f64> = 100.0..=900.0;
const SCALES: RangeInclusive<f64> = 0.92..=1.08;
/// Bleed in mm.
const BLEEDS: RangeInclusive<f64> = 0.0..=20.0;
/// Width and height of a page in mm.
const SIDES: RangeInclusive<f64> = 100.0..=500.0;

const COLOUR: &str =
    "write the inks in per cent, such as [100, 10, 35, 70], or { cmyk = [100, 10, 35, 70], srgb = \"#00424b\" }";

/// Checks a theme against the one below it.
pub(super) fn check_theme(file: &Arc<SourceFile>, parsed: &Parsed, form: &Value) -> Vec<Diagnostic> {
    let mut check = Check { file, parsed, found: Vec::new() };
    check.table(&parsed.value, form, "", &mut |check, field, value, form| {
        if field.contains('.') {
            check.choice(field, value);
            return;
        }
        check.table(value, form, field, &mut |check, field, value, _| check.choice(field, value));
    });
    check.found
}

/// Checks frames against those that the program contains.
pub(super) fn check_frames(file: &Arc<SourceFile>, parsed: &Parsed, form: &Value) -> Vec<Diagnostic> {
    let mut check = Check { file, parsed, found: Vec::new() };
    check.frame("", &parsed.value, form);
    check.found
}

struct Check<'a> {
    file: &'a Arc<SourceFile>,
    parsed: &'a Parsed,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn fault(&mut self, field: &str, message: &str, hint: String) {
        let span = self.parsed.spans.nearest(field);
        self.found.push(Diagnostic::error(Code::DESIGN, message).at(self.file, span).in_field(field).hint(hint));
    }

    /// Checks the keys of a table, and calls a function with each that is known.
    fn table(
        &mut self,
        value: &Value,
        form: &Value,
        above: &str,
        entry: &mut dyn FnMut(&mut Self, &str, &Value, &Value),
    ) {
        let Some(keys) = form.as_object() else { return };
        let Some(table) = value.as_object() else {
            let names: Vec<_> = keys.keys().map(String::as_str).collect();
            let hint = format!("write a table [{above}] with some of the keys {}", names.join(", "));
            return self.fault(above, "this is not a table", hint);
        };
        for (key, value) in table {
            let field = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            match keys.get(key) {
                Some(form) => entry(self, &field, value, form),
                None => self.unknown(&field, key, &keys.keys().map(String::as_str).collect::<Vec<_>>()),
            }
        }
    }

    fn unknown(&mut self, field: &str, key: &str, known: &[&str]) {
        let hint = match nearest(key, known) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("remove it, or write one of: {}", known.join(", ")),
        };
        let span = self.parsed.spans.key(field).unwrap_or_else(|| self.parsed.spans.nearest(field));
        let fault = Diagnostic::error(Code::DESIGN, format!("unknown key `{key}`"));
        self.found.push(fault.at(self.file, span).in_field(field).hint(hint));
    }

    /// Checks a value of a theme by its field.
    fn choice(&mut self, field: &str, value: &Value) {
        match field {
            "type.display_weight" => self.number(field, value, WEIGHTS),
            "type.scale" => self.number(field, value, SCALES),
            "format.bleed" => self.number(field, value, BLEEDS),
            "format.page" => self.page(field, value),
            _ if field.starts_with("colour.") => self.colour(field, value),
            _ if value.as_str().is_none_or(|name| name.trim().is_empty()) => {
                let hint = "write it in quotation marks, such as \"Source Sans 3\"".to_owned();
                self.fault(field, "this is not the name of a family", hint);
            }
            _ => {}
        }
    }

    fn number(&mut self, field: &str, value: &Value, range: RangeInclusive<f64>) {
        let hint = format!("write a number from {} to {}", range.start(), range.end());
        match value.as_f64() {
            None => self.fault(field, "this is not a number", hint),
            Some(number) if !range.contains(&number) => {
                self.fault(field, "this number is out of range", hint);
            }
            Some(_) => {}
        }
    }

    fn page(&mut self, field: &str, value: &Value) {
        let side = |side: &Value| side.as_f64().is_some_and(|side| SIDES.contains(&side));
        let named = value.as_str().is_some_and(|name| PageSize::NAMES.contains(&name));
        let own = value.as_array().is_some_and(|sides| sides.len() == 2 && sides.iter().all(side));
        if !named && !own {
            let sizes: Vec<_> = PageSize::NAMES.iter().map(|size| format!("\"{size}\"")).collect();
            let hint = format!(
                "write one of {}, or width and height in mm, such as [200, 260], from {} to {}",
                sizes.join(", "),
                SIDES.start(),
                SIDES.end()
            );
            self.fault(field, "this is not the size of a page", hint);
        }
    }

    fn colour(&mut self, field: &str, value: &Value) {
        let Value::Object(table) = value else { return self.inks(field, value) };
        for key in table.keys().filter(|key| !["cmyk", "srgb"].contains(&key.as_str())) {
            self.unknown(&format!("{field}.{key}"), key, &["cmyk", "srgb"]);
        }
        match table.get("cmyk") {
            Some(inks) => self.inks(&format!("{field}.cmyk"), inks),
            None => self.fault(field, "this colour has no inks", COLOUR.to_owned()),
        }
        let digits = |text: &str| {
            text.strip_prefix('#').is_some_and(|it| it.len() == 6 && it.chars().all(|c| c.is_ascii_hexdigit()))
        };
        if table.get("srgb").is_some_and(|srgb| !srgb.as_str().is_some_and(digits)) {
            let hint = "write red, green and blue as six digits, such as \"#00424b\"".to_owned();
            self.fault(&format!("{field}.srgb"), "this is not a colour of a screen", hint);
        }
    }

    fn inks(&mut self, field: &str, value: &Value) {
        let shares: Option<Vec<_>> = value.as_array().and_then(|inks| inks.iter().map(Value::as_f64).collect());
        let Some(shares) = shares.filter(|shares| shares.len() == 4) else {
            return self.fault(field, "this is not a colour", COLOUR.to_owned());
        };
        if let Some(index) = shares.iter().position(|share| !INKS.contains(share)) {
            let hint = format!("write a number from {} to {}", INKS.start(), INKS.end());
            let field = format!("{field}[{index}]");
            self.fault(&field, "an ink has from 0 to 100 per cent", hint);
        }
    }

    /// Checks a value of frames against one of the same kind.
    fn frame(&mut self, field: &str, value: &Value, form: &Value) {
        match form {
            Value::Object(_) => {
                self.table(value, form, field, &mut |check, field, value, form| check.frame(field, value, form));
            }
            Value::Array(forms) => {
                let Some(items) = value.as_array().filter(|items| items.len() == forms.len()) else {
                    let hint = format!("write {} in square brackets, such as {form}", forms.len());
                    return self.fault(field, "this list has another length", hint);
                };
                for (index, (item, form)) in items.iter().zip(forms).enumerate() {
                    self.frame(&format!("{field}[{index}]"), item, form);
                }
            }
            Value::String(name) if Face::NAMES.contains(&name.as_str()) => self.face(field, value),
            Value::String(_) => self.measure(field, value, form),
            Value::Number(_) if !value.is_number() => {
                let hint = format!("write one without a unit, such as {form}");
                self.fault(field, "this is not a number", hint);
            }
            Value::Bool(_) if !value.is_boolean() => {
                self.fault(field, "this is neither true nor false", format!("write {form}"));
            }
            _ => {}
        }
    }

    fn face(&mut self, field: &str, value: &Value) {
        if value.as_str().is_none_or(|name| !Face::NAMES.contains(&name)) {
            let names: Vec<_> = Face::NAMES.iter().map(|name| format!("\"{name}\"")).collect();
            self.fault(field, "this is not a face of the theme", format!("write one of {}", names.join(", ")));
        }
    }

    fn measure(&mut self, field: &str, value: &Value, form: &Value) {
        // Every page has the same units.
        let page = Format::new(*SIDES.start(), *SIDES.end(), 0.0);
        match value.as_str().map_or(Err(MeasureError::Form), |text| read_measure(text, &page)) {
            Ok(_) => {}
            Err(MeasureError::Form) => {
                let hint = format!("write a number and a unit, such as {form}");
                self.fault(field, "this is not a measure", hint);
            }
            Err(MeasureError::Unit(unit)) => {
                let hint = format!("the units are {}", MeasureError::units().join(", "));
                self.fault(field, &format!("`{unit}` is not a unit"), hint);
            }
        }
    }
}

/// Returns a diagnostic as `file:line:column message: hint`.
#[cfg(test)]
pub(super) fn told(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().expect("a place");
    let (line, column) = place.file.line_column(place.span.start);
    let hint = diagnostic.hint.as_deref().unwrap_or_default();
    format!("{}:{line}:{column} {}: {hint}", place.file.name(), diagnostic.message)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::diagnostics::sort;
    use crate::edition::load::toml_file;

    fn told_of(
        text: &str,
        check: fn(&Arc<SourceFile>, &Parsed, &Value) -> Vec<Diagnostic>,
        form: &Value,
    ) -> Vec<String> {
        let file = Arc::new(SourceFile::new("a", text));
        let parsed = toml_file::parse(&file, &mut Vec::new());
        let mut found = check(&file, &parsed, form);
        sort(&mut found);
        found.iter().map(told).collect()
    }

    #[test]
    fn the_faults_of_a_theme_are_told_at_their_places() {
        let form = json!({
            "colour": { "depth": 0, "route": 0, "paper": 0, "sea": 0, "river": 0 },
            "type": { "sans": 0, "scale": 0 },
            "format": { "page": 0, "bleed": 0 },
        });
        let text = "[colour]\nsky = [1, 2, 3, 4]\nroute = [0, 780, 90, 0]\npaper = \"white\"\nsea = { cmyk = [1, 2, 3] }\n\
            river = { cmyk = [1, 2, 3, 4], srgb = \"blue\", rgb = 1 }\ndepth = { srgb = \"#000000\" }\n[type]\nsans = 3\n\
            scale = 2\n[format]\npage = \"A6\"\nbleed = \"3 mm\"\n[x]\n";
        let expected = [
            "a:2:1 unknown key `sky`: remove it, or write one of: depth, paper, river, route, sea",
            "a:3:13 an ink has from 0 to 100 per cent: write a number from 0 to 100",
            "a:4:9 this is not a colour: write the inks in per cent, such as [100, 10, 35, 70], or \
             { cmyk = [100, 10, 35, 70], srgb = \"#00424b\" }",
            "a:5:16 this is not a colour: write the inks in per cent, such as [100, 10, 35, 70], or \
             { cmyk = [100, 10, 35, 70], srgb = \"#00424b\" }",
            "a:6:39 this is not a colour of a screen: write red, green and blue as six digits, such as \"#00424b\"",
            "a:6:47 unknown key `rgb`: did you mean `srgb`?",
            "a:7:1 this colour has no inks: write the inks in per cent, such as [100, 10, 35, 70], or \
             { cmyk = [100, 10, 35, 70], srgb = \"#00424b\" }",
            "a:9:8 this is not the name of a family: write it in quotation marks, such as \"Source Sans 3\"",
            "a:10:9 this number is out of range: write a number from 0.92 to 1.08",
            "a:12:8 this is not the size of a page: write one of \"A4\", \"A5\", \"letter\", \"square\", or width and \
             height in mm, such as [200, 260], from 100 to 500",
            "a:13:9 this is not a number: write a number from 0 to 20",
            "a:14:2 unknown key `x`: remove it, or write one of: colour, format, type",
        ];
        assert_eq!(told_of(text, check_theme, &form), expected);
    }

    #[test]
    fn the_faults_of_frames_are_told_at_their_places() {
        let form = json!({
            "map": { "scale": 0.3, "origin": ["106 s", "157 s"], "on": true },
            "locator": { "width": "4 M", "face": "sans" },
        });
        let text = "[map]\nscale = \"3 L\"\norigin = [\"3 cm\", \"20\"]\non = 1\n[locater]\n[locator]\nwidth = 40\n\
            face = \"people\"\n";
        let expected = [
            "a:2:9 this is not a number: write one without a unit, such as 0.3",
            "a:3:11 `cm` is not a unit: the units are mm, s, w, h, L, row, foot, outer, inner, M, columns",
            "a:3:19 this is not a measure: write a number and a unit, such as \"157 s\"",
            "a:4:6 this is neither true nor false: write true",
            "a:5:2 unknown key `locater`: did you mean `locator`?",
            "a:7:9 this is not a measure: write a number and a unit, such as \"4 M\"",
            "a:8:8 this is not a face of the theme: write one of \"display\", \"text\", \"lead\", \"sans\"",
        ];
        assert_eq!(told_of(text, check_frames, &form), expected);
        let text = "[map]\norigin = [\"1 mm\"]\n";
        let expected =
            ["a:2:10 this list has another length: write 2 in square brackets, such as [\"106 s\",\"157 s\"]"];
        assert_eq!(told_of(text, check_frames, &form), expected);
        assert_eq!(
            told_of("map = 3\n", check_frames, &form),
            ["a:1:7 this is not a table: write a table [map] with some of the keys on, origin, scale"]
        );
    }
}
