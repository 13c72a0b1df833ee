//! `brochure preview`: the pages beside the editor.

mod fields;
mod holes;
mod process;
mod saves;
mod server;
mod session;
