//! The promises of the program, a module for each topic, in one binary: each binary would link the typesetter again.
#![allow(unreachable_pub, reason = "nothing is exported from a test binary")]

mod common;
mod contents;

mod adapt;
mod archive;
mod atomic;
mod booklet;
mod ci;
mod cli;
mod contrast;
mod diff;
mod documentation;
mod edit;
mod edition_sizes;
mod every_key;
mod exchange;
mod faults;
mod fuzzed;
mod hostile_texts;
mod house;
mod incremental;
mod init;
mod inspect;
mod limits;
mod lines;
mod optional_parts;
mod page_pictures;
mod photos;
mod print;
mod proof;
mod qr;
mod real_material;
mod record_texts;
mod reproducible;
mod sandbox;
mod schema;
mod screen;
mod second_project;
mod status;
mod translations;
mod values;
