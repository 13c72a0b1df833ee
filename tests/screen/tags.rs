//! The tags of the shipped edition, rule by rule, and files in which each rule finds a fault.

use brochure::Language;

use super::byhand::{File, Part, mark, part};
use super::reader::{Tree, read};
use super::rules::{self, Findings, Rule};
use super::{Screen, screens};

fn asked(rule: Rule) {
    let of = |screen: &'static Screen| rule(&screen.tree).into_iter().map(|it| format!("{}: {it}", screen.name));
    let found: Findings = screens().iter().flat_map(of).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_file_says_that_it_is_tagged() {
    asked(rules::tagged);
}

#[test]
fn what_a_page_draws_is_in_the_tree_or_decoration() {
    asked(rules::accounted_for);
}

#[test]
fn what_the_tree_names_is_there_once() {
    asked(rules::marks_once);
}

#[test]
fn headings_start_at_the_first_level_and_have_no_jump() {
    asked(rules::headings);
}

#[test]
fn rows_of_a_table_are_equally_wide_and_have_heads() {
    asked(rules::tables);
}

#[test]
fn every_picture_has_words() {
    asked(rules::pictures);
}

#[test]
fn the_words_of_pictures_are_in_the_language_of_the_page() {
    let [german, english, ..] = screens() else { panic!("two languages") };
    assert_eq!(rules::untranslated(&german.tree, &english.tree), [""; 0]);
}

#[test]
fn every_item_of_a_list_has_a_body() {
    asked(rules::lists);
}

#[test]
fn every_text_stands_in_a_paragraph_or_the_like() {
    asked(rules::blocks);
}

#[test]
fn paragraphs_and_headings_hold_no_blocks() {
    asked(rules::nested);
}

#[test]
fn running_heads_and_page_numbers_are_not_heard() {
    asked(rules::running_heads);
}

#[test]
fn words_do_not_run_together() {
    asked(rules::run_together);
}

#[test]
fn nothing_is_heard_twice() {
    asked(rules::heard_twice);
}

#[test]
fn a_paragraph_is_whole_where_it_goes_on_in_another_column() {
    // A definition in the margin is no sentence.
    let definitions: Vec<_> = Language::ALL.iter().flat_map(|language| glossary(*language)).collect();
    let of = |screen: &'static Screen| rules::broken_paragraphs(&screen.tree).into_iter();
    let broken = screens().iter().flat_map(of).filter(|it| {
        let end = it.trim_start_matches('"').split('"').next().unwrap_or_default();
        !definitions.iter().any(|text| text.ends_with(end))
    });
    assert_eq!(broken.collect::<Findings>(), [""; 0]);
}

/// The definitions of the shipped edition.
fn glossary(language: Language) -> Vec<String> {
    let (_, records) = crate::common::shipped_records();
    let entries = records.edition.value.glossary.iter();
    entries.filter_map(|entry| entry.text.get(language).map(str::to_owned)).collect()
}

#[test]
fn no_element_is_empty() {
    asked(rules::empty);
}

/// A text at a height, under a mark.
fn text(number: i64, height: u32, words: &str) -> String {
    format!("/P <</MCID {number}>> BDC BT /F1 10 Tf 50 {height} Td ({words}) Tj ET EMC\n")
}

/// A page with a heading "Title" and what is added.
fn page(content: &str, parts: Vec<Part>) -> File {
    let mut tree = vec![part("H1", vec![mark(0, 0)])];
    tree.extend(parts);
    File { contents: vec![text(0, 800, "Title") + content], tree, ..File::default() }
}

fn tree(file: &File) -> Tree {
    read(&file.bytes())
}

/// What every rule finds in a file.
fn all(file: &File) -> Findings {
    let tree = tree(file);
    let each = rules::ALL.iter().map(|(name, rule)| (name, rule(&tree)));
    each.flat_map(|(name, found)| found.into_iter().map(move |it| format!("{name}: {it}"))).collect()
}

/// Asserts that one rule alone finds something, and what.
fn alone(file: &File, promise: &str, findings: &[&str]) {
    let wanted: Vec<_> = findings.iter().map(|it| format!("{promise}: {it}")).collect();
    assert_eq!(all(file), wanted);
}

#[test]
fn a_sound_file_breaks_no_rule() {
    let content = text(1, 700, "A paragraph.") + "/Artifact BMC BT /F1 10 Tf 50 47 Td (1) Tj ET EMC";
    assert_eq!(all(&page(&content, vec![part("P", vec![mark(0, 1)])])), [""; 0]);
}

#[test]
fn a_file_that_does_not_say_what_it_is_is_found() {
    let file = File { tagged: false, ..page("", Vec::new()) };
    let promise = "the file says that it is tagged";
    alone(&file, promise, &["the file does not say that it is tagged", "the file names no language"]);
}

#[test]
fn content_beside_the_tree_is_found() {
    let promise = "content is in the tree or an artifact";
    alone(&page("0 0 9 9 re f", Vec::new()), promise, &["p. 1: shape (f) is neither"]);
    alone(&page("/X1 Do", Vec::new()), promise, &["p. 1: text \"drawn by a form\" is neither"]);
    alone(&page(&text(7, 700, "Lost."), Vec::new()), promise, &["p. 1: mark 7 is not in the tree"]);
    let inside = format!("/Artifact BMC {} EMC", text(1, 700, "Inside."));
    let found = ["p. 1: mark 1 inside an artifact is neither"];
    assert_eq!(rules::accounted_for(&tree(&page(&inside, vec![part("P", vec![mark(0, 1)])]))), found);
}

#[test]
fn a_mark_twice_or_never_is_found() {
    let twice = text(1, 700, "One.") + &text(1, 600, "Two.");
    let found = |file: &File| rules::marks_once(&tree(file));
    assert_eq!(found(&page(&twice, vec![part("P", vec![mark(0, 1)])])), ["p. 1: mark 1 is there 2 times"]);
    assert_eq!(found(&page("", vec![part("P", vec![mark(0, 1)])])), ["p. 1: mark 1 is there 0 times"]);
    let named = page(&text(1, 700, "One."), vec![part("P", vec![mark(0, 1)]), part("P", vec![mark(0, 1)])]);
    assert_eq!(found(&named), ["p. 1: mark 1 is named 2 times"]);
}

#[test]
fn a_jump_of_headings_is_found() {
    let file = page(&text(1, 700, "Deep"), vec![part("H3", vec![mark(0, 1)])]);
    alone(&file, "headings have no jump", &["H3 \"Deep\" follows on H1"]);
}

#[test]
fn a_crooked_table_is_found() {
    let cell = |kind, number| part(kind, vec![mark(0, number)]);
    let head = |number| cell("TH", number).table("Scope", "Row");
    let content: String = (1..=4).map(|n| text(n, 700 - 20 * u32::try_from(n).unwrap(), "cell ")).collect();
    let found = |rows: Vec<Part>| rules::tables(&tree(&page(&content, vec![part("Table", rows)])));
    let row = |cells: Vec<Part>| part("TR", cells);
    let sound = vec![row(vec![head(1), cell("TD", 2)]), row(vec![head(3), cell("TD", 4)])];
    assert_eq!(found(sound), [""; 0]);
    let over =
        vec![row(vec![head(1).table("Scope", "Row"), cell("TD", 2)]), row(vec![cell("TD", 3).table("ColSpan", 2)])];
    assert_eq!(found(over), [""; 0]);
    let down = vec![row(vec![head(1), cell("TD", 2).table("RowSpan", 2)]), row(vec![head(3)])];
    assert_eq!(found(down), [""; 0]);
    let short = vec![row(vec![head(1), cell("TD", 2)]), row(vec![head(3)])];
    assert_eq!(found(short), ["table \"cell cell cell\": rows of {1, 2} cells"]);
    let headless = vec![row(vec![cell("TD", 1)])];
    assert_eq!(found(headless), ["table \"cell\": no head"]);
    let blunt = vec![row(vec![cell("TH", 1)])];
    assert_eq!(found(blunt), ["table \"cell\": head \"cell\" of nothing"]);
}

#[test]
fn a_picture_without_words_is_found() {
    let figure = |alt| page(&text(1, 700, "12"), vec![part("Figure", vec![mark(0, 1)]).with("Alt", alt)]);
    alone(&figure(None), "pictures have words", &["Figure without words: \"12\""]);
    alone(&figure(Some(" ")), "pictures have words", &["Figure without words: \"12\""]);
    assert_eq!(all(&figure(Some("A dozen"))), [""; 0]);
    let (one, other) = (tree(&figure(Some("A dozen"))), tree(&figure(Some("Ein Dutzend"))));
    assert_eq!(rules::untranslated(&one, &other), [""; 0]);
    assert_eq!(rules::untranslated(&one, &one), ["A dozen"]);
}

#[test]
fn an_item_without_a_body_is_found() {
    let list = |kids: Vec<Part>| page(&text(1, 700, "Item"), vec![part("L", vec![part("LI", kids)])]);
    assert_eq!(all(&list(vec![part("LBody", vec![mark(0, 1)])])), [""; 0]);
    alone(&list(vec![part("P", vec![mark(0, 1)])]), "items of a list have a body", &["item \"Item\" of [\"P\"]"]);
}

#[test]
fn text_without_a_block_is_found() {
    let span = page(&text(1, 700, "Loose."), vec![part("Span", vec![mark(0, 1)])]);
    alone(&span, "texts stand in blocks", &["Span in Document: \"Loose.\""]);
    let div = page(&text(1, 700, "Loose."), vec![part("Div", vec![mark(0, 1)])]);
    alone(&div, "texts stand in blocks", &["text in Div: \"Loose.\""]);
}

#[test]
fn a_block_in_a_paragraph_is_found() {
    let file = page(&text(1, 700, "Inner."), vec![part("P", vec![part("P", vec![mark(0, 1)])])]);
    alone(&file, "paragraphs hold no blocks", &["P in P: \"Inner.\""]);
}

#[test]
fn a_page_number_that_is_heard_is_found() {
    let file = page(&text(1, 47, "1"), vec![part("P", vec![mark(0, 1)])]);
    alone(&file, "running heads and page numbers are not heard", &["p. 1: \"1\" is heard"]);
}

#[test]
fn words_that_run_together_are_found() {
    let lines =
        |one, two| page(&(text(1, 700, one) + &text(2, 680, two)), vec![part("P", vec![mark(0, 1), mark(0, 2)])]);
    alone(&lines("One", "two"), "words do not run together", &["p. 1: \"One\" \"two\""]);
    assert_eq!(all(&lines("One ", "two")), [""; 0]);
    assert_eq!(all(&lines("One-", "two")), [""; 0]);
}

#[test]
fn a_halo_that_is_heard_is_found() {
    let halo = text(1, 700, "Unna ") + &text(2, 700, "Unna ");
    let file = page(&halo, vec![part("P", vec![mark(0, 1)]), part("P", vec![mark(0, 2)])]);
    alone(&file, "nothing is heard twice", &["p. 1: \"Unna \""]);
}

#[test]
fn a_paragraph_in_two_parts_is_found() {
    let half = "A sentence that is long enough to fill more than one line of a narrow column and goes on in";
    let content = text(1, 700, half) + &text(2, 600, "the next.");
    let file = page(&content, vec![part("P", vec![mark(0, 1)]), part("P", vec![mark(0, 2)])]);
    alone(&file, "paragraphs are whole", &["\"and goes on in\" | \"the next.\""]);
}

#[test]
fn an_empty_element_is_found() {
    alone(&page("", vec![part("P", Vec::new())]), "nothing is empty", &["P with nothing in it, below \"Title\""]);
}
