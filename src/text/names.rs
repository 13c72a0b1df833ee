//! Names in running text, which are neither hyphenated nor broken.

use super::rich::Inline;

/// Splits text at the names in it. A name counts only where neither a letter nor a hyphen touches it.
pub(super) fn mark_names(text: &str, names: &[String], out: &mut Vec<Inline>) {
    let mut finders: Vec<_> =
        names.iter().filter(|name| !name.is_empty()).map(|name| Finder::new(text, name)).collect();
    let mut start = 0;
    while let Some((at, name)) = find_name(text, start, &mut finders) {
        if at > start {
            out.push(Inline::Text { text: text[start..at].to_owned() });
        }
        out.push(Inline::Name { text: name.to_owned() });
        start = at + name.len();
    }
    if start < text.len() {
        out.push(Inline::Text { text: text[start..].to_owned() });
    }
}

/// The next place of a name. It is looked for again only once the text has been split behind it, so that a long text with
/// many names is read once for each name.
struct Finder<'a> {
    name: &'a str,
    next: Option<usize>,
}

impl<'a> Finder<'a> {
    fn new(text: &str, name: &'a str) -> Self {
        Self { name, next: find_whole(text, 0, name) }
    }
}

/// Returns the first name from a byte on, and its place; of several at one place, the longest.
fn find_name<'a>(text: &str, start: usize, finders: &mut [Finder<'a>]) -> Option<(usize, &'a str)> {
    for finder in finders.iter_mut() {
        if finder.next.is_some_and(|at| at < start) {
            finder.next = find_whole(text, start, finder.name);
        }
    }
    let found = finders.iter().filter_map(|finder| Some((finder.next?, finder.name)));
    found.min_by_key(|(at, name)| (*at, usize::MAX - name.len()))
}

/// Returns the first place of a name from a byte on that neither a letter nor a hyphen touches.
pub(crate) fn find_whole(text: &str, start: usize, name: &str) -> Option<usize> {
    let joins = |c: char| c.is_alphanumeric() || c == '-';
    let is_whole = |at: &usize| !text[start..*at].ends_with(joins) && !text[at + name.len()..].starts_with(joins);
    text[start..].match_indices(name).map(|(at, _)| start + at).find(is_whole)
}

#[cfg(test)]
mod tests {
    use super::{Inline, mark_names};

    #[test]
    fn whole_names_are_marked_and_the_longest_at_a_place() {
        let names = ["NIRO", "NIRO West", "", "Unna"].map(str::to_owned);
        let mut out = Vec::new();
        mark_names("NIRO West, NIRO-Treffen, NIRONIRO; NIRO in Unna.", &names, &mut out);
        let marked: Vec<_> = out
            .iter()
            .map(|inline| match inline {
                Inline::Name { text } => format!("<{text}>"),
                Inline::Text { text } => text.clone(),
                _ => String::new(),
            })
            .collect();
        assert_eq!(marked.concat(), "<NIRO West>, NIRO-Treffen, NIRONIRO; <NIRO> in <Unna>.");
    }
}
