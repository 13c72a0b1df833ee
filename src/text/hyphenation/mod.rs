//! Hyphenation: soft hyphens (U+00AD) where a word may break.
//!
//! The patterns of a language know syllables, not words: they break "Qualifizierungsin-itiative" and "bioe-conomy". So
//! the joints of compounds come first, the exceptions of language and edition have the last word, and few points are
//! offered: a reader should seldom see a hyphen. The typesetter breaks at soft hyphens only.

mod compounds;
mod points;

use std::collections::{BTreeMap, BTreeSet};

use super::Language;
use super::names::mark_names;
use super::rich::{Block, Inline};

/// The soft hyphen.
pub(crate) const SOFT_HYPHEN: char = '\u{AD}';

/// Words with fewer letters are never broken.
const LEAST_LETTERS: usize = 8;

/// An exception also holds for its word with an ending of at most this many letters, as in "Bioökonomien".
const LONGEST_ENDING: usize = 2;

/// Puts soft hyphens into the texts of one language.
#[derive(Debug, Clone)]
pub(crate) struct Hyphenator {
    language: Language,
    /// Words of the edition, in lower case: parts of compounds.
    vocabulary: BTreeSet<String>,
    /// The places at which a word may break, by its lower-case letters.
    exceptions: BTreeMap<String, Vec<usize>>,
}

impl Hyphenator {
    /// Returns a hyphenator that knows the words of the given texts and exceptions such as "Ko-operation". An exception
    /// without a hyphen is a word that is never broken.
    pub(crate) fn new<'a>(
        language: Language,
        texts: impl IntoIterator<Item = &'a str>,
        exceptions: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let words = texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        let long = words.filter(|word| word.chars().count() >= compounds::LEAST_PART);
        let exceptions = exceptions.into_iter().map(|word| {
            let points = word.match_indices('-').enumerate();
            let points = points.map(|(nth, (at, _))| word[..at].chars().count() - nth).collect();
            (word.replace('-', "").to_lowercase(), points)
        });
        Self { language, vocabulary: long.map(str::to_lowercase).collect(), exceptions: exceptions.collect() }
    }

    /// Puts soft hyphens into the running text of blocks. Headings, names and passages in another language stay whole, and
    /// so does the last word of a paragraph.
    pub(crate) fn soften_blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { .. } => {}
                Block::Paragraph { content } => self.soften_paragraph(content),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.soften_blocks(item)),
                Block::Quote { content } => self.soften_blocks(content),
            }
        }
    }

    fn soften_paragraph(&self, content: &mut [Inline]) {
        let last = content.iter().rposition(|inline| !matches!(inline, Inline::Sources { .. } | Inline::Mark { .. }));
        for (index, inline) in content.iter_mut().enumerate() {
            match inline {
                Inline::Text { text } if Some(index) == last => *text = self.soften_but_last(text),
                inline => self.soften_inline(inline),
            }
        }
    }

    fn soften_inline(&self, inline: &mut Inline) {
        match inline {
            Inline::Text { text } => *text = self.soften(text),
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => {
                for inline in content {
                    self.soften_inline(inline);
                }
            }
            _ => {}
        }
    }

    /// Puts soft hyphens into a caption or note, but into none of the names.
    pub(crate) fn soften_line(&self, text: &str, names: &[String]) -> String {
        let mut parts = Vec::new();
        mark_names(text, names, &mut parts);
        let last = parts.len().saturating_sub(1);
        let soft = parts.into_iter().enumerate().map(|(index, part)| match part {
            Inline::Text { text } if index == last => self.soften_but_last(&text),
            Inline::Text { text } => self.soften(&text),
            Inline::Name { text } => text,
            _ => String::new(),
        });
        soft.collect()
    }

    /// Softens all words but the last one, whose rest would be alone on a line.
    fn soften_but_last(&self, text: &str) -> String {
        let end = text.trim_end().rfind(char::is_whitespace).unwrap_or(0);
        self.soften(&text[..end]) + &text[end..]
    }

    fn soften(&self, text: &str) -> String {
        text.split_inclusive(char::is_whitespace).map(|word| self.soften_word(word)).collect()
    }

    /// Softens a word with the marks around it. Addresses and words with digits or inner capitals stay whole.
    fn soften_word(&self, word: &str) -> String {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        if core.contains(|c: char| c.is_numeric() || matches!(c, '.' | '@' | '/' | ':' | '_' | SOFT_HYPHEN)) {
            return word.to_owned();
        }
        let mut out = String::with_capacity(word.len() + 4);
        for part in word.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
            let points = self.points(letters);
            for (index, letter) in part.chars().enumerate() {
                if points.contains(&index) {
                    out.push(SOFT_HYPHEN);
                }
                out.push(letter);
            }
        }
        out
    }

    /// Returns the numbers of letters after which a word may break.
    fn points(&self, word: &str) -> Vec<usize> {
        if word.chars().count() < LEAST_LETTERS || word.chars().skip(1).any(char::is_uppercase) {
            return Vec::new();
        }
        let lower = word.to_lowercase();
        self.exception(&lower).unwrap_or_else(|| points::points(&lower, self.language, &self.vocabulary))
    }

    fn exception(&self, word: &str) -> Option<Vec<usize>> {
        let ends = word.char_indices().map(|(at, _)| at).rev().take(LONGEST_ENDING);
        let known = std::iter::once(word.len()).chain(ends).find_map(|end| self.exceptions.get(&word[..end]));
        known.cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Hyphenator, Inline, Language};

    fn shown(text: &str) -> String {
        text.replace(super::SOFT_HYPHEN, "|")
    }

    fn german(texts: &[&str]) -> Hyphenator {
        Hyphenator::new(Language::De, texts.iter().copied(), ["Bio-ökonomie", "Ko-operation", "Wasserstoff"])
    }

    #[test]
    fn short_words_and_ends_of_words_stay_whole() {
        let hyphenator = german(&[]);
        assert_eq!(shown(&hyphenator.soften("seine Professoren Aufgabe")), "seine Pro|fes|soren Aufgabe");
        assert_eq!(shown(&hyphenator.soften("Professor Direktorin")), "Pro|fessor Direk|torin");
        assert!(!shown(&hyphenator.soften("Kooperationen")).contains("|en"));
    }

    #[test]
    fn compounds_break_at_their_joints() {
        let hyphenator = german(&["Die Initiative und ihre Mitglieder", "eine Versammlung"]);
        assert_eq!(shown(&hyphenator.soften("Qualifizierungsinitiative")), "Qua|li|fi|zie|rungs|initia|tive");
        assert!(shown(&hyphenator.soften("Mitgliederversammlung")).contains("glieder|versamm"));
    }

    #[test]
    fn exceptions_have_the_last_word() {
        let hyphenator = german(&[]);
        assert_eq!(
            shown(&hyphenator.soften("Bioökonomie Kooperation Wasserstoffs")),
            "Bio|ökonomie Ko|operation Wasserstoffs"
        );
        let english = Hyphenator::new(Language::En, [], ["bio-economy"]);
        assert_eq!(shown(&english.soften("bioeconomy")), "bio|economy");
    }

    #[test]
    fn names_addresses_and_capitals_stay_whole() {
        let hyphenator = german(&[]);
        for text in
            ["clusterplattform.de/wirtschaft", "BodenseeMittelstand", "info@wirtschaftsfoerderung.de", "C3-2019a"]
        {
            assert_eq!(hyphenator.soften(text), text);
        }
        let names = ["Ernährungsnetzwerk Nord".to_owned()];
        let line = hyphenator.soften_line("Das Ernährungsnetzwerk Nord der Unternehmen dort", &names);
        assert!(line.starts_with("Das Ernährungsnetzwerk Nord der "), "{line}");
        assert!(shown(&line).contains('|'), "{line}");
    }

    #[test]
    fn headings_and_last_words_stay_whole() {
        let text = "Unternehmen und Unternehmen";
        let heading = Block::Heading { level: 1, text: text.to_owned() };
        let mut blocks = [heading.clone(), Block::Paragraph { content: vec![Inline::Text { text: text.to_owned() }] }];
        german(&[]).soften_blocks(&mut blocks);
        assert_eq!(blocks[0], heading);
        let Block::Paragraph { content } = &blocks[1] else { panic!("{blocks:?}") };
        let [Inline::Text { text }] = &content[..] else { panic!("{content:?}") };
        assert!(shown(text).contains('|') && text.ends_with(" Unternehmen"), "{text}");
    }
}
