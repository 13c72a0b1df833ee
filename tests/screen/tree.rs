//! What a listener hears, compared letter by letter with `golden/`.

use super::byhand::{File, link, mark, part};
use super::reader::read;
use super::{screens, spoken};
use crate::common::assert_kept;

fn assert_heard(name: &str, heard: &str) {
    assert_kept(&format!("tests/screen/golden/{name}"), heard);
}

#[test]
fn a_chapter_is_heard_as_kept() {
    for screen in screens() {
        let chapter = spoken::chapter(&screen.tree, "NIRO");
        assert!(chapter.lines().count() > 50, "{chapter}");
        assert_heard(&format!("niro.{}.txt", if screen.german { "de" } else { "en" }), &chapter);
    }
}

#[test]
fn the_german_brochure_is_heard_as_kept() {
    let german = screens().iter().find(|screen| screen.german).expect("German");
    assert_heard("expedition.de.txt", &spoken::whole(&german.tree));
}

/// Returns what is heard of a file made by hand.
fn heard(contents: &[&str], tree: Vec<super::byhand::Part>) -> String {
    let contents = contents.iter().map(|it| (*it).to_owned()).collect();
    spoken::whole(&read(&File { contents, tree, ..File::default() }.bytes()))
}

#[test]
fn an_artifact_is_not_heard() {
    let page = "/Artifact BMC BT /F1 10 Tf 50 800 Td (Head) Tj ET EMC\n\
        /P <</MCID 0>> BDC BT /F1 10 Tf 50 700 Td (Words.) Tj ET EMC";
    assert_eq!(heard(&[page], vec![part("P", vec![mark(0, 0)])]), "p. 1\nP  Words.\n");
}

#[test]
fn a_soft_hyphen_joins_and_an_offset_is_not_a_space() {
    let page = "/P <</MCID 0>> BDC BT /F1 10 Tf 1 0 0 1 50 700 Tm [(A) -80 (w) 40 (ord that is hy)] TJ\n\
        /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC 0 -12 Td (phenated.) Tj ET EMC";
    assert_eq!(heard(&[page], vec![part("P", vec![mark(0, 0)])]), "p. 1\nP  Aword that is hyphenated.\n");
}

#[test]
fn every_way_to_show_text_is_read() {
    let page =
        "/P <</MCID 0>> BDC BT /F1 10 Tf 12 TL 50 700 Td (One ) Tj (two ) ' 0 0 (three ) \" T* (four.) Tj ET EMC";
    assert_eq!(heard(&[page], vec![part("P", vec![mark(0, 0)])]), "p. 1\nP  One two three four.\n");
    let form = "/P <</MCID 0>> BDC /X1 Do EMC";
    assert_eq!(heard(&[form], vec![part("P", vec![mark(0, 0)])]), "p. 1\nP  drawn by a form\n");
}

#[test]
fn words_that_are_apart_without_a_space_are_marked() {
    let page = "/P <</MCID 0>> BDC BT /F1 10 Tf 50 700 Td (8) Tj 0 -20 Td (Stations) Tj ET EMC";
    assert_eq!(heard(&[page], vec![part("P", vec![mark(0, 0)])]), "p. 1\nP  8¦Stations\n");
}

#[test]
fn pictures_are_heard_by_their_words_and_links_with_their_targets() {
    let text = |n: usize, words: &str| format!("/P <</MCID {n}>> BDC BT /F1 10 Tf 50 700 Td ({words}) Tj ET EMC\n");
    let page = text(0, "10 20 30") + &text(1, "See ") + &text(2, "the map");
    let tree = vec![
        part("Figure", vec![mark(0, 0)]).with("Alt", Some("A chart")),
        part("P", vec![mark(0, 1), part("Link", vec![mark(0, 2), link(0, Some("map"), "https://example.org/")])]),
    ];
    assert_eq!(heard(&[&page], tree), "p. 1\nFigure alt:  A chart\nP  See ‹the map -> https://example.org/›\n");
}

#[test]
fn a_paragraph_that_goes_on_overleaf_is_one() {
    let page = |words: &str| format!("/P <</MCID 0>> BDC BT /F1 10 Tf 50 700 Td ({words}) Tj ET EMC\n");
    let tree = vec![part("Title", vec![mark(0, 0), mark(1, 0)]).with("Lang", Some("de"))];
    assert_eq!(heard(&[&page("Von hier "), &page("nach dort.")], tree), "p. 1\nP  [de] Von hier nach dort.\n");
}
