//! Running texts: as many parts and characters as pages can be made of in time.

use super::{assert_fine, error_in, with_story};
use crate::common::{NIRO, ProjectCopy};

#[test]
fn a_story_of_thousands_of_parts_is_refused_with_their_number() {
    for (part, between, count) in
        [("- a", "\n", 2000), ("a", "\n\n", 2000), ("### a", "\n\n", 1000), ("a\\", "\n", 2000), ("> a", "\n\n", 200)]
    {
        let found = with_story(&vec![part; count].join(between)).check();
        let error = error_in(&found, "E0113", "story.de");
        let number = error.message.split_whitespace().find_map(|word| word.parse::<usize>().ok()).expect("a number");
        assert!((count..=2 * count).contains(&number), "{part}: {}", error.message);
        assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("at most 150")), "{:?}", error.hint);
    }
}

#[test]
fn a_story_with_as_many_parts_as_are_allowed_is_fine() {
    assert_fine(&with_story(&vec!["- a"; 150].join("\n")));
    assert_fine(&with_story(&vec!["Ein Satz."; 150].join("\n\n")));
    error_in(&with_story(&vec!["a"; 151].join("\n\n")).check(), "E0113", "story.de");
}

#[test]
fn a_text_has_at_most_20000_characters() {
    assert_fine(&with_story(&"Wort ".repeat(3999)));
    for text in ["Wort ".repeat(5000), "x".repeat(100_000), format!("https://example.org/{}", "x".repeat(30_000))] {
        let found = with_story(&text).check();
        let error = error_in(&found, "E0202", "story.de");
        assert!(error.hint.as_ref().is_some_and(|hint| hint.contains("20000")), "{:?}", error.hint);
    }
}

#[test]
fn a_paragraph_has_at_most_2000_characters() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[standfirst]\nde = \"", &format!("[standfirst]\nde = \"{}", "Wort ".repeat(500)));
    error_in(&copy.check(), "E0202", "standfirst.de");
}
