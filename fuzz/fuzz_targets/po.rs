//! Any bytes as a PO file, or in the middle of an export: an import ends without a panic, and what it would write is TOML.
#![no_main]

#[path = "project.rs"]
mod project;
#[path = "translations.rs"]
mod translations;

use brochure::edition::exchange::translations::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| translations::import_any(data, Format::Po, "a.po"));
