//! The booklet as a file: read back with lopdf alone.

mod bad_input;
mod file;
mod order;
mod paper;
mod place;
mod samples;
