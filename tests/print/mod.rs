//! The print PDF: what two standards ask of it, and what is refused.

mod breaks;
mod clauses;
mod edition;
mod job;
mod structure;
