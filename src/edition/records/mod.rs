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
mod map;
pub mod node;
mod people;
mod pictures;
mod place;
mod print;
mod programme;
mod publisher;
mod reference;
pub mod schema;
mod sections;
mod text;

pub use cluster::{
    Approval, Cluster, Contact, Founded, Founders, GoCluster, Label, ManagementBody, Members, Mix, Share,
};
pub use codes::{FoundingKind, Land, LegalForm, Level, Note, Qualifier, Slot};
pub use content::{
    Counted, Drawing, Editorial, Indicator, Period, Project, ProjectKind, Topic, Voice, VoiceKind, VoiceWeight,
};
pub use date::{Date, DateError, Season};
pub use edition::{BookForm, ContactBlock, Cover, Edition, Imprint, Introduction, TextPage, Tour};
pub use map::{MapFrame, MapLayer, MapNames, MapRegions, MapSettings};
pub use people::{Person, Portrait};
pub use pictures::{Crop, Focus, Picture, PicturePages, PlateSize};
pub use place::{Precision, Seat, Visit, WorkingArea};
pub use print::{Paper, PhotoColour, Print, ProfileFile};
pub use programme::{ClusterWeek, Criterion, LabelCount, Programme, WeekPart};
pub use publisher::{Closing, Foreword, Logo, LogoGround, LogoRole, Next, Publisher};
pub use reference::{GlossaryEntry, IndexEntry, KnownName, NameKind, NameOfKind};
pub use sections::{Section, SectionKind};
pub use text::{Flag, Lines, Name, Refs, Source, SourceKind, Text};

pub use crate::text::{Language, LanguageError};

/// Returns whether a value is what a record without the key has. Such a value is left out of the fingerprint, so that a new
/// key does not change those of older records.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
