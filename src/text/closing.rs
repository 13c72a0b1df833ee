//! The ends of paragraphs: what is kept together, so that no last line is lost.

use super::rich::{Block, Inline};

/// A last line has at least this many characters.
const LEAST_LAST_LINE: usize = 9;

/// More characters are never held together: the line before them would become too short.
const LONGEST_END: usize = 24;

/// A word of more characters may break anywhere, in pieces of about half of them.
const LONGEST_WORD: usize = 36;

const NO_BREAK_SPACE: char = '\u{A0}';
const WORD_JOINER: char = '\u{2060}';
const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// Prepares the lines of running text: short last words stay with the word before, names do not break at their hyphens,
/// and a word without end may break.
pub(crate) fn prepare_lines(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => *text = split_endless(text),
            Block::Paragraph { content } => {
                prepare_inlines(content);
                let marks = content.iter().rev().take_while(|inline| matches!(inline, Inline::Mark { .. })).count();
                let last = content.len().checked_sub(marks + 1);
                if let Some(Inline::Text { text }) = last.and_then(|last| content.get_mut(last)) {
                    *text = close(text);
                }
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| prepare_lines(item)),
            Block::Quote { content } => prepare_lines(content),
        }
    }
}

fn prepare_inlines(content: &mut [Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text } => *text = split_endless(text),
            Inline::Name { text } => {
                let whole = split_endless(text);
                *text = if whole == *text { text.replace('-', &format!("-{WORD_JOINER}")) } else { whole };
            }
            other => {
                if let Some(content) = other.content_mut() {
                    prepare_inlines(content);
                }
            }
        }
    }
}

/// Joins the last words of a text until they are long enough for a line.
fn close(text: &str) -> String {
    let whole = text.trim_end();
    let (mut head, mut tail) = (whole, String::new());
    while let Some((before, word)) = head.rsplit_once(' ') {
        let joined = if tail.is_empty() { word.to_owned() } else { format!("{word}{NO_BREAK_SPACE}{tail}") };
        let length = joined.chars().count();
        if !tail.is_empty() && length > LONGEST_END {
            break;
        }
        (head, tail) = (before, joined);
        if length >= LEAST_LAST_LINE {
            break;
        }
    }
    if tail.is_empty() { text.to_owned() } else { format!("{head} {tail}{}", &text[whole.len()..]) }
}

/// Puts places to break into words that no line may hold, after signs where they have them.
fn split_endless(text: &str) -> String {
    if text.split_whitespace().all(|word| word.chars().count() <= LONGEST_WORD) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(char::is_whitespace) {
        let endless = word.chars().count() > LONGEST_WORD;
        let mut since = 0;
        for letter in word.chars() {
            since += 1;
            out.push(letter);
            if endless && (since >= LONGEST_WORD / 2 || since > 3 && matches!(letter, '/' | '_' | '-' | '=' | '.')) {
                out.push(ZERO_WIDTH_SPACE);
                since = 0;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{close, split_endless};

    #[test]
    fn short_last_words_stay_together() {
        for (text, closed) in [
            ("Das Netz ist neu da.", "Das Netz ist~neu~da."),
            ("im Jahr der Gründung.", "im Jahr der Gründung."),
            (
                "so wie die Donaudampfschifffahrtsgesellschaft es tat.",
                "so wie die Donaudampfschifffahrtsgesellschaft es~tat.",
            ),
            ("Wort", "Wort"),
        ] {
            assert_eq!(close(text).replace('\u{A0}', "~"), closed);
        }
    }

    #[test]
    fn words_without_end_may_break() {
        let text = format!("kurz {}", "a".repeat(50));
        assert_eq!(split_endless(&text).matches('\u{200B}').count(), 2);
        assert_eq!(split_endless("kurze Wörter"), "kurze Wörter");
    }
}
