//! Suggestions for misspelt names.

/// Returns the known name that is most similar to a misspelt one, if any is similar enough.
pub(crate) fn nearest<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    // A distance is at least the difference of the lengths; to measure it takes time and memory with their product.
    let is_near = |name: &&&str| {
        let (shorter, longer) = (length.min(name.chars().count()), length.max(name.chars().count()));
        longer - shorter <= longer.max(3) / 3
    };
    known
        .iter()
        .filter(is_near)
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), *name))
        .min()
        .filter(|(distance, name)| *distance <= name.chars().count().max(written.chars().count()).max(3) / 3)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_name_is_meant_where_a_third_of_its_letters_differ_at_most() {
        let known = ["short_name", "story", "seat"];
        assert_eq!(nearest("short_nam", &known), Some("short_name"));
        assert_eq!(nearest("Seta", &known), Some("seat"));
        assert_eq!(nearest("website", &known), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), &known), None);
    }
}
