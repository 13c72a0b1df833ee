//! What the program promises, a module a topic, in one binary: each binary would link the typesetter again.
#![allow(unreachable_pub, reason = "nothing is exported from a test binary")]

mod common;

mod again;
mod archive;
mod booklet;
mod ci;
mod command;
mod contrast;
mod diff;
mod documentation;
mod dress;
mod editions;
mod every_key;
mod faults;
mod fuzzed;
mod hostile;
mod keeping;
mod pages;
mod parts;
mod photos;
mod press;
mod printed;
mod proof;
mod sandbox;
mod schema;
mod screen;
mod starter;
mod status;
mod surroundings;
mod values;
mod whole;
