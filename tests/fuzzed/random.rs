//! Texts made of words, signs and marks of Markdown in any order; the same for the same seed.

use crate::common::random::Random;

/// The pieces of a line. Common pieces are there more than once.
const PIECES: [&str; 64] = [
    "Verein",
    "und",
    "Mitglieder",
    "2019",
    "die",
    "Straße",
    "Überblick",
    "Netz",
    "in",
    "zwei",
    "der",
    "Cluster",
    "go-cluster",
    "z. B.",
    "e. V.",
    "Mitarbeiter*innen",
    "2*3",
    "5 %",
    "§ 7",
    "1.200",
    "10–12",
    "„Zitat“",
    "‚so‘",
    "»Wort«",
    "*kursiv*",
    "**fett**",
    "***beides***",
    "_auch_",
    "*halb",
    "fett**",
    "_",
    "*",
    "**",
    "\\*",
    "\\",
    "`",
    "[^a]",
    "[Wort](https://example.org)",
    "[Wort]",
    "]",
    "[",
    "(",
    ")",
    "!",
    "#",
    "##",
    ">",
    "+",
    "-",
    "–",
    "•",
    "1.",
    "2)",
    "2012.",
    "|",
    "~",
    "=",
    "---",
    ":",
    ";",
    "…",
    "½",
    "°C",
    "a\u{AD}b",
];

/// What begins a line.
const STARTS: [&str; 20] = [
    "", "", "", "", "", "", "- ", "* ", "+ ", "1. ", "3) ", "> ", "### ", "– ", "• ", "o\t", "  ", "    ", "  - ",
    "2012. ",
];

/// The gaps between two pieces.
const GAPS: [&str; 8] = [" ", " ", " ", " ", "", "\u{A0}", "\t", "  "];

/// The texts and values that are drawn.
struct Draw(Random);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    fn choose<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

pub fn text(seed: u64) -> String {
    let mut random = Draw(Random::new(seed));
    let mut text = String::new();
    for _ in 0..=random.below(5) {
        for _ in 0..=random.below(4) {
            text.push_str(random.choose(&STARTS));
            for _ in 0..=random.below(7) {
                text.push_str(random.choose(&PIECES));
                text.push_str(random.choose(&GAPS));
            }
            text.push_str(if random.below(8) == 0 { "  \n" } else { "\n" });
        }
        text.push('\n');
    }
    text
}
