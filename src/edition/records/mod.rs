//! The types of the records, as an editor writes them in TOML.
//!
//! They contain what is in a file and nothing else: no path, no language, no page.

mod cluster;
mod codes;
mod content;
mod date;
mod edition;
mod forms;
pub mod keys;
pub(crate) mod limits;
pub mod node;
mod print;
pub mod schema;
mod text;

pub use cluster::{
    Approval, Cluster, Contact, Founded, Founders, GoCluster, Label, ManagementBody, Manager, Members, Mix, Precision,
    Seat, Share, Visit,
};
pub use codes::{FoundingKind, Land, LegalForm, Level, Note, Qualifier, Slot};
pub use content::{Editorial, Indicator, Period, Picture, Project, Topic, Voice, VoiceKind};
pub use date::{Date, DateError, Season};
pub use edition::{
    Closing, ContactBlock, Cover, Edition, Imprint, Introduction, Lines, Programme, Publisher, TextPage, Tour,
};
pub use print::{PhotoColour, Print, ProfileFile};
pub use text::{Flag, Name, Refs, Source, Text};

pub use crate::text::{Language, LanguageError};
