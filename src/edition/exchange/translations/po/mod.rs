//! Files of GNU gettext (PO): <https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html>.
//!
//! A text is found by its `msgctxt`. Its marks stay in the text, as there is no other place for them in this format.

mod header;
mod lines;
mod read;
mod write;

pub(super) use self::read::read;
pub(super) use self::write::write;
