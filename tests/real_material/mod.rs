//! Material as editors and repositories bring it: signs that Markdown would take, numbers with all their digits, folders
//! and links in unexpected places.

mod files;
mod missing;
mod parts;
mod profiles;
mod renewed;
mod runs;
mod scope;
mod slips;
mod texts;
mod unnoticed;
mod words;
