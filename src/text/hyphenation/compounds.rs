//! The joints of compounds, such as "Qualifizierungs|initiative".

use std::collections::BTreeSet;

/// Both parts of a compound have at least this many letters.
pub(super) const LEAST_PART: usize = 4;

/// Ends of a first part that are followed by another part wherever enough letters follow them: an abstract noun with the
/// sound that links it.
const LINKED_ENDS: [&str; 7] = ["ungs", "heits", "keits", "schafts", "ions", "itäts", "tums"];

/// Sounds between two parts of a compound.
const LINKS: [&str; 5] = ["s", "n", "en", "es", "er"];

/// Endings of the last part.
const ENDINGS: [&str; 7] = ["e", "n", "en", "s", "es", "er", "ern"];

/// Returns the numbers of letters before each joint of a German word in lower case.
pub(super) fn joints(word: &str, vocabulary: &BTreeSet<String>) -> Vec<usize> {
    let mut out = Vec::new();
    find_joints(word, 0, vocabulary, &mut out);
    out
}

/// Looks for the joint with the longest first part, then for further joints in both parts.
fn find_joints(word: &str, offset: usize, vocabulary: &BTreeSet<String>, out: &mut Vec<usize>) {
    let places: Vec<_> = word.char_indices().map(|(at, _)| at).collect();
    let joint = (LEAST_PART..(places.len() + 1).saturating_sub(LEAST_PART)).rev().find(|letters| {
        let (first, second) = word.split_at(places[*letters]);
        is_first(first, vocabulary) && is_last(second, vocabulary)
            || LINKED_ENDS.iter().any(|end| first.ends_with(end)) && !second.starts_with("ch")
    });
    let Some(letters) = joint else { return };
    let (first, second) = word.split_at(places[letters]);
    find_joints(first, offset, vocabulary, out);
    out.push(offset + letters);
    find_joints(second, offset + letters, vocabulary, out);
}

fn is_first(part: &str, vocabulary: &BTreeSet<String>) -> bool {
    vocabulary.contains(part) || knows_without(part, &LINKS, vocabulary)
}

/// Returns whether the end of a word is a word, or ends in two of them.
fn is_last(part: &str, vocabulary: &BTreeSet<String>) -> bool {
    vocabulary.contains(part) || knows_without(part, &ENDINGS, vocabulary)
}

fn knows_without(part: &str, ends: &[&str], vocabulary: &BTreeSet<String>) -> bool {
    let stems = ends.iter().filter_map(|end| part.strip_suffix(end));
    stems.filter(|stem| stem.chars().count() >= LEAST_PART).any(|stem| vocabulary.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::joints;

    #[test]
    fn joints_are_found_in_the_vocabulary() {
        let vocabulary = ["cluster", "woche", "mitglied", "versammlung", "netzwerk"].map(str::to_owned).into();
        for (word, found) in [
            ("clusterwochen", vec![7]),
            ("mitgliederversammlung", vec![10]),
            ("kooperationsnetzwerk", vec![12]),
            ("netzwerken", vec![]),
            ("universitätsstadt", vec![12]),
            ("region", vec![]),
        ] {
            assert_eq!(joints(word, &vocabulary), found, "{word}");
        }
    }
}
