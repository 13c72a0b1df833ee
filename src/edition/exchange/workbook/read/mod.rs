//! Reads workbooks from strangers: what is in their cells, and nothing that could do harm.

mod cells;
mod content;
mod guard;
mod heads;
mod misread;
mod number;

pub(super) use self::cells::{Sheet, read};
pub(super) use self::content::{Content, understand, yes_or_no};
pub(super) use self::guard::Refusal;
pub(super) use self::heads::{Area, Role};
