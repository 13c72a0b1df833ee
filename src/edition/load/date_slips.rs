//! Dates as people write them: the day first, with the name of a month, with a time, by quarter and season.

use crate::edition::records::Date;

/// The names of months in German and English. Three letters are enough.
const MONTHS: [(&str, u32); 23] = [
    ("january", 1),
    ("jänner", 1),
    ("jaenner", 1),
    ("february", 2),
    ("feber", 2),
    ("märz", 3),
    ("maerz", 3),
    ("march", 3),
    ("mrz", 3),
    ("april", 4),
    ("mai", 5),
    ("may", 5),
    ("juni", 6),
    ("june", 6),
    ("juli", 7),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("oktober", 10),
    ("october", 10),
    ("november", 11),
    ("dezember", 12),
    ("december", 12),
];

/// The names of seasons with their names in records.
const SEASONS: [(&str, &str); 9] = [
    ("frühjahr", "spring"),
    ("frühling", "spring"),
    ("spring", "spring"),
    ("sommer", "summer"),
    ("summer", "summer"),
    ("herbst", "autumn"),
    ("autumn", "autumn"),
    ("fall", "autumn"),
    ("winter", "winter"),
];

/// Words around a year that no date in a record can say.
const VAGUE: [&str; 18] = [
    "ca", "circa", "um", "etwa", "rund", "about", "halbjahr", "h1", "h2", "anfang", "mitte", "ende", "early", "late",
    "seit", "ab", "since", "half",
];

/// What is added to a date whose parts are in another order.
const ORDER: &str = ": year, month, day";

/// How a date is written in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The value in TOML: 2006-11-02, "2006-11".
    toml: String,
    /// What to add to it.
    note: String,
    /// Whether it is a day, and not a less precise date.
    pub is_day: bool,
}

impl Reading {
    /// Reads a date in the form of a record, if it is in the calendar.
    fn new(date: &str) -> Option<Self> {
        let read = date.parse().ok()?;
        let (is_day, is_plain) = (matches!(read, Date::Day(_)), matches!(read, Date::Day(_) | Date::Year(_)));
        let toml = if is_plain { date.to_owned() } else { format!("\"{date}\"") };
        Some(Self { toml, note: String::new(), is_day })
    }

    fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// Returns the date in the form of a record, if nothing else can be meant.
    pub(crate) fn certain(&self) -> Option<&str> {
        let is_certain = self.note.is_empty() || self.note == ORDER;
        is_certain.then(|| self.toml.trim_matches('"'))
    }

    /// Returns what to do: "write 2006-11-02".
    pub(crate) fn hint(&self) -> String {
        format!("write {}{}", self.toml, self.note)
    }
}

/// Recognises a text that is a date to a reader, such as "2. November 2006". A text that begins with the date in the
/// form of a record is not recognised unless it has more than that.
pub(crate) fn read_date(written: &str) -> Option<Reading> {
    let text = written.trim();
    if let Some(day) = without_time(text) {
        return Reading::new(day).map(|reading| reading.with_note(", without the time"));
    }
    let lower = text.to_lowercase();
    let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = Words::sort(&words)?;
    let (year, year_first) = words.year;
    let reading = match (words.quarter, words.season, words.month, words.numbers.as_slice()) {
        (Some(quarter), ..) => Reading::new(&format!("{year}-Q{quarter}"))?,
        (_, Some(season), None, []) => Reading::new(&format!("{year}-{season}"))?,
        (_, Some(season), None, [next]) if is_next_year(&year, *next) => Reading::new(&format!("{year}-{season}"))?,
        (_, None, Some(month), [] | [_, _]) => Reading::new(&format!("{year}-{month:02}"))?,
        (_, None, Some(month), [day]) => Reading::new(&format!("{year}-{month:02}-{day:02}"))?,
        (_, None, None, [a, b]) => three_numbers(&year, year_first, *a, *b, lower.contains('/'))?,
        (_, None, None, [month]) if words.others == 0 => {
            let reading = Reading::new(&format!("{year}-{month:02}"))?;
            let is_either = year_first && lower.contains('/');
            if is_either { reading.with_note(format!(", or {year} if two years are meant")) } else { reading }
        }
        _ if words.others == 0 && words.numbers.is_empty() => Reading::new(&year)?,
        _ if words.is_vague => Reading::new(&year)?.with_note(": no date is less precise than a year"),
        _ => return None,
    };
    (reading.toml.trim_matches('"') != written).then_some(reading)
}

/// Returns whether a value consists of three numbers, one of which is a year.
pub(super) fn has_day_form(value: &str) -> bool {
    let numbers: Vec<_> = value.split(['.', '-', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let digits = numbers.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    numbers.len() == 3
        && digits
        && numbers.iter().filter(|part| part.len() == 4).count() == 1
        && numbers.iter().all(|part| matches!(part.len(), 1 | 2 | 4))
}

/// Returns the day of a date with a time (RFC 3339, 5.6).
fn without_time(text: &str) -> Option<&str> {
    let (day, rest) = text.split_at_checked("2006-11-02".len())?;
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let is_time = time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
    (is_time && matches!(day.parse(), Ok(Date::Day(_)))).then_some(day)
}

/// Returns whether a number is the end of the year after another: 07 after 2006.
fn is_next_year(year: &str, next: u32) -> bool {
    year.parse::<u32>().is_ok_and(|year| (year + 1) % 100 == next)
}

fn three_numbers(year: &str, year_first: bool, a: u32, b: u32, slashes: bool) -> Option<Reading> {
    let (month, day) = if year_first { (a, b) } else { (b, a) };
    let reading = |month: u32, day: u32| Reading::new(&format!("{year}-{month:02}-{day:02}"));
    let usual = reading(month, day);
    let swapped = reading(day, month).filter(|_| slashes && !year_first && day != month);
    match (usual, swapped) {
        (Some(usual), Some(swapped)) => {
            Some(usual.with_note(format!(", or {} if the month comes first", swapped.toml)))
        }
        (Some(usual), None) => Some(usual.with_note(ORDER)),
        (None, swapped) => swapped.map(|swapped| swapped.with_note(ORDER)),
    }
}

/// The words of a date by what they are.
#[derive(Default)]
struct Words {
    /// The year, and whether it comes before all other numbers.
    year: (String, bool),
    month: Option<u32>,
    quarter: Option<u32>,
    season: Option<&'static str>,
    /// Numbers of one or two digits.
    numbers: Vec<u32>,
    /// How many words have no meaning here.
    others: usize,
    /// Whether one of them makes the date less precise.
    is_vague: bool,
}

impl Words {
    /// Returns `None` if there is no year or more than one.
    fn sort(words: &[&str]) -> Option<Self> {
        let mut sorted = Self::default();
        let names_quarter = words.iter().any(|word| word.starts_with("quart"));
        // A Roman number is also that of a month or of a half-year.
        let may_be_roman = names_quarter || words.len() == 2;
        for word in words {
            let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
            let number = ordinal.unwrap_or(word);
            if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
                if !sorted.year.0.is_empty() {
                    return None;
                }
                sorted.year = ((*word).to_owned(), sorted.numbers.is_empty());
            } else if let Some(number) = number.parse().ok().filter(|_| number.len() <= 2) {
                sorted.numbers.push(number);
            } else if let Some(quarter) = quarter(word).filter(|_| word.starts_with('q') || may_be_roman) {
                sorted.quarter = Some(quarter);
            } else if let Some((_, season)) = SEASONS.iter().find(|(name, _)| name == word) {
                if sorted.season.replace(season).is_some() {
                    return None;
                }
            } else if let Some(month) = month(word) {
                if sorted.month.replace(month).is_some() {
                    return None;
                }
            } else {
                sorted.is_vague |= VAGUE.contains(word);
                sorted.others += 1;
            }
        }
        if names_quarter {
            sorted.quarter = sorted.quarter.or_else(|| sorted.numbers.first().copied());
        }
        (!sorted.year.0.is_empty()).then_some(sorted)
    }
}

fn month(word: &str) -> Option<u32> {
    let is_month = |name: &str| word.chars().count() >= 3 && name.starts_with(word);
    MONTHS.iter().find(|(name, _)| is_month(name)).map(|(_, month)| *month)
}

/// Reads "q4" and Roman numbers.
fn quarter(word: &str) -> Option<u32> {
    match word {
        "q1" | "i" => Some(1),
        "q2" | "ii" => Some(2),
        "q3" | "iii" => Some(3),
        "q4" | "iv" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_date;

    #[test]
    fn dates_are_shown_as_they_should_be_written() {
        for (text, hint) in [
            ("01.05.2017", "write 2017-05-01: year, month, day"),
            ("1-5-2017", "write 2017-05-01: year, month, day"),
            ("2017-5-1", "write 2017-05-01: year, month, day"),
            ("2017/05/01", "write 2017-05-01: year, month, day"),
            ("11/02/2006", "write 2006-02-11, or 2006-11-02 if the month comes first"),
            ("11/22/2006", "write 2006-11-22: year, month, day"),
            ("2. November 2006", "write 2006-11-02"),
            ("2 Nov. 2006", "write 2006-11-02"),
            ("November 2nd, 2006", "write 2006-11-02"),
            ("November 2006", "write \"2006-11\""),
            ("Sept. 2006", "write \"2006-09\""),
            ("März 2006", "write \"2006-03\""),
            ("11/2006", "write \"2006-11\""),
            ("11.2006", "write \"2006-11\""),
            ("2006/07", "write \"2006-07\", or 2006 if two years are meant"),
            ("Frühjahr 2006", "write \"2006-spring\""),
            ("2006-Herbst", "write \"2006-autumn\""),
            ("Q4 2006", "write \"2006-Q4\""),
            ("4. Quartal 2006", "write \"2006-Q4\""),
            ("IV/2006", "write \"2006-Q4\""),
            ("2006-11-02T10:00:00Z", "write 2006-11-02, without the time"),
            ("2006-11-02 25:00", "write 2006-11-02, without the time"),
            ("ca. 2006", "write 2006: no date is less precise than a year"),
            ("1. Halbjahr 2006", "write 2006: no date is less precise than a year"),
            ("Winter 2006/07", "write \"2006-winter\""),
            ("2.–5. November 2006", "write \"2006-11\""),
            ("Maerz 2006", "write \"2006-03\""),
            ("II. Quartal 2006", "write \"2006-Q2\""),
            ("I. Halbjahr 2006", "write 2006: no date is less precise than a year"),
            ("2006.", "write 2006"),
            ("2006-11\u{A0}", "write \"2006-11\""),
        ] {
            let reading = read_date(text);
            assert_eq!(reading.map(|reading| reading.hint()).as_deref(), Some(hint), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in [
            "2006-11-02",
            "2006-11",
            "2006",
            "31.02.2006",
            "2006 bis 2008",
            "Mai 06",
            "gestern",
            "01.IV.2006",
            "November/Dezember 2006",
            "Sitzung 2006",
            "",
            "12345",
        ] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }
}
