//! Alphabetical order, the same in all languages of a book.

/// Returns the key by which a term is sorted (DIN 5007-1): letters with marks count as those without, ß as ss; upper and
/// lower case are alike; signs other than letters and digits only part words.
#[must_use]
pub(crate) fn sort_key(term: &str) -> String {
    let mut key = String::with_capacity(term.len());
    for letter in term.chars() {
        match base_letters(letter) {
            Some(letters) => key.push_str(letters),
            None if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            None if matches!(letter, '\'' | '’' | '.' | '\u{AD}') => {}
            None if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            None => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Returns the head under which a term stands: its first letter, or "0–9".
#[must_use]
pub(crate) fn head_letter(term: &str) -> String {
    match sort_key(term).chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "0–9".to_owned(),
    }
}

/// Letters of European languages in the Latin script that are sorted as others.
const BASES: [(&str, &str); 27] = [
    ("äàáâãåāăą", "a"),
    ("æ", "ae"),
    ("çćĉċč", "c"),
    ("ďđ", "d"),
    ("ð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("öòóôõøōŏő", "o"),
    ("œ", "oe"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ß", "ss"),
    ("ţťŧț", "t"),
    ("þ", "th"),
    ("üùúûũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("²", "2"),
    ("³", "3"),
    ("¹", "1"),
];

fn base_letters(letter: char) -> Option<&'static str> {
    if letter.is_ascii() {
        return None;
    }
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    BASES.iter().find(|(letters, _)| letters.contains(lower)).map(|(_, base)| *base)
}

/// Particles that belong to a family name.
const PARTICLES: [&str; 16] =
    ["von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "te", "ten", "zu", "zur"];

/// Returns a person's name with the family name first and without titles: "Dr. Günter von Au" becomes
/// "von Au, Günter". A name of one word stays as it is.
#[must_use]
pub(crate) fn family_first(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let mut titled = false;
    // "Dr.", "Prof.", "Dipl.-Ing."; after one of them also "h." and "c.". An initial such as "A." is no title.
    while words.len() > 1
        && words[0].contains('.')
        && (words[0].chars().count() > 2 || (titled && words[0].starts_with(char::is_lowercase)))
    {
        titled = true;
        words.remove(0);
    }
    let last = words.len().saturating_sub(1);
    let start = (1..last).rev().take_while(|&index| PARTICLES.contains(&words[index])).last().unwrap_or(last);
    if start == 0 {
        return words.join(" ");
    }
    format!("{}, {}", words[start..].join(" "), words[..start].join(" "))
}

#[cfg(test)]
mod tests {
    use super::{family_first, head_letter, sort_key};

    #[test]
    fn marks_case_and_signs_do_not_count() {
        assert_eq!(sort_key("Bösenberg, Frank"), "bosenberg frank");
        assert_eq!(sort_key("Weiße Ära"), "weisse ara");
        assert_eq!(sort_key("unIT-e²"), "unit e2");
        assert_eq!(sort_key("  „OLEC“ e. V. "), "olec e v");
        let mut names =
            ["Zelder, Klaus", "Öko", "Oldenburg", "te Kaat, Jens", "Prüfung", "von Au, Günter", "Prühs, Patrick"];
        names.sort_by_key(|name| sort_key(name));
        let order =
            ["Öko", "Oldenburg", "Prüfung", "Prühs, Patrick", "te Kaat, Jens", "von Au, Günter", "Zelder, Klaus"];
        assert_eq!(names, order);
    }

    #[test]
    fn a_term_stands_below_its_base_letter() {
        let heads = ["Öko", "élan", "3D-Druck", "…"].map(head_letter);
        assert_eq!(heads, ["O", "E", "0–9", "0–9"]);
    }

    #[test]
    fn family_names_come_first_with_their_particles_and_without_titles() {
        let cases = [
            ("Frank Bösenberg", "Bösenberg, Frank"),
            ("Dr. Astrid Szogs", "Szogs, Astrid"),
            ("Prof. Dr. h. c. Wolfgang A. Herrmann", "Herrmann, Wolfgang A."),
            ("Dipl.-Ing. Jens te Kaat", "te Kaat, Jens"),
            ("Günter von Au", "von Au, Günter"),
            ("Maria von der Heide", "von der Heide, Maria"),
            ("A. Meier", "Meier, A."),
            ("Cher", "Cher"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(family_first(&name.replace('\u{a0}', " ")), expected);
        }
    }
}
