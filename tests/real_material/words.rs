//! Faults in the words of a language are reported with file, key and the names that there are.

use crate::common::{ProjectCopy, brochure};

const GERMAN: &str = "templates/words/de.toml";

#[test]
fn a_placeholder_that_nothing_replaces_is_an_error() {
    let copy = ProjectCopy::of_records();
    copy.replace(GERMAN, "glance = \"{Stations} auf", "glance = \"{anzahl} auf");
    brochure(copy.root(), &["check"])
        .exits_with(1)
        .stderr_has("error[E0112 words]: nothing replaces `{anzahl}`")
        .stderr_has("templates/words/de.toml:")
        .stderr_has("pages.glance")
        .stderr_has("kilometres");
    let copy = ProjectCopy::of_records();
    copy.replace(GERMAN, "glance = \"{Stations} auf", "glance = \"{Station} auf");
    brochure(copy.root(), &["check"]).exits_with(1).stderr_has("did you mean `{Stations}`?");
}

#[test]
fn a_missing_word_is_an_error_that_shows_the_other_language() {
    let copy = ProjectCopy::of_records();
    copy.replace(GERMAN, "patches = \"Weiße Flecken\"\n", "");
    brochure(copy.root(), &["check"])
        .exits_with(1)
        .stderr_has("the word `pages.patches` is missing")
        .stderr_has("in templates/words/en.toml it is");
    // A word that only one language has is its own affair, and an edition in English does not need the German ones.
    brochure(copy.root(), &["check", "--lang", "en"]).exits_with(0);
}
