//! What all files of a build share.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveTime, Utc};

use super::Options;
use super::prepare::Ready;
use crate::diagnostics::Diagnostic;
use crate::edition::load;
use crate::edition::records::PhotoColour;
use crate::fs::project::Project;
use crate::pages::typeset::Fonts;
use crate::photos::colour::OutputProfile;
use crate::photos::{Fault, Separation};

/// What all files of a build share.
pub(super) struct Setting {
    pub(super) project: Project,
    /// What becomes of photographs on paper.
    pub(super) photos: PhotoColour,
    pub(super) profile: OutputProfile,
    pub(super) max_ink: f64,
    separation: OnceLock<Result<Separation, Fault>>,
    pub(super) date: DateTime<Utc>,
    pub(super) creep: f64,
    /// The font of the slug line, where marks are wanted.
    pub(super) marks: Option<Vec<u8>>,
}

impl Setting {
    /// Reads the profile of the edition.
    pub(super) fn load(
        project: &Project,
        ready: &Ready,
        fonts: &Fonts,
        options: &Options,
    ) -> Result<Self, Box<Diagnostic>> {
        let edition = &ready.records.edition;
        let print = &edition.value.print;
        Ok(Self {
            project: project.clone(),
            photos: print.photos,
            profile: load::profile(project, edition)?,
            max_ink: f64::from(print.max_ink),
            separation: OnceLock::new(),
            date: options.date.unwrap_or_else(|| edition.value.as_of.and_time(NaiveTime::MIN).and_utc()),
            creep: options.creep,
            marks: if print.marks { fonts.upright() } else { None },
        })
    }

    /// Makes the way to the inks before many ask for it at once: it is made by all threads, and one that
    /// waits for the others must not begin with something that waits for it.
    pub(super) fn prepare(&self) {
        let _ = self.separation();
    }

    /// What inks in steps of 255 look like on a screen; `None` where the profile has no such table.
    pub(super) fn srgb(&self, inks: [u8; 4]) -> Option<[u8; 3]> {
        self.separation().ok()?.srgb(&inks).try_into().ok()
    }

    /// The way from colours to the inks of the profile; made when the first photograph asks for it.
    pub(super) fn separation(&self) -> Result<&Separation, Fault> {
        let separation = self.separation.get_or_init(|| Separation::new(self.profile.bytes(), self.max_ink));
        separation.as_ref().map_err(Clone::clone)
    }
}
