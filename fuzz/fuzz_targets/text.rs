//! Any text as a story: every word of it is on its pages, or it is refused.
#![no_main]

#[path = "kept.rs"]
mod kept;
#[path = "project.rs"]
mod project;

use libfuzzer_sys::fuzz_target;
use project::lay_out_story;

fuzz_target!(|text: &str| {
    if kept::is_beyond(text) {
        return;
    }
    let Some(story) = lay_out_story(text) else { return };
    let printed = project::text_of(&story.document);
    if let Some(lost) = kept::find_lost(text, &printed) {
        panic!("lost {lost:?} of {text:?} in {printed:?}");
    }
});
