//! Numbers, dates and counts in the words of a language.

use chrono::Datelike;

use crate::edition::load::Words;
use crate::edition::records::{Date, Language, Level, Name, Period, Qualifier, Text};
use crate::text::typography::fine;

/// Speaks a language: turns values into text by its word table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Speech<'a> {
    words: &'a Words,
}

impl<'a> Speech<'a> {
    /// Takes the word table.
    #[must_use]
    pub(crate) const fn new(words: &'a Words) -> Self {
        Self { words }
    }

    /// The language.
    #[must_use]
    pub(crate) const fn language(self) -> Language {
        self.words.language
    }

    /// A word of the table.
    #[must_use]
    pub(crate) fn word(self, section: &'a str, key: &'a str) -> &'a str {
        self.words.get(section, key)
    }

    /// A phrase of the table with its places filled.
    #[must_use]
    pub(crate) fn fill(self, section: &str, key: &str, places: &[(&str, &str)]) -> String {
        self.words.fill(section, key, places)
    }

    /// A text of a record in this language, with its spaces set.
    #[must_use]
    pub(crate) fn text(self, text: &Text) -> Option<String> {
        text.get(self.language()).map(|text| self.fine(text))
    }

    /// A name in this language.
    #[must_use]
    pub(crate) fn name(self, name: &Name) -> &str {
        name.get(self.language())
    }

    /// A text that is the same in every language, with its spaces set.
    #[must_use]
    pub(crate) fn fine(self, text: &str) -> String {
        fine(text, self.language())
    }

    /// A whole number with its digits grouped.
    #[must_use]
    pub(crate) fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let from = self.words.find("number", "group-from").and_then(serde_json::Value::as_u64).unwrap_or(5);
        if (digits.len() as u64) < from {
            return digits;
        }
        let separator = self.word("number", "thousands");
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(separator);
            }
            out.push(digit);
        }
        out
    }

    /// A number with up to two decimals.
    #[must_use]
    pub(crate) fn decimal(self, number: f64) -> String {
        let hundredths = (number.abs() * 100.0).round();
        let sign = if number < 0.0 && hundredths > 0.0 { "−" } else { "" };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded and positive")]
        let (whole, part) = ((hundredths / 100.0).trunc() as u64, (hundredths % 100.0) as u64);
        let whole = self.number(whole);
        let point = self.word("number", "decimal");
        match part {
            0 => format!("{sign}{whole}"),
            part if part.is_multiple_of(10) => format!("{sign}{whole}{point}{}", part / 10),
            part => format!("{sign}{whole}{point}{part:02}"),
        }
    }

    /// A small number as a word, a larger one in digits.
    #[must_use]
    pub(crate) fn number_word(self, number: usize) -> String {
        match self.words.nth("number", "words", number) {
            Some(word) => word.to_owned(),
            None => self.number(number as u64),
        }
    }

    /// The words for a qualifier; none for an exact figure.
    #[must_use]
    pub(crate) fn qualifier(self, qualifier: Qualifier) -> Option<&'a str> {
        match qualifier {
            Qualifier::Exact => None,
            Qualifier::About => Some(self.word("qualifier", "about")),
            Qualifier::Almost => Some(self.word("qualifier", "almost")),
            Qualifier::MoreThan => Some(self.word("qualifier", "more_than")),
        }
    }

    /// "mehr als 130".
    #[must_use]
    pub(crate) fn count(self, count: u32, qualifier: Qualifier) -> String {
        let number = self.number(u64::from(count));
        match self.qualifier(qualifier) {
            Some(words) => self.fine(&format!("{words} {number}")),
            None => number,
        }
    }

    /// A date in words.
    #[must_use]
    pub(crate) fn date(self, date: Date) -> String {
        let year = date.year().to_string();
        match date {
            Date::Day(day) => {
                let month = self.month(day.month());
                let day = day.day().to_string();
                self.fill("date", "day", &[("day", &day), ("month", month), ("year", &year)])
            }
            Date::Month(_, month) => self.fill("date", "month", &[("month", self.month(month)), ("year", &year)]),
            Date::Quarter(_, quarter) => {
                let phrase = self.words.nth("date", "quarters", quarter as usize - 1);
                crate::edition::load::fill(phrase.unwrap_or("{year}"), &[("year", &year)])
            }
            Date::Season(_, season) => {
                let season = self.word("date", season.key());
                self.fill("date", "season", &[("season", season), ("year", &year)])
            }
            Date::Year(_) => year,
        }
    }

    /// The name of a month, 1 to 12.
    fn month(self, month: u32) -> &'a str {
        self.words.nth("date", "months", month as usize - 1).unwrap_or("")
    }

    /// A span of time: "2009–2013", "seit 2018", "Stand 2022".
    #[must_use]
    pub(crate) fn period(self, period: Period) -> Option<String> {
        let written = |key, date| Some(self.fill("profile", key, &[("date", &self.date(date))]));
        match (period.from, period.to, period.as_of) {
            (Some(from), Some(to), _) if from == to => Some(self.date(from)),
            (Some(from), Some(to), _) => {
                let (from, to) = (self.date(from), self.date(to));
                // A range of years is set close; between longer dates the dash needs air.
                let close = from.len() == 4 && to.len() == 4;
                Some(if close { format!("{from}–{to}") } else { format!("{from} – {to}") })
            }
            (Some(from), None, _) => written("since", from),
            (None, Some(to), _) => written("until", to),
            (None, None, Some(date)) => written("as-of", date),
            (None, None, None) => None,
        }
    }

    /// "470 km".
    #[must_use]
    pub(crate) fn kilometres(self, kilometres: u32) -> String {
        let value = self.number(u64::from(kilometres));
        self.fill("number", "kilometres", &[("value", &value)])
    }

    /// "142°".
    #[must_use]
    pub(crate) fn degrees(self, degrees: u32) -> String {
        self.fill("number", "degrees", &[("value", &degrees.to_string())])
    }

    /// "55 %".
    #[must_use]
    pub(crate) fn percent(self, percent: f64) -> String {
        self.fill("number", "percent", &[("value", &self.decimal(percent))])
    }

    /// Latitude and longitude in whole minutes: "51° 03′ N" and "13° 44′ O".
    #[must_use]
    pub(crate) fn position(self, (latitude, longitude): (f64, f64)) -> [String; 2] {
        let side = |value: f64, above, below| if value < 0.0 { below } else { above };
        [self.angle(latitude, side(latitude, "north", "south")), self.angle(longitude, side(longitude, "east", "west"))]
    }

    fn angle(self, value: f64, side: &str) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 180 × 60")]
        let minutes = (value.abs() * 60.0).round() as u32;
        let (degrees, minutes) = ((minutes / 60).to_string(), format!("{:02}", minutes % 60));
        let side = self.words.get("number", side);
        let places = [("degrees", degrees.as_str()), ("minutes", &minutes), ("side", side)];
        self.fill("number", "position", &places)
    }

    /// A text between the quotation marks of the language.
    #[must_use]
    pub(crate) fn quoted(self, text: &str) -> String {
        let mark = |index| self.words.nth("number", "quotes", index).unwrap_or("");
        format!("{}{text}{}", mark(0), mark(1))
    }

    /// Whether the name of a currency stands before the value.
    #[must_use]
    pub(crate) fn currency_first(self) -> bool {
        let before = self.words.find("currency", "before");
        before.and_then(serde_json::Value::as_bool).unwrap_or(false)
    }

    /// The name of a label level.
    #[must_use]
    pub(crate) fn level(self, level: Level) -> &'a str {
        self.word(
            "level",
            match level {
                Level::Bronze => "bronze",
                Level::Silver => "silver",
                Level::Gold => "gold",
            },
        )
    }
}
