//! Booklets, read back from the file.

mod bad_input;
mod file;
mod order;
mod paper;
mod place;
mod samples;
