//! Finds the value behind each word of a page.
//!
//! Typst does not know from which value a text has come. But its words and their order tell: of all values that go on as
//! the page does, the longest is taken. What is short, such as a year, is in many records; which one is meant follows
//! from what is before it, from the chapter, and from what the same line of a template shows elsewhere.

use std::collections::HashMap;

use typst::syntax::Span;

use super::index::{Index, Leaf, Origin};
use super::tokens::Word;

/// A word of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageWord {
    /// `None` for one that no value has.
    pub word: Option<Word>,
    pub letters: usize,
    /// The place in a template that sets it.
    pub span: Span,
}

/// A value, by its number in the index, and the position of a word in it.
pub(super) type Found = (usize, usize);

/// What speaks for a value, in letters that it has in common with the page.
const GOES_ON: usize = 14;
const WHOLE: usize = 8;
const START: usize = 4;
const SAME_CHAPTER: usize = 10;
const SAME_TEMPLATE: usize = 8;
const SAME_ENTRY: usize = 6;
/// Names of a chapter are shown on many pages: its record comes before the words of templates.
const RECORD: usize = 1;

/// How many letters in common make a find without anything else that speaks for it.
const SURE: usize = 5;

/// How many values a page can go back to after another text.
const OPEN: usize = 6;

/// How many letters in common tell what a line of a template shows.
const TELLING: usize = 12;

/// Returns the value of each word of a page.
pub(super) fn search(index: &Index, words: &[PageWord]) -> Vec<Option<Found>> {
    let first = Search::new(index, words, Hints::default()).run();
    let hints = Hints::learn(index, words, &first);
    let mut found = Search::new(index, words, hints).run();
    fill_gaps(&mut found);
    found
}

/// What a first search has told about the page.
#[derive(Debug, Default)]
struct Hints {
    chapter: Option<Origin>,
    patterns: HashMap<Span, String>,
}

impl Hints {
    fn learn(index: &Index, words: &[PageWord], found: &[Option<Found>]) -> Self {
        let mut chapters: HashMap<Origin, usize> = HashMap::new();
        let mut patterns: HashMap<Span, HashMap<&str, usize>> = HashMap::new();
        for (leaf, letters, at) in stretches(index, words, found) {
            if letters >= TELLING {
                if let Origin::Cluster(_) = leaf.origin {
                    *chapters.entry(leaf.origin).or_default() += letters;
                }
                *patterns.entry(words[at].span).or_default().entry(&leaf.pattern).or_default() += letters;
            }
        }
        let all: usize = chapters.values().sum();
        let most = chapters.into_iter().max_by_key(|(origin, letters)| (*letters, *origin));
        let chapter = most.filter(|(_, letters)| letters * 2 > all).map(|(origin, _)| origin);
        let best = |patterns: HashMap<&str, usize>| {
            patterns.into_iter().max_by_key(|(pattern, letters)| (*letters, *pattern)).map(|(it, _)| it.to_owned())
        };
        let patterns = patterns.into_iter().filter_map(|(span, patterns)| Some((span, best(patterns)?))).collect();
        Self { chapter, patterns }
    }
}

/// Returns the values with the letters of each unbroken stretch of one, and the first word of the stretch.
fn stretches<'a>(index: &'a Index, words: &[PageWord], found: &[Option<Found>]) -> Vec<(&'a Leaf, usize, usize)> {
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    let mut before: Option<Found> = None;
    for (at, (word, found)) in words.iter().zip(found).enumerate() {
        let goes_on = |(leaf, position): Found| before == position.checked_sub(1).map(|before| (leaf, before));
        match (found, out.last_mut()) {
            (Some(found), Some(last)) if goes_on(*found) => last.1 += word.letters,
            (Some((leaf, _)), _) => out.push((*leaf, word.letters, at)),
            (None, _) => {}
        }
        before = *found;
    }
    out.into_iter().map(|(leaf, letters, at)| (&index.leaves[leaf], letters, at)).collect()
}

struct Search<'a> {
    index: &'a Index,
    words: &'a [PageWord],
    hints: Hints,
    /// Values that were left in their middle, with the next position, the latest last.
    open: Vec<Found>,
    /// The value of the word before.
    last: Option<usize>,
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, words: &'a [PageWord], hints: Hints) -> Self {
        Self { index, words, hints, open: Vec::new(), last: None }
    }

    fn run(mut self) -> Vec<Option<Found>> {
        let mut found = vec![None; self.words.len()];
        let mut at = 0;
        while at < self.words.len() {
            let Some((leaf, position, length)) = self.best(at) else {
                at += 1;
                continue;
            };
            for step in 0..length {
                found[at + step] = Some((leaf, position + step));
            }
            self.leave(leaf, position + length);
            at += length;
        }
        found
    }

    /// Returns the value that fits best from a word on, its position there, and how many words fit.
    fn best(&self, at: usize) -> Option<(usize, usize, usize)> {
        let places = self.index.positions.get(&self.words[at].word?)?;
        let mut best: Option<(usize, (usize, usize, usize))> = None;
        for &(leaf, position) in places {
            let (leaf, position) = (leaf as usize, position as usize);
            let Some((score, length)) = self.score(at, leaf, position) else { continue };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, (leaf, position, length)));
            }
        }
        best.map(|(_, found)| found)
    }

    /// Returns what speaks for a value, and how many words fit; nothing if that is too little.
    fn score(&self, at: usize, number: usize, position: usize) -> Option<(usize, usize)> {
        let leaf = &self.index.leaves[number];
        let rest = self.words[at..].iter().zip(&leaf.words[position..]);
        let fitting = rest.take_while(|(word, own)| word.word == Some(**own));
        let (mut length, mut letters) = (0, 0);
        for (word, _) in fitting {
            length += 1;
            letters += word.letters;
        }
        let mut score = letters;
        let goes_on = self.open.contains(&(number, position));
        let whole = length == leaf.words.len();
        score += if goes_on { GOES_ON } else { 0 };
        score += if whole { WHOLE + self.letters_after(at + length, leaf) } else { 0 };
        score += if position == 0 { START } else { 0 };
        score += if leaf.origin == Origin::Words { 0 } else { RECORD };
        let mut hinted = false;
        if self.hints.chapter == Some(leaf.origin) {
            score += SAME_CHAPTER;
        }
        if self.hints.patterns.get(&self.words[at].span).is_some_and(|pattern| *pattern == leaf.pattern) {
            score += SAME_TEMPLATE;
            hinted = true;
        }
        if self.last.is_some_and(|last| is_same_entry(&self.index.leaves[last], leaf)) {
            score += SAME_ENTRY;
            hinted = true;
        }
        let sure = goes_on || whole || hinted || (length > 1 && letters >= SURE);
        sure.then_some((score, length))
    }

    /// Returns the letters of the longest value of the same entry that is shown as a whole from a word on: a name and an
    /// office in a table come before the same words in the midst of a story.
    fn letters_after(&self, at: usize, before: &Leaf) -> usize {
        let word = self.words.get(at).and_then(|word| word.word);
        let places = word.and_then(|word| self.index.positions.get(&word)).into_iter().flatten();
        let whole = places.filter(|(_, position)| *position == 0).filter_map(|(leaf, _)| {
            let leaf = &self.index.leaves[*leaf as usize];
            let shown = self.words.get(at..at + leaf.words.len())?;
            let fits = shown.iter().zip(&leaf.words).all(|(word, own)| word.word == Some(*own));
            (fits && is_same_entry(before, leaf)).then(|| shown.iter().map(|word| word.letters).sum())
        });
        whole.max().unwrap_or(0)
    }

    /// Remembers where the page has left a value.
    fn leave(&mut self, leaf: usize, next: usize) {
        self.open.retain(|(open, _)| *open != leaf);
        if next < self.index.leaves[leaf].words.len() {
            self.open.push((leaf, next));
        }
        if self.open.len() > OPEN {
            self.open.remove(0);
        }
        self.last = Some(leaf);
    }
}

/// Returns whether two values are in the same entry of a list or the same table.
fn is_same_entry(a: &Leaf, b: &Leaf) -> bool {
    let table = |field: &str| field.find(['.', ']']).map(|end| field[..end].to_owned());
    a.origin == b.origin && table(&a.field).is_some_and(|entry| Some(entry) == table(&b.field))
}

/// Gives words between two parts of one value to it: the number of a source, a word that is broken at the end of a page.
fn fill_gaps(found: &mut [Option<Found>]) {
    const LONGEST: usize = 3;
    let mut last: Option<(usize, Found)> = None;
    for at in 0..found.len() {
        let Some((leaf, position)) = found[at] else { continue };
        if let Some((before, (last_leaf, last_position))) = last
            && last_leaf == leaf
            && at - before <= LONGEST + 1
        {
            found[before + 1..at].fill(Some((leaf, last_position)));
        }
        last = Some((at, (leaf, position)));
    }
}
