//! Names in running text, which are neither hyphenated nor broken.

use super::rich::Inline;

/// Splits text at the names in it. A name counts only where no letter touches it.
pub(super) fn mark_names(text: &str, names: &[String], out: &mut Vec<Inline>) {
    let mut rest = text;
    let mut from = 0;
    while let Some((at, name)) = next_name(rest, names, from) {
        if at > 0 {
            out.push(Inline::Text { text: rest[..at].to_owned() });
        }
        out.push(Inline::Name { text: name.to_owned() });
        rest = &rest[at + name.len()..];
        from = 0;
    }
    if !rest.is_empty() {
        out.push(Inline::Text { text: rest.to_owned() });
    }
}

fn next_name<'a>(text: &str, names: &'a [String], from: usize) -> Option<(usize, &'a str)> {
    names
        .iter()
        .filter(|name| !name.is_empty())
        .filter_map(|name| {
            text[from..]
                .match_indices(name.as_str())
                .map(|(at, _)| at + from)
                .find(|&at| stands_alone(text, at, name.len()))
                .map(|at| (at, name.as_str()))
        })
        .min_by_key(|(at, name)| (*at, usize::MAX - name.len()))
}

fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '-';
    !text[..at].ends_with(joins) && !text[at + length..].starts_with(joins)
}
