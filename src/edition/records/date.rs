//! Dates as exact as their source: a day, a month, a quarter, a season or a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::forms::schema_of;

/// A season of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December of the year and the two months after it.
    Winter,
}

impl Season {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Spring, "spring"), (Self::Summer, "summer"), (Self::Autumn, "autumn"), (Self::Winter, "winter")];

    /// Returns the word in records, which is also the key in the word table.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// A date that is as precise as its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// A calendar day.
    Day(NaiveDate),
    /// A month, 1 to 12.
    Month(i32, u32),
    /// A quarter, 1 to 4.
    Quarter(i32, u32),
    /// A season.
    Season(i32, Season),
    /// A year.
    Year(i32),
}

impl Date {
    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Month(year, _) | Self::Quarter(year, _) | Self::Season(year, _) | Self::Year(year) => year,
        }
    }

    /// Returns the place on a time axis in years: the middle of the span of the date.
    #[must_use]
    pub fn middle(self) -> f64 {
        let (year, months) = match self {
            Self::Day(day) => {
                let days = f64::from(day.ordinal()) - 0.5;
                let length = if day.leap_year() { 366.0 } else { 365.0 };
                return f64::from(day.year()) + days / length;
            }
            Self::Month(year, month) => (year, f64::from(month) - 0.5),
            Self::Quarter(year, quarter) => (year, f64::from(quarter) * 3.0 - 1.5),
            Self::Season(year, season) => (year, f64::from(season as u32) * 3.0 + 3.5),
            Self::Year(year) => (year, 6.0),
        };
        f64::from(year) + months / 12.0
    }
}

impl Date {
    /// Returns the first and the last day of the span of the date.
    #[must_use]
    pub fn span(self) -> (NaiveDate, NaiveDate) {
        let (year, month, months) = match self {
            Self::Day(day) => return (day, day),
            Self::Month(year, month) => (year, month, 1),
            Self::Quarter(year, quarter) => (year, quarter * 3 - 2, 3),
            Self::Season(year, season) => (year, season as u32 * 3 + 3, 3),
            Self::Year(year) => (year, 1, 12),
        };
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        (first, first + Months::new(months) - Days::new(1))
    }

    /// Returns whether every day of its span is after every day of the span of another date.
    #[must_use]
    pub fn is_after(self, other: Self) -> bool {
        self.span().0 > other.span().1
    }
}

/// A text that is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a date: write a day (2019-03-05), a month (\"2019-03\"), a quarter (\"2019-Q1\"), \
     a season (\"2019-spring\") or a year (2019)"
)]
pub struct DateError(pub String);

/// The first and the last year that a record may contain.
const YEARS: std::ops::RangeInclusive<i32> = 1500..=2200;

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text.trim()).ok_or_else(|| DateError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Date> {
    let (year, rest) = match text.split_once('-') {
        Some((year, rest)) => (year, Some(rest)),
        None => (text, None),
    };
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let Some(rest) = rest else {
        return Some(Date::Year(year));
    };
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        return Some(Date::Quarter(year, quarter));
    }
    if let Some((season, _)) = Season::ALL.into_iter().find(|(_, key)| *key == rest) {
        return Some(Date::Season(year, season));
    }
    if rest.len() == 2 {
        let month = rest.parse().ok().filter(|month| (1..=12).contains(month))?;
        return Some(Date::Month(year, month));
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Date::Day)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Season(year, season) => write!(f, "{year}-{}", season.key()),
            Self::Year(year) => write!(f, "{year}"),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The name of the format of dates in the schema.
pub(crate) const DATE_FORM: &str = "date-of-record";

schema_of!(Date: {
    "description": "A date as exact as its source: a day (2019-03-05), a month (\"2019-03\"), a quarter \
        (\"2019-Q1\"), a season (\"2019-spring\") or a year (2019).",
    "type": ["string", "integer"],
    "format": DATE_FORM,
    "pattern": r"^\d{4}(-((0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|Q[1-4]|spring|summer|autumn|winter))?$",
    "minimum": YEARS.start(),
    "maximum": YEARS.end(),
    "examples": ["2019-03-05", "2019-03", "2019-Q1", "2019-spring", 2019],
});

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DateVisitor;

        impl Visitor<'_> for DateVisitor {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date: a day (2019-03-05), a month (\"2019-03\") or a year (2019)")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, year: i64) -> Result<Date, E> {
                self.visit_str(&year.to_string())
            }

            fn visit_u64<E: de::Error>(self, year: u64) -> Result<Date, E> {
                self.visit_str(&year.to_string())
            }
        }

        deserializer.deserialize_any(DateVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_is_read_and_written_back() {
        for text in ["2019-03-05", "2019-03", "2019-Q1", "2019-spring", "2019"] {
            let date: Date = text.parse().expect(text);
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "19", "2019-13", "2019-02-30", "2019-Q5", "2019-fall", "20190305", "0001", "2019-3"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_is_after_another_where_no_day_of_both_could_be_the_same() {
        let after = |a: &str, b: &str| a.parse::<Date>().expect(a).is_after(b.parse().expect(b));
        assert!(after("2019-04-01", "2019-03") && after("2020", "2019-autumn") && after("2019-Q4", "2019-summer"));
        assert!(!after("2019-03-31", "2019-03") && !after("2019", "2019-Q1") && !after("2020-02", "2019-winter"));
    }

    #[test]
    fn the_middle_of_a_span_is_its_place_on_the_axis() {
        let near = |text: &str, place: f64| {
            let date: Date = text.parse().expect(text);
            assert!((date.middle() - place).abs() < 0.002, "{text}: {}", date.middle());
        };
        near("2019", 2019.5);
        near("2019-Q1", 2019.125);
        near("2019-04", 2019.2917);
        near("2019-spring", 2019.2917);
        near("2019-07-02", 2019.5);
    }
}
