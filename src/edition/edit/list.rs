//! Appends an entry to a list of strings in a file.
//!
//! This works on the text of the file, because a comment after an entry belongs to it and has to stay with it.

use toml_edit::{Document, Value};

/// Returns the text of a file with an entry appended to the list at a path. Returns the same text if the list has the entry,
/// and `None` if there is no such list.
pub(super) fn append(text: &str, path: &[&str], entry: &str) -> Option<String> {
    let document: Document<&str> = Document::parse(text).ok()?;
    let item = path.iter().try_fold(document.as_item(), |item, key| item.get(key))?;
    let entries = item.as_array()?;
    if entries.iter().any(|known| known.as_str() == Some(entry)) {
        return Some(text.to_owned());
    }
    let whole = entries.span()?;
    let end = whole.end - 1;
    let entry = format!("{entry:?}");
    let Some(last) = entries.iter().last().and_then(Value::span) else {
        let inner = &text[whole.start + 1..end];
        let end_of_line = if inner.contains("\r\n") { "\r\n" } else { "\n" };
        let entry = if inner.contains('\n') { format!("  {entry},{end_of_line}") } else { entry };
        return Some(format!("{}{entry}{}", &text[..end], &text[end..]));
    };
    let tail = &text[last.end..end];
    let Some(line) = tail.find('\n') else {
        return Some(format!("{}, {entry}{}", &text[..last.end], &text[last.end..]));
    };
    // A list with one line per entry gets another line, after the comment of the last one.
    let comma = if tail.split('#').next().unwrap_or_default().contains(',') { "" } else { "," };
    let head = text[..last.start].rfind('\n').map_or(0, |end| end + 1);
    let indent: String = text[head..last.start].chars().take_while(|c| c.is_whitespace()).collect();
    let behind = last.end + line + 1;
    let end_of_line = if text[..behind].ends_with("\r\n") { "\r\n" } else { "\n" };
    Some(format!(
        "{}{comma}{}{indent}{entry},{end_of_line}{}",
        &text[..last.end],
        &text[last.end..behind],
        &text[behind..]
    ))
}

#[cfg(test)]
mod tests {
    use super::append;

    fn appended(text: &str) -> String {
        append(text, &["a"], "z").expect("a list")
    }

    #[test]
    fn an_entry_is_added_in_the_way_of_the_list() {
        assert_eq!(appended("a = [] # r\n"), "a = [\"z\"] # r\n");
        assert_eq!(appended("a = [\"b\"] # r\n"), "a = [\"b\", \"z\"] # r\n");
        assert_eq!(appended("a = [\"b\",]\n"), "a = [\"b\", \"z\",]\n");
        assert_eq!(appended("a = [\n  \"b\", # r\n]\n"), "a = [\n  \"b\", # r\n  \"z\",\n]\n");
        assert_eq!(appended("a = [\n\t\"b\" # r, s\n]\n"), "a = [\n\t\"b\", # r, s\n\t\"z\",\n]\n");
        assert_eq!(appended("a = [\r\n  \"b\"\r\n]\r\n"), "a = [\r\n  \"b\",\r\n  \"z\",\r\n]\r\n");
    }

    #[test]
    fn what_is_there_is_not_added_and_what_is_no_list_is_left() {
        assert_eq!(append("a = [\"z\"]\n", &["a"], "z").as_deref(), Some("a = [\"z\"]\n"));
        assert_eq!(append("a = \"z\"\n", &["a"], "z"), None);
        assert_eq!(append("b = []\n", &["a"], "z"), None);
    }
}
