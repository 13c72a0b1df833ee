//! Any text as a story: from Markdown to the laid-out page without a panic.
#![no_main]

#[path = "project.rs"]
mod project;

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use brochure::Language;
use brochure::diagnostics::has_errors;
use brochure::edition::{check, load};
use brochure::internals::inspect;
use brochure::internals::merge_records;
use brochure::internals::{Fonts, Typesetter};
use libfuzzer_sys::fuzz_target;
use project::Scratch;

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);
static TYPESETTER: LazyLock<Mutex<Option<Typesetter>>> = LazyLock::new(Mutex::default);

fuzz_target!(|text: &str| {
    let story = toml::Value::String(text.to_owned());
    let record = format!(
        "official_name = \"A\"\nshort_name = \"A\"\ndescription = {{ de = \"D\", en = \"D\" }}\n\
        story = {{ de = {story}, en = \"E\" }}\n\
        [seat]\ncity = \"Unna\"\nland = \"NW\"\nlatitude = 51.5\nlongitude = 7.7\n\
        [[sources]]\nid = \"a\"\ntitle = \"A\"\n"
    );
    SCRATCH.replace("data/2019/clusters/fuzzed.toml", record.as_bytes());
    let loaded = load::records(&SCRATCH.project, Path::new("data/2019")).expect("files");
    let records = loaded.records.expect("records");
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(check::check(&SCRATCH.project, &records));
    if has_errors(&diagnostics) {
        return;
    }
    let values = merge_records(&records, &SCRATCH.words, &SCRATCH.geodata).files().expect("values");
    let mut typesetter = TYPESETTER.lock().expect("one thread");
    match typesetter.as_mut() {
        Some(typesetter) => typesetter.update(values),
        None => {
            let fonts = Fonts::load(&SCRATCH.project).expect("fonts");
            *typesetter = Some(Typesetter::new(&SCRATCH.project, &fonts, Language::De, values).expect("a typesetter"));
        }
    }
    let typeset = typesetter.as_ref().expect("a typesetter").typeset();
    let document = typeset.document.expect("a record is data: no text of it stops a template");
    for fault in inspect(&document, &records, Language::De, true) {
        assert!(brochure::diagnostics::json(&fault).starts_with('{'));
    }
    comemo::evict(3);
});
