//! Names in running text, which are neither hyphenated nor broken.

use super::rich::Inline;

/// Splits text at the names in it. A name counts only where neither a letter nor a hyphen touches it.
pub(super) fn mark_names(text: &str, names: &[String], out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((at, name)) = find_name(rest, names) {
        if at > 0 {
            out.push(Inline::Text { text: rest[..at].to_owned() });
        }
        out.push(Inline::Name { text: name.to_owned() });
        rest = &rest[at + name.len()..];
    }
    if !rest.is_empty() {
        out.push(Inline::Text { text: rest.to_owned() });
    }
}

/// Returns the first name and its place; of several at one place, the longest.
fn find_name<'a>(text: &str, names: &'a [String]) -> Option<(usize, &'a str)> {
    let is_whole = |at: usize, length: usize| {
        let joins = |c: char| c.is_alphanumeric() || c == '-';
        !text[..at].ends_with(joins) && !text[at + length..].starts_with(joins)
    };
    let found = names.iter().filter(|name| !name.is_empty()).filter_map(|name| {
        let at = text.match_indices(name.as_str()).map(|(at, _)| at).find(|&at| is_whole(at, name.len()))?;
        Some((at, name.as_str()))
    });
    found.min_by_key(|(at, name)| (*at, usize::MAX - name.len()))
}
