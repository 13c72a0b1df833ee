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
    ("milliarden", 1e9),
    ("millionen", 1e6),
    ("thousand", 1e3),
    ("tausend", 1e3),
    ("billion", 1e9),
    ("million", 1e6),
    ("mrd", 1e9),
    ("mio", 1e6),
    ("tsd", 1e3),
];

/// Words for a currency, in lower case, with their codes (ISO 4217).
const CURRENCIES: [(&str, &str); 6] =
    [("euro", "EUR"), ("eur", "EUR"), ("€", "EUR"), ("chf", "CHF"), ("franken", "CHF"), ("usd", "USD")];

/// Recognises a value that is a number to a reader, and returns how to write it.
pub(super) fn recognise_number(written: &str) -> Option<Diagnostic> {
    let error = |message: String, hint: String| Some(Diagnostic::error(Code::SYNTAX, message).hint(hint));
    let plain = to_keyboard(written);
    let value = plain.as_str();
    if value != written && value.parse::<f64>().is_ok() {
        return error(format!("`{written}` is not a number in TOML"), format!("write {value}"));
    }
    if let Some(degrees) = read_degrees(value) {
        return error(format!("{written} is not in decimal degrees"), format!("write {degrees}"));
    }
    let lower = value.to_lowercase();
    let about = ABOUT.iter().find(|(word, _)| lower.starts_with(word));
    let rest = about.map_or(value, |(word, _)| value.get(word.len()..).unwrap_or_default()).trim_start();
    let is_figure = |c: char| c.is_ascii_digit() || ".,-'’ \u{A0}\u{202F}".contains(c);
    let (figure, unit) = rest.split_at(rest.find(|c| !is_figure(c)).unwrap_or(rest.len()));
    let figure = figure.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !figure.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(middle) = middle_of_range(figure) {
        let hint = format!("write one number, such as {middle}, and qualifier = \"about\"");
        return error(format!("{written} is a range, not a number"), hint);
    }
    let (right, other) = readings(figure)?;
    if right == value {
        return None;
    }
    let message = if figure.contains(',') && unit.trim().is_empty() && about.is_none() {
        "numbers have a decimal point, not a comma".to_owned()
    } else {
        format!("`{written}` has more than a number in it")
    };
    let (right, more) = apply_unit(right, &unit.to_lowercase());
    let qualifier = about.map(|(_, code)| *code).or_else(|| unit.starts_with('+').then_some("more_than"));
    let qualifier = qualifier.map(|code| format!(", and qualifier = \"{code}\"")).unwrap_or_default();
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
    (right, currency.map(|(_, code)| format!(", and currency = \"{code}\"")).unwrap_or_default())
}

/// Returns the middle of a range such as 50-60.
fn middle_of_range(figure: &str) -> Option<u64> {
    let (from, to) = figure.split_once('-')?;
    let (from, to) = (from.trim().parse::<u64>().ok()?, to.trim().parse::<u64>().ok()?);
    (from < to).then(|| from.midpoint(to))
}

/// Reads degrees with minutes and seconds, such as 51°29′ N, as decimal degrees.
fn read_degrees(value: &str) -> Option<String> {
    let (degrees, rest) = value.split_once('°')?;
    let parts = rest.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let parts: Vec<f64> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (minutes, seconds) = (parts.first()?, parts.get(1).unwrap_or(&0.0));
    if parts.len() > 2 || *minutes >= 60.0 || *seconds >= 60.0 {
        return None;
    }
    let degrees = degrees.trim().parse::<f64>().ok()? + minutes / 60.0 + seconds / 3600.0;
    let sign = if rest.trim_end().ends_with(['S', 'W']) { "-" } else { "" };
    Some(format!("{sign}{degrees:.4}"))
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
            ("1,2 Mrd. Euro", "write 1200000000, and currency = \"EUR\""),
            ("3 Mio. €", "write 3000000, and currency = \"EUR\""),
            ("−51.54", "write -51.54"),
            ("–8", "write -8"),
            ("８", "write 8"),
            ("٧٢", "write 72"),
            ("51½", "write 51.5"),
            (".54", "write 0.54"),
            ("1__0", "write 10"),
            ("74 Mitglieder", "write 74"),
            ("72 %", "write 72"),
            ("110+", "write 110, and qualifier = \"more_than\""),
            ("50-60", "write one number, such as 55, and qualifier = \"about\""),
            ("ca. 70", "write 70, and qualifier = \"about\""),
            (">74", "write 74, and qualifier = \"more_than\""),
            ("48.37° N", "write 48.37"),
            ("51°29′ N", "write 51.4833"),
            ("8°30′36″ W", "write -8.5100"),
        ] {
            let hint = recognise_number(value).and_then(|diagnostic| diagnostic.hint);
            assert_eq!(hint.as_deref(), Some(right), "{value}");
        }
        assert!(recognise_number("1200").is_none() && recognise_number("viele").is_none());
    }
}
