//! Translations put together again from their segments.

use std::collections::BTreeMap;

use serde_json::Value;

use super::find::words;
use crate::edition::translation::FieldText;

/// The new translation of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Composed {
    /// The whole translation; that of a list has a line for each entry.
    pub text: String,
    /// What takes the place of what in it, if nothing is added.
    pub replaced: Option<Vec<(String, String)>>,
}

/// Puts new translations of segments, by their numbers in the text, into the translation that the record has. What is
/// between them stays as it is.
pub(super) fn compose(text: &FieldText, new: &BTreeMap<usize, String>) -> Composed {
    let before = text.target.as_deref().unwrap_or_default();
    if let [segment] = text.segments.as_slice()
        && segment.piece.is_none()
        && segment.target.is_some()
    {
        return whole(before, new.get(&0).map_or(before, String::as_str));
    }
    if text.target_pieces.is_empty() {
        return Composed { text: all(text, new), replaced: None };
    }
    let mut out = String::with_capacity(before.len());
    let mut replaced = Vec::new();
    let mut is_extended = false;
    let mut start = 0;
    for (number, piece) in text.target_pieces.iter().enumerate() {
        let segment = text.segments.iter().position(|segment| segment.piece == Some(number));
        let first = number == 0;
        let line = before[..piece.span.start].rfind('\n').map_or(0, |end| end + 1);
        out.push_str(&before[start..line.max(start)]);
        if first {
            for added in ahead(text, new) {
                is_extended = true;
                out.push_str(&signed(text, added, &new[&added]));
                out.push_str(separator(text, added, added + 1));
            }
        }
        out.push_str(&before[line.max(start)..piece.span.start]);
        let old = &before[piece.span.clone()];
        match segment.and_then(|segment| new.get(&segment)) {
            Some(text) => {
                replaced.push((old.to_owned(), text.clone()));
                out.push_str(text);
            }
            None => out.push_str(old),
        }
        for added in segment.into_iter().flat_map(|segment| behind(text, new, segment)) {
            is_extended = true;
            out.push_str(separator(text, added - 1, added));
            out.push_str(&signed(text, added, &new[&added]));
        }
        start = piece.span.end;
    }
    out.push_str(&before[start..]);
    Composed { text: out, replaced: (!is_extended).then_some(replaced) }
}

/// Replaces a whole translation. The blanks around it stay.
fn whole(before: &str, new: &str) -> Composed {
    let old = before.trim();
    let start = before.len() - before.trim_start().len();
    let text = format!("{}{}{}", &before[..start], new.trim(), &before[start + old.len()..]);
    Composed { text, replaced: Some(vec![(old.to_owned(), new.trim().to_owned())]) }
}

/// Returns the translation of a text that had none.
fn all(text: &FieldText, new: &BTreeMap<usize, String>) -> String {
    let mut out = String::new();
    let mut last = None;
    for (segment, translation) in new {
        if let Some(last) = last.replace(*segment) {
            out.push_str(separator(text, last, *segment));
        }
        out.push_str(&signed(text, *segment, translation));
    }
    // As the text: a running text ends with a line break.
    if text.segments.len() > 1 && !text.is_list {
        out.push('\n');
    }
    out
}

/// Returns the new segments before the first that the translation has.
fn ahead(text: &FieldText, new: &BTreeMap<usize, String>) -> Vec<usize> {
    let first = text.segments.iter().position(|segment| segment.piece.is_some()).unwrap_or_default();
    new.range(..first).map(|(number, _)| *number).collect()
}

/// Returns the new segments between one that the translation has and the next.
fn behind(text: &FieldText, new: &BTreeMap<usize, String>, segment: usize) -> Vec<usize> {
    let rest = text.segments.iter().enumerate().skip(segment + 1);
    let holes = rest.take_while(|(_, segment)| segment.piece.is_none());
    holes.map(|(number, _)| number).filter(|number| new.contains_key(number)).collect()
}

/// Returns a translation with the sign of its segment.
fn signed(text: &FieldText, segment: usize, translation: &str) -> String {
    format!("{}{translation}", text.segments[segment].mark)
}

/// Returns what is between two segments.
fn separator(text: &FieldText, one: usize, other: usize) -> &'static str {
    let is_entry = |segment: usize| {
        let sign = text.segments.get(segment).map(|segment| segment.mark.trim()).unwrap_or_default();
        !sign.is_empty() && !sign.starts_with('#')
    };
    if text.is_list || (is_entry(one) && is_entry(other)) { "\n" } else { "\n\n" }
}

/// Returns a text as the value of its field.
pub(super) fn value(text: &str, is_list: bool) -> Value {
    if is_list { text.split('\n').map(Value::from).collect() } else { Value::from(text) }
}

/// Replaces parts of a text where it is written in a file, so that its notation stays: escapes, line ends. Returns the new
/// text of the file, or `None` if that would not give the new value.
pub(super) fn replace(raw: &str, replaced: &[(String, String)], value: &Value) -> Option<String> {
    let mut out = raw.to_owned();
    for (old, new) in replaced {
        let mut places = out.match_indices(old.as_str());
        let (at, _) = places.next()?;
        if places.next().is_some() {
            return None;
        }
        out.replace_range(at..at + old.len(), new);
    }
    let parsed: toml::Table = toml::from_str(&format!("value = {out}")).ok()?;
    (serde_json::to_value(parsed.get("value")?).ok()? == *value).then_some(out)
}

/// Returns whether two texts have the same words: programs may break lines anew.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    one == other || words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_in_its_notation() {
        let one = |old: &str, new: &str| vec![(old.to_owned(), new.to_owned())];
        let raw = "\"\"\"\nCaf\\u00E9.\n\nTwo.\n\"\"\"";
        let value = Value::from("Café.\n\nThree.\n");
        assert_eq!(
            replace(raw, &one("Two.", "Three."), &value).as_deref(),
            Some("\"\"\"\nCaf\\u00E9.\n\nThree.\n\"\"\"")
        );
        assert_eq!(replace("\"a\"", &one("a", "b \"c\""), &Value::from("b \"c\"")), None);
        assert_eq!(replace("'a'", &one("a", "b\\c"), &Value::from("b\\c")).as_deref(), Some("'b\\c'"));
        assert_eq!(replace("\"a a\"", &one("a", "b"), &Value::from("b a")), None);
        assert_eq!(
            replace("[\"a\", \"x\"]", &one("x", "y"), &value_of(&["a", "y"])).as_deref(),
            Some("[\"a\", \"y\"]")
        );
    }

    fn value_of(lines: &[&str]) -> Value {
        value(&lines.join("\n"), true)
    }

    #[test]
    fn programs_may_break_lines_anew() {
        assert!(is_same("a b\nc", "a\nb c") && !is_same("a b", "ab"));
    }
}
