//! The pages of an edition beside the text editor: laid out again with every save, shown in the browser.
//!
//! A [`Session`] holds the pages. [`Session::update`] reads what has changed and lays out again; if records or templates
//! have errors, the last good pages stay. A page is *dirty* if something that is seen on it differs, so that only it has
//! to be drawn again. A [`Book`] tells which field is [`behind`](Book::behind) a place of a page, and where the
//! [`boxes`](Book::boxes) of a field are.
//!
//! [`serve`] puts a session behind a small HTTP server on this computer, and watches the files of the project.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use brochure::Project;
//! use brochure::pipeline::Options;
//! use brochure::preview::{Session, View};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let project = Project::find(Path::new("."))?;
//! let edition = project.edition(None)?;
//! let mut session = Session::new(project, edition, Options::default());
//! let update = session.update();
//! for book in update.state.books() {
//!     for index in book.dirty(None) {
//!         let picture = book.draw(index, View::Screen).unwrap_or_default();
//!         std::fs::write(format!("{}-{index}.svg", book.language()), picture)?;
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod book;
mod fault;
mod fields;
mod page_text;
mod picture;
mod server;
mod session;
mod visible;
mod watch;

pub use book::{Book, PageInfo};
pub use fault::Fault;
pub use fields::{Behind, Kind, PageBox};
pub use picture::View;
pub use server::{News, PreviewError, ServerOptions, serve};
pub use session::{Session, State, Update};
