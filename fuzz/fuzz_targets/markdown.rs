//! Any text as a story: from Markdown to the laid-out page without a panic.
#![no_main]

#[path = "project.rs"]
mod project;

use libfuzzer_sys::fuzz_target;
use project::lay_out_story;

fuzz_target!(|text: &str| {
    let Some(story) = lay_out_story(text) else { return };
    for fault in story.inspect() {
        assert!(brochure::diagnostics::json(&fault).starts_with('{'));
    }
});
