//! The print PDF: what two standards ask of it, and what is refused.

#[path = "../common/mod.rs"]
mod common;

mod breaks;
mod clauses;
mod edition;
mod job;
mod structure;
