//! Lists whose entries begin with a bullet or a dash, as word processors and mail programs paste them.
//!
//! Markdown knows only `-`, `*` and `+`, and would run the lines together. The marks are replaced by `-`, with spaces
//! before it so that every place in the text stays the same.

/// Marks that are only ever used for entries.
pub(crate) const BULLETS: &str = "•‣⁃◦▪▫■□●○·∙➢➤✓✔";

/// Dashes, which also occur in running text: an editor may break a line before one.
const DASHES: &str = "–—―−";

/// The most spaces before the mark of an entry (`CommonMark` 0.31, 5.2).
const MOST_SPACES: usize = 3;

/// Replaces the mark of each entry by `-`.
pub(super) fn mark_entries(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut paragraph: Vec<&str> = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            add_paragraph(&mut out, &paragraph);
            paragraph.clear();
            out.push_str(line);
        } else {
            paragraph.push(line);
        }
    }
    add_paragraph(&mut out, &paragraph);
    out
}

fn add_paragraph(out: &mut String, lines: &[&str]) {
    let has_list_of_dashes = is_list_of_dashes(lines);
    for line in lines {
        match mark_of(line) {
            Some((start, mark)) if !DASHES.contains(mark) || has_list_of_dashes => {
                let spaces = " ".repeat(mark.len_utf8() - 1);
                // A list cannot begin behind more spaces.
                let (before, behind) = if start + spaces.len() > MOST_SPACES { ("", &*spaces) } else { (&*spaces, "") };
                out.push_str(&line[..start]);
                out.push_str(before);
                out.push('-');
                out.push_str(behind);
                out.push_str(&line[start + mark.len_utf8()..]);
            }
            _ => out.push_str(line),
        }
    }
}

/// Returns the mark that a line begins with, and its place.
fn mark_of(line: &str) -> Option<(usize, char)> {
    let start = line.len() - line.trim_start_matches(' ').len();
    let mut letters = line[start..].chars();
    let (mark, next) = (letters.next()?, letters.next()?);
    // Word processors write the bullet of the second level as the letter o and a tab.
    let is_mark = if mark == 'o' { next == '\t' } else { next.is_whitespace() };
    (is_mark && (mark == 'o' || BULLETS.contains(mark) || DASHES.contains(mark))).then_some((start, mark))
}

/// Returns whether dashes at the beginning of lines mark entries: the first such line begins the paragraph or follows a
/// colon, and there are at least two.
fn is_list_of_dashes(lines: &[&str]) -> bool {
    let has_dash = |line: &&str| mark_of(line).is_some_and(|(_, mark)| DASHES.contains(mark));
    let Some(first) = lines.iter().position(has_dash) else { return false };
    let opens = first == 0 || lines[first - 1].trim_end().ends_with(':');
    opens && lines.iter().filter(|line| has_dash(line)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::mark_entries;

    #[test]
    fn bullets_and_dashes_begin_entries() {
        for (text, marked) in [
            ("• eins\n• zwei", "  - eins\n  - zwei"),
            ("o\teins\no\tzwei", "-\teins\n-\tzwei"),
            ("· eins", " - eins"),
            ("– eins\n– zwei", "  - eins\n  - zwei"),
            ("Wir haben:\n– eins\nmehr\n– zwei\n\nEnde", "Wir haben:\n  - eins\nmehr\n  - zwei\n\nEnde"),
            ("  •\teins", "  -  \teins"),
            ("Wir haben:\n  • eins\n  • zwei", "Wir haben:\n  -   eins\n  -   zwei"),
        ] {
            assert_eq!(mark_entries(text), marked, "{text}");
            assert_eq!(text.len(), marked.len());
        }
    }

    #[test]
    fn dashes_and_letters_in_running_text_stay() {
        for text in [
            "Der Verein wuchs\n– so der Vorstand –\n– bis heute.",
            "– ein Einschub allein",
            "o weh\no ja",
            "–eins\n–zwei",
            "•eins",
            "",
        ] {
            assert_eq!(mark_entries(text), text);
        }
    }
}
