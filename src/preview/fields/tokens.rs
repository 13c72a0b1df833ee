//! Texts as sequences of words, in the form in which a record and a page agree about them.

use std::collections::HashMap;

use crate::text::characters::is_break_control;

/// A word by its number in a [`Vocabulary`].
pub(super) type Word = u32;

/// Numbers for words, so that they are compared at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary(HashMap<String, Word>);

impl Vocabulary {
    /// Returns the number of a word, which is new if the word is.
    pub(super) fn add(&mut self, word: &str) -> Word {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let next = Word::try_from(self.0.len()).unwrap_or(Word::MAX);
        self.0.insert(word.to_owned(), next);
        next
    }

    pub(super) fn find(&self, word: &str) -> Option<Word> {
        self.0.get(word).copied()
    }
}

/// Calls back with every word of a text, in small letters, and the byte at which it starts and ends. Marks, spaces and
/// the characters that only tell where a line may break are no part of a word.
pub(super) fn split_words(text: &str, found: &mut impl FnMut(&str, usize, usize)) {
    let (mut word, mut start) = (String::new(), 0);
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            if word.is_empty() {
                start = at;
            }
            word.extend(c.to_lowercase());
        } else if !is_break_control(c) && !word.is_empty() {
            found(&word, start, at);
            word.clear();
        }
    }
    if !word.is_empty() {
        found(&word, start, text.len());
    }
}

/// Blanks what Markdown does not print: references to sources, and the addresses of links. Every byte keeps its place.
pub(super) fn without_marks(text: &str) -> String {
    let mut out = text.to_owned();
    for (open, close) in [("[^", ']'), ("](", ')')] {
        let mut from = 0;
        while let Some(at) = out[from..].find(open).map(|at| from + at) {
            let Some(end) = out[at..].find(close).map(|end| at + end + 1) else { break };
            let blank: String = out[at..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            out.replace_range(at..end, &blank);
            from = end;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        split_words(text, &mut |word, start, _| found.push((word.to_owned(), start)));
        found
    }

    #[test]
    fn words_have_no_marks_and_no_places_for_line_breaks() {
        let expected = [("mehr".to_owned(), 3), ("als".to_owned(), 8), ("1".to_owned(), 14), ("300".to_owned(), 16)];
        assert_eq!(words("„Mehr als \u{AD}1.300“"), expected);
        assert_eq!(words("Wirt\u{AD}schaft"), [("wirtschaft".to_owned(), 0)]);
    }

    #[test]
    fn what_markdown_does_not_print_is_blank_and_keeps_its_place() {
        let expected = format!("a{}[b{}d", " ".repeat(11), " ".repeat(16));
        assert_eq!(without_marks("a[^niro-15] [b](https://c.de) d"), expected);
    }
}
