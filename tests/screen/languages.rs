//! The language of the file, and of passages in another.

use std::collections::BTreeSet;

use super::byhand::{File, mark, part};
use super::reader::{Element, Tree, read};
use super::rules::{Findings, clip, with_text};
use super::screens;
use super::spoken::{heard, pieces};

const GERMAN: [&str; 12] = ["der", "die", "das", "und", "für", "mit", "von", "ist", "im", "des", "zur", "eine"];
const ENGLISH: [&str; 9] = ["the", "and", "of", "for", "with", "about", "is", "to", "all"];

/// Languages by their tags, and no tag of a country where the language is not at home.
pub fn languages(tree: &Tree) -> Findings {
    let known = ["de", "de-DE", "en", "en-GB"];
    let own = tree.language.iter().map(String::as_str);
    let of_elements = tree.all().into_iter().filter_map(|it| it.language.as_deref());
    let runs = tree.pages.iter().flat_map(|page| page.drawn.marked.values()).flat_map(|it| &it.runs);
    let used: BTreeSet<_> = own.chain(of_elements).chain(runs.filter_map(|run| run.language.as_deref())).collect();
    used.into_iter().filter(|tag| !known.contains(tag)).map(|tag| format!("language {tag:?}")).collect()
}

/// Texts with several small words of another language that do not say that they are in it. Names
/// may stay as they are: a trade fair is called “all about automation”.
pub fn foreign(tree: &Tree, small_words: &[&str]) -> Findings {
    let own = tree.language.clone().unwrap_or_default();
    let short = own.split('-').next().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for element in with_text(tree) {
        let pieces = pieces(tree, element, None);
        let inherited = language_of(tree, element).is_none_or(|tag| tag.starts_with(&short));
        let said: String = pieces.iter().filter(|it| it.language.is_none()).map(|it| it.run.text.as_str()).collect();
        let said = heard(&said);
        // Whole words: an address has small words too, and is in no language.
        let of_text = said.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphabetic()));
        let foreign = of_text.filter(|word| small_words.contains(word)).count();
        if inherited && foreign >= 3 {
            found.push(clip(&said));
        }
    }
    found
}

/// The language that an element has from those above it.
fn language_of<'a>(tree: &'a Tree, element: &Element) -> Option<&'a str> {
    let above = tree.all().into_iter().filter(|it| it.all().iter().any(|it| std::ptr::eq(*it, element)));
    let tags: Vec<_> = above.into_iter().filter_map(|it| it.language.as_deref()).collect();
    tags.last().copied()
}

#[test]
fn the_file_is_in_the_language_that_it_says() {
    for screen in screens() {
        let tag = if screen.german { "de-DE" } else { "en-GB" };
        assert_eq!(screen.tree.language.as_deref(), Some(tag), "{}", screen.name);
    }
}

#[test]
fn every_language_has_a_tag_that_voices_know() {
    for screen in screens() {
        assert_eq!(languages(&screen.tree), [""; 0], "{}", screen.name);
    }
}

#[test]
fn passages_in_another_language_say_so() {
    for screen in screens() {
        let small_words = if screen.german { &ENGLISH[..] } else { &GERMAN[..] };
        assert_eq!(foreign(&screen.tree, small_words), [""; 0], "{}", screen.name);
    }
}

#[test]
fn a_passage_without_its_language_is_found() {
    let said = "BT /F1 10 Tf 50 700 Td (die Karte von der Reise) Tj ET EMC";
    let file = |properties: &str, language: Option<&'static str>| File {
        contents: vec![format!("/P <</MCID 0 {properties}>> BDC {said}")],
        tree: vec![part("P", vec![mark(0, 0)]).with("Lang", language)],
        ..File::default()
    };
    let found = |file: File| foreign(&read(&file.bytes()), &GERMAN);
    assert_eq!(found(file("", None)), ["die Karte von der Reise"]);
    assert_eq!(found(file("", Some("de"))), [""; 0]);
    assert_eq!(found(file("/Lang (de)", None)), [""; 0]);
}

#[test]
fn a_language_of_a_country_where_nobody_speaks_it_is_found() {
    let file = File { tree: vec![part("P", vec![]).with("Lang", Some("de-GB"))], ..File::default() };
    assert_eq!(languages(&read(&file.bytes())), ["language \"de-GB\""]);
}

/// The texts with a different language, by language.
fn said(tree: &Tree, language: &str) -> Vec<String> {
    let runs = tree.pages.iter().flat_map(|page| page.drawn.marked.values()).flat_map(|it| &it.runs);
    let of_runs = runs.filter(|run| run.language.as_deref() == Some(language)).map(|run| run.text.clone());
    let elements = with_text(tree).into_iter().filter(|it| language_of(tree, it) == Some(language));
    let of_elements = elements.map(|it| pieces(tree, it, None).iter().map(|it| it.run.text.as_str()).collect());
    of_runs.chain(of_elements).map(|text: String| heard(&text)).collect()
}

#[test]
fn words_that_a_record_marks_say_their_language() {
    let english = screens().iter().find(|screen| !screen.german).expect("the English pages");
    let german = said(&english.tree, "de");
    assert!(german.join(" ").contains("Trendtag"), "{german:#?}");
}
