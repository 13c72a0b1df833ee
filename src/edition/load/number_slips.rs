//! Numbers as people write them: with a decimal comma, thousands, a unit, a range, degrees and minutes.

use crate::diagnostics::{Code, Diagnostic};

/// Signs and words before a number, for which records have a separate key.
const ABOUT: [(&str, &str); 10] = [
    ("ca.", "about"),
    ("ca", "about"),
    ("rund", "about"),
    ("etwa", "about"),
    ("~", "about"),
    ("≈", "about"),
    ("fast", "almost"),
    ("über", "more_than"),
    ("mehr als", "more_than"),
    (">", "more_than"),
];

/// Words after a number that multiply it, in lower case, longest first.
const POWERS: [(&str, f64); 9] = [
    ("billionen", 1e12),
    ("milliarde", 1e9),
    ("thousand", 1e3),
    ("tausend", 1e3),
    ("billion", 1e9),
    ("million", 1e6),
    ("mrd", 1e9),
    ("mio", 1e6),
    ("tsd", 1e3),
];

/// Other words of so few letters may be abbreviations of a power.
const SHORT_UNIT: usize = 4;

/// Words for a currency, in lower case, with their codes (ISO 4217).
const CURRENCIES: [(&str, &str); 6] =
    [("euro", "EUR"), ("eur", "EUR"), ("€", "EUR"), ("chf", "CHF"), ("franken", "CHF"), ("usd", "USD")];

/// Keys whose values are below a thousand, so that a comma separates decimals. They have no qualifier.
const NO_THOUSANDS: [&str; 3] = ["latitude", "longitude", "percent"];

/// Recognises the value of a key that is a number to a reader, and returns how to write it.
pub(crate) fn recognise_number(key: &str, written: &str) -> Option<Diagnostic> {
    let error = |message: String, hint: String| Some(Diagnostic::error(Code::SYNTAX, message).hint(hint));
    let plain = to_keyboard(written);
    let value = plain.as_str();
    if value != written && value.parse::<f64>().is_ok() {
        return error(format!("`{written}` is not a number in TOML"), format!("write {value}"));
    }
    if let Some(degrees) = read_degrees(value) {
        return error(format!("{written} is not in decimal degrees"), format!("write {degrees}"));
    }
    let value = &value.replace(['–', '—', '−'], "-").replace(" bis ", "-").replace(" to ", "-");
    let is_small = NO_THOUSANDS.contains(&key);
    let lower = value.to_lowercase();
    let about = ABOUT.iter().find(|(word, _)| lower.starts_with(word));
    let rest = about.map_or(value.as_str(), |(word, _)| value.get(word.len()..).unwrap_or_default()).trim_start();
    let is_figure = |c: char| c.is_ascii_digit() || ".,-'’ \u{A0}\u{202F}".contains(c);
    let (figure, unit) = rest.split_at(rest.find(|c| !is_figure(c)).unwrap_or(rest.len()));
    let figure = figure.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !figure.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(middle) = middle_of_range(figure) {
        let hint = format!("write one number, such as {middle}, and set qualifier = \"about\"");
        return error(format!("{written} is a range, not a number"), hint);
    }
    let (right, other) = match readings(figure)? {
        (_, Some(decimal)) if is_small => (decimal, None),
        readings => readings,
    };
    if right == *value || !is_known_unit(&unit.to_lowercase()) {
        return None;
    }
    let message = if figure.contains(',') && unit.trim().is_empty() && about.is_none() {
        "numbers have a decimal point, not a comma".to_owned()
    } else {
        format!("`{written}` has more than a number in it")
    };
    let other = other.map(|other| apply_unit(other, &unit.to_lowercase()).0);
    let (right, more) = apply_unit(right, &unit.to_lowercase());
    if is_small {
        return error(message, format!("write {right}"));
    }
    let qualifier = about.map(|(_, code)| *code).or_else(|| unit.starts_with('+').then_some("more_than"));
    let qualifier = qualifier.map(|code| format!(", and set qualifier = \"{code}\"")).unwrap_or_default();
    let other = other.map(|other| format!(", or {other} if the comma is a decimal comma")).unwrap_or_default();
    error(message, format!("write {right}{more}{qualifier}{other}"))
}

/// Replaces signs that look like a minus, digits of other scripts and fractions by those of the keyboard, and puts a zero
/// before a decimal point.
fn to_keyboard(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    for (at, c) in value.char_indices() {
        match c {
            '−' | '–' | '—' | '‐' | '\u{2011}' if at == 0 => plain.push('-'),
            '½' => plain.push_str(".5"),
            '¼' => plain.push_str(".25"),
            '¾' => plain.push_str(".75"),
            '_' => {}
            c => plain.push(to_digit(c).unwrap_or(c)),
        }
    }
    let sign = usize::from(plain.starts_with('-'));
    if plain[sign..].starts_with('.') {
        plain.insert(sign, '0');
    }
    plain
}

/// Returns a full-width, Arabic or Persian digit as one of the keyboard.
fn to_digit(c: char) -> Option<char> {
    let distance = |zero: char| u32::from(c).checked_sub(u32::from(zero)).and_then(|digit| char::from_digit(digit, 10));
    ['\u{FF10}', '\u{0660}', '\u{06F0}'].into_iter().find_map(distance)
}

/// Returns how a figure is written in TOML, and its other reading if a comma may separate thousands or decimals.
fn readings(figure: &str) -> Option<(String, Option<String>)> {
    let bare: String = figure.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
    let (points, commas) = (bare.matches('.').count(), bare.matches(',').count());
    let is_grouped = |separator: char| {
        let groups: Vec<_> = bare.split(separator).collect();
        groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)
    };
    let (right, other) = match (points, commas) {
        (0 | 1, 0) => (bare.clone(), None),
        (0, 1) if is_grouped(',') && !bare.starts_with(['0', '-']) => {
            let decimal = bare.replace(',', ".").trim_end_matches('0').trim_end_matches('.').to_owned();
            (bare.replace(',', ""), Some(decimal))
        }
        (0, 1) => (bare.replace(',', "."), None),
        (_, 0) if is_grouped('.') => (bare.replace('.', ""), None),
        (0, _) if is_grouped(',') => (bare.replace(',', ""), None),
        // The last of two different separators is the decimal one: 1.200,50 and 1,200.50.
        (_, 1) if bare.rfind(',') > bare.rfind('.') => (bare.replace('.', "").replace(',', "."), None),
        (1, _) => (bare.replace(',', ""), None),
        _ => return None,
    };
    right.parse::<f64>().is_ok().then_some((right, other))
}

/// Returns whether the words after a number leave it as it is, or multiply it in a known way: "k" and "T€" do not.
fn is_known_unit(unit: &str) -> bool {
    let word: String = unit.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let is_short = word.chars().count() <= SHORT_UNIT && unit.trim_start().starts_with(char::is_alphabetic);
    let is_ratio = unit.trim_start().starts_with(['/', ':']);
    (!is_short && !is_ratio)
        || POWERS.iter().any(|(name, _)| word.starts_with(name))
        || CURRENCIES.iter().any(|(name, _)| *name == word)
}

/// Multiplies a number by the words after it. Returns it with the currency, if one is named.
fn apply_unit(number: String, unit: &str) -> (String, String) {
    let words = unit.trim().trim_start_matches('+').trim_start();
    let power = POWERS.iter().find(|(word, _)| words.starts_with(word));
    let right = match (power, number.parse::<f64>()) {
        (Some((_, factor)), Ok(value)) => format!("{}", (value * factor * 1e3).round() / 1e3),
        _ => number,
    };
    let names_it = |name: &&str| words.split(|c: char| !c.is_alphanumeric() && c != '€').any(|word| word == *name);
    let currency = CURRENCIES.iter().find(|(name, _)| names_it(name));
    (right, currency.map(|(_, code)| format!(", and set currency = \"{code}\"")).unwrap_or_default())
}

/// Returns the middle of a range such as 50-60.
fn middle_of_range(figure: &str) -> Option<u64> {
    let (from, to) = figure.split_once('-')?;
    let (from, to) = (from.trim().parse::<u64>().ok()?, to.trim().parse::<u64>().ok()?);
    (from < to).then(|| from.midpoint(to))
}

/// Reads degrees with minutes and seconds, such as 51°29′ N, as decimal degrees.
fn read_degrees(value: &str) -> Option<String> {
    let value = value.replace(',', ".");
    let (degrees, rest) = value.split_once('°')?;
    let rest = rest.trim();
    let (rest, direction) = match rest.chars().next_back() {
        Some(last) if last.is_ascii_alphabetic() => (&rest[..rest.len() - 1], Some(last.to_ascii_uppercase())),
        _ => (rest, None),
    };
    let parts = rest.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let parts: Vec<f64> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if parts.len() > 2
        || parts.iter().any(|part| *part >= 60.0)
        || !matches!(direction, None | Some('N' | 'S' | 'E' | 'O' | 'W'))
    {
        return None;
    }
    let whole = degrees.trim().parse::<f64>().ok()?;
    let size = whole.abs() + parts.iter().zip([60.0, 3600.0]).map(|(part, share)| part / share).sum::<f64>();
    let sign = if degrees.trim().starts_with('-') || matches!(direction, Some('S' | 'W')) { "-" } else { "" };
    Some(format!("{sign}{}", (size * 1e4).round() / 1e4))
}

#[cfg(test)]
mod tests {
    use super::recognise_number;

    #[test]
    fn numbers_are_shown_as_they_should_be_written() {
        for (value, right) in [
            ("48,37", "write 48.37"),
            ("1.200.000", "write 1200000"),
            ("1'200", "write 1200"),
            ("1.200,50", "write 1200.50"),
            ("8 500", "write 8500"),
            ("1,200", "write 1200, or 1.2 if the comma is a decimal comma"),
            ("48,000", "write 48000, or 48 if the comma is a decimal comma"),
            ("1,200,000", "write 1200000"),
            ("0,125", "write 0.125"),
            ("1,2 Mrd. Euro", "write 1200000000, and set currency = \"EUR\""),
            ("3 Mio. €", "write 3000000, and set currency = \"EUR\""),
            ("−51.54", "write -51.54"),
            ("–8", "write -8"),
            ("８", "write 8"),
            ("٧٢", "write 72"),
            ("51½", "write 51.5"),
            (".54", "write 0.54"),
            ("1__0", "write 10"),
            ("1 Milliarde Euro", "write 1000000000, and set currency = \"EUR\""),
            ("3 Billionen Euro", "write 3000000000000, and set currency = \"EUR\""),
            ("1,200 Mio.", "write 1200000000, or 1200000 if the comma is a decimal comma"),
            ("50–60", "write one number, such as 55, and set qualifier = \"about\""),
            ("50 bis 60", "write one number, such as 55, and set qualifier = \"about\""),
            ("51°29,5′", "write 51.4917"),
            ("-5°30′", "write -5.5"),
            ("0.12° W", "write -0.12"),
            ("74 Mitglieder", "write 74"),
            ("72 %", "write 72"),
            ("110+", "write 110, and set qualifier = \"more_than\""),
            ("50-60", "write one number, such as 55, and set qualifier = \"about\""),
            ("ca. 70", "write 70, and set qualifier = \"about\""),
            (">74", "write 74, and set qualifier = \"more_than\""),
            ("48.37° N", "write 48.37"),
            ("51°29′ N", "write 51.4833"),
            ("8°30′36″ W", "write -8.51"),
        ] {
            let hint = recognise_number("value", value).and_then(|diagnostic| diagnostic.hint);
            assert_eq!(hint.as_deref(), Some(right), "{value}");
        }
        for value in ["48 TEUR", "12k", "1,5 bn", "6O", "3/4", "1:10"] {
            assert!(recognise_number("value", value).is_none(), "{value} may be any number");
        }
        let hint = |key, value| recognise_number(key, value).and_then(|diagnostic| diagnostic.hint);
        assert_eq!(hint("latitude", "51,123").as_deref(), Some("write 51.123"));
        assert!(recognise_number("count", "1200").is_none() && recognise_number("count", "viele").is_none());
    }
}
