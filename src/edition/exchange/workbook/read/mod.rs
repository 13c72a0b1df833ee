//! Reads workbooks from strangers: what is in their cells, and nothing that could do harm.

mod cells;
mod content;
mod guard;
mod heads;

pub(super) use self::cells::{Sheet, read};
pub(super) use self::content::{Content, understand};
pub(super) use self::guard::Refusal;
pub(super) use self::heads::{Area, Role};
