//! What the tests share.

mod bodies;
mod diagnostics;
pub mod git;
mod kept;
mod layout;
#[cfg(target_os = "linux")]
mod library;
mod program;
mod project;
pub mod random;

pub use bodies::{bodies, opener_page};
pub use diagnostics::{assert_error, messages};
pub use kept::{assert_kept, is_update};
pub use layout::{
    bare_text, built_page_texts, design, page_texts, planned, shipped_build, shipped_document, shipped_page_texts,
    shipped_records, shipped_records as shipped, typeset, typesetter, values,
};
#[cfg(target_os = "linux")]
pub use library::compile_library;
pub use program::{BROCHURE, Files, Run, brochure, command, file_name, files, files_below};
pub use project::{EDITION, FOUR_CHAPTERS, NIRO, ProjectCopy, ProjectCopy as Copy, copy_folder, root};
