//! The points at which a single word may break.

use std::collections::BTreeSet;

use super::Language;
use super::compounds;

/// At a joint, other points closer than this many letters fall away.
const CLEAR_OF_JOINT: usize = 4;

/// The language of the patterns, with the least number of letters before and after a point.
const fn rules(language: Language) -> (hypher::Lang, usize, usize) {
    match language {
        Language::De => (hypher::Lang::German, 3, 4),
        Language::En => (hypher::Lang::English, 4, 4),
    }
}

/// Returns the numbers of letters after which a word in lower case may break, in order.
pub(super) fn points(word: &str, language: Language, vocabulary: &BTreeSet<String>) -> Vec<usize> {
    let (patterns, before, after) = rules(language);
    let letters = word.chars().count();
    let mut out = Vec::new();
    let mut at = 0;
    for syllable in hypher::hyphenate_bounded(word, patterns, before, after) {
        at += syllable.chars().count();
        if at < letters {
            out.push(at);
        }
    }
    let joints = match language {
        Language::De => compounds::joints(word, vocabulary),
        Language::En => Vec::new(),
    };
    out.retain(|point| joints.iter().all(|joint| point.abs_diff(*joint) > CLEAR_OF_JOINT));
    out.extend(joints);
    out.sort_unstable();
    out.dedup();
    out
}
