//! Numbers, dates and counts in the words of a language.

use chrono::Datelike;

use crate::edition::load::{self, Words};
use crate::edition::records::{Date, Language, Level, Name, Period, Qualifier, Text};
use crate::text::typography;

/// Formats values by the word table of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Locale<'a> {
    words: &'a Words,
}

impl<'a> Locale<'a> {
    #[must_use]
    pub(super) const fn new(words: &'a Words) -> Self {
        Self { words }
    }

    #[must_use]
    pub(super) const fn language(self) -> Language {
        self.words.language
    }

    /// Returns a word of the table.
    #[must_use]
    pub(super) fn word(self, section: &'a str, key: &'a str) -> &'a str {
        self.words.get(section, key)
    }

    /// Returns the words of a list; none where it is missing.
    #[must_use]
    pub(super) fn words(self, section: &str, key: &str) -> Vec<&'a str> {
        let list = self.words.find(section, key).and_then(serde_json::Value::as_array);
        list.into_iter().flatten().filter_map(serde_json::Value::as_str).collect()
    }

    /// Returns a phrase of the table with its places filled.
    #[must_use]
    pub(super) fn fill(self, section: &str, key: &str, places: &[(&str, &str)]) -> String {
        self.words.fill(section, key, places)
    }

    /// Returns a text in this language, with its no-break spaces; `None` where it is missing.
    #[must_use]
    pub(super) fn text<'t>(self, text: impl Into<Option<&'t Text>>) -> Option<String> {
        text.into()?.get(self.language()).map(|text| self.set_spaces(text))
    }

    #[must_use]
    pub(super) fn text_or_empty(self, text: &Text) -> String {
        self.text(text).unwrap_or_default()
    }

    /// Returns a name in this language.
    #[must_use]
    pub(super) fn name(self, name: &Name) -> &str {
        name.get(self.language())
    }

    /// Sets the no-break spaces of a text.
    #[must_use]
    pub(super) fn set_spaces(self, text: &str) -> String {
        typography::set_spaces(text, self.language())
    }

    /// Formats a whole number with its digits in groups of three.
    #[must_use]
    pub(super) fn format_number(self, number: impl Into<u64>) -> String {
        self.group_digits(&number.into().to_string())
    }

    fn group_digits(self, digits: &str) -> String {
        let from = self.words.find("number", "group-from").and_then(serde_json::Value::as_u64).unwrap_or(5);
        if (digits.len() as u64) < from {
            return digits.to_owned();
        }
        let mut out = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push_str(self.word("number", "thousands"));
            }
            out.push(digit);
        }
        out
    }

    /// Formats a number with all its decimals: the shortest ones that read back as the same number.
    #[must_use]
    pub(super) fn format_decimal(self, number: f64) -> String {
        let sign = if number < 0.0 { "−" } else { "" };
        let digits = number.abs().to_string();
        match digits.split_once('.') {
            Some((whole, decimals)) => {
                format!("{sign}{}{}{decimals}", self.group_digits(whole), self.word("number", "decimal"))
            }
            None => format!("{sign}{}", self.group_digits(&digits)),
        }
    }

    /// Returns a small number as a word, a larger one in digits.
    #[must_use]
    pub(super) fn number_word(self, number: usize) -> String {
        let word = self.words.nth("number", "words", number);
        word.map_or_else(|| self.format_number(number as u64), str::to_owned)
    }

    /// Returns a number with its noun, given by the keys of the words for one and for several, as in "eight stations".
    #[must_use]
    pub(super) fn counted_word(self, count: usize, one: &str, several: &str) -> String {
        match count {
            1 => self.word("number", one).to_owned(),
            count => format!("{} {}", self.number_word(count), self.word("number", several)),
        }
    }

    /// Returns the words for a qualifier; `None` for an exact figure.
    #[must_use]
    pub(super) fn qualifier(self, qualifier: Qualifier) -> Option<&'a str> {
        let key = match qualifier {
            Qualifier::Exact => return None,
            Qualifier::About => "about",
            Qualifier::Almost => "almost",
            Qualifier::MoreThan => "more_than",
        };
        Some(self.word("qualifier", key))
    }

    /// Puts the words for a qualifier before a value.
    #[must_use]
    pub(super) fn qualify(self, qualifier: Qualifier, value: String) -> String {
        match self.qualifier(qualifier) {
            Some(words) => self.set_spaces(&format!("{words} {value}")),
            None => value,
        }
    }

    /// Formats a count, such as "mehr als 130".
    #[must_use]
    pub(super) fn format_count(self, count: u32, qualifier: Qualifier) -> String {
        self.qualify(qualifier, self.format_number(count))
    }

    #[must_use]
    pub(super) fn format_date(self, date: Date) -> String {
        let year = date.year().to_string();
        match date {
            Date::Day(day) => {
                let (month, day) = (self.month(day.month()), day.day().to_string());
                self.fill("date", "day", &[("day", &day), ("month", month), ("year", &year)])
            }
            Date::Month(_, month) => self.fill("date", "month", &[("month", self.month(month)), ("year", &year)]),
            Date::Quarter(_, quarter) => {
                let phrase = self.words.nth("date", "quarters", quarter as usize - 1);
                load::fill(phrase.unwrap_or("{year}"), &[("year", &year)])
            }
            Date::Season(_, season) => {
                let season = self.word("date", season.key());
                self.fill("date", "season", &[("season", season), ("year", &year)])
            }
            Date::Year(_) => year,
        }
    }

    /// Formats the days from one to another, such as "2. bis 11. April 2019".
    #[must_use]
    pub(super) fn format_days(self, from: Date, to: Option<Date>) -> String {
        let Some(to) = to.filter(|to| *to != from) else { return self.format_date(from) };
        if let (Date::Day(first), Date::Day(last)) = (from, to)
            && (first.year(), first.month()) == (last.year(), last.month())
        {
            let [from, to] = [first, last].map(|day| day.day().to_string());
            let (month, year) = (self.month(first.month()), first.year().to_string());
            let places = [("first", from.as_str()), ("last", &to), ("month", month), ("year", &year)];
            return self.fill("date", "days", &places);
        }
        let (from, to) = (self.format_date(from), self.format_date(to));
        self.fill("date", "from-to", &[("first", &from), ("last", &to)])
    }

    /// Formats the month of a date, such as "April 2019"; a date that is less exact as it is.
    #[must_use]
    pub(super) fn format_month(self, date: Date) -> String {
        match date {
            Date::Day(day) => self.format_date(Date::Month(day.year(), day.month())),
            date => self.format_date(date),
        }
    }

    /// Joins the parts of a list: "a", "a und b", "a, b und c".
    #[must_use]
    pub(super) fn join_list(self, parts: &[&str]) -> String {
        match parts {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.word("life-strip", "and")),
        }
    }

    #[must_use]
    pub(super) fn format_date_or_undated(self, date: Option<Date>) -> String {
        date.map_or_else(|| self.word("date", "undated").to_owned(), |date| self.format_date(date))
    }

    fn month(self, month: u32) -> &'a str {
        self.words.nth("date", "months", month as usize - 1).unwrap_or("")
    }

    /// Formats a period, such as "2009–2013", "seit 2018" or "Stand 2022".
    #[must_use]
    pub(super) fn format_period(self, period: Period) -> Option<String> {
        let dated = |key, date| Some(self.fill("profile", key, &[("date", &self.format_date(date))]));
        match (period.from, period.to, period.as_of) {
            (Some(from), Some(to), _) if from == to => Some(self.format_date(from)),
            (Some(from), Some(to), _) => {
                let (from, to) = (self.format_date(from), self.format_date(to));
                // The dash between years has no spaces; between longer dates it needs them.
                let years = from.len() == 4 && to.len() == 4;
                Some(if years { format!("{from}–{to}") } else { format!("{from} – {to}") })
            }
            (Some(from), None, _) => dated("since", from),
            (None, Some(to), _) => dated("until", to),
            (None, None, Some(date)) => dated("as-of", date),
            (None, None, None) => None,
        }
    }

    /// Puts the currency, given by its code, before or behind an amount.
    #[must_use]
    pub(super) fn format_money(self, amount: &str, code: &str) -> String {
        let word = self.words.get("currency", code);
        let before = self.words.find("currency", "before").and_then(serde_json::Value::as_bool) == Some(true);
        if before { format!("{word}\u{00A0}{amount}") } else { format!("{amount}\u{00A0}{word}") }
    }

    /// Formats a distance, such as "470 km".
    #[must_use]
    pub(super) fn format_kilometres(self, kilometres: u32) -> String {
        self.fill("number", "kilometres", &[("value", &self.format_number(kilometres))])
    }

    /// Formats a share, such as "55 %".
    #[must_use]
    pub(super) fn format_percent(self, percent: f64) -> String {
        self.fill("number", "percent", &[("value", &self.format_decimal(percent))])
    }

    /// Formats latitude and longitude in whole minutes: "51° 03′ N" and "13° 44′ O".
    #[must_use]
    pub(super) fn format_position(self, (latitude, longitude): (f64, f64)) -> [String; 2] {
        [self.format_angle(latitude, "north", "south"), self.format_angle(longitude, "east", "west")]
    }

    /// Formats a latitude in whole minutes: "48° 34′ N".
    #[must_use]
    pub(super) fn format_parallel(self, latitude: f64) -> String {
        self.format_angle(latitude, "north", "south")
    }

    fn format_angle(self, value: f64, positive: &str, negative: &str) -> String {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 180 × 60")]
        let minutes = (value.abs() * 60.0).round() as u32;
        let (degrees, minutes) = ((minutes / 60).to_string(), format!("{:02}", minutes % 60));
        let side = self.words.get("number", if value < 0.0 { negative } else { positive });
        self.fill("number", "position", &[("degrees", degrees.as_str()), ("minutes", &minutes), ("side", side)])
    }

    /// Puts a text between the quotation marks of the language.
    #[must_use]
    pub(super) fn quote(self, text: &str) -> String {
        let mark = |index| self.words.nth("number", "quotes", index).unwrap_or("");
        format!("{}{text}{}", mark(0), mark(1))
    }

    /// Returns the name of a label level.
    #[must_use]
    pub(super) fn level(self, level: Level) -> &'a str {
        let key = match level {
            Level::Bronze => "bronze",
            Level::Silver => "silver",
            Level::Gold => "gold",
        };
        self.word("level", key)
    }
}
