//! No-break spaces, as the typography of a language requires them.
//!
//! Editors write ordinary spaces. The page gets narrow no-break spaces (U+202F) inside abbreviations and before units, and
//! no-break spaces (U+00A0) between words that a line must not separate. For German these are the rules of DIN 5008 and
//! of the Duden, for English those of New Hart's Rules.

use super::Language;
use super::characters::normalise_spaces;

const NARROW: char = '\u{202F}';
const NO_BREAK: char = '\u{00A0}';

/// German abbreviations of two parts.
const PAIRS: [(&str, &str); 7] =
    [("e.", "V."), ("z.", "B."), ("d.", "h."), ("u.", "a."), ("i.", "d."), ("o.", "ä."), ("u.", "Ä.")];

/// Units that are set close to the number before them.
const UNITS: [&str; 6] = ["km", "mm", "%", "°", "m²", "kW"];

/// Words for large numbers and money that stay with the number before them.
const AMOUNTS: [&str; 8] = ["Mio.", "Mrd.", "Million", "Milliarde", "million", "billion", "Euro", "EUR"];

/// Words that stay with the number after them.
const BEFORE_NUMBER: [&str; 14] = [
    "rund", "fast", "als", "knapp", "etwa", "about", "almost", "than", "nearly", "EUR", "Station", "station", "S.",
    "p.",
];

/// Legal forms stay with the name before them.
const FORMS: [&str; 3] = ["GmbH", "KG", "AG"];

/// Titles stay with the name after them.
const TITLES: [&str; 5] = ["Dr.", "Dr", "Prof.", "Professor", "Dipl.-Ing."];

/// The months in both languages.
pub(crate) const MONTHS: [&str; 20] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "January",
    "February",
    "March",
    "May",
    "June",
    "July",
    "October",
    "December",
];

/// German nouns that often follow an ordinal.
const COUNTED: [&str; 9] = [
    "Clusterwoche",
    "Mitgliederversammlung",
    "Trendtag",
    "Ausgabe",
    "Mal",
    "Quartal",
    "Jahrestag",
    "Jahrhundert",
    "Platz",
];

/// Replaces the spaces of a text that must not break.
#[must_use]
pub(crate) fn set_spaces(text: &str, language: Language) -> String {
    let text = normalise_spaces(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.as_ref();
    let mut left = "";
    while let Some(at) = rest.find(' ') {
        let word = &rest[..at];
        let after = &rest[at + 1..];
        if !word.is_empty() {
            left = word;
        }
        out.push_str(word);
        let right = after.split(' ').next().unwrap_or("");
        out.push(choose_space(trim_marks(left), trim_marks(right), language));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Removes the brackets and quotation marks before a word and the punctuation after it.
fn trim_marks(word: &str) -> &str {
    word.trim_start_matches(['(', '„', '“', '‘', '‚', '[']).trim_end_matches([',', ';', ':', ')', '”', '“', '’'])
}

fn choose_space(left: &str, right: &str, language: Language) -> char {
    let number_left = left.ends_with(|c: char| c.is_ascii_digit());
    let number_right = right.starts_with(|c: char| c.is_ascii_digit());
    let starts_with_any = |list: &[&str]| list.iter().any(|word| right.starts_with(word));
    let abbreviation = PAIRS.iter().any(|(a, b)| left == *a && right.starts_with(b));
    let unit = number_left && starts_with_any(&UNITS);
    let month_right = MONTHS.contains(&right);
    let ordinal = language == Language::De && is_ordinal(left) && (month_right || COUNTED.contains(&right));
    if abbreviation || unit || ordinal {
        NARROW
    } else if number_left && starts_with_any(&AMOUNTS)
        || number_right && BEFORE_NUMBER.contains(&left)
        || is_year(right) && MONTHS.contains(&left)
        || TITLES.contains(&left) && right.starts_with(char::is_uppercase)
        || language == Language::En && is_day(left) && month_right
        || left == "&"
        || right == "&"
        || is_initial(left) && right.starts_with(char::is_uppercase)
        || right == "e."
        || FORMS.contains(&right)
    {
        NO_BREAK
    } else {
        ' '
    }
}

/// Returns whether a word is an ordinal such as "2."; "2019." is the end of a sentence.
fn is_ordinal(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(is_day)
}

fn is_day(word: &str) -> bool {
    (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a word begins with exactly four digits.
fn is_year(word: &str) -> bool {
    word.bytes().take_while(u8::is_ascii_digit).count() == 4
}

/// Returns whether a word is an initial such as "H.".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show_spaces(text: &str, language: Language) -> String {
        set_spaces(text, language).replace(NARROW, "|").replace(NO_BREAK, "~")
    }

    #[test]
    fn german_no_break_spaces() {
        for (text, set) in [
            ("der Verein e. V., der", "der Verein~e.|V., der"),
            ("H. & J. Brüggen KG", "H.~&~J.~Brüggen~KG"),
            ("damals 92. Auch im Mai 2024, am 30. Mai", "damals 92. Auch im Mai~2024, am 30.|Mai"),
            ("zur 2. Clusterwoche am 5. März", "zur 2.|Clusterwoche am 5.|März"),
            ("Es waren 28. Der Verein", "Es waren 28. Der Verein"),
            ("seit 2004. Danach", "seit 2004. Danach"),
            ("(rund 55 % der Mitglieder)", "(rund~55|% der Mitglieder)"),
            ("mehr als 130 und rund 140 Mio. Euro", "mehr als~130 und rund~140~Mio. Euro"),
            ("Prof. Dr. Jürgen Neuschwander", "Prof.~Dr.~Jürgen Neuschwander"),
            ("  doppelt  frei ", "  doppelt  frei "),
        ] {
            assert_eq!(show_spaces(text, Language::De), set);
        }
    }

    #[test]
    fn english_no_break_spaces() {
        for (text, set) in [
            ("on 5 March 2019, about 130", "on 5~March~2019, about~130"),
            ("in April 2019).", "in April~2019)."),
            ("two students. Dr Franz Kirschfink", "two students. Dr~Franz Kirschfink"),
            ("more than EUR 9 billion", "more than EUR~9~billion"),
            ("470 km from Unna", "470|km from Unna"),
        ] {
            assert_eq!(show_spaces(text, Language::En), set);
        }
    }
}
